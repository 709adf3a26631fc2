"""What staff who answer for data need to see."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from portal.accounts.models import User
from portal.people.models import YoungPerson

from .models import AreaPeriod, DataRequest
from .rules import RULES, Rule, rule_on
from .subjects import Subject

MOST = 100


def open_requests() -> QuerySet[DataRequest]:
    """Requests that nobody has answered, the nearest day to answer first."""
    return DataRequest.objects.filter(outcome="").select_related("user").order_by("due", "pk")[:MOST]


def requests_of(user: Any) -> QuerySet[DataRequest]:
    """One person's own requests, newest first."""
    return DataRequest.objects.filter(user=user).order_by("-asked_at", "-pk")[:MOST]


def find(what: str, known: str) -> Subject | None:
    """The subject that staff mean. An address with an account is the account; one without is the address.

    None for a number that nobody has.
    """
    if what == "address":
        user = User.objects.filter(email__iexact=known).first()
        return Subject(user=user) if user else Subject(email=known.lower())
    if what == "account":
        user = User.objects.filter(pk=int(known)).first()
        return Subject(user=user) if user else None
    record = YoungPerson.objects.filter(pk=int(known)).first()
    return Subject(young_person=record) if record else None


def subject_of(key: str, address: str) -> Subject | None:
    """The subject of an address of a page ("account-12", "record-3", "address"), or None."""
    if key == "address":
        return Subject(email=address) if address else None
    what, _, number = key.partition("-")
    is_number = number.isascii() and number.isdigit() and len(number) <= 15
    return find(what, number) if what in ("account", "record") and is_number else None


def rules_on(day: date) -> list[Rule]:
    """How long each kind of thing is kept on `day`, with the area's own lengths."""
    periods = list(AreaPeriod.objects.order_by("starts"))
    return [rule_on(rule.key, day, periods) for rule in RULES]
