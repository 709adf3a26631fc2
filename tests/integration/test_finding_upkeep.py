"""The index follows what editors do; browsing and the site search read from it."""

import pytest
from django.core.management import call_command

from localoffer.finding import Search, find
from localoffer.finding import index as search_index
from localoffer.finding.browse import counts_by_age_band, counts_by_need, entries_by_letter, letters, ways_in
from localoffer.finding.synonyms import ensure_seed_synonyms
from localoffer.models import SynonymSet
from portal.search.sites import search_everything

from .finding_directory import make_place, make_service, make_term, ready

pytestmark = pytest.mark.django_db


def total(words: str) -> int:
    return find(Search(words=words)).total


def test_published_edit_is_found_and_taken_down_entry_is_not():
    service = make_service("Swim")
    ready()
    service.name = "Dance"
    service.save_revision().publish()
    assert (total("dance"), total("swim")) == (1, 0)
    service.unpublish()
    assert total("dance") == 0


def test_waiting_edit_is_not_found():
    service = make_service("Swim")
    ready()
    service.name = "Dance"
    service.save_revision()
    assert (total("dance"), total("swim")) == (0, 1)


def test_deleted_entry_is_not_found():
    service = make_service("Swim")
    ready()
    assert total("swim") == 1
    service.delete()
    assert find(Search()).total == 0


def test_renamed_provider_place_and_term_are_followed(django_capture_on_commit_callbacks):
    place = make_place("Old Hall", "Millbrook")
    service = make_service("Swim", places=[place], terms=[("need", "Autism")])
    ready()
    with django_capture_on_commit_callbacks(execute=True):
        service.provider.name = "Otter Trust"
        service.provider.save()
        place.name = "Heron House"
        place.save()
        term = make_term("need", "Autism")
        term.name = "Autistic children"
        term.save()
    assert (total("otter"), total("heron"), total("autistic")) == (1, 1, 1)
    assert [way.label for way in counts_by_need()] == ["Autistic children"]


def test_access_added_to_a_place_is_a_choice_at_once(django_capture_on_commit_callbacks):
    place = make_place("Hall", "Millbrook")
    make_service("Swim", places=[place])
    ready()
    with django_capture_on_commit_callbacks(execute=True):
        place.access_terms.add(make_term("access", "Hoist"))
        place.save()
    assert find(Search(access=("hoist",))).total == 1


def test_new_synonyms_are_used_at_once(django_capture_on_commit_callbacks):
    make_service("Short breaks house")
    ready()
    assert total("respite") == 0
    with django_capture_on_commit_callbacks(execute=True):
        SynonymSet.objects.create(words="respite\nshort breaks")
    assert total("respite") == 1


def test_term_that_has_gone_is_no_choice_any_more():
    term = make_term("need", "Old word")
    ready()
    assert "need" not in find(Search(need=("old-word",))).problems
    term.delete()
    search_index.touch()
    assert "need" in find(Search(need=("old-word",))).problems


def test_seed_synonyms_load_once_and_leave_editors_sets_alone():
    SynonymSet.objects.create(words="SALT\nspeech", is_in_use=False)
    added = ensure_seed_synonyms()
    assert added >= 40
    assert ensure_seed_synonyms() == 0
    make_service("Speech and language therapy")
    make_service("British Sign Language lessons")
    ready()
    assert total("salt") == 0
    assert total("BSL") == 1


def test_rebuild_command_says_how_many(capsys):
    make_service("Swim")
    make_service("Draft", live=False)
    call_command("rebuild_search")
    assert capsys.readouterr().out.startswith("1 entries and ")


def test_version_grows_with_every_change():
    service = make_service("Swim")
    ready()
    first = search_index.index_version()
    search_index.reindex([service.pk])
    assert search_index.index_version() > first
    assert find(Search()).version == search_index.index_version()


def test_letters_pass_over_the_and_put_digits_apart(django_assert_num_queries):
    for name in ("The Apple club", "Ark", "Élan", "1st Scouts"):
        make_service(name)
    ready()
    letters()
    with django_assert_num_queries(1):
        counts = {one.letter: one.count for one in letters()}
    assert {letter: count for letter, count in counts.items() if count} == {"A": 2, "E": 1, "#": 1}
    assert [entry.name for entry in entries_by_letter("a")] == ["The Apple club", "Ark"]
    assert [entry.name for entry in entries_by_letter("#")] == ["1st Scouts"]
    assert entries_by_letter("zz") == []


def test_ways_in_count_what_their_search_finds():
    make_service("A", terms=[("need", "Autism")], minimum_age=0, maximum_age=6, cost_kind="free")
    make_service("B", terms=[("need", "Autism")], minimum_age=16)
    ready()
    assert [(way.value, way.count) for way in counts_by_need()] == [("autism", 2)]
    assert [(way.value, way.count) for way in counts_by_age_band()] == [
        ("0-4", 1), ("5-10", 1), ("16-18", 1), ("19-25", 1),
    ]  # fmt: skip
    assert [(way.label, way.query) for way in ways_in("cost")] == [("Free", "cost=free")]


def test_site_search_asks_the_directory_as_families_do():
    make_service("Speech club", summary="Talk and play", minimum_age=5, maximum_age=9)
    make_service("Speech group for adults", minimum_age=18)
    ready()
    results = {one.key: one for one in search_everything("speech for a 7 year old", limit_each=1)}
    assert results["help"].total == 1
    (hit,) = results["help"].hits
    assert (hit.title, hit.summary, hit.kind) == ("Speech club", "Talk and play", "Larkshire Families")
    assert results["help"].more_url.endswith("?words=speech&age=7")
