"""When the next time is, by the clock on the wall. Pure: the time is passed in."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MONDAY = 0


def next_local_time(after: datetime, at: time, zone: ZoneInfo, weekday: int | None = None) -> datetime:
    """The first moment later than `after` when the wall clock in `zone` says `at`, in UTC.

    `weekday` (0 is Monday) asks for that day of the week. On the night when clocks go forward a time that is
    left out counts as an hour later; when they go back the first of the two is meant, and only that one.
    """
    day = after.astimezone(zone).date()
    for ahead in range(9):
        found = _moment(day + timedelta(days=ahead), at, zone)
        if found > after and weekday in (None, found.astimezone(zone).weekday()):
            return found
    raise ValueError(f"No such weekday: {weekday}.")


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def clock_time(text: str) -> time:
    """ "06:00" as a time. Raises ValueError for anything else."""
    return datetime.strptime(text, "%H:%M").time()
