"""What the directory shows on the ground floor's pages: tiles on the home page, lists, addresses."""

from django.http import QueryDict
from django.urls import reverse

from portal.pages.registry import (
    HomeSection,
    ListedThing,
    Listing,
    Tile,
    register_home_section,
    register_listing,
    register_sitemap,
)

from .finding.find import find
from .finding.query import Search
from .models import Service, Taxonomy, TaxonomyTerm

NEEDS_AT_HOME = 9


def register() -> None:
    """Offer everything here to the pages; called once, from `AppConfig.ready`."""
    register_home_section(
        HomeSection(
            "needs",
            "What is the help about?",
            need_tiles,
            order=10,
            words="Choose one. You do not need to know the right word, or to have a diagnosis.",
        )
    )
    register_listing("services", "Services for a search", services_for)
    register_sitemap("local-offer", public_addresses)


def need_tiles() -> list[Tile]:
    """A tile for each of the first needs, which opens the search with it chosen, and one for all the needs.

    The tiles say only the need: a phone's home page should fit in a few thumb's lengths.
    """
    address = reverse("localoffer:search")
    tiles = [
        Tile(term.name, f"{address}?need={term.slug}", picture=term.picture, part="find-help")
        for term in TaxonomyTerm.objects.of(Taxonomy.NEED)[:NEEDS_AT_HOME]
    ]
    if tiles:
        tiles.append(
            Tile("See all needs and ages", reverse("localoffer:browse"), picture="choose", part="find-help")
        )
    return tiles


def services_for(query: str, limit: int) -> Listing:
    """The first `limit` services for a search's query string, which never raises whatever it holds."""
    search = Search.from_query(QueryDict(query))
    found = find(search, per_page=max(1, limit))
    things = [ListedThing(one.name, one.get_absolute_url(), one.summary) for one in found.entries[:limit]]
    return Listing(things, found.total, f"{reverse('localoffer:search')}?{search.to_query()}")


def public_addresses() -> list[tuple[str, str]]:
    """Every public page of the directory, for sitemap.xml."""
    places = ["search", "a-to-z", "browse", "whats-on", "coverage"]
    addresses = [(reverse(f"localoffer:{place}"), "") for place in places]
    services = Service.objects.published().order_by("pk").only("slug")
    addresses += [(reverse("localoffer:entry", args=[one.slug]), "") for one in services]
    return addresses
