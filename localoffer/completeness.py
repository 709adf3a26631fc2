"""How many of the seven questions of families an entry answers. Pure: reads the entry's own fields only."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# The order families read them in. An answer counts when its fields say something; the question about
# diagnosis, plan and referral needs all three, because a family must not guess any of them.
QUESTIONS: tuple[tuple[str, str, Callable[[Any], bool]], ...] = (
    ("what", "What is it?", lambda s: bool(s.summary or s.description)),
    (
        "who",
        "Who can go?",
        lambda s: bool(s.eligibility) or s.minimum_age is not None or s.maximum_age is not None,
    ),
    (
        "needed",
        "Do we need a diagnosis, a plan or a referral?",
        lambda s: bool(s.diagnosis and s.ehc_plan and s.referral),
    ),
    ("wait", "How long is the wait?", lambda s: bool(s.wait_time) or s.wait_weeks is not None),
    ("cost", "What does it cost?", lambda s: bool(s.cost_kind or s.fees_description)),
    (
        "access",
        "Can we get in, and will it suit us?",
        lambda s: bool(
            s.access_description or s.sensory_description or s.toilets_description or s.quiet_times
        ),
    ),
    ("start", "How do we start?", lambda s: bool(s.application_process)),
)


@dataclass(frozen=True)
class Completeness:
    """Which questions an entry answers, and which it leaves open."""

    answered: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]

    @property
    def score(self) -> int:
        """How many of the seven are answered."""
        return len(self.answered)

    @property
    def words(self) -> str:
        """The score in words, such as "3 answers still missing"."""
        if not self.missing:
            return "All 7 answers given"
        count = len(self.missing)
        return "1 answer still missing" if count == 1 else f"{count} answers still missing"


def completeness(service: Any, *, has_access_words: bool = False) -> Completeness:
    """The seven answers of `service` (anything with a service's fields).

    `has_access_words` says that the entry or one of its places is filed under what it has ("Lift",
    "Quiet room"), which answers the question about access too.
    """
    answered = tuple(
        key
        for key, _, has_answer in QUESTIONS
        if has_answer(service) or (key == "access" and has_access_words)
    )
    missing = tuple((key, question) for key, question, _ in QUESTIONS if key not in answered)
    return Completeness(answered=answered, missing=missing)
