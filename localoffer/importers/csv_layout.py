"""The one CSV layout: its columns, how a heading in a file finds its column, and an example to start from."""

import csv
import io
import re
from dataclasses import dataclass
from functools import cache

SERVICE, PROVIDER, PLACE, TIME = "service", "provider", "place", "time"


@dataclass(frozen=True)
class Column:
    """One column of the layout.

    `kind` says how a cell is read (localoffer.importers.csv_values), `fact` which of our fields it fills.
    `stops_row`: a cell that cannot be used refuses the whole row, because the entry would mislead or harm
    without it; in other columns only the value is left out. `also` are other headings for the same thing.
    """

    name: str
    kind: str
    fact: str
    meaning: str
    example: str = ""
    about: str = SERVICE
    also: tuple[str, ...] = ()
    is_needed: bool = False
    stops_row: bool = False


def squeezed(heading: str) -> str:
    """A heading without capitals, spaces and signs, so that "Service_Name *" is "servicename"."""
    return re.sub(r"[\W_]+", "", heading.casefold())


def all_columns() -> tuple[Column, ...]:
    """Every column, in the order of the example file."""
    from .csv_columns import COLUMNS

    return COLUMNS


@cache
def _by_heading() -> dict[str, Column]:
    found: dict[str, Column] = {}
    for column in all_columns():
        for heading in (column.name, *column.also):
            if found.setdefault(squeezed(heading), column) is not column:
                raise ValueError(f"Two columns are called {heading!r}.")
    return found


def column_of(heading: str) -> Column | None:
    """The column that a file's heading means, or None. Capitals, spaces, signs and order do not matter."""
    return _by_heading().get(squeezed(heading))


@cache
def column(name: str) -> Column:
    """The column of this name. Raises KeyError for an unknown one."""
    return {one.name: one for one in all_columns()}[name]


# The first row of the example holds every column's own example; these are the rows below it, invented too.
_SECOND_PLACE = {
    "service id": "LO-1",
    "service name": "Drum and Dance",
    "provider": "Otterbrook Arts",
    "place name": "Wellow Village Hall",
    "address": "2 Church Walk",
    "town": "Wellow",
    "county": "Larkshire",
    "postcode": "ZZ3 4AB",
    "hide address": "no",
    "getting there": "The number 12 bus stops outside.",
    "place has": "No steps to get in; Blue Badge parking",
    "how often": "every month",
    "days": "first Saturday",
    "starts at": "10:00",
    "ends at": "11:30",
    "term time": "all year",
}
_ONLINE = {
    "service id": "LO-2",
    "service name": "Talking Tuesdays",
    "provider": "Larkshire Parents Together",
    "provider type": "parent carer group",
    "status": "running",
    "summary": "An online chat for parents of children who are not in school.",
    "what it is": "Parents meet on a video call and share what helped. You can keep your camera off.",
    "lowest age": "0",
    "highest age": "25",
    "level": "everyone",
    "whole area": "yes",
    "needs a diagnosis": "no",
    "needs a plan": "no",
    "referral": "ask yourself",
    "wait": "No wait",
    "wait in weeks": "0",
    "cost": "free",
    "how to start": "Send an email and we will send you the link.",
    "how it is given": "online",
    "how often": "every 2 weeks",
    "days": "Tuesday",
    "starts at": "8pm",
    "ends at": "9pm",
    "first date": "06/01/2026",
    "term time": "term time only",
    "email": "tuesdays@parents.example",
    "needs": "Finding school too hard; Worries and anxiety",
    "kinds of help": "Help for parents and carers",
    "headings": "15",
    "checked on": "12/01/2026",
    "checked by": "the provider",
}


def example_rows() -> list[dict[str, str]]:
    """The rows of the example by column name: a service at two places, then one that is online."""
    first = {one.name: one.example for one in all_columns()}
    return [first, _SECOND_PLACE, _ONLINE]


def example_csv() -> str:
    """A right file with three rows of invented help, as a spreadsheet would save it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, [one.name for one in all_columns()], restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(example_rows())
    return out.getvalue()


def example_file() -> bytes:
    """The example to download: UTF-8 with its mark, without which spreadsheets on Windows misread "£"."""
    return example_csv().encode("utf-8-sig")
