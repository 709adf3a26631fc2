"""Before records are compared: their links are made to point at what there is, their rows' ids made free.

Sources name things that they do not hold, use one id for two rows, and list terms that we have already
under an id of our own. All of that is settled here, the same way each time, so that a second import finds
no change.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Lower

from localoffer.models import ImportSource, Provider, Taxonomy, TaxonomyTerm
from localoffer.models.imports import SourceKind

from .kinds import KINDS, Facts, Kind, Part
from .records import Record, stable_uuid
from .spool import Spool
from .stored import numbers_of, shared_bases

HERE = "_here"  # in what is kept of a shared thing: our UUID for it, when that is another than the source's
NEEDED = {"service": "provider", "term": "taxonomy"}
REASONS = {
    "service": "Its organisation is not in the source, or could not be taken.",
    "term": "Its list of terms is not in the source, or could not be taken.",
}


class Settler:
    """Settles one run's records, batch by batch, in the order of the kinds."""

    def __init__(self, *, source: ImportSource, spool: Spool) -> None:
        self._source = source
        self._spool = spool
        self._aliases: dict[str, dict[str, str]] = defaultdict(dict)

    def alias(self, kind: str, uuid: str) -> str:
        """The UUID under which the source's thing stands here, or "" when under its own."""
        return self._aliases[kind].get(uuid, "")

    def match(self, kind: Kind, records: list[Record]) -> None:
        """Find under which UUID shared things stand here, and remember it for links to them."""
        bases = shared_bases(kind, self._source, records)
        for record in records:
            record.here = bases.get(record.uuid, {}).get(HERE, "")
        there = numbers_of(kind.model, [record.standing for record in records])
        missing = [record for record in records if record.standing not in there]
        for record in missing:
            record.here = ""
        if kind.name == "taxonomy":
            self._match_taxonomies(missing)
        elif kind.name == "term":
            self._match_terms(missing)
        elif kind.name == "provider" and self._source.kind == SourceKind.CSV:
            self._match_providers(missing)
        self._aliases[kind.name].update({record.uuid: record.here for record in records if record.here})

    def _match_taxonomies(self, records: list[Record]) -> None:
        """A list that our own code knows by its key is the same list wherever it comes from."""
        keys = {record.facts.get("key"): record for record in records if record.facts.get("key")}
        for key, uuid in Taxonomy.objects.filter(key__in=list(keys)).values_list("key", "uuid"):
            keys[key].here = str(uuid)

    def _match_terms(self, records: list[Record]) -> None:
        """A term of the same name (or address name) in the same list is the same term."""
        lists = {self._alias("taxonomy", record.facts.get("taxonomy")) for record in records} - {None}
        terms = TaxonomyTerm.objects.filter(taxonomy__uuid__in=lists).order_by("pk")
        by_slug: dict[tuple[str, str], str] = {}
        by_name: dict[tuple[str, str], str] = {}
        for taxonomy, slug, name, uuid in terms.values_list("taxonomy__uuid", "slug", "name", "uuid"):
            by_slug[str(taxonomy), slug] = str(uuid)
            by_name[str(taxonomy), name.casefold()] = str(uuid)
        for record in records:
            within = str(self._alias("taxonomy", record.facts.get("taxonomy")) or "")
            same_slug = by_slug.get((within, record.facts.get("slug") or ""))
            record.here = same_slug or by_name.get((within, record.name.casefold()), "")

    def _match_providers(self, records: list[Record]) -> None:
        """A file knows a provider by its name only; one provider of that name here is the same one."""
        names = {record.name.lower() for record in records}
        rows = Provider.objects.annotate(lower=Lower(F("name"))).filter(lower__in=names)
        found: dict[str, list[str]] = defaultdict(list)
        for lower, uuid in rows.values_list("lower", "uuid"):
            found[lower].append(str(uuid))
        for record in records:
            same = found.get(record.name.lower(), [])
            record.here = same[0] if len(same) == 1 else ""

    def _alias(self, kind: str, uuid: Any) -> Any:
        return self._aliases[kind].get(uuid, uuid)

    def settle(self, kind: Kind, records: list[Record]) -> list[Record]:
        """Point links at what there is. Return the records that can be taken; refuse those that cannot."""
        for record in records:
            self._point(kind, record)
        there = {name: self._there(name, uuids) for name, uuids in _links_of(kind, records).items()}
        taken = []
        for record in records:
            self._drop_unknown(kind, record, there)
            needed = NEEDED.get(kind.name)
            if needed and not record.facts.get(needed):
                self._spool.take_back(record, REASONS[kind.name])
            else:
                taken.append(record)
        return taken

    def _point(self, kind: Kind, record: Record) -> None:
        facts = record.facts
        for link, other in kind.links.items():
            if link in facts:
                facts[link] = self._alias(other, facts[link])
        for name, other in kind.many.items():
            if name in facts:
                facts[name] = sorted({self._alias(other, uuid) for uuid in facts[name]})
        for part in kind.parts:
            for row in facts.get(part.name, []):
                for link, other in part.links.items():
                    row[link] = self._alias(other, row[link])
            if part.once and part.name in facts:
                facts[part.name] = list(_each_once(part, facts[part.name]))

    def _there(self, kind: str, uuids: set[str]) -> set[str]:
        """Those that stand here, or will when this run is done."""
        here = set(numbers_of(KINDS[kind].model, uuids))
        return here | self._spool.known(kind, uuids - here)

    def _drop_unknown(self, kind: Kind, record: Record, there: dict[str, set[str]]) -> None:
        facts = record.facts
        for link, other in kind.links.items():
            if facts.get(link) and (facts[link] not in there[other] or facts[link] == record.standing):
                if link not in NEEDED.values():
                    record.problems.append(f"{link} was left out: the source does not hold it.")
                facts[link] = None
        for name, other in kind.many.items():
            if name in facts:
                facts[name] = [uuid for uuid in facts[name] if uuid in there[other]]
        for part in kind.parts:
            if part.links and part.name in facts:
                facts[part.name] = list(_known_rows(part, record, there))

    def free_ids(self, kind: Kind, records: list[Record], owners: dict[str, str]) -> None:
        """Give a row another id, always the same one, where its id belongs to a row of something else.

        `owners` says under which UUID each record (by its own) stands here.
        """
        for part in kind.parts:
            if not part.has_uuid:
                continue
            wanted = {row["uuid"] for record in records for row in record.facts.get(part.name, [])}
            owner = f"{part.parent}__uuid"
            rows = part.model._default_manager.filter(uuid__in=wanted).values_list("uuid", owner)
            claimed = {str(uuid): str(parent) for uuid, parent in rows} if wanted else {}
            for record in records:
                self._free_rows(part, record, owners[record.uuid], claimed)

    @staticmethod
    def _free_rows(part: Part, record: Record, owner: str, claimed: dict[str, str]) -> None:
        for row in record.facts.get(part.name, []):
            if claimed.setdefault(row["uuid"], owner) != owner:
                row["uuid"] = str(stable_uuid(UUID(owner), part.name, row["uuid"]))


def _each_once(part: Part, rows: list[Facts]) -> Iterator[Facts]:
    seen: set[tuple[Any, ...]] = set()
    for row in rows:
        mark = tuple(row.get(name) for name in part.once)
        if mark not in seen:
            seen.add(mark)
            yield row


def _links_of(kind: Kind, records: Iterable[Record]) -> dict[str, set[str]]:
    """Every UUID that the records point at, by kind."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for link, other in kind.links.items():
            if pointed := record.facts.get(link):
                found[other].add(pointed)
        for name, other in kind.many.items():
            found[other].update(record.facts.get(name, []))
        for part in kind.parts:
            for link, other in part.links.items():
                found[other] |= {row[link] for row in record.facts.get(part.name, [])} - {None}
    return found


def _known_rows(part: Part, record: Record, there: dict[str, set[str]]) -> Iterator[Facts]:
    for row in record.facts[part.name]:
        lost = [link for link, other in part.links.items() if row[link] and row[link] not in there[other]]
        for link in lost:
            row[link] = None
        if lost and set(lost) & set(part.must):
            record.problems.append(
                f"One of {part.name} was left out: the source does not hold what it names."
            )
        else:
            yield row
