"""Everything the entry page shows, from a service loaded whole or from a draft that is being previewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from . import entry_words as words
from .answers import seven_answers
from .live_fact_queries import Facts, live_facts_of
from .live_facts import WAIT, Shown, shown
from .models import Contact, FamilyQuestion, ImportedFrom, Service
from .places_shown import places_of, times_of, where_words
from .queries import school_breaks

LOOK_AHEAD = timedelta(days=400)  # a little more than localoffer.happening looks ahead for next dates


@dataclass(frozen=True)
class Reach:
    """One way to get in touch."""

    label: str
    kind: str  # phone, email or web
    value: str


def entry_context(
    service: Service, *, today: date | None = None, is_preview: bool = False
) -> dict[str, object]:
    """Return the template context of the entry page: two queries beyond the service's own (school breaks,
    and what is true just now)."""
    day = today or timezone.localdate()
    breaks = school_breaks(day, day + LOOK_AHEAD)
    return {
        **now_context(service, day),
        "part": "find-help",
        "provider": service.provider if service.provider_id else None,
        "answers": seven_answers(service),
        "asked": words.asked_words(service),
        "times": times_of(service, today=day, breaks=breaks),
        "places": places_of(service),
        "way": words.way_words(service),
        "reaches": reaches_of(service),
        "contacts": _contacts(service),
        "questions": _questions(service),
        "source": _source(service),
        "is_preview": is_preview,
    }


def now_context(service: Service, day: date) -> dict[str, object]:
    """What the part of the page shows that changes by itself: one query beyond the service's own."""
    facts: Facts = live_facts_of([service.pk]).get(service.pk, {}) if service.pk else {}
    live = shown(facts, day)
    return {
        "service": service,
        "key_facts": key_facts(service, live),
        "ask_phone": first_phone(service),
        "checked": words.checked_words(service),
        "is_stale": words.is_stale(service, day),
        "closed": words.closed_words(service),
        "live": live,
    }


REACHES_IN_ORDER = ("phone", "email", "web")


def key_facts(service: Service, live: Sequence[Shown] = ()) -> list[dict[str, str]]:
    """The short answers at the top of the page. One nobody has told us is empty; the page says so.

    A wait that was told lately stands in the place of the usual one.
    """
    wait = next((one.text for one in live if one.kind == WAIT and not one.is_old), "")
    facts = (
        ("Who for", words.age_words(service), "me"),
        ("Cost", words.cost_words(service), "money"),
        ("Wait", wait or words.wait_words(service), "clock"),
        ("Where", words.way_words(service, _place_in_words(service)), "pin"),
    )
    return [
        {"label": label, "value": value, "picture": picture}
        for label, value, picture in facts
        if value or label != "Where"  # where it is has no question of its own to go unanswered
    ]


def _place_in_words(service: Service) -> str:
    """The one place of a service: "The Old Mill, Thornby"; "at 3 places" for more, and "" for none."""
    places = [row.place for row in service.service_places.all()]
    if len(places) > 1:
        return f"at {len(places)} places"
    return where_words(places[0]) if places else ""


def first_phone(service: Service) -> str:
    """The number to ask on: the service's own, else its contact's, else its provider's, else ""."""
    numbers = [phone.number for phone in service.phones.all()]
    numbers += [contact.phone for contact in service.contacts.all()]
    if service.provider_id:
        numbers.append(service.provider.phone)
    return next((number for number in numbers if number), "")


def reaches_of(service: Service) -> list[Reach]:
    """The ways to get in touch with the service, and by its provider's where it has none of that kind.

    So the number to ask on stands here too, and somebody who cannot phone finds the email.
    """
    own = [
        Reach(phone.description or "Phone", "phone", _with_extension(phone.number, phone.extension))
        for phone in service.phones.all()
    ]
    own += [Reach("Email", "email", service.email)] if service.email else []
    own += [Reach("Web page", "web", service.url)] if service.url else []
    if not service.provider_id:
        return own
    provider = service.provider
    known = {reach.kind for reach in own}
    known |= {"phone" for contact in service.contacts.all() if contact.phone}
    known |= {"email" for contact in service.contacts.all() if contact.email}
    offered = (
        Reach("Phone", "phone", provider.phone),
        Reach("Email", "email", provider.email),
        Reach("Web page", "web", provider.website),
    )
    every = own + [reach for reach in offered if reach.value and reach.kind not in known]
    return sorted(every, key=lambda reach: REACHES_IN_ORDER.index(reach.kind))


def _with_extension(number: str, extension: str) -> str:
    return f"{number} extension {extension}" if extension else number


def _contacts(service: Service) -> list[Contact]:
    rows = sorted(service.contacts.all(), key=lambda one: one.pk or 0)
    return [one for one in rows if one.name or one.title]


def _questions(service: Service) -> list[FamilyQuestion]:
    """Answered questions first, then the newest."""
    newest = sorted(service.questions.all(), key=lambda one: one.asked_date, reverse=True)
    return sorted(newest, key=lambda one: not one.answer)


def _source(service: Service) -> ImportedFrom | None:
    if not service.pk:
        return None
    try:
        return service.imported_from
    except ObjectDoesNotExist:
        return None
