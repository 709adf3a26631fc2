"""Single values of Open Referral's JSON in our own words, and what kind of thing an object is.

Nothing here raises: a value of the wrong shape comes back empty or as it was, for the cleaning to judge.
"""

from typing import Any

from localoffer.openreferral.names import EXTENSION

from .cleaning import Unusable, as_text

Json = dict[str, Any]
COUNTRIES = {
    "united kingdom": "GB",
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "gbr": "GB",
}
# What only one kind of thing has in our own extension.
MARKS = {"taxonomy_key": "taxonomy_term", "key": "taxonomy", "provider_type": "organization"}
DAY_NAMES = {"MONDAY": "MO", "TUESDAY": "TU", "WEDNESDAY": "WE", "THURSDAY": "TH", "FRIDAY": "FR"} | {
    "SATURDAY": "SA",
    "SUNDAY": "SU",
}


def as_object(value: Any) -> Json:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_said(value: Any) -> str:
    """The value as clean text; empty when it is nothing or no text."""
    try:
        return as_text(value) if value is not None else ""
    except Unusable:
        return ""


def kind_of(body: Json) -> str:
    """What an object is, from what only such an object has; our own feed's extension tells for certain."""
    extra = as_object(body.get(EXTENSION))
    for mark, kind in MARKS.items():
        if mark in extra:
            return kind
    if isinstance(body.get("service"), dict) or ("location" in body and "status" not in body):
        return "service_at_location"
    if "status" in body or "service_at_locations" in body:
        return "service"
    if {"services", "organization_identifiers", "website", "logo", "parent_organization_id"} & body.keys():
        return "organization"
    if {"term", "term_uri", "taxonomy", "taxonomy_id", "parent_id"} & body.keys():
        return "taxonomy_term"
    return "taxonomy" if {"taxonomy_terms", "version"} & body.keys() else "service"


def both_texts(one: Any, other: Any) -> Any:
    """The profile has two fields for what a place is like; where they differ, both are kept."""
    if not one or not other or as_said(one) in as_said(other):
        return other or one
    return one if as_said(other) in as_said(one) else f"{as_said(one)}\n{as_said(other)}"


def our_status(value: Any, problems: list[str]) -> Any:
    """The status in the words that we share with the profile; what had to be changed is noted."""
    said = as_said(value).lower()
    if said == "inactive":
        problems.append("Its status “inactive” was taken as closed for now.")
        return "temporarily closed"
    return said or None


def documents_text(value: Any) -> Any:
    """HSDS lists what to bring; we keep one text, a line for each."""
    if not isinstance(value, list):
        return value
    return "\n".join(as_said(as_object(row).get("document")) for row in value)


def days_text(value: Any) -> Any:
    """Days as RFC 5545 writes them, from that or from English names."""
    if not isinstance(value, str):
        return value
    days = [day.strip().upper() for day in value.replace(";", ",").split(",") if day.strip()]
    return ",".join(DAY_NAMES.get(day, day) for day in days)
