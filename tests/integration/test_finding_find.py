"""Finding: one search in, one page of entries with exact counts out."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from localoffer.finding import Search, find, matching_ids, memory
from localoffer.finding import index as search_index
from localoffer.models import Postcode, Provider, Service, SynonymSet
from localoffer.models.service import Status

from .finding_directory import make_place, make_service, make_term, ready

pytestmark = pytest.mark.django_db


def names(**asked: object) -> list[str]:
    return [entry.name for entry in find(Search(**asked)).entries]


def facet(search: Search, group: str) -> dict[str, int]:
    found = find(search)
    return {c.value: c.count for g in found.facets if g.key == group for c in g.choices}


def test_words_find_in_name_provider_and_description_with_stemming():
    make_service("Talking Together", description="Speech therapies for small children")
    make_service("Swimming club")
    ready()
    assert names(words="therapy") == ["Talking Together"]
    assert names(words="swim") == ["Swimming club"]
    assert names(words="larkshire families swims") == ["Swimming club"]


def test_words_must_all_be_found_and_name_counts_most():
    make_service("Cookery", description="After a swim we cook")
    make_service("Swim school", description="Lessons")
    ready()
    assert names(words="swim") == ["Swim school", "Cookery"]
    assert names(words="swim lessons") == ["Swim school"]


def test_words_nobody_has_together_are_relaxed_and_said():
    make_service("Swim school")
    make_service("Drama group")
    ready()
    found = find(Search(words="swim drama"))
    assert found.relaxed
    assert {entry.name for entry in found.entries} == {"Swim school", "Drama group"}


def test_unpublished_and_ended_are_never_found_but_closed_for_now_are():
    make_service("Draft swim", live=False)
    make_service("Ended swim", status=Status.ENDED)
    make_service("Closed swim", status=Status.CLOSED_FOR_NOW)
    ready()
    assert names(words="swim") == ["Closed swim"]
    assert names() == ["Closed swim"]


def test_synonyms_find_each_other_both_ways():
    SynonymSet.objects.create(words="SALT\nspeech therapy\nspeech and language therapy")
    make_service("Larkshire SALT team")
    make_service("Speech and Language Therapy for schools")
    make_service("Salt dough craft afternoon with therapy dog", description="crafts")
    ready()
    assert set(names(words="speech therapy")) >= {
        "Larkshire SALT team",
        "Speech and Language Therapy for schools",
    }
    assert set(names(words="salt")) >= {"Larkshire SALT team", "Speech and Language Therapy for schools"}


def test_synonyms_changed_by_an_editor_work_at_once():
    make_service("Short breaks house")
    ready()
    assert find(Search(words="respite")).total == 0
    SynonymSet.objects.create(words="respite\nshort breaks")
    search_index.touch()
    assert names(words="respite") == ["Short breaks house"]


def test_typing_mistakes_are_mended_and_said():
    make_service("Speech therapy drop-in")
    ready()
    found = find(Search(words="speach therpy", cost=("free",)))
    assert found.searched_as == "speech therapy"
    assert found.did_you_mean == ("speech therapy", "words=speech+therapy&cost=free")
    assert find(Search(words="speach therpy")).total == 1


def test_groups_join_by_and_choices_within_by_or():
    make_service("A", terms=[("need", "Autism")], cost_kind="free")
    make_service("B", terms=[("need", "ADHD")], cost_kind="free")
    make_service("C", terms=[("need", "ADHD")], cost_kind="paid")
    ready()
    assert names(need=("autism", "adhd")) == ["A", "B", "C"]
    assert names(need=("autism", "adhd"), cost=("free",)) == ["A", "B"]


def test_a_wide_term_finds_what_is_filed_under_a_narrow_one():
    wide = make_term("need", "Communication")
    make_term("need", "Speech sounds", parent=wide)
    make_service("A", terms=[("need", "Speech sounds")])
    ready()
    assert names(need=("communication",)) == ["A"]


def test_counts_are_unions_in_a_group_already_chosen():
    make_service("A", terms=[("need", "Autism")])
    make_service("B", terms=[("need", "ADHD")])
    make_service("C", terms=[("need", "Deafness")])
    ready()
    assert facet(Search(), "need") == {"autism": 1, "adhd": 1, "deafness": 1}
    assert facet(Search(need=("autism",)), "need") == {"autism": 1, "adhd": 2, "deafness": 2}


def test_ages_overlap_and_no_ages_means_any():
    make_service("Under fives", minimum_age=0, maximum_age=4)
    make_service("Juniors", minimum_age=7, maximum_age=11)
    make_service("Everyone")
    make_service("Grown-ups", minimum_age=30)
    ready()
    assert names(age="25") == ["Everyone"]
    assert names(age="7") == ["Everyone", "Juniors"]
    assert names(age="4") == ["Everyone", "Under fives"]
    assert names(age="5-10") == ["Everyone", "Juniors"]
    assert facet(Search(age="7"), "age")["0-4"] == 2


def test_days_times_and_evenings():
    make_service("Saturday club", days="SA", schedule={"term_time": "holidays", "opens_at": time(10)})
    make_service("Evening group", days="2TU", schedule={"freq": "MONTHLY", "opens_at": time(18)})
    make_service("Over", days="SA", schedule={"until": date(2020, 1, 1)})
    ready()
    assert names(day=("sa",)) == ["Saturday club"]
    assert names(day=("tu",)) == ["Evening group"]
    assert names(time=("weekend",)) == ["Saturday club"]
    assert names(time=("evening",)) == ["Evening group"]
    assert names(time=("holidays",)) == ["Evening group", "Saturday club"]
    assert names(time=("term",)) == ["Evening group"]


def test_diagnosis_plan_referral_level_cost_language_and_way():
    make_service(
        "Open", diagnosis="helpful", ehc_plan="no", referral="either", level="everyone", is_online=True
    )
    make_service(
        "Clinic", diagnosis="yes", ehc_plan="yes", referral="professional", level="specialist",
        languages=[("bfi", "British Sign Language")], is_at_home=True, cost_kind="some",
    )  # fmt: skip
    ready()
    assert names(diagnosis=("no",)) == ["Open"]
    assert names(plan=("no",)) == ["Open"]
    assert names(plan=("yes",)) == ["Clinic"]
    assert names(referral=("self",)) == ["Open"]
    assert names(referral=("professional",)) == ["Clinic"]
    assert names(level=("specialist",)) == ["Clinic"]
    assert names(language=("bfi",)) == ["Clinic"]
    assert names(way=("online",)) == ["Open"]
    assert names(way=("home",)) == ["Clinic"]
    assert names(cost=("some",)) == ["Clinic"]


def near_and_far() -> None:
    Postcode.objects.create(code="ZZ34AB", latitude=53.0, longitude=-0.9)
    near = make_place("Near Hall", "Millbrook", (53.01, -0.9))
    far = make_place("Far Hall", "Thornby", (53.5, -0.9))
    make_service("Far club", places=[far], is_at_place=True)
    make_service("Near club", places=[near], is_at_place=True)
    make_service("Area club", places=[far], covers_whole_area=True)
    make_service("Online club", is_online=True)


def test_distance_sorts_near_first_and_keeps_area_wide_and_online():
    near_and_far()
    ready()
    assert names(postcode="ZZ3 4AB", miles="5", sort="distance") == ["Near club", "Area club", "Online club"]
    assert names(postcode="ZZ3 4AB", sort="distance") == ["Near club", "Area club", "Far club", "Online club"]
    found = find(Search(postcode="ZZ3 4AB", miles="5"))
    near = next(entry for entry in found.entries if entry.name == "Near club")
    assert found.distances[near.pk] == pytest.approx(0.691, abs=0.002)


def test_distance_counts_stand_beside_each_radius():
    near_and_far()
    ready()
    assert facet(Search(postcode="ZZ3 4AB"), "miles") == {"1": 3, "3": 3, "5": 3, "10": 3, "20": 3, "40": 4}


def test_district_alone_is_measured_from_its_middle():
    near_and_far()
    ready()
    assert find(Search(postcode="ZZ3")).problems == {}
    assert names(postcode="ZZ3")[0] == "Near club"


def test_unknown_postcode_is_said_and_everything_stays():
    make_service("A")
    ready()
    found = find(Search(postcode="ZZ9 9ZZ", miles="5"))
    assert found.total == 1
    assert "ZZ9 9ZZ" in found.problems["postcode"]


def test_masked_place_gives_its_town_only():
    Postcode.objects.create(code="ZZ34AB", latitude=53.0, longitude=-0.9)
    refuge = make_place("Rowan House", "Millbrook", (53.0, -0.9), is_masked=True)
    service = make_service("Safe home", places=[refuge])
    ready()
    assert names(words="millbrook") == ["Safe home"]
    assert names(town=("millbrook",)) == ["Safe home"]
    assert find(Search(words="rowan")).total == 0
    assert find(Search(words="street")).total == 0
    assert service.pk not in find(Search(postcode="ZZ3 4AB")).distances


def test_need_without_words_puts_what_is_for_that_need_before_what_is_for_many():
    many = [("need", "Deaf"), ("need", "Autism"), ("need", "Sleep")]
    make_service("Appeals helpline", terms=many)
    make_service("Signing club", terms=[("need", "Deaf")])
    make_service("Deaf sleepers", terms=[("need", "Deaf"), ("need", "Sleep")])
    make_service("Before all others", terms=[("need", "Sleep")])
    ready()
    assert names(need=("deaf",)) == ["Signing club", "Deaf sleepers", "Appeals helpline"]
    assert names(need=("deaf",), sort="name") == ["Appeals helpline", "Deaf sleepers", "Signing club"]


def test_sorts_by_name_without_the_and_by_checked():
    make_service("The Apple club", assured_date=date(2026, 1, 1))
    make_service("Banana club", assured_date=date(2026, 6, 1))
    make_service("Éclair club")
    ready()
    assert names(sort="name") == ["The Apple club", "Banana club", "Éclair club"]
    assert names(sort="checked") == ["Banana club", "The Apple club", "Éclair club"]


def test_nothing_found_says_what_to_drop_and_what_that_gives():
    make_service("Swim", cost_kind="paid", terms=[("need", "Autism")])
    make_service("Walk", cost_kind="free", terms=[("need", "ADHD")])
    ready()
    found = find(Search(words="swim", cost=("free",)))
    assert found.total == 0
    assert ("Free", 1, "words=swim") in found.to_drop
    assert ("“swim”", 1, "cost=free") in found.to_drop


def test_unknown_choice_is_left_out_and_said():
    make_service("A", terms=[("need", "Autism")])
    ready()
    found = find(Search(need=("dragons",)))
    assert found.total == 1
    assert "need" in found.problems


def test_pages_hold_twenty_and_the_last_page_is_the_last():
    for number in range(45):
        make_service(f"Club {number:02}")
    ready()
    found = find(Search(page=3))
    assert (found.total, found.pages, found.first, found.last) == (45, 3, 41, 45)
    assert find(Search(page=99)).page == 3
    assert len(matching_ids(Search())) == 45


@pytest.mark.parametrize("asked", [{}, {"words": "club", "cost": ("free",)}, {"age": "7", "sort": "checked"}])
def test_a_page_costs_the_same_queries_for_one_entry_or_many(asked):
    place = make_place("Hall", "Millbrook", (53.0, -0.9))
    make_service("Club 0", cost_kind="free", places=[place], days="MO")
    ready()
    find(Search(**asked))
    memory.snapshot().extras.forget()
    with CaptureQueriesContext(connection) as few:
        assert len(find(Search(**asked)).entries) == 1
    for number in range(1, 30):
        make_service(f"Club {number}", cost_kind="free", places=[place], days="MO")
    ready()
    find(Search(**asked))
    memory.snapshot().extras.forget()
    with CaptureQueriesContext(connection) as many:
        assert len(find(Search(**asked)).entries) == 20
    assert len(many) == len(few) <= 8


def test_reindex_changes_one_entry_and_takes_one_away():
    first, second = make_service("Swim"), make_service("Walk")
    ready()
    find(Search())
    Service.objects.filter(pk=first.pk).update(name="Dance")
    Service.objects.filter(pk=second.pk).update(live=False)
    search_index.reindex([first.pk, second.pk])
    assert names() == ["Dance"]
    assert names(words="walk") == []
    assert names(words="swim") == []


def test_another_worker_sees_a_change_and_a_copy_put_back():
    service = make_service("Swim")
    ready()
    assert names() == ["Swim"]
    before = memory._current
    Service.objects.filter(pk=service.pk).update(name="Dance")
    search_index.reindex([service.pk])
    memory._current = before  # a second worker, which still holds the old version
    assert names() == ["Dance"]
    # The database is put back as it was, as far as this worker can tell with fewer rows than it holds.
    make_service("Extra")
    ready()
    find(Search())
    memory._current.versions[999_999] = 1
    make_service("Newest")
    search_index.reindex([Service.objects.get(name="Newest").pk])
    assert names(sort="name") == ["Dance", "Extra", "Newest"]


def test_held_changes_are_indexed_once_at_the_end():
    service = make_service("Swim")
    ready()
    before = search_index.index_version()
    with search_index.holding():
        search_index.reindex([service.pk])
        search_index.reindex([service.pk])
        assert search_index.index_version() == before
    assert search_index.index_version() > before


def test_renamed_provider_is_found_after_reindex():
    service = make_service("Swim")
    ready()
    Provider.objects.filter(pk=service.provider_id).update(name="Otter Trust")
    search_index.reindex([service.pk])
    assert names(words="otter") == ["Swim"]
