"""Reads the short way our data files write times, such as "TU 09:30-11:00 term" or "2SA 10:00-12:00"."""

import re
import uuid
from datetime import date, time, timedelta

from localoffer.models import Place, Schedule
from localoffer.models.service_parts import Frequency

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

REPEATS = re.compile(r"^(?:/(\d) )?([-A-Z0-9,]+) (\d\d:\d\d)-(\d\d:\d\d)(?: (term|holidays))?$")
ONCE = re.compile(r"^once ([A-Z]{2})\+(\d+) (\d\d:\d\d)-(\d\d:\d\d)$")


def schedule_from(line: str, *, uuid: uuid.UUID, place: Place | None, today: date) -> Schedule:
    """One schedule row. "/2 WE ..." is every second week; "once SA+3 ..." is the third Saturday from today.

    Raises ValueError when the line is in neither form.
    """
    if once := ONCE.match(line):
        return _one_day(once, uuid=uuid, place=place, today=today)
    found = REPEATS.match(line)
    if not found:
        raise ValueError(f"Not a time we can read: {line}")
    every, byday, opens, closes, season = found.groups()
    interval = int(every or 1)
    return Schedule(
        uuid=uuid,
        place=place,
        freq=Frequency.MONTHLY if re.search(r"\d", byday) else Frequency.WEEKLY,
        interval=interval,
        byday=byday,
        dtstart=_first(byday, today - timedelta(days=210)),
        opens_at=time.fromisoformat(opens),
        closes_at=time.fromisoformat(closes),
        term_time=season or "",
    )


def _one_day(found: re.Match[str], *, uuid: uuid.UUID, place: Place | None, today: date) -> Schedule:
    code, count, opens, closes = found.groups()
    day = _first(code, today + timedelta(days=1)) + timedelta(weeks=int(count) - 1)
    return Schedule(
        uuid=uuid,
        place=place,
        dtstart=day,
        until=day,
        opens_at=time.fromisoformat(opens),
        closes_at=time.fromisoformat(closes),
    )


def _first(byday: str, after: date) -> date:
    """The first day on or after `after` that falls on the first weekday named."""
    wanted = DAYS.index(byday.split(",")[0][-2:])
    return after + timedelta(days=(wanted - after.weekday()) % 7)
