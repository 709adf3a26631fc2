"""How far each entry is from a postcode."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from django.db.models import Avg

from ..models import Postcode
from .bitsets import bits_of
from .memory import Point, Snapshot
from .postcodes import EARTH_RADIUS_MILES, is_district
from .query import Search


@dataclass(frozen=True, slots=True)
class Near:
    """The distance in miles of each position's nearest place; None where no place is known."""

    miles: list[float | None]

    def within(self, miles: float, held: Snapshot) -> int:
        """The entries with a place within `miles`, and those for the whole area, online or at home."""
        close = (at for at, far in enumerate(self.miles) if far is not None and far <= miles)
        return (bits_of(close, held.size) | held.kept) & held.live


def near_postcode(search: Search, held: Snapshot) -> tuple[Near | None, dict[str, str]]:
    """The distances from the postcode that is asked for, and a message when we do not know it."""
    if not search.postcode:
        return None, {}
    point = point_of(search.postcode)
    if point is None:
        return None, {
            "postcode": f"We do not know the postcode {search.postcode}, so we looked everywhere instead. "
            "Check it, or try one close by."
        }
    key = ("near", point)
    return held.extras.recall(key) or held.extras.remember(key, distances(point, held)), {}


def point_of(postcode: str) -> tuple[float, float] | None:
    """Where a postcode is, in degrees; for a district ("ZZ3") its middle. None if we do not know it."""
    if not is_district(postcode):
        return (
            Postcode.objects.filter(pk=postcode.replace(" ", "")).values_list("latitude", "longitude").first()
        )
    ends = [f"{postcode}0AA", f"{postcode}9ZZ"]
    inside = Postcode.objects.filter(code__range=ends, code__regex=rf"^{postcode}[0-9][A-Z][A-Z]$")
    middle = inside.aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    if middle["latitude"] is None:
        return None
    return middle["latitude"], middle["longitude"]


def distances(point: tuple[float, float], held: Snapshot) -> Near:
    """The distance from `point` (degrees) of every entry's nearest place."""
    latitude, longitude = radians(point[0]), radians(point[1])
    start: Point = (latitude, longitude, cos(latitude))
    return Near([min((_miles(start, end) for end in places), default=None) for places in held.points])


def _miles(start: Point, end: Point) -> float:
    """The haversine formula, with what does not change worked out beforehand."""
    up, along = sin((end[0] - start[0]) / 2), sin((end[1] - start[1]) / 2)
    return 2 * EARTH_RADIUS_MILES * asin(min(1.0, sqrt(up * up + start[2] * end[2] * along * along)))
