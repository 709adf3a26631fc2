"""When a notice goes by mail. Pure: the time is passed in."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from portal.running.times import MONDAY, next_local_time

MORNING = time(7)  # before work and before school, by the clock on the wall, summer and winter


def mail_due_at(how: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When something told at `now` goes by mail to somebody who wants it so (see `How`); None for never."""
    if how == "now":
        return now
    if how == "daily":
        return next_local_time(now, MORNING, zone)
    if how == "weekly":
        return next_local_time(now, MORNING, zone, MONDAY)
    return None
