"""The kinds of page that editors make, and which may stand under which."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.search import index

from ..blocks import BodyBlock, EasyReadBlock, PopularLinksBlock, StepByStepBlock
from ..fields import BodyField
from .content import ContentPage

EASY_READ = "pages.EasyReadPage"


def tabs(*names: str) -> TabbedInterface:
    """The editor's tabs for a type whose own words are in the fields called `names`."""
    content = [*ContentPage.content_panels, *(FieldPanel(name) for name in names)]
    return TabbedInterface(
        [
            ObjectList(content, heading="Words"),
            ObjectList(ContentPage.review_panels, heading="Checking"),
            ObjectList(ContentPage.promote_panels, heading="Finding it"),
            ObjectList(ContentPage.settings_panels, heading="Settings"),
        ]
    )


class HomePage(ContentPage):
    """The front door: one search, the ways in, what is new."""

    popular = BodyField(PopularLinksBlock(), blank=True, verbose_name="popular ways in")
    body = BodyField(BodyBlock(), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.SectionPage",
        "pages.GuidancePage",
        "pages.StepByStepPage",
        "pages.ContactPage",
        "pages.GetHelpNowPage",
        "pages.StatementPage",
        EASY_READ,
    ]
    template = "pages/home.html"
    word_fields = ("popular", "body")
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]
    edit_handler = tabs("popular", "body")

    class Meta:
        verbose_name = "home page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the tiles that the parts of the site offer, and the newest pages."""
        from ..queries import home_tiles, newest_pages

        context = super().get_context(request, *args, **kwargs)
        context["sections"] = home_tiles()
        context["newest"] = newest_pages(request, limit=4)
        context["part"] = "home"
        return context


class SectionPage(ContentPage):
    """A shelf of pages about one thing."""

    body = BodyField(BodyBlock(), blank=True)

    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types = ["pages.SectionPage", "pages.GuidancePage", "pages.StepByStepPage", EASY_READ]
    template = "pages/section.html"
    word_fields = ("body",)
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]
    edit_handler = tabs("body")

    class Meta:
        verbose_name = "section"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages on this shelf."""
        from ..queries import pages_in

        context = super().get_context(request, *args, **kwargs)
        context["pages"] = pages_in(self, request)
        return context


class GuidancePage(ContentPage):
    """One subject, explained."""

    body = BodyField(BodyBlock())

    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types = [EASY_READ]
    template = "pages/guidance.html"
    word_fields = ("body",)
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]
    edit_handler = tabs("body")

    class Meta:
        verbose_name = "guidance page"


class StepByStepPage(ContentPage):
    """Something that happens in order: the golden thread joins its steps."""

    body = BodyField(BodyBlock(), blank=True, verbose_name="words before the steps")
    steps = BodyField(StepByStepBlock())
    after = BodyField(BodyBlock(), blank=True, verbose_name="words after the steps")

    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types = [EASY_READ]
    template = "pages/step_by_step.html"
    word_fields = ("body", "steps", "after")
    search_fields = [*ContentPage.search_fields, index.SearchField("body"), index.SearchField("steps")]
    edit_handler = tabs("body", "steps", "after")

    class Meta:
        verbose_name = "step by step page"


class EasyReadPage(ContentPage):
    """The Easy Read twin of the page it stands under: a picture to the left of each few words."""

    rows = BodyField(EasyReadBlock())

    parent_page_types = [
        "pages.HomePage",
        "pages.SectionPage",
        "pages.GuidancePage",
        "pages.StepByStepPage",
        "pages.ContactPage",
        "pages.GetHelpNowPage",
        "pages.StatementPage",
    ]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "pages/easy_read.html"
    word_fields = ("rows",)
    search_fields = [*ContentPage.search_fields, index.SearchField("rows")]
    edit_handler = tabs("rows")

    class Meta:
        verbose_name = "Easy Read page"

    @property
    def easy_read(self) -> bool:
        """Whether this is an Easy Read page: always."""
        return True


class GetHelpNowPage(ContentPage):
    """Who to ring when something is wrong now."""

    body = BodyField(BodyBlock())

    parent_page_types = ["pages.HomePage"]
    subpage_types = [EASY_READ]
    template = "pages/get_help_now.html"
    word_fields = ("body",)
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]
    edit_handler = tabs("body")

    class Meta:
        verbose_name = "get help now page"


class StatementPage(ContentPage):
    """Something we must say about this site: accessibility, privacy, how to complain."""

    body = BodyField(BodyBlock())

    parent_page_types = ["pages.HomePage"]
    subpage_types = [EASY_READ]
    template = "pages/statement.html"
    word_fields = ("body",)
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]
    edit_handler = tabs("body")

    class Meta:
        verbose_name = "statement"


class ContactPage(ContentPage):
    """Words about how to reach us, then the form."""

    body = BodyField(BodyBlock(), blank=True)
    thanks = models.TextField(
        "words after sending",
        max_length=600,
        blank=True,
        help_text="What happens next and how long it takes.",
    )

    parent_page_types = ["pages.HomePage"]
    subpage_types = [EASY_READ]
    template = "pages/contact.html"
    word_fields = ("body",)
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]
    edit_handler = tabs("body", "thanks")

    class Meta:
        verbose_name = "contact page"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form and take what is sent."""
        from ..views.contact import contact

        return contact(request, self)
