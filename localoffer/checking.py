"""Still right? Which reminder is due, and when an entry is hidden. Pure: dates in, a step out.

Whoever keeps an entry is asked four times: before its check is due, on the day, and twice after. Each step
is told once. When the site was down on a day, the step is told on the next day it is up, and the later ones
keep their distance from it, so that nobody hears "for the last time" without having heard before.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from .freshness import CHECKING_PERIODS, CheckingPeriod, period_on


class Step(StrEnum):
    """The times at which an owner is told of one check."""

    BEFORE = "before"
    ON = "on"
    AFTER = "after"
    LAST = "last"
    HIDDEN = "hidden"


ASKING = (Step.BEFORE, Step.ON, Step.AFTER, Step.LAST)
LATE = (Step.ON, Step.AFTER, Step.LAST)


def day_of(
    step: Step,
    *,
    due: date,
    told: Mapping[Step, date],
    periods: Sequence[CheckingPeriod] = CHECKING_PERIODS,
) -> date:
    """The day for `step` of the check due on `due`, when the steps in `told` were told on those days.

    It is the planned day; later when a reminder before it came late, so that they keep their distance.
    The word given before the day moves nothing: the day itself stays the day.
    """
    days = _planned(due, periods)
    kept_apart = (told[one] + timedelta(days=days[step] - days[one]) for one in LATE if one in told)
    return max(due + timedelta(days=days[step]), *kept_apart, date.min)


def step_due(
    *,
    due: date,
    today: date,
    told: Mapping[Step, date],
    periods: Sequence[CheckingPeriod] = CHECKING_PERIODS,
) -> Step | None:
    """The step to take today for the check due on `due`, or None.

    `told` holds the steps of this check that were taken, each with its day. Asking before the day makes no
    sense once it has come, so that step alone may be left out; every other is taken in its order.
    """
    for step in (*ASKING, Step.HIDDEN):
        if step in told or (step is Step.BEFORE and (today >= due or told)):
            continue
        return step if day_of(step, due=due, told=told, periods=periods) <= today else None
    return None


def _planned(due: date, periods: Sequence[CheckingPeriod]) -> dict[Step, int]:
    period = period_on(due, periods)
    planned = dict(zip(ASKING, period.days_owner_is_asked, strict=True))
    return {**planned, Step.HIDDEN: period.days_from_due_to_hidden}
