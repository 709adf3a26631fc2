"""The demo area's schools and colleges: as providers, as places, as entries, and the answers they publish."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from localoffer.demo.contacts import email_of, phone_of
from localoffer.demo.reading import PlaceText, ProviderText, read

OUTSIDE = "outside"

# Needs, kinds of help, level and headings that each type of school's own entry is filed under.
FILED = {
    "mainstream_school": ("speech autism dyslexia adhd", "school-support", "everyone", "1 3 5 9"),
    "academy": ("autism adhd dyslexia physical", "school-support", "everyone", "1 3 5 9"),
    "special_school": ("learning-disability complex autism", "specialist-school", "specialist", "1 3 5 9"),
    "non_maintained_special": ("behaviour mental-health", "specialist-school", "specialist", "1 3 5"),
    "section_41": (
        "autism anxiety learning-disability",
        "specialist-school college",
        "specialist",
        "1 3 5 9",
    ),
    "pru": ("behaviour school-avoidance mental-health", "school-support", "targeted", "1 3 4 5"),
    "college": ("learning-disability dyslexia anxiety", "college adulthood", "everyone", "1 3 5 16"),
    "early_years": ("early-delay speech", "early-years", "everyone", "1 4 5"),
}
PLAN_NEEDED = frozenset({"special_school", "non_maintained_special", "section_41"})

# Which pool of answers each type of school draws on. Schools for ages 11 and over draw on "secondary".
POOL = {
    "special_school": "special",
    "non_maintained_special": "special",
    "section_41": "special",
    "pru": "alternative",
    "college": "college",
    "early_years": "nursery",
}
# How long the wait is, as each kind says it. A school with gaps has not said.
WAITS = {
    "nursery": "Places come up through the year; ask for a date",
    "primary": "None for pupils who are here; school places are given in April",
    "secondary": "None for students who are here; school places are given in March",
    "special": "Most places start in September; some come up in the year",
    "college": "Apply by the end of January to start in September",
    "alternative": "About 3 weeks after your school asks us",
}
COLLEGE_AGE = 16
SECONDARY_AGE = 11

# Schools that have left out some answers, so that gaps show: every third heading in turn, from one of three.
WITH_GAPS = frozenset(
    {"fennick", "vega-way", "strand-high", "tiny-tides", "copper-valley", "stonebridge", "casting-high"}
)
# Other providers that have answered the ten points only in part.
WITH_FEWER_POINTS = frozenset(
    {"little-otters", "coppering-athletic", "harbour-lights", "larkshire-virtual-school", "duckpond"}
)


@cache
def _schools() -> dict[str, dict[str, Any]]:
    names = ("name", "kind", "town", "road", "postcode", "ages", "senco")
    return {
        key: dict(zip(names, row["facts"], strict=True)) | {"about": row["about"], "offer": row["offer"]}
        for key, row in read("schools")["school"].items()
    }


def school_providers() -> dict[str, ProviderText]:
    """Schools and colleges as providers, by key."""
    return {
        key: ProviderText(
            key, row["name"], row["kind"], row["town"], row["about"], is_in_area=row["town"] != OUTSIDE
        )
        for key, row in _schools().items()
    }


def school_places() -> dict[str, PlaceText]:
    """Each school in the area as a place. Schools outside it have no invented point on the map."""
    return {
        key: PlaceText(key, row["name"], row["road"], row["town"], row["postcode"], _access(key, row), "")
        for key, row in _schools().items()
        if row["town"] != OUTSIDE
    }


def _access(key: str, row: dict[str, Any]) -> tuple[str, ...]:
    if key in {"friar-lane", "tansey"}:
        return ("wheelchair-toilet", "quiet-room")
    if row["kind"] in PLAN_NEEDED:
        return ("step-free", "wheelchair-toilet", "changing-places", "hoist", "sensory-room", "blue-badge")
    return ("step-free", "wheelchair-toilet", "quiet-room", "pictures-symbols")


def senco_of(key: str) -> tuple[str, str]:
    """The SENCO's name and email, or two empty strings for a provider that has none."""
    row = _schools().get(key)
    return (row["senco"], email_of(key, "senco")) if row else ("", "")


def school_entries() -> list[dict[str, Any]]:
    """One entry for each school or college: what help with learning it gives."""
    return [_entry(key, row) for key, row in _schools().items()]


def _entry(key: str, row: dict[str, Any]) -> dict[str, Any]:
    needs, help_, level, head = FILED[row["kind"]]
    outside = row["town"] == OUTSIDE
    planned = row["kind"] in PLAN_NEEDED
    entry = {
        "theme": "schools",
        "slug": f"help-at-{key}",
        "name": f"Help with learning at {row['name']}",
        "by": key,
        "at": "" if outside else key,
        "way": "place" if outside else "",
        "ages": row["ages"],
        "level": level,
        "needs": needs,
        "help": help_,
        "head": "2 9" if outside else head,
        "summary": row["about"],
        "what": row["offer"],
        "asks": "no yes professional" if planned else "no no self",
        "cost": "free",
        "mailbox": "office",
        "start": _start(row, planned=planned),
        "area": "whole" if planned or row["kind"] == "college" else "",
    }
    if key not in WITH_GAPS:
        entry["wait"] = WAITS[_pool(row)]
    if row["kind"] == "early_years":
        entry |= {"cost": "some", "fees": "Funded hours are free. Ask us about the price of extra hours."}
    return entry


def _start(row: dict[str, Any], *, planned: bool) -> str:
    senco = row["senco"]
    if planned:
        return (
            f"Come and look round: phone to fix a visit with {senco}. A place is agreed through an EHC plan, "
            "so tell your child's plan co-ordinator that you would like this school."
        )
    if row["kind"] == "college":
        return f"Come to an open evening or email {senco}, who will show you round at a quiet time."
    return f"If your child is here already, talk to their teacher or {senco}. If not, phone and visit us."


def _pool(row: dict[str, Any]) -> str:
    """The name of the pool of answers that suits a school, by its type and its youngest age."""
    youngest = int(row["ages"].split("-")[0])
    if youngest >= COLLEGE_AGE:
        return "college"
    return POOL.get(row["kind"]) or ("secondary" if youngest >= SECONDARY_AGE else "primary")


def school_answers(today: date) -> Iterator[tuple[str, str, str, date]]:
    """(provider key, heading code, answer, date checked) for schools, colleges and some other providers."""
    for key, row in _schools().items():
        dice = random.Random(key)  # noqa: S311 - picks wording
        checked = today - timedelta(days=dice.randint(20, 330))
        left_out = dice.randrange(3) if key in WITH_GAPS else -1
        for number, (code, answer) in enumerate(_school_report(key, row, dice).items()):
            if number % 3 != left_out:
                yield key, code, answer, checked
    yield from _points_of_others(today)


def _school_report(key: str, row: dict[str, Any], dice: random.Random) -> dict[str, str]:
    """Every answer of one school by heading, before any are left out: its own words and its kind's."""
    pools = read("answers")
    facts = {"school": row["name"], "senco": row["senco"], "phone": phone_of(key)}
    needs, rooms = read("school_reports")[key]
    chosen = {
        code: dice.choice(choices).format(**facts)
        for code, choices in (pools[_pool(row)] | pools["anyone"]).items()
    }
    chosen |= {"sen-1": needs, "sen-3": f"{row['offer']}\n\n{chosen['sen-3']}", "sen-6": rooms}
    return chosen


def _points_of_others(today: date) -> Iterator[tuple[str, str, str, date]]:
    """The ten points as some clubs, services and training providers answer them."""
    pools = read("answers")
    for key, teaching in pools["own"].items():
        dice = random.Random(key)  # noqa: S311 - picks wording
        checked = today - timedelta(days=dice.randint(20, 330))
        left_out = dice.randrange(3) if key in WITH_FEWER_POINTS else -1
        answers = {"point-a": teaching} | {c: dice.choice(choices) for c, choices in pools["clubs"].items()}
        for number, (code, answer) in enumerate(answers.items()):
            if number % 3 != left_out:
                yield key, code, answer, checked
