"""Days as boxes to tick, and back to the code that the feed uses."""

import pytest
from django.http import QueryDict

from localoffer.admin.days import DaysWidget, days_said, join_days, only_which, split_days


@pytest.mark.parametrize(
    ("code", "days", "which"),
    [
        ("", [], []),
        ("MO", ["MO"], []),
        ("MO,WE", ["MO", "WE"], []),
        ("2MO", ["MO"], ["2"]),
        ("-1FR", ["FR"], ["-1"]),
        ("1MO,3MO", ["MO"], ["1", "3"]),
        ("1MO,1WE,3MO,3WE", ["MO", "WE"], ["1", "3"]),
    ],
)
def test_code_that_boxes_can_say_comes_back_the_same(code: str, days: list[str], which: list[str]) -> None:
    assert split_days(code) == (days, which)
    assert join_days(days, which) == code


@pytest.mark.parametrize("code", ["1MO,3WE", "MO,2WE", "5FR", "-2TU", "MO,XX", "rubbish"])
def test_code_that_boxes_cannot_say_is_not_made_into_another(code: str) -> None:
    assert split_days(code) is None


def test_which_of_the_month_alone_is_no_day() -> None:
    assert only_which("1,3")
    assert not only_which("1MO")
    assert not only_which("")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("MO,WE", "Monday and Wednesday"),
        ("2MO", "second Monday"),
        ("1MO,3WE", "first Monday and third Wednesday"),
        ("", ""),
    ],
)
def test_days_are_said_in_words(code: str, words: str) -> None:
    assert days_said(code) == words


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("t_day=WE&t_day=MO", "MO,WE"),
        ("t_day=MO&t_which=1&t_which=-1", "1MO,-1MO"),
        ("t_kept=1MO,3WE", "1MO,3WE"),
        ("t_kept=1MO,3WE&t_day=TU", "TU"),
        ("t_which=2", "2"),
        ("t_day=XX", ""),
        ("", ""),
    ],
)
def test_ticked_boxes_make_the_code(sent: str, code: str) -> None:
    assert DaysWidget().value_from_datadict(QueryDict(sent), {}, "t") == code


def test_widget_ticks_what_is_stored_and_offers_to_keep_the_rest() -> None:
    html = DaysWidget().render("t", "MO,WE", {"id": "t"})
    assert html.count(" checked") == 2
    assert "Days that boxes cannot say" not in html
    html = DaysWidget().render("t", "1MO,3WE", {"id": "t"})
    assert html.count(" checked") == 1
    assert "Keep “first Monday and third Wednesday”" in html
