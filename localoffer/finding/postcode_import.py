"""Writing postcodes from an open data file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import transaction

from ..models import Postcode
from .postcode_files import Ended, Position, Refused, read_postcodes

AT_ONCE = 2000


@dataclass(slots=True)
class PostcodesRead:
    """What one import did."""

    taken: int = 0
    ended: int = 0
    refused: int = 0


@transaction.atomic
def import_postcodes(*, path: Path, refuse: Callable[[Refused], None]) -> PostcodesRead:
    """Take every postcode in use from the file at `path`; `refuse` hears of each row that is not taken.

    Postcodes that are here already get the file's position; importing twice changes nothing more. All or
    nothing: a file that turns out unreadable leaves the postcodes as they were. Raises UnknownLayout.
    """
    done = PostcodesRead()
    rows = _taken(read_postcodes(path), done, refuse)
    while some := list(islice(rows, AT_ONCE)):
        latest = {row.code: row for row in some}
        Postcode.objects.bulk_create(
            [Postcode(row.code, row.latitude, row.longitude, row.district) for row in latest.values()],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["latitude", "longitude", "district"],
        )
    return done


def _taken(
    rows: Iterable[Position | Ended | Refused], done: PostcodesRead, refuse: Callable[[Refused], None]
) -> Iterable[Position]:
    for row in rows:
        if isinstance(row, Position):
            done.taken += 1
            yield row
        elif isinstance(row, Ended):
            done.ended += 1
        else:
            done.refused += 1
            refuse(row)
