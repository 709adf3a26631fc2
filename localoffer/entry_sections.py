"""The sections in which a provider keeps an entry, and how complete each is. Pure: reads a version only."""

from dataclasses import dataclass
from typing import Any

ALL, SOME, NONE = "all", "some", "none"
STATUS_WORDS = {ALL: "All answered", SOME: "Some answers missing", NONE: "Nothing yet"}
STATUS_TAGS = {ALL: "good", SOME: "wait", NONE: "closed"}


@dataclass(frozen=True)
class Section:
    """One section: what it is called, its fields, its rows, and which of them families need.

    Each of `needed` is a set of names, one of which must say something.
    """

    key: str
    title: str
    hint: str
    picture: str
    fields: tuple[str, ...]
    rows: str = ""
    needed: tuple[tuple[str, ...], ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The fields and rows of this section."""
        return frozenset((*self.fields, self.rows)) - {""}


SECTIONS: tuple[Section, ...] = (
    Section(
        "what",
        "What is it?",
        "What happens, who is there, what it is like.",
        "info",
        ("summary", "description"),
        needed=(("summary",), ("description",)),
    ),
    Section(
        "who",
        "Who can go?",
        "Ages, and whether a diagnosis, a plan or a referral is needed.",
        "family",
        ("minimum_age", "maximum_age", "eligibility", "diagnosis", "ehc_plan", "referral"),
        needed=(
            ("eligibility", "minimum_age", "maximum_age"),
            ("diagnosis",),
            ("ehc_plan",),
            ("referral",),
        ),
    ),
    Section(
        "times",
        "When is it, and how long is the wait?",
        "Days, hours and how long families wait.",
        "clock",
        ("wait_time", "wait_weeks"),
        rows="schedules",
        needed=(("schedules",), ("wait_time", "wait_weeks")),
    ),
    Section(
        "cost",
        "What does it cost?",
        "What is free, what costs money, who pays less.",
        "money",
        ("cost_kind", "fees_description"),
        rows="cost_options",
        needed=(("cost_kind", "fees_description"),),
    ),
    Section(
        "getting-in",
        "Can we get in, and will it suit us?",
        "Steps, noise and light, toilets, quiet times.",
        "wheelchair",
        (
            "access_description",
            "sensory_description",
            "toilets_description",
            "quiet_times",
            "interpretation_services",
        ),
        needed=(("access_description",), ("sensory_description",), ("toilets_description",)),
    ),
    Section(
        "start",
        "How do we start?",
        "The first thing to do, then what happens next.",
        "yes",
        ("application_process", "required_documents"),
        needed=(("application_process",),),
    ),
    Section(
        "contact",
        "How do we get in touch?",
        "Phone, email and web page.",
        "telephone",
        ("email", "url"),
        rows="phones",
        needed=(("phones", "email"),),
    ),
)
BY_KEY = {section.key: section for section in SECTIONS}


def says(version: Any, name: str) -> bool:
    """Whether a version of an entry says anything in that field or those rows."""
    value = getattr(version, name)
    if hasattr(value, "all"):
        return bool(list(value.all()))
    return value not in (None, "", [])


def status(section: Section, version: Any) -> str:
    """ALL, SOME or NONE of what families need is said."""
    told = [any(says(version, name) for name in names) for names in section.needed]
    if all(told):
        return ALL
    return SOME if any(told) else NONE
