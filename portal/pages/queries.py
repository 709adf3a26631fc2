"""Reads that put several pages together."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from .languages import MATCHES_THE_ENGLISH, Language
from .models import ContentPage, EasyReadPage, HomePage
from .models.content import ContentPageQuerySet
from .registry import HomeSection, Tile, home_sections


@dataclass(frozen=True)
class Version:
    """One way to read a page: a language, in full or in Easy Read."""

    title: str
    label: str
    url: str
    language: Language
    is_easy_read: bool
    is_current: bool


@dataclass(frozen=True)
class PageLink:
    """A link to a page with what it is about."""

    title: str
    url: str
    summary: str
    picture: str
    language: Language
    changed_at: datetime.datetime | None


@dataclass(frozen=True)
class FilledSection:
    """A section of the home page with its tiles."""

    section: HomeSection
    tiles: list[Tile]


def _family(page: ContentPage) -> tuple[list[ContentPage], list[ContentPage]]:
    """The full pages in every language, and their Easy Read twins, that belong with `page`."""
    own_key = page.translation_key
    if page.easy_read:
        owner_path = page.path[: -Page.steplen]
        own_key = ContentPage.objects.filter(path=owner_path).values_list("translation_key", flat=True)[0]
    live = ContentPage.objects.live().filter(alias_of__isnull=True).select_related("locale")
    full = list(live.filter(translation_key=own_key).order_by("pk"))
    under = Q()
    for one in full:
        under |= Q(path__startswith=one.path, depth=one.depth + 1)
    twins = live.filter(easyreadpage__isnull=False).filter(under).order_by("pk") if full else []
    return full, list(twins)


def versions_of(page: ContentPage, request: HttpRequest | None = None) -> list[Version]:
    """Every published version of `page`, English first, each full page before its Easy Read twin.

    Empty when there is only the page itself. A page that merely mirrors the English is no translation.
    """
    full, twins = _family(page)
    for one in (*full, *twins):
        if one.pk == page.pk:
            page.locale = one.locale  # read with the family, so it need not be asked for again
    twins_by_parent = {twin.path[: -Page.steplen]: twin for twin in twins}
    versions = []
    for one in sorted(full, key=lambda one: (not one.language.is_english, one.language.english_name)):
        versions.append(_version(one, page, request, is_easy_read=False))
        if twin := twins_by_parent.get(one.path):
            versions.append(_version(twin, page, request, is_easy_read=True))
    return versions if len(versions) > 1 else []


def _version(
    one: ContentPage, shown: ContentPage, request: HttpRequest | None, *, is_easy_read: bool
) -> Version:
    language = one.language
    label = language.own_name
    if is_easy_read:
        label = "Easy Read" if language.is_english else f"Easy Read ({language.own_name})"
    return Version(
        title=one.title,
        label=label,
        url=one.get_url(request) or "",
        language=language,
        is_easy_read=is_easy_read,
        is_current=one.pk == shown.pk,
    )


@dataclass(frozen=True)
class Match:
    """What readers are told about how a twin or a translation stands to the English."""

    before: str
    after: str
    at: datetime.datetime | None
    is_behind: bool
    english_url: str
    language: Language


def match_of(page: ContentPage, request: HttpRequest | None = None) -> Match | None:
    """How `page` stands to the English it follows; None when it follows none.

    `before` and `after` go round the date, in the page's own language.
    """
    english = page.get_english()
    if english is None or page.alias_of_id:
        return None
    sentence = MATCHES_THE_ENGLISH.get(page.language.code, MATCHES_THE_ENGLISH["en"])
    before, _date, after = sentence.partition("{date}")
    matched, changed = page.matches_revision_at, english.words_changed_at
    return Match(
        before=before,
        after=after,
        at=matched,
        is_behind=bool(changed and (matched is None or matched < changed)),
        english_url=english.get_url(request) or "",
        language=page.language,
    )


def _links(pages: Iterable[ContentPage], request: HttpRequest | None) -> list[PageLink]:
    return [
        PageLink(
            title=page.title,
            url=page.get_url(request) or "",
            summary=page.summary,
            picture=page.picture,
            language=page.language,
            changed_at=page.last_published_at,
        )
        for page in pages
    ]


def _listed() -> ContentPageQuerySet:
    return (
        ContentPage.objects.live()
        .filter(easyreadpage__isnull=True)
        .select_related("locale", "alias_of", "alias_of__locale")
    )


def pages_in(parent: Page, request: HttpRequest | None = None) -> list[PageLink]:
    """The pages on a shelf, in the editors' order, without Easy Read twins."""
    return _links(_listed().child_of(parent).order_by("path"), request)


def newest_pages(request: HttpRequest | None = None, *, limit: int) -> list[PageLink]:
    """The English guidance that was published last."""
    pages = _listed().filter(
        Q(guidancepage__isnull=False) | Q(stepbysteppage__isnull=False), locale__language_code="en"
    )
    return _links(pages.order_by("-first_published_at", "-pk")[:limit], request)


def every_page(request: HttpRequest | None = None) -> list[PageLink]:
    """Every published page that is not a mirror of another, in the order of the tree."""
    pages = ContentPage.objects.live().public().filter(alias_of__isnull=True)
    return _links(pages.select_related("locale").order_by("path"), request)


@dataclass(frozen=True)
class Shelf:
    """The pages that can be read in one other way: Easy Read, or one language."""

    key: str
    title: str
    language: Language
    pages: list[PageLink]


def other_ways_to_read(request: HttpRequest | None = None) -> list[Shelf]:
    """Every page in Easy Read, then every page of each other language, by the language's English name.

    A language without a page has no shelf. An Easy Read twin in another language stands in its language.
    """
    pages = list(
        ContentPage.objects.live()
        .public()
        .filter(alias_of__isnull=True)
        .filter(Q(easyreadpage__isnull=False) | ~Q(locale__language_code=settings.LANGUAGE_CODE))
        .filter(depth__gt=2)
        .select_related("locale")
        .order_by("path")
    )
    easy = [page for page in pages if page.language.is_english]
    shelves = [Shelf("easy-read", "Easy Read", easy[0].language, _links(easy, request))] if easy else []
    languages = {page.language for page in pages if not page.language.is_english}
    for language in sorted(languages, key=lambda one: one.english_name):
        own = [page for page in pages if page.language == language]
        shelves.append(Shelf(language.code, language.own_name, language, _links(own, request)))
    return shelves


def section_tiles() -> list[Tile]:
    """A tile for each published section of the English home page, in the editors' order.

    Without the summaries: they stand on the sections, and a phone's home page should stay short.
    """
    sections = (
        _listed().filter(sectionpage__isnull=False, depth=3, locale__language_code="en").order_by("path")
    )
    return [Tile(one.title, one.url, picture=one.picture) for one in _links(sections, None)]


def home_tiles() -> list[FilledSection]:
    """The home page's sections that have something to show."""
    filled = [FilledSection(section, section.tiles()) for section in home_sections()]
    return [one for one in filled if one.tiles]


def breadcrumbs_of(page: ContentPage, request: HttpRequest | None = None) -> list[dict[str, str]]:
    """The way from the home page to `page`, as {"text", "href"}; the page itself last, without an address.

    Empty at home.
    """
    if page.depth == 2:
        return []
    above = Page.objects.ancestor_of(page).filter(depth__gt=1).select_related("locale").order_by("depth")
    trail = [
        {"text": "Home" if one.depth == 2 else one.title, "href": one.get_url(request) or "/"}
        for one in above
    ]
    return [*trail, {"text": page.title}]


def get_home() -> HomePage | None:
    """The English home page; None before the site is set up."""
    return HomePage.objects.filter(locale__language_code="en").order_by("pk").first()


def get_easy_read(page: ContentPage) -> EasyReadPage | None:
    """The Easy Read twin of `page`, published or not; None when it has none."""
    return EasyReadPage.objects.child_of(page).first()
