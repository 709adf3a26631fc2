"""Makes a large directory from the demo area's own parts, to measure speed. One seed, one directory."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from localoffer.demo import reading
from localoffer.demo.building import Surroundings, build_service, stable_uuid
from localoffer.demo.loading import load_demo_area, surroundings
from localoffer.demo.saving import save_services
from localoffer.models import Service

CHUNK = 1000
KINDS = ("Morning", "Evening", "Weekend", "Family", "Open", "Small", "New", "Friendly", "Local", "Early")
OPENINGS = (
    "We support children and young people in {town} and nearby.",
    "This is help for families in {town}.",
    "Our team in {town} gives support to children, young people and their parents.",
    "You can find us in {town}, where we help families all year.",
)
CLOSINGS = (
    "Ask us about help with travel.",
    "Tell us what would make it easier to come.",
    "Parents and carers are welcome to stay.",
    "Staff have had training in autism, speech and language, and sensory needs.",
    "We share what works with your child's school if you agree.",
)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SENTENCE = re.compile(r"(?<=[.!?]) ")


@transaction.atomic
def make_directory(*, services: int, seed: int, today: date, with_history: bool = True) -> int:
    """Add as many as are missing of `services` made-up entries; return how many were added.

    The demo area's own providers, places and terms are loaded first.
    """
    load_demo_area(today=today)
    around = surroundings(today)
    wanted = {larger_uuid(seed, number): number for number in range(services)}
    known = set(Service.objects.filter(slug__startswith=f"larger-{seed}-").values_list("uuid", flat=True))
    missing = [number for uuid, number in wanted.items() if uuid not in known]
    texts = LargerTexts(seed)
    todo = iter(missing)
    while chunk := list(islice(todo, CHUNK)):
        save_services([_service(texts, around, seed, number) for number in chunk], with_history=with_history)
    return len(missing)


def larger_uuid(seed: int, number: int) -> Any:
    """The UUID of the entry with this number in the directory with this seed."""
    return stable_uuid("larger", f"{seed}:{number}")


def _service(texts: "LargerTexts", around: Surroundings, seed: int, number: int) -> Service:
    service = build_service(texts.make(number), around)
    service.uuid = larger_uuid(seed, number)
    return service


class LargerTexts:
    """Mixes the hand-written entries into new ones of the same theme."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.entries = reading.entries()
        self.by_theme: dict[str, list[dict[str, Any]]] = {}
        for entry in self.entries:
            self.by_theme.setdefault(entry["theme"], []).append(entry)
        self.towns = list(reading.towns().values())
        self.places: dict[str, list[str]] = {}
        for place in reading.places().values():
            if not place.is_masked:
                self.places.setdefault(place.town, []).append(place.key)

    def make(self, number: int) -> dict[str, Any]:
        """The text of entry `number`: the same for the same seed."""
        dice = random.Random(f"{self.seed}:{number}")  # noqa: S311 - mixes texts
        first = dice.choice(self.entries)
        second = dice.choice(self.by_theme[first["theme"]])
        town = dice.choice(self.towns)
        name = f"{dice.choice(KINDS)} {first['name']}, {town.name}"
        made = {
            **_kept(first),
            **_numbers(first, dice),
            "name": name[:255],
            "slug": f"larger-{self.seed}-{number}-{slugify(name)}"[:110].rstrip("-"),
            "by": dice.choice((first["by"], second["by"])),
            "needs": _either(first, second, "needs", dice),
            "what": _mixed(first.get("what", ""), second.get("what", ""), town.name, dice),
        }
        if first.get("at") or "place" in first.get("way", ""):
            made |= {"at": dice.choice(self.places[town.key]), "area": town.name}
        return made


def _kept(first: Mapping[str, Any]) -> dict[str, Any]:
    # Questions and notices belong to one entry and would read oddly in another.
    return {key: value for key, value in first.items() if key not in {"asked", "alert", "closed", "ended"}}


def _numbers(first: Mapping[str, Any], dice: random.Random) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if "ages" in first:
        low, high = (int(age) for age in first["ages"].split("-"))
        made["ages"] = f"{max(0, low - dice.randint(0, 2))}-{min(25, high + dice.randint(0, 2))}"
    if "weeks" in first:
        weeks = max(0, first["weeks"] + dice.randint(-2, 6))
        made |= {"weeks": weeks, "wait": f"About {weeks} weeks" if weeks else "None"}
    if first.get("when"):
        opens = dice.randint(9, 17)
        season = dice.choice((" term", "", " term", " holidays"))
        made["when"] = [f"{dice.choice(DAYS)} {opens:02d}:00-{opens + dice.randint(1, 3):02d}:00{season}"]
    return made


def _either(first: Mapping[str, Any], second: Mapping[str, Any], key: str, dice: random.Random) -> str:
    both: Sequence[str] = sorted({*first.get(key, "").split(), *second.get(key, "").split()})
    return " ".join(dice.sample(both, k=min(len(both), dice.randint(1, 3))))


def _mixed(first: str, second: str, town: str, dice: random.Random) -> str:
    return " ".join(
        [
            dice.choice(OPENINGS).format(town=town),
            *_some(first, dice),
            *_some(second, dice),
            dice.choice(CLOSINGS),
        ]
    )


def _some(text: str, dice: random.Random) -> Iterator[str]:
    sentences = SENTENCE.split(text)
    start = dice.randrange(len(sentences))
    yield from sentences[start : start + 2]
