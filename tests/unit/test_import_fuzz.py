"""Whatever a feed holds, its reader gives records or refusals and raises nothing of its own."""

import copy
import json
from contextlib import suppress
from typing import Any
from uuid import NAMESPACE_URL, UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from localoffer.importers.envelope import read_page
from localoffer.importers.hsds import CHILDREN, HsdsReader
from localoffer.importers.kinds import KINDS
from localoffer.importers.reading import SourceTrouble
from localoffer.importers.records import Record
from localoffer.openreferral import names
from localoffer.openreferral.names import EXTENSION, Name
from tests.integration.feed_server import service

KEYS = sorted(
    {
        name.theirs
        for table in vars(names).values()
        if isinstance(table, tuple)
        for name in table
        if isinstance(name, Name)
    }
    | set(CHILDREN)
    | {"id", "organization", "organization_id", "location", "location_id", "service", "services", EXTENSION}
    | {
        "addresses",
        "accessibility",
        "taxonomy_term",
        "taxonomy_term_id",
        "taxonomy",
        "taxonomy_id",
        "parent_id",
    }
    | {"organization_identifiers", "taxonomy_terms", "term", "questions", "answers", "interval", "extension"}
)
plain = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=40)
    | st.sampled_from(
        ["2026-01-01", "10:00Z", "MO", "WEEKLY", "active", str(NAMESPACE_URL), "1e999", "\ud800", "\x00"]
    )
)
trees = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), inner, max_size=8)
    ),
    max_leaves=30,
)
KINDS_OF_ITEM = ["", "service", "service_at_location", "organization", "taxonomy", "taxonomy_term"]


def read(item: Any, kind: str = "", *, is_full: bool = False) -> list[Record]:
    """The records of an item, written and read once, as they are between reading and writing."""
    reader = HsdsReader(NAMESPACE_URL)
    made = list(reader.records(item, line=1, as_kind=kind, is_full=is_full))
    for record in made:
        assert record.kind in KINDS
        assert record.refusal or UUID(record.uuid)
        assert Record.load(record.dump()) == record
        assert "\x00" not in json.dumps(record.facts, ensure_ascii=False)
    return made


@settings(max_examples=200, deadline=None, derandomize=True)
@given(item=trees, kind=st.sampled_from(KINDS_OF_ITEM), is_full=st.booleans())
def test_any_json_becomes_records_or_refusals(item: Any, kind: str, is_full: bool) -> None:
    read(item, kind, is_full=is_full)


def spots(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(spot for key, under in inner for spot in spots(under, (*path, key)))]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(spot=st.sampled_from(spots(service(1))[1:]), value=trees)
def test_one_wrong_value_anywhere_spoils_no_more_than_its_entry(spot: tuple[Any, ...], value: Any) -> None:
    body = copy.deepcopy(service(1))
    inner: Any = body
    for key in spot[:-1]:
        inner = inner[key]
    inner[spot[-1]] = value
    made = [record for record in read(body) if record.kind == "service"]
    assert len(made) == 1
    assert made[0].refusal or made[0].name


@settings(max_examples=200, deadline=None, derandomize=True)
@given(body=trees)
def test_any_answer_is_a_page_or_a_sentence(body: Any) -> None:
    with suppress(SourceTrouble):
        page = read_page(body, "services")
        assert isinstance(page.items, list)
        assert page.is_last(1) in {True, False}
