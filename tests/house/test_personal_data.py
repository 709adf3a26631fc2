"""Whatever is held about people is declared, and every act about a young person or an account is recorded."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models

from portal.accounts.models import User
from portal.datarights.registry import Held, all_held, held_as
from portal.datarights.retention import all_expires
from portal.datarights.rules import RULES
from portal.people.models import YoungPerson

ROOT = Path(__file__).resolve().parents[2]


def fields_about_people() -> Iterator[tuple[str, str]]:
    """Each model and field of the whole site that points to an account or a record, or holds an address."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            is_link = field.is_relation and field.related_model in (User, YoungPerson)
            if is_link or isinstance(field, models.EmailField):
                yield model._meta.label, field.name


def declared(held: Held) -> set[str]:
    return {*held.of_user, *held.of_young_person, *held.of_email, *held.did, *held.not_personal}


def test_every_field_about_people_is_declared():
    missing = [
        f"{label}.{name}"
        for label, name in fields_about_people()
        if (held := held_as(label)) is None or name not in declared(held)
    ]

    assert missing == []


def test_what_is_declared_names_fields_that_are_there():
    for held in all_held():
        held.model_class.objects.order_by("pk").only(
            *(set(held.hides) | set(held.shows) | set(held.clears)) or ["pk"]
        )
        for lookup in (*held.of_user, *held.of_young_person, *held.of_email):
            str(held.model_class.objects.filter(**{f"{lookup}__isnull": True}).query)
        fields = {field.name for field in held.model_class._meta.get_fields()}
        assert {*held.did, *held.not_personal, *held.hides, *held.shows, *held.clears} <= fields, held.model


def test_every_length_of_keeping_is_used_and_says_where_it_comes_from():
    assert {rule.key for rule in RULES} == {one.rule for one in all_expires()}
    assert all(rule.source and rule.counts_from and rule.months for rule in RULES)


# --- every act is recorded ----------------------------------------------------------------------

RECORDED_ROOMS = ("portal/people", "portal/accounts", "portal/files", "portal/datarights")
WRITES = {
    "save",
    "create",
    "delete",
    "update",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
RECORDS = {"record", "record_look"}
# Acts of which no row is wanted, each with why.
NOT_RECORDED: dict[str, str] = {
    "portal/files/actions.py remove_strays": "contents that no row names: nobody's",
}


def action_files() -> list[Path]:
    return sorted(
        file
        for room in RECORDED_ROOMS
        for file in (ROOT / room).rglob("*.py")
        if file.name.endswith("actions.py") or "actions" in file.parts
    )


def calls_of(function: ast.FunctionDef) -> set[str]:
    """The last names of everything a function calls: `objects.create()` is "create"."""
    called = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            name = node.func
            called.add(name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", ""))
    return called


def reached(name: str, calls: dict[str, set[str]]) -> set[str]:
    """Everything called by a function and by those of the same module that it calls."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        for called in calls[here] - seen:
            seen.add(called)
            if called in calls:
                waiting.append(called)
    return seen


def test_every_act_about_people_is_recorded():
    silent = []
    for file in action_files():
        tree = ast.parse(file.read_text())
        calls = {node.name: calls_of(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
        for name in calls:
            act, everything = f"{file.relative_to(ROOT)} {name}", reached(name, calls)
            is_act = not name.startswith("_") and everything & WRITES
            if is_act and not everything & RECORDS and act not in NOT_RECORDED:
                silent.append(act)

    assert action_files()
    assert silent == []
