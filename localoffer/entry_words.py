"""What an entry says, in the words families read. Facts of one service in, plain words out; no queries."""

from datetime import date
from decimal import Decimal

from .freshness import Freshness, freshness
from .live_facts import the_post, wait_in_weeks
from .models import Service
from .models.service import CostKind, Needed, Referral, Status
from .schedule_words import day_month

DIAGNOSIS_WORDS: dict[str, str] = {
    Needed.NO: "No. You do not need a diagnosis.",
    Needed.HELPFUL: "No, but a diagnosis can help.",
    Needed.YES: "Yes. You need a diagnosis.",
}
PLAN_WORDS: dict[str, str] = {
    Needed.NO: "No. You do not need an EHC plan.",
    Needed.HELPFUL: "No, but an EHC plan can help.",
    Needed.YES: "Yes. You need an EHC plan.",
}
REFERRAL_WORDS: dict[str, str] = {
    Referral.SELF: "No. You can ask for this yourself.",
    Referral.EITHER: "No. You can ask yourself, or a professional can ask for you.",
    Referral.PROFESSIONAL: "Yes. A professional, such as a doctor or a teacher, must ask for you.",
}
COST_WORDS: dict[str, str] = {
    CostKind.FREE: "Free",
    CostKind.SOME: "Some parts cost money",
    CostKind.PAID: "You pay",
}


def paragraphs(text: str) -> list[str]:
    """Split text at empty lines; lines inside a paragraph stay together."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [part.strip() for part in parts if part.strip()]


def _years(age: Decimal) -> str:
    return f"{age.normalize():f}"


def age_words(service: Service) -> str:
    """Return "Ages 5 to 11", "Under 5", "16 and over", "All ages" for 0 to 25, or ""."""
    low, high = service.minimum_age, service.maximum_age
    if low is None and high is None:
        return ""
    if high is None:
        return f"Age {_years(low)} and over" if low else "All ages"
    if not low:
        return "Ages 0 to 25" if high == 25 else f"Up to age {_years(high)}"
    return f"Age {_years(low)}" if low == high else f"Ages {_years(low)} to {_years(high)}"


def wait_words(service: Service) -> str:
    """Return the wait: the provider's own words first, else weeks as "about 3 weeks", or ""."""
    if service.wait_time:
        return service.wait_time
    return "" if service.wait_weeks is None else wait_in_weeks(service.wait_weeks)


def cost_words(service: Service) -> str:
    """Return "Free", "Some parts cost money", "You pay", or ""."""
    return COST_WORDS.get(service.cost_kind, "")


def checked_words(service: Service) -> str:
    """Return "Checked on Tuesday 3 March 2026 by the provider", or that nobody has checked it."""
    if not service.assured_date:
        return "Nobody has checked this entry yet"
    role = service.assured_by_role
    return f"Checked on {day_month(service.assured_date)}{f' by {the_post(role)}' if role else ''}"


def is_stale(service: Service, today: date) -> bool:
    """Whether families should be told that nobody has checked this for too long."""
    return freshness_of(service, today) is Freshness.STALE


def freshness_of(service: Service, today: date) -> Freshness:
    """How current an entry is on `today`, from its own columns."""
    return freshness(assured_date=service.assured_date, next_check_date=service.next_check_date, today=today)


def closed_words(service: Service) -> str:
    """Return what the banner of a closed-for-now entry says, or "" for a running one."""
    if service.status != Status.CLOSED_FOR_NOW:
        return ""
    if service.closed_until:
        return f"Closed for now, until {day_month(service.closed_until)}"
    return "Closed for now. We do not know yet when it will open again"


def asked_words(service: Service) -> str:
    """Return what a missing answer says: that nobody has told us, and when we asked."""
    if service.asked_provider_date:
        return f"Nobody has told us yet. We asked on {day_month(service.asked_provider_date)}."
    return "Nobody has told us yet."


def way_words(service: Service, place: str = "") -> str:
    """Return how it is given: "At a place, or online", or "". `place` says at which, where there is one."""
    ways = [
        words
        for is_so, words in (
            (service.is_at_place, place or "at a place"),
            (service.is_online, "online"),
            (service.is_at_home, "at your home"),
        )
        if is_so
    ]
    said = ", or ".join(ways)
    return said[:1].upper() + said[1:]


def is_no_diagnosis(service: Service) -> bool:
    """Whether families may come without a diagnosis."""
    return service.diagnosis in {Needed.NO, Needed.HELPFUL}
