"""Postcodes as people type them, and the distance between two points. Pure."""

import re
from math import asin, cos, radians, sin, sqrt

# A UK postcode: one or two letters, a digit, perhaps a digit or letter, then a digit and two letters
# (Royal Mail, "Programmers' guide to the Postcode Address File").
_FULL = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})")
_DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")

EARTH_RADIUS_MILES = 3958.7613  # the mean radius of the Earth, 6371.0088 km (IUGG), in statute miles


def tidy_postcode(typed: str) -> str:
    """ "zz34ab" -> "ZZ3 4AB", "zz3" -> "ZZ3" (a district); "" when it is not a postcode."""
    text = " ".join(typed.upper().split())
    if whole := _FULL.fullmatch(text):
        return f"{whole[1]} {whole[2]}"
    return text if _DISTRICT.fullmatch(text) else ""


def is_district(postcode: str) -> bool:
    """True when only the first half of a postcode was given ("ZZ3")."""
    return " " not in postcode


def miles_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The distance over the ground in miles, by the haversine formula; degrees in."""
    half_up = radians(other_latitude - latitude) / 2
    half_along = radians(other_longitude - longitude) / 2
    chord = sin(half_up) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(half_along) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(min(1.0, sqrt(chord)))
