"""How many of the seven answers an entry gives."""

import pytest

from localoffer.completeness import QUESTIONS, completeness
from localoffer.models import Service

WHOLE = {
    "summary": "A quiet swim.",
    "minimum_age": 0,
    "diagnosis": "no",
    "ehc_plan": "no",
    "referral": "self",
    "wait_weeks": 0,
    "cost_kind": "free",
    "quiet_times": "Sundays",
    "application_process": "Ring us.",
}


def test_completeness_of_an_empty_entry_misses_all_seven() -> None:
    found = completeness(Service())
    assert found.score == 0
    assert len(found.missing) == 7
    assert found.words == "7 answers still missing"


def test_completeness_of_a_whole_entry_counts_nought_as_an_answer() -> None:
    found = completeness(Service(**WHOLE))
    assert found.score == 7
    assert found.words == "All 7 answers given"


@pytest.mark.parametrize("left_out", ["diagnosis", "ehc_plan", "referral"])
def test_completeness_needs_all_three_of_diagnosis_plan_and_referral(left_out: str) -> None:
    found = completeness(Service(**{**WHOLE, left_out: ""}))
    assert [key for key, _ in found.missing] == ["needed"]
    assert found.words == "1 answer still missing"


def test_completeness_takes_what_a_place_has_for_an_answer_about_access() -> None:
    entry = Service(**{**WHOLE, "quiet_times": ""})
    assert [key for key, _ in completeness(entry).missing] == ["access"]
    assert completeness(entry, has_access_words=True).missing == ()


def test_questions_stand_in_the_order_families_ask() -> None:
    keys = [key for key, _, _ in QUESTIONS]
    assert keys == ["what", "who", "needed", "wait", "cost", "access", "start"]
