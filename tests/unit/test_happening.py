"""Repeating times, against python-dateutil's reading of RFC 5545 and against the school calendar."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule, rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from localoffer.happening import (
    Break,
    Occurrence,
    ScheduleFacts,
    is_school_holiday,
    is_term,
    next_occurrences,
    occurrences,
    read_days,
    read_month_days,
)

settings.register_profile("shared", max_examples=50, deadline=None)
settings.load_profile("shared")

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
HALF_TERM = Break("October half-term", "half_term", date(2026, 10, 26), date(2026, 10, 30))
EASTER = Break("Easter holidays", "holiday", date(2026, 3, 30), date(2026, 4, 10))
MAY_DAY = Break("Early May bank holiday", "bank_holiday", date(2026, 5, 4), date(2026, 5, 4))
GOOD_FRIDAY = Break("Good Friday", "bank_holiday", date(2026, 4, 3), date(2026, 4, 3))
CALENDAR = (HALF_TERM, EASTER, MAY_DAY, GOOD_FRIDAY)

dates = st.dates(date(2020, 1, 1), date(2032, 12, 31))
weekday_sets = st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True)
month_weekdays = st.lists(
    st.tuples(st.sampled_from(["1", "2", "3", "4", "5", "-1", "-2"]), st.sampled_from(DAYS)).map("".join),
    min_size=1,
    max_size=3,
    unique=True,
)
month_days = st.lists(
    st.integers(-31, 31).filter(lambda number: number != 0), min_size=1, max_size=3, unique=True
)


def days_of(found: list[Occurrence]) -> list[date]:
    return [one.day for one in found]


def rfc_days(rule: str, start: date, first: date, last: date) -> list[date]:
    """The oracle: what dateutil says the rule means."""
    midnight = datetime.combine(start, time())
    found = rrulestr(rule, dtstart=midnight).between(
        datetime.combine(first, time()), datetime.combine(last, time()), inc=True
    )
    return [at.date() for at in found]


@given(start=dates, days=weekday_sets, interval=st.integers(1, 6), offset=st.integers(-60, 400))
def test_weekly_is_what_the_rfc_means(start, days, interval, offset):
    first = start + timedelta(days=offset)
    last = first + timedelta(days=90)
    facts = ScheduleFacts(freq="WEEKLY", interval=interval, byday=",".join(days), dtstart=start)

    rule = f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={','.join(days)};WKST=MO"
    assert days_of(occurrences(facts, first, last)) == rfc_days(rule, start, first, last)


@given(start=dates, days=month_weekdays, interval=st.integers(1, 4), offset=st.integers(-60, 400))
def test_monthly_by_weekday_is_what_the_rfc_means(start, days, interval, offset):
    first = start + timedelta(days=offset)
    last = first + timedelta(days=200)
    facts = ScheduleFacts(freq="MONTHLY", interval=interval, byday=",".join(days), dtstart=start)

    rule = f"FREQ=MONTHLY;INTERVAL={interval};BYDAY={','.join(days)}"
    assert days_of(occurrences(facts, first, last)) == rfc_days(rule, start, first, last)


@given(start=dates, days=month_days, interval=st.integers(1, 4))
def test_monthly_by_month_day_is_what_the_rfc_means(start, days, interval):
    last = start + timedelta(days=250)
    listed = ",".join(str(day) for day in days)
    facts = ScheduleFacts(freq="MONTHLY", interval=interval, bymonthday=listed, dtstart=start)

    rule = f"FREQ=MONTHLY;INTERVAL={interval};BYMONTHDAY={listed}"
    assert days_of(occurrences(facts, start, last)) == rfc_days(rule, start, start, last)


@given(start=dates, days=weekday_sets, length=st.integers(0, 60), cut=st.integers(0, 60))
def test_a_window_cut_in_two_loses_and_doubles_nothing(start, days, length, cut):
    facts = ScheduleFacts(freq="WEEKLY", byday=",".join(days))
    last, middle = start + timedelta(days=length), start + timedelta(days=min(cut, length))

    whole = occurrences(facts, start, last)
    parts = occurrences(facts, start, middle) + occurrences(facts, middle + timedelta(days=1), last)
    assert whole == parts


@given(start=dates, days=weekday_sets)
def test_term_and_holidays_share_no_day_and_with_bank_holidays_make_the_whole(start, days):
    last = start + timedelta(days=120)
    every = {"freq": "WEEKLY", "byday": ",".join(days)}
    term = set(days_of(occurrences(ScheduleFacts(**every, term_time="term"), start, last, CALENDAR)))
    off = set(days_of(occurrences(ScheduleFacts(**every, term_time="holidays"), start, last, CALENDAR)))
    whole = occurrences(ScheduleFacts(**every), start, last, CALENDAR)

    assert not term & off
    assert term | off | {one.day for one in whole if one.is_bank_holiday} == set(days_of(whole))


@given(days=weekday_sets, first=dates, from_offset=st.integers(-30, 30), to_offset=st.integers(-30, 90))
def test_no_date_is_outside_what_is_valid(days, first, from_offset, to_offset):
    facts = ScheduleFacts(
        freq="WEEKLY",
        byday=",".join(days),
        valid_from=first + timedelta(days=from_offset),
        valid_to=first + timedelta(days=to_offset),
        until=first + timedelta(days=45),
    )
    for one in occurrences(facts, first, first + timedelta(days=90)):
        assert facts.valid_from <= one.day <= min(facts.valid_to, facts.until)


def test_weekly_in_term_time_leaves_out_half_term():
    facts = ScheduleFacts(freq="WEEKLY", byday="TU", term_time="term")
    found = days_of(occurrences(facts, date(2026, 10, 19), date(2026, 11, 8), CALENDAR))
    assert found == [date(2026, 10, 20), date(2026, 11, 3)]


def test_holidays_only_leaves_out_bank_holidays():
    facts = ScheduleFacts(freq="WEEKLY", byday="TH,FR", term_time="holidays")
    found = days_of(occurrences(facts, date(2026, 3, 30), date(2026, 4, 5), CALENDAR))
    assert found == [date(2026, 4, 2)]


def test_a_bank_holiday_outside_the_holidays_is_neither_term_nor_holiday():
    assert not is_term(MAY_DAY.first_date, CALENDAR)
    assert not is_school_holiday(MAY_DAY.first_date, CALENDAR)


def test_all_year_help_on_a_bank_holiday_is_marked():
    facts = ScheduleFacts(freq="WEEKLY", byday="MO")
    [one] = occurrences(facts, date(2026, 5, 4), date(2026, 5, 5), CALENDAR)
    assert one.is_bank_holiday


def test_every_two_weeks_without_a_first_date_gives_no_dates():
    facts = ScheduleFacts(freq="WEEKLY", interval=2, byday="MO")
    assert occurrences(facts, date(2026, 1, 1), date(2026, 3, 1)) == []


def test_weekly_without_a_day_uses_the_first_dates_own():
    facts = ScheduleFacts(freq="WEEKLY", dtstart=date(2026, 3, 3))
    assert days_of(occurrences(facts, date(2026, 3, 1), date(2026, 3, 14))) == [
        date(2026, 3, 3),
        date(2026, 3, 10),
    ]


def test_once_only_happens_on_its_date():
    facts = ScheduleFacts(dtstart=date(2026, 7, 11))
    assert days_of(occurrences(facts, date(2026, 7, 1), date(2026, 7, 31))) == [date(2026, 7, 11)]


@pytest.mark.parametrize(
    "facts", [ScheduleFacts(), ScheduleFacts(freq="WEEKLY"), ScheduleFacts(freq="MONTHLY")]
)
def test_nothing_said_gives_no_dates(facts):
    assert occurrences(facts, date(2026, 1, 1), date(2026, 12, 31)) == []


@given(st.text(max_size=30), st.text(max_size=30))
def test_odd_text_from_a_feed_never_breaks(byday, bymonthday):
    facts = ScheduleFacts(freq="MONTHLY", byday=byday, bymonthday=bymonthday)
    for one in occurrences(facts, date(2026, 1, 1), date(2026, 2, 28)):
        assert read_days(byday) or one.day.day in read_month_days(bymonthday) or read_month_days(bymonthday)


def test_times_keep_their_place_on_the_clock_over_the_change():
    facts = ScheduleFacts(freq="WEEKLY", byday="TU", opens_at=time(16), closes_at=time(17, 30))
    before, after = occurrences(facts, date(2026, 3, 24), date(2026, 3, 31))

    assert (before.starts.hour, after.starts.hour) == (16, 16)
    assert before.starts.astimezone(UTC).hour == 16
    assert after.starts.astimezone(UTC).hour == 15


def test_a_late_end_is_on_the_next_day():
    one = Occurrence(date(2026, 3, 3), time(19), time(7))
    assert one.ends.date() == date(2026, 3, 4)


def test_next_occurrences_stops_at_the_count():
    facts = ScheduleFacts(freq="WEEKLY", byday="TU")
    found = days_of(next_occurrences(facts, date(2026, 3, 1), count=2))
    assert found == [date(2026, 3, 3), date(2026, 3, 10)]


def test_the_oracle_reads_weeks_from_monday():
    found = rrule(WEEKLY, interval=2, byweekday=[MO], dtstart=datetime(2026, 3, 3), count=1)
    assert found[0].date() == date(2026, 3, 16)
    monthly = rrule(MONTHLY, byweekday=[MO(2)], dtstart=datetime(2026, 3, 1), count=1)
    assert monthly[0].date() == date(2026, 3, 9)
