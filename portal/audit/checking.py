"""Walking the chain: is the record what was written? Reads only, a few rows in memory at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from .chain import row_hash
from .models import AuditRow, ChainAnchor, ChainHead

AT_ONCE = 2000


@dataclass(frozen=True)
class Verdict:
    """What the walk found: how many rows held, where the chain ends, and the first thing wrong."""

    rows: int
    last: int
    hash: str
    bad_number: int | None = None
    problem: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was wrong."""
        return not self.problem


def verify(witness: tuple[int, str] | None = None) -> Verdict:
    """Walk the whole chain from its anchor to its head.

    `witness` is a row's number and hash that somebody wrote down earlier, outside the database: the only
    thing that shows a chain made anew from end to end. Stops at the first row that is wrong.
    """
    anchor = ChainAnchor.objects.order_by("-number").first()
    walked = _walk(AuditRow.objects.order_by("number").iterator(AT_ONCE), anchor, witness)
    if not walked.is_whole:
        return walked
    head = ChainHead.objects.filter(pk=1).first()
    ends_at, ends_with = (head.rows, head.hash) if head else (0, "")
    if ends_at == walked.last and ends_with == walked.hash:
        return _of_anchor(walked, anchor)
    number = min(ends_at, walked.last) + 1
    what = "The newest rows are missing" if ends_at > walked.last else "The end of the chain was changed"
    problem = f"{what}: rows end at {walked.last}, and the chain says {ends_at}."
    return Verdict(walked.rows, walked.last, walked.hash, number, problem)


def _walk(rows: Iterable[AuditRow], anchor: ChainAnchor | None, witness: tuple[int, str] | None) -> Verdict:
    last, before = (anchor.number, anchor.hash) if anchor else (0, "")
    count = 0
    for row in rows:
        problem = _wrong(row, last + 1, before, witness)
        if problem:
            return Verdict(count, last, before, last + 1, problem)
        last, before, count = row.number, row.hash, count + 1
    if witness and witness[0] > last:
        return Verdict(count, last, before, last + 1, f"Row {witness[0]}, written down earlier, is missing.")
    return Verdict(count, last, before)


def _wrong(row: AuditRow, number: int, before: str, witness: tuple[int, str] | None) -> str:
    if row.number != number:
        return f"Row {number} is missing; the next is {row.number}."
    if row.hash_before != before:
        return f"Row {number} does not follow the row before: one was put in, moved or changed."
    if row_hash(vars(row), before) != row.hash:
        return f"Row {number} was changed after it was written."
    if witness and witness[0] == number and witness[1] != row.hash:
        return f"Row {number} is not the one that was written down earlier."
    return ""


def _of_anchor(walked: Verdict, anchor: ChainAnchor | None) -> Verdict:
    """The cut must be in the chain as the anchor says it, unless a later cut took that row too."""
    if anchor is None:
        return walked
    cuts = AuditRow.objects.filter(action="audit.cut", thing_id=str(anchor.pk))
    said = [row.facts for row in cuts]
    if {"up_to": anchor.number, "hash": anchor.hash} in said:
        return walked
    problem = f"The chain begins after row {anchor.number}, and no row records that cut."
    return Verdict(walked.rows, walked.last, walked.hash, anchor.number + 1, problem)
