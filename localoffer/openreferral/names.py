"""What each of our fields is called in Open Referral. The feed and the importer both read these tables.

Names that HSDS 3.0 has are published under those names, also where the UK profile dropped them. Facts that
HSDS has no word for stand in one object, `x_golden_thread`, so that a feed can be read back without loss.
"""

from dataclasses import dataclass

EXTENSION = "x_golden_thread"


@dataclass(frozen=True)
class Name:
    """One of our fields and its name in the feed."""

    ours: str
    theirs: str
    is_extension: bool = False


def _same(*names: str) -> tuple[Name, ...]:
    return tuple(Name(name, name) for name in names)


def _extra(*names: str) -> tuple[Name, ...]:
    return tuple(Name(name, name, is_extension=True) for name in names)


TAXONOMY = (*_same("name", "description", "uri", "version"), *_extra("key"))

TERM = (*_same("name", "description", "term_uri", "code"), *_extra("slug", "picture", "position"))

PROVIDER = (
    *_same("name", "description", "email", "website", "logo", "uri"),
    *_extra("slug", "provider_type", "is_in_area", "town", "senco_name", "senco_email"),
)
IDENTIFIER = _same("identifier_scheme", "identifier_type", "identifier")
ANSWER = _same("code", "answer", "checked_date")

PLACE = (
    Name("place_type", "location_type"),
    *_same(
        "name",
        "alternate_name",
        "description",
        "transportation",
        "latitude",
        "longitude",
        "external_identifier",
        "external_identifier_type",
        "url",
    ),
)
ADDRESS = _same(
    "attention",
    "address_1",
    "address_2",
    "city",
    "region",
    "state_province",
    "postal_code",
    "country",
    "address_type",
)
ACCESS_NOTE = _same("description", "details", "url")

SERVICE = (
    *_same(
        "name",
        "alternate_name",
        "status",
        "alert",
        "description",
        "minimum_age",
        "maximum_age",
        "wait_time",
        "fees_description",
        "interpretation_services",
        "application_process",
        "email",
        "url",
        "accreditations",
        "assured_date",
    ),
    Name("eligibility", "eligibility_description"),
    *_extra(
        "slug",
        "summary",
        "closed_until",
        "level",
        "covers_whole_area",
        "diagnosis",
        "ehc_plan",
        "referral",
        "wait_weeks",
        "cost_kind",
        "access_description",
        "sensory_description",
        "toilets_description",
        "quiet_times",
        "is_at_place",
        "is_online",
        "is_at_home",
        "assured_by_role",
        "next_check_date",
        "asked_provider_date",
        "responsible",
    ),
)
SCHEDULE = (
    *_same(
        "valid_from",
        "valid_to",
        "dtstart",
        "until",
        "freq",
        "byday",
        "bymonthday",
        "description",
        "opens_at",
        "closes_at",
        "schedule_link",
        "attending_type",
        "notes",
    ),
    *_extra("term_time"),
)
COST = _same("option", "amount", "currency", "amount_description", "valid_from", "valid_to")
AREA = _same("name", "service_area", "extent", "extent_type", "uri")
LANGUAGE = _same("code", "name", "note")
CONTACT = _same("name", "title", "department", "email")
PHONE = (*_same("number", "description"), Name("phone_type", "type"))
FUNDING = _same("source")
QUESTION = _same("question", "asked_date", "answer", "answered_date", "answered_by_role")
