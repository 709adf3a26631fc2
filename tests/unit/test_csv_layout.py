"""The CSV layout: its table, its page, its example, and how each kind of cell is read."""

import csv
import io
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from localoffer.importers import csv_words
from localoffer.importers.cleaning import Unusable
from localoffer.importers.csv_layout import all_columns, column, column_of, example_csv, example_file
from localoffer.importers.csv_page import layout_page
from localoffer.importers.csv_times import days_and_often, read_days, read_often, read_time
from localoffer.importers.csv_values import (
    field_of,
    languages,
    model_value,
    phone_number,
    phones,
    prices,
    read_cell,
    tidy,
    ways_of,
)
from localoffer.models import Provider, Schedule, Service

PAGE = Path(__file__).parents[2] / "docs" / "csv-layout.md"
# Only for services that close for a while or end: the example's do neither.
WITHOUT_EXAMPLE = {"closed until", "last date"}


def test_page_for_officers_says_what_the_table_says() -> None:
    assert PAGE.read_text() == layout_page(), "Run: manage.py csv_layout --page > docs/csv-layout.md"


def test_page_for_officers_names_each_column_with_its_words() -> None:
    lines = PAGE.read_text().splitlines()
    for one in all_columns():
        rows = [line for line in lines if line.startswith(f"| **{one.name}**")]
        assert len(rows) == 1, one.name
        assert one.example.replace("|", "\\|") in rows[0]
        assert rows[0].endswith("| row |" if one.stops_row else "| value |")
        if one.kind == "choice":
            assert csv_words.asked_for(csv_words.CHOICES[one.fact]) in rows[0]


def test_example_has_three_rows_and_every_column() -> None:
    rows = list(csv.DictReader(io.StringIO(example_csv())))
    assert len(rows) == 3
    assert list(rows[0]) == [one.name for one in all_columns()]
    assert {name for name, text in rows[0].items() if not text} == WITHOUT_EXAMPLE
    assert len({row["service id"] for row in rows}) == 2


def test_example_to_download_opens_rightly_in_a_spreadsheet() -> None:
    assert example_file().decode("utf-8-sig") == example_csv()
    assert example_file().startswith(b"\xef\xbb\xbf")
    assert "£" in example_csv()


def test_only_names_are_needed() -> None:
    assert [one.name for one in all_columns() if one.is_needed] == ["service name", "provider"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Service Name", "service name"),
        ("  SERVICE_NAME * ", "service name"),
        ("servicename", "service name"),
        ("Organisation", "provider"),
        ("Post Code", "postcode"),
        ("Min. age", "lowest age"),
        ("E-mail", "email"),
        ("Hide address?", "hide address"),
    ],
)
def test_heading_written_in_another_way_is_known(heading: str, name: str) -> None:
    assert column_of(heading) is column(name)


@pytest.mark.parametrize("heading", ["", "colour", "service name provider", "—"])
def test_heading_of_no_column_is_not_known(heading: str) -> None:
    assert column_of(heading) is None


@pytest.mark.parametrize("fact", sorted(csv_words.CHOICES))
def test_every_choice_of_the_model_can_be_written_in_each_of_its_words(fact: str) -> None:
    field = next(
        model._meta.get_field(fact)
        for model in (Service, Provider, Schedule)
        if fact in {one.name for one in model._meta.get_fields()}
    )
    words = csv_words.CHOICES[fact]
    assert set(words) == {value for value, _ in field.choices}
    for value, accepted in words.items():
        for word in accepted:
            assert csv_words.value_of(words, word.upper()) == value


@pytest.mark.parametrize(
    "one",
    [
        c
        for c in all_columns()
        if c.kind
        in {
            "choice",
            "age",
            "date",
            "past date",
            "time",
            "web",
            "email",
            "postcode",
            "phone",
            "weeks",
            "yes or no",
            "text",
        }
        and c.example
    ],
    ids=lambda c: c.name,
)
def test_example_of_each_column_fits_its_field(one) -> None:
    assert field_of(one) is not None
    assert model_value(one.example, one) not in (None, "")


READ = [
    ("lowest age", "5", Decimal("5.0")),
    ("lowest age", "18 months", Decimal("1.5")),
    ("lowest age", "2.5 years old", Decimal("2.5")),
    ("lowest age", "0", Decimal("0.0")),
    ("wait in weeks", "12", 12),
    ("wait in weeks", "3.0", 3),
    ("checked on", "12/01/2026", date(2026, 1, 12)),
    ("checked on", "2026-01-12", date(2026, 1, 12)),
    ("checked on", "12th January 2026", date(2026, 1, 12)),
    ("checked on", "Monday 12 January, 2026", date(2026, 1, 12)),
    ("checked on", "12-Jan-26", date(2026, 1, 12)),
    ("checked on", "12.01.2026", date(2026, 1, 12)),
    ("postcode", "zz34ab", "ZZ3 4AB"),
    ("postcode", " ZZ3   4AB ", "ZZ3 4AB"),
    ("whole area", "Yes", True),
    ("whole area", "N", False),
    ("whole area", "x", True),
    ("web address", "www.otter.example/a b".replace(" b", ""), "https://www.otter.example/a"),
    ("web address", "otter.example", "https://otter.example"),
    ("email", "mailto:a@otter.example", "a@otter.example"),
    ("status", "Closed for now", "temporarily closed"),
    ("needs a diagnosis", "No, but helps", "helpful"),
    ("referral", "You or a professional can ask", "either"),
    ("cost", "£0", "free"),
    ("term time", "yes", "term"),
    ("provider type", "Special school", "special_school"),
    ("what it is", "<p>One</p><script>alert(1)</script><p>Two &amp; three</p>", "One\n\nTwo & three"),
]


@pytest.mark.parametrize(("name", "cell", "value"), READ)
def test_cell_written_rightly_is_read(name: str, cell: str, value: object) -> None:
    assert read_cell(cell.strip(), column(name)) == value


WRONG = [
    ("lowest age", "five", "write a number of years"),
    ("lowest age", "-1", "write a number of years"),
    ("lowest age", "03-May", "write a number of years"),
    ("lowest age", "121", "an age is from 0 to 120"),
    ("wait in weeks", "soon", "write a whole number of weeks"),
    ("wait in weeks", "2.5", "write a whole number of weeks"),
    ("wait in weeks", "9999", "write a whole number of weeks"),
    ("checked on", "31/02/2026", "write the day first"),
    ("checked on", "01/12/0026", "write the day first"),
    ("checked on", "last week", "write the day first"),
    ("checked on", "1/1/2200", "a day that has not come yet"),
    ("postcode", "ZZ3", "half of a postcode"),
    ("postcode", "12345", "that is not a postcode"),
    ("whole area", "perhaps", "write yes or no"),
    ("web address", "see our page", "that is not a web address"),
    ("web address", "javascript:alert(1)", "that is not a web address"),
    ("web address", "https://user:word@otter.example/", "that is not a web address"),
    ("email", "Robin at otter", "that is not an email address"),
    ("email", "a@otter.example, b@otter.example", "that is not an email address"),
    ("status", "closed", "write running, closed for now or ended"),
    ("cost", "£5", "write free, some or you pay"),
    ("provider telephone", "ask inside", "that is not a telephone number"),
    ("starts at", "tea time", "write a time such as 16:00 or 4pm"),
    ("starts at", "25:00", "write a time such as 16:00 or 4pm"),
]


@pytest.mark.parametrize(("name", "cell", "reason"), WRONG)
def test_cell_written_wrongly_says_what_to_write(name: str, cell: str, reason: str) -> None:
    with pytest.raises(Unusable, match=reason) as problem:
        read_cell(cell, column(name))
    assert "“" in str(problem.value)


def test_text_longer_than_its_field_says_how_long_it_may_be() -> None:
    with pytest.raises(Unusable, match="longer than 300"):
        model_value("a" * 301, column("summary"))
    with pytest.raises(Unusable, match="longer than 20000"):
        model_value("a" * 20_001, column("what it is"))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  a \xa0", "a"),
        ('="01632 960123"', "01632 960123"),
        ('="say ""hello"""', 'say "hello"'),
        ("'+44 1632 960123", "+44 1632 960123"),
        ("=1+1", "=1+1"),
        ('=HYPERLINK("x")', '=HYPERLINK("x")'),
        ("'tis", "'tis"),
    ],
)
def test_marks_of_spreadsheets_are_taken_off_and_formulas_stay_words(cell: str, text: str) -> None:
    assert tidy(cell) == text


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("01632 960123", ("01632 960123", "")),
        ("1632960123", ("01632960123", "")),
        ("(01632) 960123 ext 45", ("(01632) 960123", "45")),
        ("+44 1632 960123", ("+44 1632 960123", "")),
        ("111", ("111", "")),
        ("800123456", ("0800123456", "")),
        ("12", None),
        ("1.63296E+09", None),
        ("01632 960123 or ask", None),
    ],
)
def test_telephone_number_keeps_its_first_nought(said: str, number: tuple[str, str] | None) -> None:
    if number:
        assert phone_number(said) == number
    else:
        with pytest.raises(Unusable):
            phone_number(said)


def test_several_numbers_say_what_each_is_for_and_which_is_wrong() -> None:
    good, wrong = phones("01632 960123; 07700 900456 (texts only)\nask inside")
    assert [(one["number"], one["description"]) for one in good] == [
        ("01632 960123", ""),
        ("07700 900456", "texts only"),
    ]
    assert len(wrong) == 1
    assert "ask inside" in wrong[0]


def test_prices_are_for_whom_how_much_and_how_often() -> None:
    said = [
        tuple(one.values())
        for one in prices("Each session: £4.50; Siblings = 2; £1,000 a year; Ask us; £4,50; Lunch: 3.505")
    ]
    assert said == [
        ("Each session", "4.50", ""),
        ("Siblings", "2", ""),
        ("", "1,000", "a year"),
        ("Ask us", "", ""),
        ("£4,50", "", ""),
        ("Lunch: 3.505", "", ""),
    ]


def test_languages_have_their_codes_and_unknown_ones_are_named() -> None:
    good, unknown = languages("polish, BSL, Klingon, Twi (tw)")
    assert [(one["name"], one["code"]) for one in good] == [
        ("Polish", "pl"),
        ("British Sign Language", "bfi"),
        ("Klingon", ""),
        ("Twi", "tw"),
    ]
    assert unknown == ["Klingon"]


def test_ways_in_which_help_is_given() -> None:
    assert ways_of("Online; home visits") == ({"is_online", "is_at_home"}, [])
    ways, problems = ways_of("online; by pigeon")
    assert ways == {"is_online"}
    assert "by pigeon" in problems[0]


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("Monday", ("MO", "")),
        ("Mon, Weds & Fridays", ("MO,WE,FR", "")),
        ("Saturday and Sunday", ("SA,SU", "")),
        ("Monday to Friday", ("MO,TU,WE,TH,FR", "")),
        ("Saturday to Monday", ("SA,SU,MO", "")),
        ("every day", ("MO,TU,WE,TH,FR,SA,SU", "")),
        ("weekdays; Sunday", ("MO,TU,WE,TH,FR,SU", "")),
        ("first Saturday", ("1SA", "")),
        ("the last Friday of the month; 2nd Tue", ("-1FR,2TU", "")),
        ("1st; 15th", ("", "1,15")),
        ("last day", ("", "-1")),
        ("Monday; Monday", ("MO", "")),
    ],
)
def test_days_in_words_become_days(cell: str, days: tuple[str, str]) -> None:
    assert read_days(cell) == days


@pytest.mark.parametrize("cell", ["Mondy", "Monday to Someday", "32nd", "first", "alternate Tuesdays", "?!x"])
def test_day_that_is_none_is_named(cell: str) -> None:
    with pytest.raises(Unusable, match="write days such as"):
        read_days(cell)


@pytest.mark.parametrize(
    ("cell", "often"),
    [
        ("every week", ("WEEKLY", 1)),
        ("Weekly", ("WEEKLY", 1)),
        ("fortnightly", ("WEEKLY", 2)),
        ("every 2 weeks", ("WEEKLY", 2)),
        ("every other week", ("WEEKLY", 2)),
        ("Every three months", ("MONTHLY", 3)),
        ("once", ("", 1)),
    ],
)
def test_how_often_in_words_becomes_a_rule(cell: str, often: tuple[str, int]) -> None:
    assert read_often(cell) == often


@pytest.mark.parametrize("cell", ["sometimes", "every 0 weeks", "every 60 weeks", "every ² weeks", "every"])
def test_how_often_that_is_no_rule_says_what_to_write(cell: str) -> None:
    with pytest.raises(Unusable, match="write every week"):
        read_often(cell)


def test_days_of_a_month_make_the_time_monthly_and_must_not_say_weekly() -> None:
    assert days_and_often("first Saturday", "")["freq"] == "MONTHLY"
    assert days_and_often("Monday", "")["freq"] == "WEEKLY"
    assert days_and_often("Monday", "once") == {"freq": "", "interval": 1, "byday": "", "bymonthday": ""}
    with pytest.raises(Unusable, match="days of a month"):
        days_and_often("first Saturday", "every week")
    with pytest.raises(Unusable, match="which of the month"):
        days_and_often("Saturday", "every month")


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("16:00", time(16)),
        ("4pm", time(16)),
        ("4.30 p.m.", time(16, 30)),
        ("9.30am", time(9, 30)),
        ("noon", time(12)),
        ("0930", time(9, 30)),
        ("16:00:00", time(16)),
    ],
)
def test_time_in_words_is_read(cell: str, at: time) -> None:
    assert read_time(cell) == at
