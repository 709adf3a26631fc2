"""How long things are kept. Pure: dates come in, dates go out; no clock, no database.

No statute fixes these lengths. Each rule says where its length comes from and from which day it holds, and an
area may set its own (AreaPeriod). A later rule stands beside an earlier one, never in its place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dateutil.relativedelta import relativedelta

YEARS = 12  # months in each


@dataclass(frozen=True)
class Rule:
    """From `starts`, `what` goes `months` after the day that `counts_from` names."""

    key: str
    what: str
    months: int
    counts_from: str
    source: str
    starts: date = date(2026, 1, 1)

    @property
    def length(self) -> str:
        """How long it is kept, in words: whole years from two on, else months."""
        years, rest = divmod(self.months, YEARS)
        if years > 1 and not rest:
            return f"{years} years"
        return "1 month" if self.months == 1 else f"{self.months} months"


class Period(Protocol):
    """An area's own length for one rule (AreaPeriod)."""

    rule: str
    starts: date
    months: int
    source: str


RULES: tuple[Rule, ...] = (
    Rule(
        "young-person",
        "A young person's record, with their circle, tellings, choices and files",
        31 * YEARS,
        "their date of birth",
        "Date of birth + 31 years (25 + 6), as school record guidance is read; councils differ (25 to 45 "
        "with a plan, 75 if ever looked after): set your own",
    ),
    Rule("audit", "Who did what and who looked", 6 * YEARS, "the day it was recorded", "Ours: 6 years"),
    Rule(
        "concern",
        "“I do not feel safe” that belongs to no record",
        6 * YEARS,
        "the day it was sent",
        "Ours: 6 years; what the area's safeguarding partners agreed goes before it",
    ),
    Rule("account", "Accounts nobody has used", 3 * YEARS, "the last time they signed in", "Ours: 3 years"),
    Rule("notice", "Notices in inboxes", 12, "the day they were made", "Ours: 12 months"),
    Rule("delivery", "What became of each email", 3, "the day it was sent", "Ours: 3 months"),
    Rule(
        "invitation",
        "Invitations that were answered or ran out",
        12,
        "the day they were sent",
        "Ours: 12 months",
    ),
    Rule(
        "circle-invitation",
        "Answered invitations into a circle",
        12,
        "the day they were answered",
        "Ours: 12 months",
    ),
    Rule(
        "contact-message",
        "Answered messages of the contact form",
        24,
        "the day they were answered",
        "Ours: 24 months",
    ),
    Rule(
        "remark-address",
        "Addresses left with a comment, a question or a mistake told",
        1,
        "the day it was settled",
        "Ours: 1 month, and the site erases them each night after 30 days; the words are nobody's then",
    ),
    Rule("session", "Signed-in sessions", 1, "the day they ran out", "Ours: 1 month"),
    Rule(
        "data-request",
        "Answered requests about data",
        3 * YEARS,
        "the day they were answered",
        "Ours: 3 years",
    ),
)


def rule_on(key: str, day: date, periods: Iterable[Period] = (), rules: Sequence[Rule] = RULES) -> Rule:
    """The rule of that key in force on `day`, with the area's own length where it set one by then.

    Raises LookupError when none had started.
    """
    started = [rule for rule in rules if rule.key == key and rule.starts <= day]
    if not started:
        raise LookupError(f"No rule for {key} had started on {day}.")
    rule = max(started, key=lambda rule: rule.starts)
    own = [period for period in periods if period.rule == key and rule.starts <= period.starts <= day]
    if not own:
        return rule
    newest = max(own, key=lambda period: period.starts)
    return Rule(key, rule.what, newest.months, rule.counts_from, newest.source, newest.starts)


def kept_from(rule: Rule, day: date) -> date:
    """The first day whose things are still kept on `day`; what counts from before it has run out."""
    return day - relativedelta(months=rule.months)


def answer_due(asked: date) -> date:
    """The last day to answer a request about data: one calendar month on (UK GDPR Art 12(3), unconfirmed)."""
    return asked + relativedelta(months=1)
