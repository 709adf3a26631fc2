"""What an import tells: counts, and lists of what would change or was left out, kept to a sensible length."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

LONGEST_LIST = 2_000  # of one kind in the kept report; the counts are always whole

WORDS = {
    "taxonomy": "lists of terms",
    "term": "terms",
    "provider": "providers",
    "place": "places",
    "service": "services",
}


ONE = {
    "taxonomy": "List of terms",
    "term": "Term",
    "provider": "Provider",
    "place": "Place",
    "service": "Service",
}


@dataclass
class Report:
    """Counts by kind of record, and the lists that people read."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in WORDS})
    lists: dict[str, list[Any]] = field(default_factory=dict)
    longer: Counter[str] = field(default_factory=Counter)

    def count(self, kind: str, what: str, how_many: int = 1) -> None:
        """Add to the count of `what` ("new", "changed", "same", "kept", "gone", "refused")."""
        self.counts[kind][what] += how_many

    def note(self, title: str, entry: Any) -> None:
        """Add to a list; past its longest length only count."""
        rows = self.lists.setdefault(title, [])
        if len(rows) < LONGEST_LIST:
            rows.append(entry)
        else:
            self.longer[title] += 1

    def as_json(self) -> dict[str, Any]:
        """The report as the run keeps it."""
        return {
            "counts": {kind: dict(counts) for kind, counts in self.counts.items()},
            **self.lists,
            "longer": dict(self.longer),
        }


def lines_of(report: dict[str, Any], refusals: list[tuple[int | None, str, str, str]]) -> list[str]:
    """The report as lines to read on a screen."""
    out = ["What would be different:" if report.get("is_dry_run") else "What was done:"]
    for kind, word in WORDS.items():
        counts = report.get("counts", {}).get(kind, {})
        told = ", ".join(f"{counts[what]} {what}" for what in _COUNTED if counts.get(what))
        if told:
            out.append(f"  {word}: {told}")
    for title, heading in _HEADINGS.items():
        rows = report.get(title, [])
        if rows:
            out.append(f"{heading}:")
            out.extend(f"  {_row(row)}" for row in rows)
            more = report.get("longer", {}).get(title)
            out.extend([f"  and {more} more"] if more else [])
    if refusals:
        out.append("Refused, and why:")
        out.extend(f"  {_place(line)}{name or key}: {reason}" for line, key, name, reason in refusals)
    return out


_COUNTED = ("new", "changed", "same", "kept by hand", "gone", "refused")
_HEADINGS = {
    "notes": "Please note",
    "unknown_columns": "Columns that we do not know, left out",
    "new": "New",
    "changed": "Changed",
    "kept": "Kept as an editor wrote it",
    "drafts": "With a draft that waits here; the draft was left alone",
    "gone": "No longer in the source",
    "warnings": "Single values left out",
}


def _place(line: int | None) -> str:
    return f"line {line}: " if line else ""


def _row(row: Any) -> str:
    if not isinstance(row, dict):
        return str(row)
    told = ", ".join(row.get("fields", [])) or "; ".join(row.get("problems", []))
    return f"{_place(row.get('line'))}{row.get('name') or 'no name'}" + (f": {told}" if told else "")
