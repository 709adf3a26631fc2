"""CSV files as officers send them, and bringing one in."""

import csv
import io

from django.core.files.base import ContentFile

from localoffer.importers.csv_reader import read_csv
from localoffer.importers.reading import Told
from localoffer.importers.records import Record
from localoffer.importers.running import perform
from localoffer.importers.starting import record_import
from localoffer.models import ImportRun, ImportSource

NEEDED = {"service name": "Stay and Play", "provider": "Otter Club"}
# Two rows' worth of a place, for tests of places.
MILL = {
    "place name": "Otterbrook Mill",
    "address": "14 Mill Lane",
    "town": "Otterbrook",
    "postcode": "ZZ1 2AA",
}


def made(*rows: dict[str, str], separator: str = ",", newline: str = "\r\n") -> str:
    """A file of these rows, with the columns that they have; all about one service if they say no more."""
    names = list(dict.fromkeys(name for row in rows for name in {**NEEDED, **row}))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", delimiter=separator, lineterminator=newline)
    writer.writeheader()
    writer.writerows({**NEEDED, **row} for row in rows)
    return out.getvalue()


def source(name: str = "Larkshire's list", *, is_saved: bool = True) -> ImportSource:
    if not is_saved:
        return ImportSource(name=name, kind="csv")
    return ImportSource.objects.get_or_create(name=name, kind="csv")[0]


def bring_in(file: str | bytes, *, dry_run: bool = False, end_gone: bool = False) -> ImportRun:
    """Import a file the way the admin does, at once."""
    body = file.encode() if isinstance(file, str) else file
    run = record_import(
        source=source(), file=ContentFile(body, name="list.csv"), dry_run=dry_run, by=None, end_gone=end_gone
    )
    return perform(run)


def read(file: str | bytes) -> tuple[list[Record], Told]:
    """What the reader alone makes of a file."""
    told = Told()
    body = file.encode() if isinstance(file, str) else file
    return list(read_csv(source(is_saved=False), io.BytesIO(body), told)), told
