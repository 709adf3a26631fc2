"""Puts planned changes into the database, a batch at a time, in a fixed number of queries each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.text import slugify

from .cleaning import default_of
from .kinds import KINDS, Facts, Kind, Part
from .records import Record
from .stored import numbers_of

# Some 60 columns a service: SQLite takes a limited number of values in one statement.
ROWS_A_STATEMENT = 200


@dataclass
class Change:
    """One record to write: `row` is what stands here (None for a new one), `facts` what to set."""

    record: Record
    row: Any
    facts: Facts
    is_new: bool = False


def python_value(model: type[Model], name: str, fact: Any) -> Any:
    """A fact as the model's field holds it."""
    field: Any = model._meta.get_field(name)
    value = field.to_python(fact) if fact is not None else None
    return default_of(model, name) if value is None and not field.null else value


class Writer:
    """Writes one run's changes; remembers links to a thing of the same kind that is not written yet."""

    def __init__(self, *, now: datetime) -> None:
        self._now = now
        self._later: dict[str, list[tuple[str, str, str]]] = defaultdict(list)

    def write(self, kind: Kind, changes: list[Change]) -> dict[str, Any]:
        """Write the changes; return the rows by the record's own UUID."""
        numbers = self._numbers(kind, changes)
        new = [change for change in changes if change.is_new]
        slugs = _free_slugs(kind, new)
        for change in new:
            change.row = self._made(kind, change, slugs)
        for change in changes:
            self._fill(kind, change, numbers)
        self._save(kind, new, [change for change in changes if not change.is_new])
        for part in kind.parts:
            _write_rows(part, [change for change in changes if part.name in change.facts], numbers)
        for name, other in kind.many.items():
            _write_many(kind, name, changes, numbers[other])
        return {change.record.uuid: change.row for change in changes}

    def _made(self, kind: Kind, change: Change, slugs: dict[str, str]) -> Any:
        more: dict[str, Any] = {}
        if change.record.uuid in slugs:
            more["slug"] = slugs[change.record.uuid]
        if kind.name == "taxonomy":
            more["key"] = change.facts.get("key") or ""
        if kind.name == "service":
            more |= {"live": True, "first_published_at": self._now, "last_published_at": self._now}
        return kind.model(uuid=change.record.standing, **more)

    def _numbers(self, kind: Kind, changes: list[Change]) -> dict[str, dict[str, int]]:
        wanted: dict[str, set[str]] = defaultdict(set)
        for change in changes:
            for link, other in {**kind.links, **kind.many}.items():
                value = change.facts.get(link)
                wanted[other].update(value if isinstance(value, list) else [value] if value else [])
            for part in kind.parts:
                for link, other in part.links.items():
                    wanted[other].update(row[link] for row in change.facts.get(part.name, []) if row[link])
        return defaultdict(
            dict, {other: numbers_of(KINDS[other].model, uuids) for other, uuids in wanted.items()}
        )

    def _fill(self, kind: Kind, change: Change, numbers: dict[str, dict[str, int]]) -> None:
        for name in kind.fields:
            if name in change.facts and name not in kind.only_new:
                setattr(change.row, name, python_value(kind.model, name, change.facts[name]))
        for link, other in kind.links.items():
            if link not in change.facts:
                continue
            uuid = change.facts[link]
            setattr(change.row, f"{link}_id", numbers[other].get(uuid) if uuid else None)
            if uuid and uuid not in numbers[other]:
                self._later[kind.name].append((change.record.standing, link, uuid))

    def _save(self, kind: Kind, new: list[Change], old: list[Change]) -> None:
        manager = kind.model._default_manager
        manager.bulk_create([change.row for change in new], batch_size=ROWS_A_STATEMENT)
        if old:
            manager.bulk_create(
                [change.row for change in old],
                batch_size=ROWS_A_STATEMENT,
                update_conflicts=True,
                unique_fields=["uuid"],
                update_fields=_own_columns(kind),
            )

    def finish(self, kind: Kind) -> int:
        """Set the links that had to wait, leaving out those that would go in a circle; return how many."""
        waiting = self._later.pop(kind.name, [])
        if not waiting:
            return 0
        numbers = numbers_of(kind.model, {uuid for child, _, parent in waiting for uuid in (child, parent)})
        parents = dict(kind.model._default_manager.order_by("pk").values_list("pk", "parent_id"))
        rows = kind.model._default_manager.in_bulk(
            [numbers[child] for child, _, _ in waiting if child in numbers]
        )
        changed = []
        for child, link, parent in waiting:
            row, above = rows.get(numbers.get(child, 0)), numbers.get(parent)
            if row is None or above is None or _goes_round(row.pk, above, parents):
                continue
            parents[row.pk] = above
            setattr(row, f"{link}_id", above)
            changed.append(row)
        kind.model._default_manager.bulk_update(changed, ["parent"], batch_size=ROWS_A_STATEMENT)
        return len(changed)


def _goes_round(child: int, above: int | None, parents: dict[int, int | None]) -> bool:
    for _ in range(100):  # deeper than any real list
        if above is None:
            return False
        if above == child:
            return True
        above = parents.get(above)
    return True


def _own_columns(kind: Kind) -> list[str]:
    names = [name for name in kind.fields if name not in kind.only_new]
    if any(field.name == "last_modified" for field in kind.model._meta.concrete_fields):
        names.append("last_modified")
    return [*names, *kind.links]


def _free_slugs(kind: Kind, new: list[Change]) -> dict[str, str]:
    """An address name for each new record: the source's own if free, else one from its name.

    Terms need to differ within their own list only.
    """
    if "slug" not in kind.fields:
        return {}
    slug_field: Any = kind.model._meta.get_field("slug")
    longest = slug_field.max_length or 50
    scope = "taxonomy" if kind.name == "term" else ""
    wanted: dict[str, str] = {}
    for change in new:
        said = slugify(change.facts.get("slug") or "") or slugify(change.record.name) or kind.name
        wanted[change.record.uuid] = said[:longest].strip("-")
    there = kind.model._default_manager.filter(slug__in=set(wanted.values())).order_by("pk")
    pairs = there.values_list(f"{scope}__uuid" if scope else "slug", "slug")
    taken = {(str(within), slug) for within, slug in pairs}
    for change in new:
        slug = wanted[change.record.uuid]
        within = str(change.facts.get(scope)) if scope else slug
        if (within, slug) in taken:
            slug = f"{slug[: longest - 13]}-{change.record.standing.replace('-', '')[:12]}"
            within = within if scope else slug
        taken.add((within, slug))
        wanted[change.record.uuid] = slug
    return wanted


def _write_rows(part: Part, changes: list[Change], numbers: dict[str, dict[str, int]]) -> None:
    """Make the rows under each record what its facts say: by UUID where rows have one, else all anew."""
    keep = {row["uuid"] for change in changes for row in change.facts[part.name]} if part.has_uuid else set()
    owners = [change.row.pk for change in changes]
    there = part.model._default_manager.filter(**{f"{part.parent}__in": owners})
    if part.has_uuid:
        gone = [pk for pk, uuid in there.values_list("pk", "uuid") if str(uuid) not in keep]
        part.model._default_manager.filter(pk__in=gone).delete()
    else:
        there.delete()
    rows = [
        _made_row(part, change.row.pk, facts, numbers)
        for change in changes
        for facts in change.facts[part.name]
    ]
    if part.has_uuid:
        part.model._default_manager.bulk_create(
            rows,
            batch_size=ROWS_A_STATEMENT,
            update_conflicts=True,
            unique_fields=["uuid"],
            update_fields=[part.parent, *part.fields, *part.links],
        )
    else:
        part.model._default_manager.bulk_create(rows, batch_size=ROWS_A_STATEMENT)


def _made_row(part: Part, owner: int, facts: Facts, numbers: dict[str, dict[str, int]]) -> Model:
    values = {name: python_value(part.model, name, facts[name]) for name in part.fields}
    values |= {
        f"{link}_id": numbers[other].get(facts[link]) for link, other in part.links.items() if facts[link]
    }
    if part.has_uuid:
        values["uuid"] = facts["uuid"]
    return part.model(**{f"{part.parent}_id": owner}, **values)


def _write_many(kind: Kind, name: str, changes: Iterable[Change], numbers: dict[str, int]) -> None:
    told = [change for change in changes if name in change.facts]
    field: Any = kind.model._meta.get_field(name)
    through, owner, other = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
    through._default_manager.filter(**{f"{owner}__in": [change.row.pk for change in told]}).delete()
    through._default_manager.bulk_create(
        [
            through(**{f"{owner}_id": change.row.pk, f"{other}_id": numbers[uuid]})
            for change in told
            for uuid in change.facts[name]
            if uuid in numbers
        ],
        batch_size=ROWS_A_STATEMENT,
    )
