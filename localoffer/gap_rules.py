"""How a search or a note is filed among the gaps: by need, age band and area, never by words. Pure."""

from collections.abc import Iterable, Mapping

from portal.search.text import tokens

from .finding import Search
from .finding.groups import AGE

SEVERAL = "several"
NOT_SAID = ""
BANDS: tuple[tuple[str, range], ...] = tuple(
    (value, range(int(value.split("-")[0]), int(value.split("-")[1]) + 1)) for value, _ in AGE.choices
)


def band_of(years: Iterable[int]) -> str:
    """The one age band of the search that holds all of `years`; "" for none, or for more than one."""
    asked = set(years)
    bands = [value for value, years_in_it in BANDS if asked and asked <= set(years_in_it)]
    return bands[0] if bands else NOT_SAID


def need_of(chosen: Iterable[str], words: str, said_as: Mapping[str, Iterable[str]]) -> str:
    """The slug of the need asked for: the chosen one, else the one that the words name.

    `said_as` gives, by slug of each known need, the ways to say it. "several" for more than one, "" for none.
    """
    found = [slug for slug in dict.fromkeys(chosen) if slug in said_as]
    if not found:
        typed = set(tokens(words))
        found = [
            slug
            for slug, phrases in said_as.items()
            if any(parts and parts <= typed for parts in (set(tokens(phrase)) for phrase in phrases))
        ]
    return found[0] if len(found) == 1 else (SEVERAL if found else NOT_SAID)


def area_of(search: Search, *, towns: Iterable[str], postcode_is_known: bool) -> str:
    """The town asked for, if the directory has it in `towns`, else the first half of a known postcode."""
    known = {town.casefold(): town for town in towns}
    named = [known[town.casefold()] for town in search.town if town.casefold() in known]
    if len(named) == 1:
        return named[0]
    return search.postcode.split()[0] if search.postcode and postcode_is_known and not named else NOT_SAID


def town_among(said: str, towns: Iterable[str]) -> str:
    """The town of the directory that somebody wrote, or "": what is no known town may be anything."""
    known = {town.casefold(): town for town in towns}
    return known.get(" ".join(said.split()).casefold(), NOT_SAID)
