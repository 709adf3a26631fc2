"""Things with every field that the UK profile has come in, whichever page they stand on."""

import json
import re

import pytest
from django.core.files.base import ContentFile

from localoffer.importers.running import perform
from localoffer.importers.starting import record_import
from localoffer.models import AccessNote, ImportSource, Provider, Service, Taxonomy, TaxonomyTerm

from .feed_copy import bring_in, differences, empty_the_directory
from .feed_directory import fill_directory
from .oruk_profile import an_example, faults

pytestmark = pytest.mark.django_db
# What one thing of each kind brings: services, providers, terms, lists of terms.
BRINGS = {
    "service": (1, 1, 1, 1),
    "service_list": (1, 1, 0, 0),
    "service_at_location": (1, 1, 1, 1),
    "service_at_location_list": (1, 1, 0, 0),
    "organization": (1, 1, 1, 1),
    "organization_list": (0, 1, 0, 0),
    "taxonomy": (0, 0, 1, 1),
    "taxonomy_list": (0, 0, 1, 1),
    "taxonomy_term": (0, 0, 1, 1),
    "taxonomy_term_list": (0, 0, 1, 1),
}
# What the profile has and we keep no place for: attributes of anything but services and places, languages
# without a name or code, a checker's email, and parents that the source names but does not hold.
NOT_KEPT = (
    r"(contacts\[0\]|organization|identifiers\[0\]|accessibility\[0\]|addresses\[0\]|location)"
    r"\.attributes is gone"
    r"|\.languages is gone|\.assurer_email is gone|\.parent_(organization_)?id is gone|\.link_id was"
)


def counts():
    return tuple(model.objects.count() for model in (Service, Provider, TaxonomyTerm, Taxonomy))


def page_of(*items):
    flags = {"first_page": True, "last_page": True, "empty": False}
    numbers = {"total_items": len(items), "total_pages": 1, "page_number": 1, "size": len(items)}
    return numbers | flags | {"contents": list(items)}


@pytest.mark.parametrize("name", BRINGS)
def test_thing_with_every_field_comes_in_and_doubles_nothing(name):
    body = an_example(name)
    assert faults(name, body) == []
    for saved in (body, page_of(body), [body]):
        done = bring_in(json.dumps(saved).encode())
        assert counts() == BRINGS[name]
        assert (done.changed, done.kept_by_hand, done.gone) == (0, 0, 0)


def test_dry_run_says_what_is_new_and_changes_nothing():
    source = ImportSource.objects.create(name="Larkshire", kind="oruk")
    file = ContentFile(json.dumps(an_example("service")).encode(), name="feed.json")
    run = perform(record_import(source=source, file=file, dry_run=True, by=None))
    assert (run.state, run.new, counts()) == ("checked", 1, (0, 0, 0, 0))


def test_editor_change_is_kept_by_hand():
    body = an_example("service")
    bring_in(json.dumps(body).encode())
    Service.objects.update(name="Our own name")
    done = bring_in(json.dumps({**body, "name": "Their new name", "alert": "Their new notice"}).encode())
    service = Service.objects.get()
    assert (service.name, service.alert) == ("Our own name", "Their new notice")
    assert (done.changed, done.kept_by_hand) == (1, 1)


def test_every_field_of_the_profile_comes_out_as_it_came_in(client):
    body = an_example("service")
    bring_in(json.dumps(body).encode())
    ours = client.get(f"/api/oruk/v3/services/{body['id']}").json()
    lost = {line for line in differences(body, ours) if not line.endswith(" is new")}
    assert {line for line in lost if not re.search(NOT_KEPT, line)} == set()


def test_both_texts_about_a_place_are_kept():
    body = an_example("service")
    note = body["service_at_locations"][0]["location"]["accessibility"][0]
    note |= {"accessibility": "Step-free", "description": "A ramp at the side"}
    bring_in(json.dumps(body).encode())
    assert AccessNote.objects.get().description == "Step-free\nA ramp at the side"


@pytest.mark.parametrize("path", ["taxonomies", "taxonomy_terms", "organizations"])
def test_saved_page_of_each_of_our_lists_is_known_for_what_it_is(client, path):
    fill_directory()
    page = client.get(f"/api/oruk/v3/{path}").content
    ids = {row["id"] for row in json.loads(page)["contents"]}
    empty_the_directory()
    bring_in(page)
    after = {row["id"] for row in client.get(f"/api/oruk/v3/{path}").json()["contents"]}
    # A provider shows in the feed once it has something public; the school has its own page.
    assert after and after <= ids if path == "organizations" else after == ids
