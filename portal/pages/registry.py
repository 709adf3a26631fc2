"""What other parts of the site show on the pages, filled in their `AppConfig.ready`.

The pages know nothing of the directory; the directory says here what it offers.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tile:
    """One big link on the home page. `picture` is a picture name; `part` gives the accent colour."""

    title: str
    url: str
    words: str = ""
    picture: str = ""
    part: str = ""


@dataclass(frozen=True)
class HomeSection:
    """A group of tiles on the home page. `tiles` is called when the page is shown."""

    key: str
    title: str
    tiles: Callable[[], list[Tile]]
    order: int = 100
    words: str = ""


@dataclass(frozen=True)
class ListedThing:
    """One line of a list that another part of the site fills: a link and a few words."""

    title: str
    url: str
    summary: str = ""


@dataclass(frozen=True)
class Listing:
    """Things found by another part of the site, for a "list by search" block, with the way to all of them."""

    things: list[ListedThing] = field(default_factory=list)
    total: int = 0
    url: str = ""


_home_sections: dict[str, HomeSection] = {}
_listings: dict[str, tuple[str, Callable[[str, int], Listing]]] = {}
_sitemaps: dict[str, Callable[[], list[tuple[str, str]]]] = {}


def register_home_section(section: HomeSection) -> None:
    """Show `section` on the home page. A second section with the same key takes the first one's place."""
    _home_sections[section.key] = section


def home_sections() -> list[HomeSection]:
    """The registered sections of the home page, in order."""
    return sorted(_home_sections.values(), key=lambda section: (section.order, section.key))


def register_listing(key: str, title: str, find: Callable[[str, int], Listing]) -> None:
    """Offer editors a list by search. `find(query_string, limit)` returns a Listing and never raises."""
    _listings[key] = (title, find)


def listing_choices() -> list[tuple[str, str]]:
    """(key, title) of each kind of list that editors may place on a page."""
    return [(key, title) for key, (title, _find) in _listings.items()]


def find_listing(key: str, query: str, limit: int) -> Listing:
    """The things of list `key` for a search's query string; an empty Listing for a key nobody offers."""
    if key not in _listings:
        return Listing()
    return _listings[key][1](query, limit)


def register_sitemap(key: str, addresses: Callable[[], list[tuple[str, str]]]) -> None:
    """Add addresses to sitemap.xml, as (path, ISO date of the last change or "") pairs."""
    _sitemaps[key] = addresses


def sitemap_addresses() -> list[tuple[str, str]]:
    """Every registered (path, ISO date) for sitemap.xml."""
    return [address for addresses in _sitemaps.values() for address in addresses()]
