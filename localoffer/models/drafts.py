"""Reading a draft back: what its rows point to is looked up once for each kind of thing, not row by row."""

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

Rows = list[dict[str, Any]]
Found = dict[type[models.Model], dict[Any, models.Model]]


def _pointers(model: type[models.Model]) -> list[Any]:
    """The fields of a child row that point elsewhere than to the entry it belongs to."""
    fields = model._meta.get_fields()
    return [
        field
        for field in fields
        if isinstance(field, models.ForeignKey) and not isinstance(field, ParentalKey)
    ]


def _rows_of(model: type[models.Model], content: dict[str, Any]) -> list[tuple[str, Rows, list[Any]]]:
    """For each kind of child row that points somewhere: its name, the rows in `content`, and the pointers."""
    relations = [
        (one.get_accessor_name(), _pointers(one.related_model)) for one in get_all_child_relations(model)
    ]
    return [(name, content[name], pointers) for name, pointers in relations if pointers and content.get(name)]


def look_up(model: type[models.Model], content: dict[str, Any]) -> Found:
    """All that the child rows of `content` point to and that still exists: one query for each kind."""
    wanted: dict[type[models.Model], set[Any]] = {}
    for _, rows, pointers in _rows_of(model, content):
        for field in pointers:
            keys = {row[field.name] for row in rows if row.get(field.name) is not None}
            wanted.setdefault(field.related_model, set()).update(keys)
    return {kind: kind._default_manager.in_bulk(keys) for kind, keys in wanted.items()}


def without_lost(model: type[models.Model], content: dict[str, Any], found: Found) -> dict[str, Any]:
    """`content` without pointers to what is gone. A row that means nothing without it goes with it."""
    kept = dict(content)
    for name, rows, pointers in _rows_of(model, content):
        left = []
        for row in rows:
            lost = [one for one in pointers if _is_lost(one, row, found)]
            if all(one.null for one in lost):
                left.append({**row, **{one.name: None for one in lost}})
        kept[name] = left
    return kept


def _is_lost(field: Any, row: dict[str, Any], found: Found) -> bool:
    key = row.get(field.name)
    return key is not None and key not in found[field.related_model]


def attach(version: models.Model, found: Found) -> None:
    """Give the child rows of `version` what they point to, so that reading it asks nothing more."""
    for relation in get_all_child_relations(type(version)):
        pointers = _pointers(relation.related_model)
        if not pointers:
            continue
        for row in getattr(version, relation.get_accessor_name()).get_object_list():
            for field in pointers:
                thing = found.get(field.related_model, {}).get(getattr(row, field.attname))
                if thing is not None:
                    setattr(row, field.name, thing)
