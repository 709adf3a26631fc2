"""The directory as a source of the site search."""

from django.urls import reverse

from portal.search.sites import Findings, Hit, register_source

from .find import find
from .query import Search


def register() -> None:
    """Offer the directory to the site search; called once, from `AppConfig.ready`."""
    register_source("help", "Help in the area", search_directory)


def search_directory(words: str, limit: int) -> Findings:
    """The first `limit` entries for `words`, read as the search box of Find help reads them."""
    search = Search.from_query({"words": words})
    found = find(search, per_page=max(1, limit))
    hits = [
        Hit(entry.name, entry.get_absolute_url(), entry.summary, kind=entry.provider.name)
        for entry in found.entries[:limit]
    ]
    return Findings(found.total, hits, f"{reverse('localoffer:search')}?{search.to_query()}")
