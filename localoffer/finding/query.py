"""What a family asks for: words, a postcode, filters, an order, a page. Every state of it is an address.

Pure: no database, no clock. Anything that cannot be understood is kept for a message and never raises.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from . import phrases
from .groups import AGES, FIXED, GROUPS, MANY, SORTS
from .postcodes import tidy_postcode

LONGEST_WORDS = 200
MOST_CHOICES = 40  # of one group; no honest page sends more
FARTHEST_MILES = 200
HIGHEST_PAGE = 10_000
UNKNOWN_CHOICE = "We did not understand one of the choices for “{title}”, so we left it out."

_SLUG = re.compile(r"[a-zA-Z0-9_-]{1,80}")
_AGE = re.compile(r"(\d{1,2})(?:\s*-\s*(\d{1,2}))?")

Choices = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bad:
    """Something typed that could not be used: the field, what was typed, and what to do about it."""

    field: str
    typed: str
    message: str


@dataclass(frozen=True, slots=True)
class Search:
    """One state of the search. Fields that hold several choices are tuples; an empty one asks for nothing."""

    words: str = ""
    postcode: str = ""  # "ZZ3 4AB", or a district such as "ZZ3"
    miles: str = ""  # a whole number of miles; needs a postcode
    age: str = ""  # one age ("7") or a band ("5-10")
    need: Choices = ()
    help: Choices = ()
    level: Choices = ()
    day: Choices = ()
    time: Choices = ()
    cost: Choices = ()
    diagnosis: Choices = ()
    plan: Choices = ()
    referral: Choices = ()
    access: Choices = ()
    language: Choices = ()
    way: Choices = ()
    heading: Choices = ()
    room: Choices = ()
    town: Choices = ()
    sort: str = ""  # "" is best match
    page: int = 1
    bad: tuple[Bad, ...] = field(default=(), compare=False)
    understood: tuple[str, ...] = field(default=(), compare=False)  # fields that were read out of the words

    def __post_init__(self) -> None:
        """Take what code may hand over: numbers for age and miles, one value for a choice."""
        for name in ("age", "miles"):
            object.__setattr__(self, name, "" if getattr(self, name) is None else str(getattr(self, name)))
        for name in MANY:
            value = getattr(self, name)
            object.__setattr__(self, name, (value,) if isinstance(value, str) and value else tuple(value))

    @classmethod
    def from_query(cls, data: QueryDict | Mapping[str, Any]) -> "Search":
        """The search that an address asks for. Never raises; what is wrong stands in `bad`.

        Plain phrases in the words ("near ZZ3 4AB", "for a 7 year old", "no diagnosis") become filters,
        named in `understood`; a filter read out of the words wins over the same one in the address.
        """
        return _Reader(data).search()

    def to_query(self) -> str:
        """The address of this state, without "?". Fields that ask for nothing are left out."""
        pairs: list[tuple[str, str]] = []
        for name in FIELDS:
            value = getattr(self, name)
            if name == "page":
                value = "" if value == 1 else str(value)
            pairs += [(name, one) for one in value] if isinstance(value, tuple) else [(name, value)]
        return urlencode([(name, value) for name, value in pairs if value])

    def chosen(self, group: str) -> Choices:
        """The choices made in `group`, as a tuple even where only one may be made."""
        value = getattr(self, group)
        return value if isinstance(value, tuple) else ((value,) if value else ())

    def having(self, group: str, value: str) -> "Search":
        """The same search with `value` chosen in `group`, from page 1. In a one-choice group it replaces."""
        chosen = self.chosen(group)
        if group not in MANY:
            return self._with(group, value)
        return self._with(group, chosen if value in chosen else (*chosen, value))

    def without(self, group: str, value: str | None = None) -> "Search":
        """The same search without `value` in `group` (without the whole group for None), from page 1."""
        if group in MANY:
            kept = () if value is None else tuple(one for one in self.chosen(group) if one != value)
            return self._with(group, kept)
        smaller = self._with(group, "")
        return replace(smaller, miles="") if group == "postcode" else smaller

    def page_number(self, number: int) -> "Search":
        """The same search at page `number`."""
        return replace(self, page=max(1, number))

    def sorted_by(self, sort: str) -> "Search":
        """The same search in another order, from page 1."""
        return replace(self, sort="" if sort == "best" else sort, page=1)

    def with_words(self, words: str) -> "Search":
        """The same filters with other words, from page 1."""
        return replace(self, words=words, page=1)

    @property
    def ages(self) -> range:
        """The whole years asked for; empty when no age is asked for."""
        return years(self.age)

    @property
    def is_empty(self) -> bool:
        """True when nothing at all is asked for: the page before any search."""
        return replace(self, page=1, sort="") == Search()

    @property
    def problems(self) -> dict[str, str]:
        """Messages by field for what could not be used."""
        return {bad.field: bad.message for bad in self.bad}

    def typed(self, name: str) -> str:
        """What to show again in the box `name`: what was typed, even when it could not be used."""
        for bad in self.bad:
            if bad.field == name:
                return bad.typed
        value = getattr(self, name)
        return " ".join(value) if isinstance(value, tuple) else str(value)

    def _with(self, name: str, value: Any) -> "Search":
        changes: dict[str, Any] = {name: value, "page": 1}
        return replace(self, **changes)


@lru_cache(maxsize=1024)
def years(age: str) -> range:
    """The whole years of an age such as "7" or "5-10"; empty for anything else."""
    found = _AGE.fullmatch(age)
    if not found:
        return range(0)
    low = int(found[1])
    return range(low, int(found[2] or low) + 1)


FIELDS = ("words", "postcode", "miles", *(key for key in GROUPS if key != "miles"), "sort", "page")


class _Reader:
    """Reads one address, field by field, keeping what is wrong."""

    def __init__(self, data: QueryDict | Mapping[str, Any]) -> None:
        self.data = data
        self.bad: list[Bad] = []

    def search(self) -> Search:
        read = phrases.understand(self.one("words")[:LONGEST_WORDS])
        values: dict[str, Any] = {name: self.many(name) for name in MANY}
        values["postcode"] = self.postcode(read.postcode or self.one("postcode"))
        values["age"] = self.age(read.age or self.one("age"))
        values["miles"] = self.miles(read.miles or self.one("miles"), has_postcode=bool(values["postcode"]))
        for name, value in read.choices:
            values[name] = tuple(dict.fromkeys((*values[name], value)))
        return Search(
            words=read.words,
            sort=self.sort(),
            page=self.page(),
            bad=tuple(self.bad),
            understood=read.fields,
            **values,
        )

    def all(self, name: str) -> list[str]:
        values = self.data.getlist(name) if isinstance(self.data, QueryDict) else self.data.get(name, [])
        if not isinstance(values, list | tuple):
            values = [values]
        return [" ".join(str(value).replace("\0", " ").split()) for value in values[-MOST_CHOICES:]]

    def one(self, name: str) -> str:
        return next((value for value in reversed(self.all(name)) if value), "")

    def refuse(self, name: str, typed: str, message: str) -> None:
        self.bad.append(Bad(name, typed[:LONGEST_WORDS], message))

    def many(self, name: str) -> Choices:
        known = FIXED.get(name)
        chosen: list[str] = []
        for value in filter(None, self.all(name)):
            if (value in known) if known else _SLUG.fullmatch(value):
                chosen.append(value)
            else:
                title = GROUPS[name].title
                self.refuse(name, value, UNKNOWN_CHOICE.format(title=title))
        return tuple(dict.fromkeys(chosen))

    def postcode(self, typed: str) -> str:
        if not typed:
            return ""
        tidy = tidy_postcode(typed)
        if not tidy:
            self.refuse("postcode", typed, "Enter a postcode, like ZZ3 4AB.")
        return tidy

    def age(self, typed: str) -> str:
        if not typed:
            return ""
        found = _AGE.fullmatch(typed)
        low, high = (int(found[1]), int(found[2] or found[1])) if found else (-1, -1)
        if low > high or low not in AGES or high not in AGES:
            self.refuse("age", typed, "Enter an age from 0 to 25, in numbers, like 7.")
            return ""
        return str(low) if low == high else f"{low}-{high}"

    def miles(self, typed: str, *, has_postcode: bool) -> str:
        if not typed:
            return ""
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= FARTHEST_MILES):
            self.refuse("miles", typed, f"Enter how many miles, from 1 to {FARTHEST_MILES}.")
            return ""
        if not has_postcode:
            if self.one("postcode") == "":
                # A form sends its distance even when the postcode box is empty: nothing to complain about.
                return ""
            self.refuse("miles", typed, "Enter a postcode as well, so that we can measure from there.")
            return ""
        return str(int(typed))

    def sort(self) -> str:
        typed = self.one("sort")
        if typed and typed not in SORTS:
            self.refuse("sort", typed, "Choose one of the orders in the list.")
        return typed if typed in SORTS and typed != "best" else ""

    def page(self) -> int:
        typed = self.one("page")
        if not typed:
            return 1
        if typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= HIGHEST_PAGE:
            return int(typed[:9])
        self.refuse("page", typed, "There is no such page, so here is the first.")
        return 1
