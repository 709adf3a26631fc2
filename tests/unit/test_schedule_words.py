from datetime import date, time

import pytest

from localoffer.happening import ScheduleFacts
from localoffer.schedule_words import clock, ordinal, when_in_words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            ScheduleFacts("WEEKLY", byday="TU", opens_at=time(16), closes_at=time(17, 30), term_time="term"),
            "Every Tuesday, 4pm to 5.30pm, term time only",
        ),
        (ScheduleFacts("WEEKLY", byday="MO,TU,WE,TH,FR"), "Monday to Friday"),
        (ScheduleFacts("WEEKLY", byday="FR,MO"), "Every Monday and Friday"),
        (ScheduleFacts("WEEKLY", byday="MO,TU,WE,TH,FR,SA,SU"), "Every day"),
        (ScheduleFacts("WEEKLY", 2, "SA", dtstart=date(2026, 3, 7)), "Every 2 weeks on Saturday"),
        (ScheduleFacts("MONTHLY", byday="2MO"), "The second Monday of every month"),
        (
            ScheduleFacts("MONTHLY", byday="-1FR", opens_at=time(10)),
            "The last Friday of every month, from 10am",
        ),
        (ScheduleFacts("MONTHLY", bymonthday="1,15"), "The 1st and 15th of every month"),
        (ScheduleFacts("MONTHLY", bymonthday="-1"), "The last day of every month"),
        (ScheduleFacts(dtstart=date(2026, 3, 3), opens_at=time(12)), "Tuesday 3 March 2026, from midday"),
        (ScheduleFacts("WEEKLY", byday="SA", term_time="holidays"), "Every Saturday, school holidays only"),
        (
            ScheduleFacts("WEEKLY", byday="SA,SU", opens_at=time(0), closes_at=time(23, 59)),
            "Every Saturday and Sunday, all day and all night",
        ),
        (
            ScheduleFacts("WEEKLY", byday="SA", opens_at=time(0), closes_at=time(6)),
            "Every Saturday, midnight to 6am",
        ),
        (ScheduleFacts(), ""),
    ],
)
def test_when_in_words(facts, words):
    assert when_in_words(facts) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [(time(0), "midnight"), (time(0, 5), "12.05am"), (time(9, 30), "9.30am"), (time(23), "11pm")],
)
def test_clock(at, words):
    assert clock(at) == words


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd")]
)
def test_ordinal(number, words):
    assert ordinal(number) == words
