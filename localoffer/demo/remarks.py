"""What invented families told the demo area, how it was answered, and what they looked for in vain."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils import timezone

from localoffer.models import Remark, SearchGap, Service
from localoffer.models.remark import CameBy
from localoffer.remark_actions import (
    answer_remark,
    give_remark,
    mark_corrected,
    publish_remark,
    sort_remark,
    start_looking,
)

if TYPE_CHECKING:
    from portal.accounts.models import User


@dataclass(frozen=True)
class Said:
    """One thing a family said. No `answer`: it still waits. No `wording`: it is not published."""

    days_ago: int
    kind: str
    words: str
    limb: str = ""
    entry: str = ""
    pictures: tuple[str, ...] = ()
    came_by: str = CameBy.SITE
    answer: str = ""
    wording: str = ""
    plan: str = ""
    is_corrected: bool = False


SAID: tuple[Said, ...] = (
    Said(
        96,
        "comment",
        "There is nothing after school in the villages. Everything is in the towns.",
        "content",
        answer="You are right: 9 of our 10 clubs are in the towns.",
        wording="There is nothing after school in the villages. Everything is in the towns.",
        plan="We ask two clubs to come to village halls from April. The short breaks team leads this.",
    ),
    Said(
        80,
        "comment",
        "I gave up on my phone, the words are too long.",
        "access",
        pictures=("hard-words",),
        answer="We wrote the ten most read pages again in plainer words, with parents.",
        wording="I gave up on my phone. The words are too long.",
        plan="All pages are read through with parents by the summer.",
    ),
    Said(
        62,
        "comment",
        "You ask us at noon on a weekday. I work.",
        "involved",
        came_by=CameBy.PHONE,
        answer="From now on every second meeting is online in the evening.",
        wording="You ask us at noon on a weekday. Some of us work.",
        plan="Dates are on the page of the parent carer forum.",
    ),
    Said(
        20,
        "wrong",
        "The number is an old one. It rings at a bakery now.",
        "content",
        "sleep-kit-loans",
        ("wrong-phone",),
        answer="We asked them, and the page has the right number now. Thank you.",
        is_corrected=True,
    ),
    Said(6, "wrong", "", entry="sleep-helpline", pictures=("no-answer", "long-wait")),
    Said(3, "question", "Is there a swimming club where brothers and sisters can come too?"),
    Said(
        1, "comment", "Nobody asked us before the clubs were changed.", "involved", pictures=("nobody-asked",)
    ),
)
# Need, age band, area, how many searches found nothing in each of the last whole months.
GAPS = (
    ("autism", "11-15", "Wickhaven", 31),
    ("autism", "5-10", "Wickhaven", 24),
    ("autism", "11-15", "ZZ3", 17),
    ("sleep", "0-4", "Wickhaven", 12),
    ("sleep", "5-10", "ZZ3", 14),
    ("speech", "0-4", "ZZ3", 22),
    ("speech", "5-10", "Wickhaven", 13),
    ("", "16-18", "Wickhaven", 11),
    ("several", "11-15", "", 6),
    ("autism", "19-25", "", 4),
)


@transaction.atomic
def load_remarks(*, editor: "User", today: date) -> None:
    """Keep what the families said, once; what is there already stays as it is."""
    for number, said in enumerate(SAID):
        sending = uuid5(NAMESPACE_URL, f"demo remark {number}")
        if not Remark.objects.filter(sending=sending).exists():
            _say(said, sending, editor, today)
    month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    for need, age, area, count in GAPS:
        SearchGap.objects.get_or_create(month=month, need=need, age=age, area=area, defaults={"count": count})


def _say(said: Said, sending: UUID, editor: "User", today: date) -> None:
    at = timezone.make_aware(datetime.combine(today - timedelta(days=said.days_ago), time(10, 30)))
    remark, _ = give_remark(
        kind=said.kind,
        sending=sending,
        at=at,
        words=said.words,
        pictures=said.pictures,
        limb=said.limb,
        service=Service.objects.published().filter(slug=said.entry).first() if said.entry else None,
        came_by=said.came_by,
        by=editor if said.came_by != CameBy.SITE else None,
    )
    if not said.answer:
        return
    later = at + timedelta(days=4)
    start_looking(remark=remark, by=editor, at=at + timedelta(days=1))
    if said.limb:
        sort_remark(remark=remark, by=editor, at=later, limb=said.limb)
    close = mark_corrected if said.is_corrected else answer_remark
    close(remark=remark, by=editor, at=later, words=said.answer)
    if said.wording:
        publish_remark(
            remark=remark, by=editor, at=later, wording=said.wording, answer=said.answer, plan=said.plan
        )
