"""What the search page shows of an answer from localoffer.finding. Three queries at most."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from .cards import Card, CardsRemembered, card_for, distance_words
from .finding import Found
from .finding.groups import MILES, SORTS
from .live_fact_queries import live_facts_of
from .queries import entry_cards, main_pictures

IN_THE_MAIN_BOX = {"age", "miles"}  # these stand beside the words, so they are no filters as well
CARDS_REMEMBERED = 12_000
FIELDS_IN_ORDER = ("words", "postcode", "age", "miles")
OPEN_AT_FIRST = {"need", "diagnosis", "cost"}
_remembered = CardsRemembered(CARDS_REMEMBERED)
SORTS_TO_CHOOSE = tuple(SORTS.items())
MILES_TO_CHOOSE = (("", "Any distance"), *MILES.choices)


@dataclass(frozen=True)
class Way:
    """One way out when nothing was found: what to leave out, how many there are then, and its address."""

    label: str
    count: int
    query: str


def places_words(count: int) -> str:
    """Return "12 places to get help", "1 place to get help" or "We found nothing that fits"."""
    if count == 0:
        return "We found nothing that fits"
    return f"{count:,} place{'' if count == 1 else 's'} to get help"


def cards_of(found: Found, *, today: date) -> list[Card]:
    """The cards of the page found, in its order, each with how far away it is where that is known."""
    cards = _remembered.of(found.versions, today, _make)
    return [
        replace(cards[pk], distance=distance_words(found.distances[pk]))
        if pk in found.distances
        else cards[pk]
        for pk in found.ids
        if pk in cards
    ]


def forget_cards() -> None:
    """Hold no card (for tests that stop the clock: versions go by it)."""
    _remembered.forget()


def _make(ids: list[int], today: date) -> dict[int, Card]:
    pictures, live = main_pictures(ids), live_facts_of(ids)
    services = entry_cards().filter(pk__in=ids).order_by("pk")
    return {
        one.pk: card_for(one, today=today, picture=pictures.get(one.pk, ""), facts=live.get(one.pk))
        for one in services
    }


def search_context(found: Found, *, today: date) -> dict[str, object]:
    """Return the template context of the search page and of its fragment."""
    search = found.search
    return {
        "part": "find-help",
        "found": found,
        "search": search,
        "cards": cards_of(found, today=today),
        "said": places_words(found.total),
        "groups": [group for group in found.facets if group.key not in IN_THE_MAIN_BOX],
        "open_groups": OPEN_AT_FIRST,
        "chosen_count": len(found.chosen),
        "sorts": SORTS_TO_CHOOSE,
        "miles_choices": MILES_TO_CHOOSE,
        "typed": {name: search.typed(name) for name in ("words", "postcode", "age", "miles")},
        "problems": sorted(found.problems.items(), key=_place_on_the_page),
        # After a search the boxes beside the words fold on a phone, so that what was found comes first.
        "is_folded": bool(found.total) and not search.is_empty and not found.problems,
        "problem": {name: found.problems.get(name, "") for name in FIELDS_IN_ORDER},
        "ways_out": [Way(*way) for way in found.to_drop],
        "missing_query": urlencode(
            {"search": search.words, "age": search.age, "town": "".join(search.town[:1])}
        ),
        "address": f"?{search.to_query()}",
    }


def _place_on_the_page(problem: tuple[str, str]) -> int:
    """Where the field of a problem stands, so that the summary reads from top to bottom."""
    name = problem[0]
    return FIELDS_IN_ORDER.index(name) if name in FIELDS_IN_ORDER else len(FIELDS_IN_ORDER)
