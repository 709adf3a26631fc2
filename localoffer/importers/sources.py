"""Which reader reads a run's source: a feed by its address, a saved feed, or a CSV file."""

from collections.abc import Iterator

from localoffer.models import ImportRun
from localoffer.models.imports import SourceKind

from .feed import read_feed
from .oruk import read_file
from .reading import SourceTrouble, Told
from .records import Record


def records_of(run: ImportRun, told: Told) -> Iterator[Record]:
    """The records of a run's file, or of its source's address. SourceTrouble when it cannot be read."""
    if not run.file:
        yield from read_feed(run.source, told)
        return
    try:
        file = run.file.open("rb")
    except OSError as problem:
        raise SourceTrouble("The file is not here any more. Please send it again.") from problem
    with file:
        if run.source.kind == SourceKind.CSV:
            from .csv_reader import read_csv

            yield from read_csv(run.source, file, told)
        else:
            yield from read_file(run.source, file, told)
