"""What is true just now: in words, and for how long it is believed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from localoffer.live_facts import (
    CLOSED,
    MESSAGE,
    PLACES,
    WAIT,
    Standing,
    Told,
    has_places,
    newest,
    shown,
    standing,
)

TODAY = date(2026, 3, 3)
AT = datetime(2026, 3, 3, 10, 15, tzinfo=ZoneInfo("Europe/London"))


def told(kind: str, number: int | None = None, words: str = "", until: date | None = None, days_ago: int = 0):
    return Told(kind, number, words, until, AT - timedelta(days=days_ago), "Club manager")


@pytest.mark.parametrize(
    ("fact", "standing_then"),
    [
        (told(CLOSED, until=TODAY), Standing.NOW),
        (told(CLOSED, until=TODAY - timedelta(days=1), days_ago=1), Standing.OVER),
        (told(CLOSED, until=TODAY + timedelta(days=9)), Standing.NOW),
        (told(PLACES, 3, days_ago=6), Standing.NOW),
        (told(PLACES, 3, days_ago=7), Standing.OLD),
        (told(PLACES, 3, days_ago=20), Standing.OLD),
        (told(PLACES, 3, days_ago=21), Standing.OVER),
        (told(PLACES, 0), Standing.NOW),
        (told(PLACES, None), Standing.OVER),
        (told(WAIT, 6, days_ago=29), Standing.NOW),
        (told(WAIT, 6, days_ago=30), Standing.OLD),
        (told(MESSAGE, words="Small hall", days_ago=13), Standing.NOW),
        (told(MESSAGE, words="Small hall", days_ago=14), Standing.OVER),
        (told(MESSAGE, words="Small hall", until=TODAY, days_ago=20), Standing.NOW),
        (told(MESSAGE, words="Small hall", until=TODAY - timedelta(days=1)), Standing.OVER),
    ],
)
def test_fact_is_believed_for_its_days(fact, standing_then):
    assert standing(fact, TODAY) is standing_then


def test_most_pressing_comes_first_with_when_and_by_which_post():
    facts = newest(
        [
            told(WAIT, 6),
            told(PLACES, 1, days_ago=1),
            told(CLOSED, until=TODAY),
            told(MESSAGE, words="We are in the small hall."),
        ]
    )

    said = [(one.text, one.told) for one in shown(facts, TODAY)]

    assert said == [
        ("Closed today", "The club manager told us today at 10.15am"),
        ("We are in the small hall.", "The club manager told us today at 10.15am"),
        ("1 place left", "The club manager told us on Monday 2 March 2026"),
        ("About 6 weeks", "The club manager told us today at 10.15am"),
    ]


def test_last_of_each_kind_counts_and_nothing_told_takes_it_away():
    facts = newest([told(PLACES, 4), told(PLACES, 0)])
    assert [(one.text, one.mark) for one in shown(facts, TODAY)] == [("Full just now", "wait")]
    assert shown(newest([told(PLACES, 4), told(PLACES, None)]), TODAY) == []


def test_filter_believes_only_a_place_told_lately():
    assert has_places({PLACES: told(PLACES, 1, days_ago=6)}, TODAY)
    assert not has_places({PLACES: told(PLACES, 1, days_ago=7)}, TODAY)
    assert not has_places({PLACES: told(PLACES, 0)}, TODAY)
    assert not has_places({}, TODAY)
