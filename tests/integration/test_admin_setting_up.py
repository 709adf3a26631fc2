"""What a directory needs before its first entry can be made again and again without harm."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Workflow

from localoffer.actions import ensure_groups, ensure_taxonomies
from localoffer.models import EditorCheck, Service, TaxonomyTerm

pytestmark = pytest.mark.django_db


def test_taxonomies_made_twice_are_there_once_and_keep_what_an_editor_changed() -> None:
    first = ensure_taxonomies()
    count = TaxonomyTerm.objects.count()
    TaxonomyTerm.objects.filter(taxonomy=first["need"], slug="autism").update(name="Autistic people")
    assert ensure_taxonomies() == first
    assert TaxonomyTerm.objects.count() == count
    assert TaxonomyTerm.objects.get(taxonomy=first["need"], slug="autism").name == "Autistic people"
    assert TaxonomyTerm.objects.of("heading").count() == 19


def test_groups_made_twice_are_there_once_with_one_workflow() -> None:
    assert ensure_groups() == ensure_groups()
    assert Group.objects.filter(name__in=["Local Offer editors", "Providers"]).count() == 2
    assert EditorCheck.objects.count() == 1
    assert Service.get_default_workflow() == Workflow.objects.get(name="Check before publishing")
    editors = Group.objects.get(name="Local Offer editors")
    assert GroupPagePermission.objects.filter(group=editors).count() == 5
    assert editors.permissions.filter(codename="submit_translation").exists()


def test_providers_hold_no_permission_on_a_whole_kind_of_thing() -> None:
    _, providers = ensure_groups()
    assert list(providers.permissions.values_list("codename", flat=True)) == ["access_admin"]
