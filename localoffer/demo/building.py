"""Turns the text of one entry into a service with its child rows, not yet saved."""

import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from localoffer.demo.contacts import email_of, phone_of, web_of
from localoffer.demo.reading import place_words, roles
from localoffer.demo.times import schedule_from
from localoffer.freshness import next_check
from localoffer.models import (
    Contact,
    CostOption,
    FamilyQuestion,
    Funding,
    Phone,
    Place,
    Provider,
    Service,
    ServiceArea,
    ServiceAtPlace,
    ServiceLanguage,
    ServiceTerm,
    TaxonomyTerm,
)
from localoffer.models.provider import ProviderType
from localoffer.models.service import Status

NAMESPACE = uuid.UUID("5f1c1f2e-90f5-5c0a-8d43-6c61726b7368")

LANGUAGES = {
    "bfi": "British Sign Language",
    "pl": "Polish",
    "ur": "Urdu",
    "ro": "Romanian",
    "bn": "Bengali",
    "uk": "Ukrainian",
    "ar": "Arabic",
}
FRIDAY = 4

ROLE_OF_TYPE = {
    ProviderType.COUNCIL: "council team manager",
    ProviderType.NHS: "NHS service lead",
    ProviderType.CHARITY: "charity co-ordinator",
    ProviderType.PARENT_GROUP: "group organiser",
    ProviderType.PRIVATE: "practice owner",
    ProviderType.TRAINING: "training manager",
    ProviderType.EARLY_YEARS: "nursery manager",
    ProviderType.COLLEGE: "head of learning support",
    ProviderType.MAINSTREAM_SCHOOL: "school SENCO",
    ProviderType.ACADEMY: "school SENCO",
    ProviderType.SPECIAL_SCHOOL: "deputy head teacher",
    ProviderType.NON_MAINTAINED_SPECIAL: "deputy head teacher",
    ProviderType.SECTION_41: "deputy head teacher",
}

TEXT_FIELDS = {
    "what": "description",
    "summary": "summary",
    "also": "alternate_name",
    "who": "eligibility",
    "wait": "wait_time",
    "fees": "fees_description",
    "getting_in": "access_description",
    "sensory": "sensory_description",
    "toilets": "toilets_description",
    "quiet": "quiet_times",
    "signing": "interpretation_services",
    "start": "application_process",
    "bring": "required_documents",
    "alert": "alert",
    "quality": "accreditations",
    "level": "level",
    "cost": "cost_kind",
}


KEY_OF_FIELD = {field: key for key, field in TEXT_FIELDS.items()}


def stable_uuid(kind: str, key: str) -> uuid.UUID:
    """The same UUID for the same thing, each time the demo area is made."""
    return uuid.uuid5(NAMESPACE, f"{kind}:{key}")


@dataclass(frozen=True)
class Surroundings:
    """What an entry refers to: providers and places by key, terms by (list, slug), and the day it is."""

    providers: Mapping[str, Provider]
    places: Mapping[str, Place]
    terms: Mapping[tuple[str, str], TaxonomyTerm]
    today: date


def build_service(text: Mapping[str, Any], around: Surroundings) -> Service:
    """One service with its child rows in memory, from an entry's text.

    The same text gives the same service apart from its dates, which follow `around.today`.
    Raises KeyError for a provider, place or term that is not there.
    """
    slug = text.get("slug") or slugify(text["name"])[:110]
    dice = random.Random(slug)  # noqa: S311 - spreads dates, guards nothing
    provider = around.providers[text["by"]]
    role = role_for(text, provider)
    text = {**text, "role": role}
    service = Service(
        uuid=stable_uuid("service", slug),
        provider=provider,
        name=text["name"],
        slug=slug,
        responsible=_responsible(text, provider),
        email="" if text.get("no_email") else email_of(text["by"], text.get("mailbox", "hello")),
        url=web_of(text["by"], slug),
        live=True,
        has_unpublished_changes=False,
        **_what_the_place_is_like(text),
        **_plain_fields(text),
        **_ways(text),
        **_status(text, around.today),
        **_checks(text, around.today, dice),
        **_children(text, around, slug, dice),
    )
    published = datetime.combine(
        service.assured_date or around.today - timedelta(days=200), time(10), tzinfo=UTC
    ) - timedelta(days=dice.randint(20, 300))
    service.first_published_at = service.last_published_at = published
    return service


def _what_the_place_is_like(text: Mapping[str, Any]) -> dict[str, str]:
    """Access in words, from the first place. Only what the place's own words say; the entry's words win."""
    places = text.get("at", "").split()
    words = place_words().get(places[0]) if places else None
    if words is None:
        return {}
    said = dict(zip(("access_description", "sensory_description", "toilets_description"), words, strict=True))
    return {field: value for field, value in said.items() if KEY_OF_FIELD[field] not in text}


def _plain_fields(text: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {field: text[key].strip() for key, field in TEXT_FIELDS.items() if key in text}
    fields["wait_weeks"] = text.get("weeks")
    fields["covers_whole_area"] = text.get("area", "") == "whole"
    if "ages" in text:
        low, high = text["ages"].split("-")
        fields |= {"minimum_age": Decimal(low), "maximum_age": Decimal(high)}
    # "no helpful self": diagnosis, EHC plan, referral; "-" is a question that nobody has answered yet.
    answers = text.get("asks", "- - -").replace("-", "").split(" ")
    fields |= dict(zip(("diagnosis", "ehc_plan", "referral"), answers, strict=True))
    return fields


def _ways(text: Mapping[str, Any]) -> dict[str, bool]:
    way = text.get("way", "").split()
    return {
        "is_at_place": bool(text.get("at")) or "place" in way,
        "is_online": "online" in way,
        "is_at_home": "home" in way,
    }


def _status(text: Mapping[str, Any], today: date) -> dict[str, Any]:
    """`closed = 40` is closed for now, until 40 days from today; `ended = true` is ended."""
    if "closed" in text:
        return {"status": Status.CLOSED_FOR_NOW, "closed_until": today + timedelta(days=text["closed"])}
    return {"status": Status.ENDED if text.get("ended") else Status.ACTIVE}


def role_for(text: Mapping[str, Any], provider: Provider) -> str:
    """The post of whoever checks this entry: the entry's own, its provider's, or what such a provider has."""
    if "role" in text:
        return str(text["role"])
    return roles().get(text["by"]) or ROLE_OF_TYPE.get(ProviderType(provider.provider_type), "manager")


def _responsible(text: Mapping[str, Any], provider: Provider) -> str:
    """`unowned = true` is an entry that nobody keeps right."""
    if text.get("unowned"):
        return ""
    role = str(text["role"])
    return str(text.get("responsible", f"{role[:1].upper()}{role[1:]}, {provider.name}"))[:160]


def _checks(text: Mapping[str, Any], today: date, dice: random.Random) -> dict[str, Any]:
    """`checked = 12` is days ago, 0 is never; `stale = true` is over a year ago."""
    if text.get("checked") == 0:
        return {"next_check_date": today - timedelta(days=45)}
    quick = (
        any(text.get(key) for key in ("when", "prices", "fees", "wait", "weeks"))
        or text.get("cost") != "free"
    )
    days_ago = text.get("checked", dice.randint(3, 75 if quick else 330))
    if text.get("stale"):
        days_ago = 400 + dice.randint(0, 260)
    checked = today - timedelta(days=days_ago)
    checked -= timedelta(days=max(0, checked.weekday() - FRIDAY))  # offices check in the week
    due = next_check(checked, changes_quickly=bool(quick))
    asked = due if due < today else None
    return {
        "assured_date": checked,
        "assured_by_role": text["role"],
        "next_check_date": due,
        "asked_provider_date": asked,
    }


def _children(
    text: Mapping[str, Any], around: Surroundings, slug: str, dice: random.Random
) -> dict[str, list[Any]]:
    def ids(kind: str, number: int) -> uuid.UUID:
        return stable_uuid(kind, f"{slug}:{number}")

    places = text.get("at", "").split()
    first_place = around.places[places[0]] if places else None
    return {
        "service_places": [
            ServiceAtPlace(uuid=ids("place", n), place=around.places[key]) for n, key in enumerate(places)
        ],
        "schedules": [
            schedule_from(when, uuid=ids("time", n), place=first_place, today=around.today)
            for n, when in enumerate(text.get("when", []))
        ],
        "cost_options": [_price(line, ids("cost", n)) for n, line in enumerate(text.get("prices", []))],
        "service_areas": [ServiceArea(uuid=ids("area", n), name=name) for n, name in enumerate(_areas(text))],
        "languages": [
            ServiceLanguage(uuid=ids("language", n), code=code, name=LANGUAGES[code])
            for n, code in enumerate(text.get("langs", "").split())
        ],
        "contacts": _contacts(text, ids),
        "phones": [] if text.get("no_phone") else [Phone(uuid=ids("phone", 0), number=phone_of(text["by"]))],
        "funding": [Funding(uuid=ids("funding", 0), source=text["paid_by"])] if "paid_by" in text else [],
        "service_terms": _terms(text, around, slug),
        "questions": _questions(text, around.today, dice),
    }


def _areas(text: Mapping[str, Any]) -> list[str]:
    area = text.get("area", "")
    return ["Larkshire"] if area == "whole" else [name.strip() for name in area.split(",") if name.strip()]


def _contacts(text: Mapping[str, Any], ids: Any) -> list[Contact]:
    if "contact" not in text:
        return []
    return [Contact(uuid=ids("contact", 0), title=text["contact"], phone=phone_of(text["by"]))]


def _price(line: str, identity: uuid.UUID) -> CostOption:
    """ "One session = 4.50" or "One session = 4.50, pay on the day"."""
    option, _, rest = line.partition(" = ")
    amount, _, note = rest.partition(", ")
    return CostOption(uuid=identity, option=option, amount=Decimal(amount), amount_description=note)


def _terms(text: Mapping[str, Any], around: Surroundings, slug: str) -> list[ServiceTerm]:
    chosen = [("need", one) for one in text.get("needs", "").split()]
    chosen += [("help", one) for one in text.get("help", "").split()]
    chosen += [("access", one) for one in text.get("access", "").split()]
    chosen += [("heading", f"heading-{one}") for one in str(text.get("head", "")).split()]
    return [
        ServiceTerm(uuid=stable_uuid("term", f"{slug}:{key}:{value}"), term=around.terms[key, value])
        for key, value in dict.fromkeys(chosen)
    ]


def _questions(text: Mapping[str, Any], today: date, dice: random.Random) -> list[FamilyQuestion]:
    """`asked = [["question", "answer"], ["question"]]`; one without an answer is still waiting."""
    found = []
    for pair in text.get("asked", []):
        asked = today - timedelta(days=dice.randint(6, 120))
        answer = pair[1] if len(pair) > 1 else ""
        found.append(
            FamilyQuestion(
                question=pair[0],
                asked_date=asked,
                answer=answer,
                answered_date=asked + timedelta(days=dice.randint(1, 6)) if answer else None,
                answered_by_role=text["role"] if answer else "",
            )
        )
    return found
