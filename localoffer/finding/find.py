"""Finding help: one search in, one page of entries with exact counts on every choice out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ..models import Service
from ..queries import entry_cards
from . import memory
from .counts import FacetGroup, Filters, facet_groups, label_of, ways_out
from .groups import GROUPS, MILES
from .memory import Snapshot
from .near import Near, near_postcode
from .order import in_order
from .query import Search
from .said import Said, what_words_find

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Chosen:
    """One filter in force, as a family reads it, and the search without it."""

    group: str
    value: str
    label: str
    query: str


@dataclass(slots=True)
class Found:
    """The answer to one search.

    `facets` hold exact counts. `did_you_mean` is (words, query) when a likelier spelling exists;
    `searched_as` is the mended spelling when that is what was looked for, because what was typed finds
    nothing; `relaxed` says that no entry has all of the words, so those with some of them are shown.
    `to_drop` names, when nothing is found, the filters whose dropping helps: (label, count, query).
    """

    search: Search
    total: int = 0
    ids: list[int] = field(default_factory=list)  # of the entries of this page, in their order
    versions: dict[int, int] = field(default_factory=dict)  # of those entries: the same, the same entry
    distances: dict[int, float] = field(default_factory=dict)
    facets: list[FacetGroup] = field(default_factory=list)
    chosen: list[Chosen] = field(default_factory=list)
    did_you_mean: tuple[str, str] | None = None
    searched_as: str = ""
    relaxed: bool = False
    to_drop: list[tuple[str, int, str]] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    page: int = 1
    pages: int = 1
    version: int = 0
    loaded: list[Service] | None = None

    @property
    def entries(self) -> list[Service]:
        """The entries of this page with all that a card shows; one query, the first time they are asked."""
        if self.loaded is None:
            self.loaded = _entries(self.ids)
        return self.loaded

    @property
    def first(self) -> int:
        """The number of the first entry on this page, counting from 1; 0 when there is none."""
        return (self.page - 1) * PER_PAGE + 1 if self.ids else 0

    @property
    def last(self) -> int:
        """The number of the last entry on this page."""
        return self.first + len(self.ids) - 1 if self.ids else 0


def find(search: Search, today: date | None = None, per_page: int = PER_PAGE) -> Found:
    """The page of entries that `search` asks for.

    The same number of queries whatever is found: one for the version, one or more for the words (only when
    there are words), one for the postcode (only when there is one); and, when the entries of the page are
    asked for, those of `queries.entry_cards`.
    `today` is not used to find; it is taken so that callers need not know that.
    """
    held = memory.snapshot()
    near, problem = near_postcode(search, held)
    said = what_words_find(search.words, held)
    filters = Filters.of(search, held, said, near)
    base = filters.all()
    total = base.bit_count()
    pages = max(1, -(-total // per_page))
    page = min(search.page, pages)
    first = (page - 1) * per_page
    ids = in_order(search, held, said, near, base, first=first, last=first + per_page)
    found = Found(
        search,
        total,
        ids,
        {pk: held.versions[pk] for pk in ids},
        facets=facet_groups(search, held, filters),
        chosen=list(_chosen(search, held, near)),
        to_drop=ways_out(search, held, filters) if not total else [],
        problems={**search.problems, **filters.problems, **problem},
        page=page,
        pages=pages,
        version=held.version,
    )
    _say(found, said)
    if near:
        found.distances = {pk: miles for pk in ids if (miles := near.miles[held.position[pk]]) is not None}
    return found


def matching_ids(search: Search) -> list[int]:
    """The ids of every service that `search` finds, in its order: for calendar files and lists."""
    held = memory.snapshot()
    near, _ = near_postcode(search, held)
    said = what_words_find(search.words, held)
    return in_order(search, held, said, near, Filters.of(search, held, said, near).all())


def _say(found: Found, said: Said) -> None:
    found.relaxed, found.searched_as = said.relaxed, said.searched_as
    if said.likelier:
        found.did_you_mean = (said.likelier, found.search.with_words(said.likelier).to_query())


def _entries(ids: list[int]) -> list[Service]:
    """The services with these ids, in this order, with all that an entry card shows."""
    if not ids:
        return []
    loaded = {service.pk: service for service in entry_cards().filter(pk__in=ids).order_by("pk")}
    return [loaded[pk] for pk in ids if pk in loaded]


def _chosen(search: Search, held: Snapshot, near: Near | None) -> Iterable[Chosen]:
    """What is in force. A postcode that we do not know, and how far from it, narrowed nothing."""
    if near:
        yield Chosen(
            "postcode", search.postcode, f"Near {search.postcode}", search.without("postcode").to_query()
        )
    for group in GROUPS:
        if group == MILES.key and not near:
            continue
        for value in search.chosen(group):
            label = label_of(held, group, value)
            yield Chosen(group, value, label, search.without(group, value).to_query())
