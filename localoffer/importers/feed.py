"""Walks an Open Referral UK feed by its address: its lists page by page, and its services one by one.

The profile puts what stands under a service on the service's own address. Some feeds give it in the list
too, when asked with full=true: then it is read there, but only once the two have been compared.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import quote

import httpx

from localoffer.models import ImportSource

from .addresses import checked
from .envelope import Page, read_page
from .fetching import Answer, Fetcher
from .hsds import CHILDREN, HsdsReader
from .reading import SourceTrouble, Told, namespace_of
from .records import Record

PER_PAGE = 100
MOST_PAGES = 5_000
OTHER_LISTS = (
    ("taxonomies", "taxonomy"),
    ("taxonomy_terms", "taxonomy_term"),
    ("organizations", "organization"),
)
NOT_WHOLE = "Its own address in the feed gave nothing, so only what the list says was taken."
LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
# Feeds differ in what they take: the richest question first, the plainest last.
QUESTIONS: tuple[Mapping[str, str], ...] = (
    {"full": "true", "per_page": str(PER_PAGE), "page": "1"},
    {"per_page": str(PER_PAGE), "page": "1"},
    {"page": "1"},
    {},
)
NOT_TAKEN = frozenset({400, 404, 406, 422})  # what a feed answers to a parameter it does not know
OURS = ("page", "per_page", "full")
ENOUGH_COMPARED = 3
Json = dict[str, Any]


def read_feed(source: ImportSource, told: Told) -> Iterator[Record]:
    """The records of the feed at the source's address. Raises SourceTrouble when it cannot be read whole."""
    with Fetcher.from_settings() as fetcher:
        feed = Feed(fetcher, source.address, told)
        try:
            yield from feed.records(HsdsReader(namespace_of(source)))
        except RecursionError as problem:
            raise SourceTrouble("An answer of the feed is not whole, correct JSON.") from problem


def base_of(address: str, allowed: Collection[str] = ()) -> httpx.URL:
    """The feed's base, from its own address with or without a slash, or from that of one of its lists."""
    url = checked(address.strip(), allowed)
    parts = url.path.rstrip("/").split("/")
    if parts[-1] in LISTS:
        parts.pop()
    return url.copy_with(path="/".join(parts) + "/", fragment=None)


class Feed:
    """One walk over one feed."""

    def __init__(self, fetcher: Fetcher, address: str, told: Told) -> None:
        self._fetcher = fetcher
        self._base = base_of(address, fetcher.allowed)
        self._own_query = {name: value for name, value in self._base.params.items() if name not in OURS}
        self._told = told
        self._compared = 0
        self._met_whole = False
        self._list_is_full: bool | None = None  # None until enough has been compared

    def records(self, reader: HsdsReader) -> Iterator[Record]:
        """Everything the feed holds. Services come first: a feed without them is none."""
        for line, (item, problem) in enumerate(self._services(), start=1):
            for record in reader.records(item, line=line, as_kind="service", is_full=not problem):
                if problem and record.kind == "service":
                    record.problems.append(problem)
                yield record
        for path, kind in OTHER_LISTS:
            for page in self._pages(path):
                for line, item in enumerate(page.items, start=1):
                    if isinstance(item, dict):  # what is under it has been read from its own list
                        own = {key: value for key, value in item.items() if key != "services"}
                        yield from reader.records(own, line=line, as_kind=kind)

    # Lists -----------------------------------------------------------------------------------

    def _pages(self, path: str) -> Iterator[Page]:
        """The pages of a list from the first to the last. Raises SourceTrouble when it goes in a circle."""
        question, page = self._first(path)
        if page is None:
            return
        seen: set[str] = set()
        for number in range(2, MOST_PAGES + 2):
            yield page
            if page.is_last(number - 1):
                return
            seen.add(_mark(page))
            page = self._page(path, {**question, "page": str(number)}, number)
            if page.items and _mark(page) in seen:
                if page.says_nothing_of_pages:
                    return  # it gives all it has each time, whatever page is asked for
                raise SourceTrouble(
                    f"Page {number} of the feed's {path} is an earlier page again, so it cannot be read to "
                    "its end. Tell whoever runs the feed, or save it as JSON and use the file."
                )
        raise SourceTrouble(f"The feed has over {MOST_PAGES} pages. Check that the address is the right one.")

    def _first(self, path: str) -> tuple[Mapping[str, str], Page | None]:
        """The first page and how the feed likes to be asked. None, with a note, when there is no list."""
        answer = Answer(0)
        try:
            for question in QUESTIONS:
                answer = self._fetcher.get(self._address(path, question))
                if answer.status == 200:
                    return question, read_page(answer.value, path)
                if answer.status not in NOT_TAKEN:
                    break
        except SourceTrouble as trouble:
            if path == "services":
                raise
            self._told.notes.append(f"The feed's list of {path.replace('_', ' ')} was left out. {trouble}")
        if path == "services":
            raise SourceTrouble(
                f"There is no Open Referral UK feed at {self._base.host}{self._base.path} (its list of "
                f"services answers {answer.status}). Use the feed's base address, such as "
                "https://directory.example/api/."
            )
        return {}, None

    def _page(self, path: str, query: Mapping[str, str], number: int) -> Page:
        answer = self._fetcher.get(self._address(path, query))
        if answer.status != 200:
            raise SourceTrouble(
                f"The feed stopped at page {number} of its {path} (it answers {answer.status}). "
                "Please try again later."
            )
        return read_page(answer.value, path)

    def _address(self, path: str, query: Mapping[str, str]) -> str:
        address = self._base.join(path)
        asked = {**self._own_query, **query}
        return str(address.copy_merge_params(asked) if asked else address)

    # Services --------------------------------------------------------------------------------

    def _services(self) -> Iterator[tuple[Any, str]]:
        """Each service, and why it is not whole where only what the list says of it can be had."""
        count, total = 0, None
        for page in self._pages("services"):
            total = page.total if page.total is not None else total
            self._told.expected = total
            for item in page.items:
                count += 1
                yield self._whole(item)
        if total is not None and total > count:
            self._told.is_a_part(f"The feed says that it holds {total} services but gave {count}")

    def _whole(self, item: Any) -> tuple[Any, str]:
        given = item.get("id") if isinstance(item, dict) else None
        if self._list_is_full or not isinstance(given, str) or not given.strip():
            return item, "" if self._list_is_full else NOT_WHOLE
        answer = self._fetcher.get(self._address(f"services/{quote(given, safe='')}", {}))
        whole = answer.value
        if answer.status != 200 or not isinstance(whole, dict) or whole.get("id") != given:
            return self._thin(item), NOT_WHOLE
        self._compare(item, whole)
        return whole, ""

    def _thin(self, item: Json) -> Json:
        """What the list says of a service. Where services have their own addresses, a list may hold some of
        the rows under one and not others, so none are taken from it: those that stand here stay."""
        if not self._met_whole:
            return item
        return {name: value for name, value in item.items() if name not in CHILDREN}

    def _compare(self, item: Json, whole: Json) -> None:
        """Learn whether the list holds all that a service's own address holds."""
        self._met_whole = True
        if item != whole:
            self._list_is_full = False
        elif self._list_is_full is None and any(whole.get(name) for name in CHILDREN):
            self._compared += 1
            self._list_is_full = True if self._compared >= ENOUGH_COMPARED else None


def _mark(page: Page) -> str:
    return json.dumps([item.get("id") if isinstance(item, dict) else item for item in page.items])
