"""What every page of words has: who answers for it, when it was read through, which English it matches."""

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Length, Substr
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from ..choosing import PICTURE_NAMES, ChooseCode
from ..forms import ContentPageForm
from ..languages import Language, get_language
from ..panels import MatchesEnglishPanel


class ContentPageQuerySet(PageQuerySet):
    """Reads of pages that several screens share."""

    def with_english(self) -> "ContentPageQuerySet":
        """Add `english_changed_at`: when the words of the English that a page follows last changed.

        A translation follows the English page it translates; an Easy Read page follows its parent.
        Empty for a page that follows nothing.
        """
        translated_from = ContentPage.objects.filter(
            translation_key=models.OuterRef("translation_key"),
            locale__language_code=settings.LANGUAGE_CODE,
        )
        parent_path = Substr(models.OuterRef("path"), 1, Length(models.OuterRef("path")) - Page.steplen)
        belongs_to = ContentPage.objects.filter(path=parent_path)
        return self.annotate(
            english_changed_at=models.Case(
                models.When(
                    ~models.Q(locale__language_code=settings.LANGUAGE_CODE),
                    then=models.Subquery(translated_from.values("words_changed_at")[:1]),
                ),
                models.When(
                    easyreadpage__isnull=False,
                    then=models.Subquery(belongs_to.values("words_changed_at")[:1]),
                ),
                default=None,
                output_field=models.DateTimeField(),
            )
        )

    def behind_english(self) -> "ContentPageQuerySet":
        """Twins and translations whose English has changed since they were said to match, or never were."""
        return (
            self.with_english()
            .filter(alias_of__isnull=True, english_changed_at__isnull=False)
            .filter(
                models.Q(matches_revision_at__isnull=True)
                | models.Q(matches_revision_at__lt=models.F("english_changed_at"))
            )
        )


class ContentPage(Page):
    """The ground of all page types. Editors make one of the types in types.py, never this."""

    is_creatable = False
    base_form_class = ContentPageForm

    summary = models.TextField(
        "in short", max_length=400, blank=True, help_text="What this page tells people, in a sentence or two."
    )
    picture = models.CharField(
        "picture name", max_length=80, blank=True, help_text="Shown where other pages link to this one."
    )

    reviewed_date = models.DateField("last reviewed", null=True, blank=True)
    responsible_post = models.CharField(
        "who answers for it",
        max_length=120,
        blank=True,
        help_text="A job, not a name: such as Local Offer officer.",
    )
    next_review_date = models.DateField("next review", null=True, blank=True)

    matches_revision_at = models.DateTimeField(
        "matches the English of",
        null=True,
        blank=True,
        editable=False,
        help_text="Set only by the tick 'This matches the English as it is now'.",
    )
    words_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    words_fingerprint = models.CharField(max_length=64, blank=True, editable=False)

    objects = PageManager.from_queryset(ContentPageQuerySet)()

    search_fields = [*Page.search_fields, index.SearchField("summary")]

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        *Page.promote_panels,
        FieldPanel("picture", heading="Picture", widget=ChooseCode(PICTURE_NAMES, empty="None")),
    ]
    settings_panels = [*Page.settings_panels]
    review_panels = [
        MatchesEnglishPanel(heading="Does it match the English?"),
        MultiFieldPanel(
            [FieldPanel("reviewed_date"), FieldPanel("responsible_post"), FieldPanel("next_review_date")],
            heading="Who looks after this page",
        ),
    ]

    # The names of the fields that hold blocks; each type says its own.
    word_fields: tuple[str, ...] = ()

    @property
    def language(self) -> Language:
        """The language its words are in. A copy that only mirrors another page is in that page's language."""
        source = self.alias_of if self.alias_of_id else self
        return get_language(source.locale.language_code)

    @property
    def easy_read(self) -> bool:
        """Whether this is an Easy Read page."""
        return False

    def own_words(self) -> str:
        """All the words of the page as plain text, without the review details: for search and comparison."""
        parts = [self.title, self.summary]
        for name in self.word_fields:
            value = getattr(self, name)
            parts += [str(text) for text in value.stream_block.get_searchable_content(value)]
        return "\n".join(part for part in parts if part)

    def fingerprint(self) -> str:
        """A short sum of the words, which changes when a word does."""
        return hashlib.sha256(self.own_words().encode()).hexdigest()

    def get_english(self) -> "ContentPage | None":
        """The English page this one must match; None for a page that is itself the first."""
        if self.locale.language_code != settings.LANGUAGE_CODE:
            pages = ContentPage.objects.filter(
                translation_key=self.translation_key, locale__language_code=settings.LANGUAGE_CODE
            )
            return pages.first()
        if self.easy_read and self.depth > 1:
            return ContentPage.objects.filter(path=self.path[: -Page.steplen]).first()
        return None

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Keep what is true of the page as published, whichever draft is being read."""
        page = super().with_content_json(content)
        page.words_changed_at = self.words_changed_at
        page.words_fingerprint = self.words_fingerprint
        return page

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the page's other versions and its place in the site."""
        from ..queries import breadcrumbs_of, match_of, versions_of

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["versions"] = versions_of(self, request)
        context["match"] = match_of(self, request)
        context["breadcrumbs"] = breadcrumbs_of(self, request)
        return context
