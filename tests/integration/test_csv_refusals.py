"""What officers send by mistake: refused rows, other kinds of file, other letters, other separators."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from localoffer.importers.csv_layout import all_columns, example_csv
from localoffer.importers.reading import SourceTrouble, Told
from localoffer.importers.records import Record
from localoffer.models import ImportedFrom, Provider, Service
from localoffer.models.imports import RunState
from tests.integration.csv_files import MILL, NEEDED, bring_in, made, read

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def refused(records: list[Record]) -> list[tuple[int | None, str]]:
    return [(one.line, one.refusal) for one in records if one.refusal]


def services(records: list[Record]) -> list[Record]:
    return [one for one in records if one.kind == "service" and not one.refusal]


def problems(records: list[Record]) -> str:
    return " ".join(problem for one in records for problem in one.problems)


# Rows --------------------------------------------------------------------------------------------

STOPS = [
    ({"service name": ""}, "“service name” is empty."),
    ({"provider": " "}, "“provider” is empty."),
    ({"service name": "a" * 256}, "“service name” is longer than 255 characters."),
    ({"service id": "a" * 201}, "“service id” is longer than 200 letters."),
    ({"status": "closed"}, "“status” is “closed”: write running, closed for now or ended."),
    ({**MILL, "hide address": "perhaps"}, "“hide address” is “perhaps”: write yes or no."),
]


@pytest.mark.parametrize(("cells", "reason"), STOPS)
def test_row_that_would_mislead_or_harm_is_refused_with_its_line_and_reason(
    cells: dict[str, str], reason: str
) -> None:
    run = bring_in(made({"service name": "Chess"}, cells))
    assert (run.state, run.new, run.refused) == (RunState.DONE, 1, 1)
    row = run.refusals.get()
    assert (row.line, row.reason) == (3, reason)
    assert Service.objects.get().name == "Chess"


LEFT_OUT = [
    ({"lowest age": "five"}, "“lowest age” is “five”: write a number of years"),
    (
        {"lowest age": "12", "highest age": "5"},
        "“lowest age” (12) is above “highest age” (5). Both were left out.",
    ),
    ({"postcode": "ZZ3", "town": "Wellow"}, "“postcode” is “ZZ3”: that is half of a postcode"),
    ({"email": "ask Robin"}, "“email” is “ask Robin”: that is not an email address"),
    ({"web address": "our page"}, "“web address” is “our page”: that is not a web address"),
    ({"checked on": "31/02/2026"}, "“checked on” is “31/02/2026”: write the day first"),
    ({"checked on": "1/1/2199"}, "a day that has not come yet"),
    ({"whole area": "partly"}, "“whole area” is “partly”: write yes or no"),
    ({"cost": "£5"}, "“cost” is “£5”: write free, some or you pay"),
    ({"telephone": "ask inside"}, "“telephone” is “ask inside”: that is not a telephone number"),
    ({"languages": "Klingon"}, "we do not know the code of “Klingon”"),
    (
        {"how it is given": "by pigeon"},
        "“how it is given” is “by pigeon”: write at a place, online or comes to you",
    ),
    ({"needs": "Dragons"}, "“needs”: we do not know “Dragons”"),
    ({"summary": "a" * 301}, "“summary” is longer than 300 characters"),
    ({"provider email": "ask"}, "“provider email” is “ask”"),
    ({**MILL, "place name": "M" * 256}, "“place name” is longer than 255 characters"),
]


@pytest.mark.parametrize(("cells", "reason"), LEFT_OUT)
def test_value_that_cannot_be_used_is_left_out_and_named_and_the_row_is_taken(
    cells: dict[str, str], reason: str
) -> None:
    run = bring_in(made(cells))
    assert (run.new, run.refused) == (1, 0)
    told = " ".join(problem for one in run.report["warnings"] for problem in one["problems"])
    assert reason in told


def test_value_that_cannot_be_used_leaves_what_stood_before() -> None:
    bring_in(
        made(
            {"lowest age": "5", "highest age": "11", "email": "a@otter.example", "telephone": "01632 960123"}
        )
    )
    bring_in(made({"lowest age": "?", "highest age": "12", "email": "?", "telephone": "?"}))
    service = Service.objects.get()
    assert (service.minimum_age, service.maximum_age, service.email) == (5, 11, "a@otter.example")
    assert service.phones.get().number == "01632 960123"


def test_one_refused_row_keeps_back_all_rows_of_its_service() -> None:
    bring_in(made({"summary": "Play."}))
    run = bring_in(
        made({"summary": "Sing."}, {"status": "shut"}, {"service name": "Chess", "summary": "Chess."})
    )
    assert (run.new, run.changed, run.refused, run.gone) == (1, 0, 2, 0)
    assert Service.objects.get(name="Stay and Play").summary == "Play."
    reasons = dict(run.refusals.values_list("line", "reason"))
    assert reasons[2] == "Line 3 is about the same service and has to be put right first."
    assert reasons[3].startswith("“status” is “shut”")


def test_row_that_names_no_service_means_that_nothing_counts_as_gone() -> None:
    bring_in(made({}, {"service name": "Chess"}))
    run = bring_in(made({"summary": "Play."}, {"service name": "", "provider": "Otter Club"}), end_gone=True)
    assert run.gone == 0
    assert any("nothing counts as gone" in note for note in run.report["notes"])
    assert not ImportedFrom.objects.filter(is_gone=True).exists()


def test_service_whose_row_was_refused_is_not_gone() -> None:
    bring_in(made({"service id": "1"}))
    run = bring_in(made({"service id": "1", "status": "shut"}, {"service id": "2", "service name": "Chess"}))
    assert (run.refused, run.gone) == (1, 0)


def test_row_with_more_cells_than_headings_says_what_is_wrong() -> None:
    records, _ = read("service name,provider,summary\nA,B,Play, sing, dance\nC,D,Chess\n")
    ((line, reason),) = refused(records)
    assert line == 2
    assert reason.startswith("It has 5 cells, and there are 3 headings. A text with a comma in it needs")
    assert [one.name for one in services(records)] == ["C"]


def test_row_with_fewer_cells_or_empty_ones_at_its_end_is_taken() -> None:
    records, _ = read("service name,provider,summary\nA,B\nC,D,Chess,,,\n")
    assert [one.name for one in services(records)] == ["A", "C"]
    assert not refused(records)


def test_service_with_far_too_many_rows_keeps_the_first() -> None:
    records, _ = read(made(*({"place name": f"Hall {n}"} for n in range(305))))
    assert len(refused(records)) == 5
    assert len(services(records)[0].facts["service_places"]) == 300


def test_id_beside_the_same_names_without_one_is_told() -> None:
    records, _ = read("service id,service name,provider\n,Chess,Otter Club\nS1,Chess,Otter Club\n")
    assert len(services(records)) == 2
    assert "They were taken as two services." in problems(records)


def test_line_numbers_count_line_breaks_inside_cells() -> None:
    file = made({"what it is": "One\nTwo\r\nThree"}, {"service name": "Chess", "status": "shut"})
    records, _ = read(file)
    assert refused(records)[0][0] == 5
    assert services(records)[0].facts["description"] == "One\nTwo\nThree"


def test_web_page_code_is_taken_out_and_formulas_stay_words() -> None:
    bring_in(
        made(
            {
                "service name": "<b>Stay</b> and Play",
                "what it is": "<p>We <script>alert(1)</script>play</p>",
                "summary": '=HYPERLINK("https://bad.example","Click")',
                "wait": "@SUM(1+1)",
                "cost in words": "-2 pounds off",
            }
        )
    )
    service = Service.objects.get()
    assert service.name == "Stay and Play"
    assert service.description == "We play"
    assert service.summary == '=HYPERLINK("https://bad.example","Click")'
    assert (service.wait_time, service.fees_description) == ("@SUM(1+1)", "-2 pounds off")


# Headings ----------------------------------------------------------------------------------------


def test_headings_in_any_order_and_spelling_are_understood() -> None:
    records, told = read("E-mail, PROVIDER name ,Service_Name*\na@otter.example,Otter Club,Chess\n")
    assert services(records)[0].facts["email"] == "a@otter.example"
    assert not told.unknown_columns


def test_column_that_we_do_not_know_is_named_with_the_nearest() -> None:
    run = bring_in("service name,provider,Sumary,Our colour,\nA,B,Play,blue,lost\n")
    assert run.report["unknown_columns"] == [
        "Sumary (did you mean “summary”?)",
        "Our colour",
        "column 5, which has no heading",
    ]


def test_empty_columns_without_a_heading_are_no_matter() -> None:
    _, told = read("service name,provider,,\nA,B,,\n")
    assert not told.unknown_columns


@pytest.mark.parametrize(
    ("headings", "missing"),
    [
        ("service name,summary", "“provider”"),
        ("provider,email", "“service name”"),
        ("email,summary", "“service name” and"),
    ],
)
def test_missing_column_that_is_needed_is_named(headings: str, missing: str) -> None:
    with pytest.raises(SourceTrouble, match="no column called") as trouble:
        read(f"{headings}\na,b\n")
    assert missing in str(trouble.value)


@pytest.mark.parametrize(
    "heading", ["Hidden?", "secret location", "Confidential", "is masked place", "Refuge"]
)
def test_unknown_column_that_speaks_of_secrecy_stops_everything(heading: str) -> None:
    with pytest.raises(SourceTrouble, match="call it “hide address”"):
        read(f"service name,provider,address,{heading}\nA,B,14 Mill Lane,yes\n")


def test_same_column_twice_stops_and_says_which() -> None:
    with pytest.raises(SourceTrouble, match="Columns 3 and 4 are both “email”"):
        read("service name,provider,email,E-mail\nA,B,a@otter.example,b@otter.example\n")


def test_title_above_the_headings_is_passed_over_and_told() -> None:
    records, told = read("Larkshire Local Offer\n\nservice name,provider\nA,B\n")
    assert [(one.name, one.line) for one in services(records)] == [("A", 4)]
    assert told.notes == ["The headings are on line 3. What stands above them was left out."]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_separator_and_line_ends_are_found_out(separator: str, newline: str) -> None:
    file = made(
        {"summary": "One, two; three", "needs": "Autism; Sleep", "wait": "Two, or three, weeks"},
        separator=separator,
        newline=newline,
    )
    records, _ = read(file)
    assert services(records)[0].facts["summary"] == "One, two; three"
    assert services(records)[0].facts["wait_time"] == "Two, or three, weeks"


def test_line_that_names_the_separator_is_understood() -> None:
    records, _ = read("sep=;\nservice name;provider\nA, B and C;D\n")
    assert services(records)[0].name == "A, B and C"


# Letters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_letters_of_unicode_files_are_read_without_a_word(encoding: str) -> None:
    records, told = read(made({"summary": "Café, £5 – “yes”"}).encode(encoding))
    assert services(records)[0].facts["summary"] == "Café, £5 – “yes”"
    assert not told.notes


def test_letters_of_a_windows_file_are_read_and_told() -> None:
    records, told = read(made({"summary": "Café, £5 – “yes”"}).encode("cp1252"))
    assert services(records)[0].facts["summary"] == "Café, £5 – “yes”"
    assert "Windows-1252" in told.notes[0]


@pytest.mark.parametrize("before", ["", "x"])
def test_letter_that_is_cut_between_two_readings_is_whole(before: str) -> None:
    rows = "".join(f"{before}{number},B,{'é' * 15_000}\n" for number in range(10, 30))
    records, told = read(f"service name,provider,what it is\n{before}{rows}")
    assert [one.facts["description"] for one in services(records)] == ["é" * 15_000] * 20
    assert not told.notes


def test_bytes_that_mean_nothing_in_windows_do_not_stop_it() -> None:
    records, _ = read(b"service name,provider\nA\x81\xe9,B\n")
    assert services(records)[0].name.startswith("A")


def test_few_empty_signs_are_left_out_and_told() -> None:
    records, told = read(made({"summary": "Play." * 40}).replace("Stay", "St\0ay"))
    assert services(records)[0].name == "Stay and Play"
    assert "1 empty signs" in told.notes[0]


# Files that cannot be read -------------------------------------------------------------------------


def spreadsheet() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


NOT_CSV = [
    (spreadsheet(), "spreadsheet file .* choose “Save as”, then “CSV UTF-8”"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old spreadsheet file"),
    (b"%PDF-1.7 service name,provider", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xef\xbb\xbf<html><body>", "web page"),
    (b'{"contents": []}', "JSON"),
    (bytes(range(256)) * 40, "We could not find the row of headings"),
    (b"a\0b\0c\0" * 100, "not a text file"),
    (b"", "This file is empty"),
    (b"\n\n\n", "could not find the row of headings"),
    (b"name of it,colour\nA,B\n", "could not find the row of headings|no column called"),
    (b"service name,provider\n", "nothing under the headings"),
    (b"service name,provider\n,\n  ,\n", "nothing under the headings"),
    (b'service name,provider\nA,"B\nC,D\n', "line 2 a quotation mark opens"),
    (b'service name,provider\nA,"' + b"B" * 200_000 + b'"\n', "line 2 a quotation mark opens a text"),
    (b"service name,provider\nA," + b"B" * 1_100_000, "over a million letters"),
    (b"service name,provider" + b",x" * 600 + b"\nA,B\n", "602 columns"),
    ("service name,provider\nA,B".encode("utf-16")[:-1], "breaks off|could not find"),
]


@pytest.mark.parametrize(("file", "reason"), NOT_CSV, ids=[str(n) for n in range(len(NOT_CSV))])
def test_file_that_cannot_be_read_changes_nothing_and_says_what_to_do(file: bytes, reason: str) -> None:
    with pytest.raises(SourceTrouble, match=reason):
        read(file)
    bring_in(made({}))
    if not file:
        return
    run = bring_in(file)
    assert run.state == RunState.FAILED
    assert run.error
    assert Service.objects.count() == 1


def test_quotation_mark_in_the_wrong_place_refuses_its_row_only() -> None:
    records, told = read('service name,provider\n"A"x,B\nC,D\nA 5" nail,E\n')
    assert refused(records) == [(2, 'A quotation mark (") stands where it should not.')]
    assert [one.name for one in services(records)] == ["C", 'A 5" nail']
    assert not told.is_whole


def test_long_text_is_refused_as_a_value() -> None:
    records, _ = read(made({"what it is": "word " * 5_000}))
    assert "“what it is” is longer than 20000" in problems(records)
    assert "description" not in services(records)[0].facts


# Anything at all ---------------------------------------------------------------------------------

KINDS = {"service", "provider", "place"}
CELLS = st.sampled_from(
    [
        "",
        "yes",
        "no",
        "5",
        "-1",
        "ZZ3 4AB",
        "Monday",
        "first Saturday",
        "4pm",
        "1/1/2026",
        "every 2 weeks",
        "=1+1",
    ]
) | st.text(max_size=30)
FUZZ = settings(
    derandomize=True,
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def check(records: list[Record], told: Told) -> None:
    for one in records:
        assert one.kind in KINDS
        assert one.refusal or one.name or one.kind == "place"
        assert one.dump()
        if one.refusal:
            assert one.line


def read_anything(file: bytes) -> None:
    try:
        records, told = read(file)
    except SourceTrouble:
        return
    check(records, told)


@FUZZ
@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b'service name,provider\n"')
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    read_anything(data)
    read_anything(b"service name,provider,lowest age,days\n" + data)


@FUZZ
@given(st.data())
def test_any_cells_under_our_headings_are_taken_or_refused(data: st.DataObject) -> None:
    names = data.draw(
        st.lists(st.sampled_from([one.name for one in all_columns()]), unique=True, max_size=12)
    )
    rows = data.draw(st.lists(st.fixed_dictionaries({name: CELLS for name in names}), min_size=1, max_size=4))
    try:
        records, told = read(made(*({**NEEDED, **row} for row in rows)).encode("utf-8", "replace"))
    except SourceTrouble:
        return
    check(records, told)
    assert sum(one.kind == "service" for one in records) >= 1


@settings(FUZZ, max_examples=60)
@given(st.integers(min_value=0, max_value=len(example_csv())), st.binary(min_size=1, max_size=3))
def test_example_broken_anywhere_is_read_or_refused_in_words(at: int, more: bytes) -> None:
    body = example_csv().encode()
    read_anything(body[:at] + more + body[at + len(more) :])


@settings(FUZZ, max_examples=15)
@given(st.lists(st.fixed_dictionaries({one.name: CELLS for one in all_columns()}), min_size=1, max_size=2))
def test_any_rows_that_are_taken_can_be_written(rows: list[dict[str, str]]) -> None:
    Service.objects.all().delete()
    Provider.objects.all().delete()
    run = bring_in(made(*rows).encode("utf-8", "replace"))
    assert run.state in {RunState.DONE, RunState.FAILED}
    assert run.state == RunState.DONE or run.error
    assert run.new + run.refused >= 1 or run.state == RunState.FAILED
