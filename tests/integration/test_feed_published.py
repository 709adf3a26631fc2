"""Against the profile's own files: our table of it says the same, and its published examples come in.

Left out where those files are not (see conftest.py beside this): they are not ours to copy.
"""

import json

import pytest

from localoffer.models import Provider, Service, Taxonomy, TaxonomyTerm

from .feed_copy import bring_in
from .oruk_profile import REFERENCE, published, schema

EXAMPLES = REFERENCE / "examples" / "official"
LISTS = ("service", "service_at_location", "organization", "taxonomy", "taxonomy_term")
SCHEMAS = ("api_details", *LISTS, *(f"{name}_list" for name in LISTS))
# What each published example holds: services, providers, terms, lists of terms.
HOLDS = {
    "service_full": (1, 1, 1, 1),
    "service_list": (1, 1, 0, 0),
    "service_at_location_full": (1, 1, 1, 1),
    "service_at_location_list": (1, 1, 0, 0),
    "organization_full": (1, 1, 1, 1),
    "organization_list": (0, 1, 0, 0),
    "taxonomy": (0, 0, 1, 1),
    "taxonomy_list": (0, 0, 0, 1),
    "taxonomy_term": (0, 0, 1, 1),
    "taxonomy_term_list": (0, 0, 1, 1),
}


def facts_of(found):
    """A schema as names, types, formats, choices and what must be there; no words."""
    kind = found["type"]
    if kind == "object":
        fields = {name: facts_of(value) for name, value in found["properties"].items()}
        return {"fields": fields, "must": sorted(found.get("required", []))}
    if kind == "array":
        return [facts_of(found["items"])]
    return (kind, found.get("format"), tuple(found.get("enum", ())))


@pytest.mark.parametrize("name", SCHEMAS)
def test_our_table_says_what_the_published_schema_says(name):
    found = published(name)
    if "contents" in found["properties"]:
        found = found["properties"]["contents"]["items"]
    assert facts_of(schema(name)) == facts_of(found)


def test_every_published_example_is_tried():
    assert {path.stem for path in EXAMPLES.glob("*.json")} == set(HOLDS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOLDS)
def test_published_example_comes_in(name):
    body = (EXAMPLES / f"{name}.json").read_bytes()
    done = bring_in(body)
    counts = tuple(model.objects.count() for model in (Service, Provider, TaxonomyTerm, Taxonomy))
    assert counts == HOLDS[name]
    assert done.new == HOLDS[name][0]
    again = bring_in(body)
    assert (again.new, again.changed, again.kept_by_hand) == (0, 0, 0)
    assert not [counts for counts in again.report["counts"].values() if {"new", "changed"} & set(counts)]


@pytest.mark.django_db
def test_all_published_examples_come_in_together():
    bodies = [json.loads((EXAMPLES / f"{name}.json").read_text()) for name in HOLDS]
    things = [row for body in bodies for row in body.get("contents", [body])]
    done = bring_in(json.dumps(things).encode())
    assert done.new == Service.objects.count() == 1
