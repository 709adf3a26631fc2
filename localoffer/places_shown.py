"""Places and times as families see them. A masked place shows its town and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from .happening import Break, Occurrence, next_occurrences
from .models import Place, Schedule, Service
from .models.place import PlaceType
from .queries import facts_of
from .schedule_words import day_month, when_in_words

MASKED_NAME = "We keep this address private"


@dataclass(frozen=True)
class PlaceShown:
    """One place of an entry."""

    name: str
    lines: tuple[str, ...] = ()
    note: str = ""
    getting_there: str = ""
    has: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    map_href: str = ""
    is_masked: bool = False


@dataclass(frozen=True)
class TimeShown:
    """One time of an entry, in words, with its next dates."""

    words: str
    also: str = ""
    where: str = ""
    season: str = ""
    notes: tuple[str, ...] = ()
    link: str = ""
    next_times: list[Occurrence] = field(default_factory=list)


def town_of(place: Place) -> str:
    """The town of a place's first physical address, or of any."""
    addresses = sorted(place.addresses.all(), key=lambda one: one.pk or 0)
    physical = [one for one in addresses if one.address_type == PlaceType.PHYSICAL]
    first = next(iter(physical or addresses), None)
    return first.city if first else ""


def places_of(service: Service) -> list[PlaceShown]:
    """Every place of a service, in the order they were added."""
    rows = sorted(service.service_places.all(), key=lambda row: row.pk or 0)
    return [_place(row.place, row.description, is_only=len(rows) == 1) for row in rows]


def times_of(service: Service, *, today: date, breaks: Sequence[Break]) -> list[TimeShown]:
    """Every time of a service that is not over, in words, with its next three dates unless it is closed."""
    return [
        _time(schedule, today=today, breaks=breaks)
        for schedule in service.schedules.all()
        if not _is_over(schedule, today)
    ]


def where_words(place: Place | None) -> str:
    """A place in a few words: "The Old Mill, Thornby", and only the town of a masked one."""
    if place is None:
        return ""
    if place.is_masked:
        return town_of(place)
    return ", ".join(dict.fromkeys(part for part in (place.name, town_of(place)) if part))


def _is_over(schedule: Schedule, today: date) -> bool:
    ends = [day for day in (schedule.until, schedule.valid_to) if day]
    return bool(ends) and min(ends) < today


def _place(place: Place, note: str, *, is_only: bool) -> PlaceShown:
    if place.is_masked:
        town = town_of(place)
        return PlaceShown(name=MASKED_NAME, lines=(town,) if town else (), is_masked=True)
    notes = sorted(place.access_notes.all(), key=lambda one: one.pk or 0)
    return PlaceShown(
        name=place.name or town_of(place),
        lines=_address_lines(place),
        note=note or place.description,
        getting_there=place.transportation,
        # With one place the answer "Can we get in?" has said this already.
        has=() if is_only else tuple(sorted(term.name for term in place.access_terms.all())),
        access=tuple(f"{one.description} {one.details}".strip() for one in notes),
        map_href=_map_href(place),
    )


def _address_lines(place: Place) -> tuple[str, ...]:
    addresses = sorted(
        place.addresses.all(), key=lambda one: (one.address_type != PlaceType.PHYSICAL, one.pk)
    )
    if not addresses:
        return ()
    one = addresses[0]
    lines = (one.attention, one.address_1, one.address_2, one.city, one.postal_code)
    return tuple(line for line in lines if line and line != place.name)


def _map_href(place: Place) -> str:
    if place.latitude is None or place.place_type != PlaceType.PHYSICAL:
        return ""
    point = f"{place.latitude:.5f}/{place.longitude:.5f}"
    return (
        f"https://www.openstreetmap.org/?mlat={place.latitude:.5f}&mlon={place.longitude:.5f}#map=17/{point}"
    )


def _time(schedule: Schedule, *, today: date, breaks: Sequence[Break]) -> TimeShown:
    facts = facts_of(schedule)
    words = when_in_words(facts)
    limits = []
    if facts.valid_from and facts.valid_from > today:
        limits.append(f"Starts on {day_month(facts.valid_from)}.")
    if ends := [day for day in (facts.until, facts.valid_to) if day]:
        limits.append(f"Until {day_month(min(ends))}.")
    also = schedule.description if schedule.description.lower() != words.lower() else ""
    return TimeShown(
        words=words or schedule.description or "Ask for the times",
        also=also if words else "",
        where=where_words(schedule.place),
        season=" ".join(limits),
        notes=tuple(filter(None, (schedule.attending_type, schedule.notes))),
        link=schedule.schedule_link,
        next_times=next_occurrences(facts, today, breaks),
    )
