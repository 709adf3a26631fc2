"""A directory kept in a spreadsheet: from the file to the pages that families read."""

from datetime import date, time
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from localoffer.actions import ensure_taxonomies
from localoffer.importers.csv_layout import all_columns, example_csv, example_rows
from localoffer.importers.csv_values import items_of
from localoffer.models import (
    ImportedFrom,
    Place,
    Postcode,
    Provider,
    Schedule,
    Service,
    SynonymSet,
    TaxonomyTerm,
)
from localoffer.models.imports import RunState
from localoffer.openreferral.mapping import location
from tests.integration.csv_files import MILL, bring_in, made, read

pytestmark = pytest.mark.django_db

# What the page says for a cell that is not shown in the officer's own words.
SAID = {
    "status": [],  # running needs no words
    "lowest age": ["Ages 5 to 11"],
    "highest age": ["Ages 5 to 11"],
    "level": ["For children who need some extra help"],
    "whole area": ["Otterbrook", "Wellow"],  # no: so the areas stand there
    "needs a diagnosis": ["No. You do not need a diagnosis."],
    "needs a plan": ["No, but an EHC plan can help."],
    "referral": ["You can ask yourself, or a professional can ask for you."],
    "cost": ["Some parts cost money"],
    "how it is given": ["At a place"],
    "hide address": ["14 Mill Lane"],  # no: so the address stands there
    "how often": ["Every Tuesday and Saturday"],
    "days": ["Every Tuesday and Saturday"],
    "starts at": ["4pm to 5.30pm"],
    "ends at": ["4pm to 5.30pm"],
    "checked on": ["Checked on Monday 12 January 2026"],
    "asked on": ["We asked the provider on Monday 5 January 2026"],
    "telephone": ["01632 960123", "07700 900456", "texts only"],
    "provider type": ["Charity or community group"],
}
# Kept for editors, for searching, for the open feed or for the provider's own page.
NOT_ON_THE_PAGE = {
    *(
        "service id",
        "wait in weeks",
        "county",
        "first date",
        "next check",
        "needs",
        "kinds of help",
        "headings",
    ),
    *("provider about", "provider telephone", "provider email", "provider web address", "provider town"),
}


def words_of(page: bytes) -> str:
    main = BeautifulSoup(page, "html.parser").find("main")
    links = " ".join(link["href"] for link in main.find_all("a", href=True))
    return f"{' '.join(main.get_text(' ').split())} {links}"


def entry(client: Client, name: str) -> str:
    return words_of(client.get(Service.objects.get(name=name).get_absolute_url()).content)


def test_example_comes_in_whole_and_the_entry_shows_every_answer(client: Client) -> None:
    ensure_taxonomies()
    run = bring_in(example_csv())
    assert (run.state, run.new, run.refused) == (RunState.DONE, 2, 0)
    assert not run.report.get("warnings")
    assert not run.report.get("notes")
    page = entry(client, "Drum and Dance")
    assert "Nobody has told us yet" not in page
    for one in all_columns():
        if one.name in NOT_ON_THE_PAGE or not one.example:
            continue
        for words in SAID.get(one.name, items_of(one.example)):
            assert words in page, one.name
    for name, text in example_rows()[1].items():
        if name in ("place name", "address", "town", "postcode", "getting there"):
            assert text in page, name
    assert "The first Saturday of every month, 10am to 11.30am" in page


def test_example_fills_what_the_entry_page_does_not_show(client: Client) -> None:
    ensure_taxonomies()
    bring_in(example_csv())
    service = Service.objects.get(name="Drum and Dance")
    assert service.imported_from.source_key == "LO-1"
    assert (service.minimum_age, service.wait_weeks) == (Decimal(5), 3)
    assert (service.assured_date, service.next_check_date) == (date(2026, 1, 12), date(2026, 4, 12))
    filed = service.service_terms.values_list("term__slug", flat=True)
    assert set(filed) == {"autism", "sensory", "clubs", "bsl", "one-to-one", "heading-8", "heading-15"}
    places = service.service_places.order_by("pk").values_list("place__name", flat=True)
    assert list(places) == ["Otterbrook Mill", "Wellow Village Hall"]
    provider = words_of(client.get(service.provider.get_absolute_url()).content)
    for words in ("We make music and dance", "01632 960100", "hello@otterbrook.example", "Otterbrook"):
        assert words in provider
    online = Service.objects.get(name="Talking Tuesdays")
    assert (online.is_online, online.is_at_place, online.covers_whole_area) == (True, False, True)
    assert (online.schedules.get().interval, online.schedules.get().dtstart) == (2, date(2026, 1, 6))


def test_dry_run_says_what_is_new_and_changes_nothing() -> None:
    run = bring_in(example_csv(), dry_run=True)
    assert (run.state, run.new) == (RunState.CHECKED, 2)
    assert not Service.objects.exists()
    assert not Provider.objects.exists()


def test_second_import_doubles_nothing_and_finds_nothing_changed() -> None:
    ensure_taxonomies()
    bring_in(example_csv())
    before = {model: set(model.objects.values_list("pk", flat=True)) for model in (Provider, Place, Schedule)}
    run = bring_in(example_csv())
    assert (run.new, run.changed, run.same, run.kept_by_hand, run.gone) == (0, 0, 2, 0, 0)
    for model, numbers in before.items():
        assert set(model.objects.values_list("pk", flat=True)) == numbers


def test_rows_without_ids_are_the_same_service_the_second_time() -> None:
    file = made({"summary": "Play and a chat."})
    bring_in(file)
    run = bring_in(file.replace("Otter Club", "OTTER  club").replace("Play and", "Games and"))
    assert (run.new, run.changed) == (0, 1)
    service = Service.objects.get()
    assert service.summary == "Games and a chat."
    assert Provider.objects.count() == 1


def test_same_name_in_another_source_is_another_service() -> None:
    mine, _ = read(made({}))
    other, _ = read(made({"service id": "7"}))
    assert mine[-1].uuid != other[-1].uuid
    assert mine[-1].uuid == read(made({}))[0][-1].uuid


def test_name_that_changes_is_the_same_service_when_its_id_stays() -> None:
    bring_in(made({"service id": "S1"}))
    run = bring_in(made({"service id": "S1", "service name": "Play and Stay"}))
    assert (run.new, run.changed, run.gone) == (0, 1, 0)
    assert Service.objects.get().name == "Play and Stay"


def test_provider_that_is_here_already_is_used_and_keeps_its_own_words() -> None:
    here = Provider.objects.create(name="otter club", slug="otter-club", website="https://otter.example/")
    bring_in(
        made({"provider email": "hello@otter.example", "provider web address": "https://other.example/"})
    )
    assert Service.objects.get().provider == here
    here.refresh_from_db()
    assert (here.email, here.website) == ("hello@otter.example", "https://otter.example/")


def test_what_an_editor_changed_by_hand_stays_and_the_report_says_so() -> None:
    bring_in(made({"summary": "Play.", "cost": "free", "telephone": "01632 960123"}))
    Service.objects.update(summary="Play, in the editor's words.")
    run = bring_in(made({"summary": "Play, newer.", "cost": "you pay", "telephone": "01632 960123"}))
    service = Service.objects.get()
    assert service.summary == "Play, in the editor's words."
    assert service.cost_kind == "paid"
    assert (run.changed, run.kept_by_hand) == (1, 1)
    assert run.report["kept"][0]["fields"] == ["summary"]


def test_column_that_is_not_in_the_file_changes_nothing_and_an_empty_cell_takes_away() -> None:
    bring_in(made({"summary": "Play.", "wait": "Two weeks"}))
    bring_in(made({"wait": ""}))
    service = Service.objects.get()
    assert (service.summary, service.wait_time) == ("Play.", "")


def test_service_no_longer_in_the_file_is_gone_and_not_deleted() -> None:
    bring_in(made({"service id": "1"}, {"service id": "2", "service name": "Chess"}))
    run = bring_in(made({"service id": "1"}))
    assert run.gone == 1
    assert ImportedFrom.objects.get(source_key="2").is_gone
    assert Service.objects.count() == 2


# Places and times --------------------------------------------------------------------------------


def test_rows_that_stand_apart_add_places_and_times_to_one_service() -> None:
    bring_in(
        made(
            {**MILL, "days": "Monday", "starts at": "9am", "ends at": "11am"},
            {"service name": "Chess", "place name": "Wellow Hall", "town": "Wellow"},
            {"place name": "Wellow Hall", "town": "Wellow", "days": "Friday", "starts at": "2pm"},
            {**MILL, "days": "Saturday", "starts at": "10am"},
        )
    )
    service = Service.objects.get(name="Stay and Play")
    assert service.service_places.count() == 2
    said = service.schedules.order_by("pk").values_list("byday", "place__name", "opens_at")
    assert list(said) == [
        ("MO", "Otterbrook Mill", time(9)),
        ("FR", "Wellow Hall", time(14)),
        ("SA", "Otterbrook Mill", time(10)),
    ]
    assert Place.objects.count() == 2, "both services share Wellow Hall"
    assert service.is_at_place


def test_further_rows_may_hold_the_id_alone() -> None:
    run = bring_in(
        "service id,service name,provider,place name,postcode\n"
        "S1,Stay and Play,Otter Club,Otterbrook Mill,ZZ1 2AA\n"
        "S1,,,Wellow Hall,ZZ3 4AB\n"
    )
    assert run.refused == 0
    assert Service.objects.get().service_places.count() == 2


def test_rows_that_disagree_take_the_first_and_say_so() -> None:
    run = bring_in(
        made(
            {"summary": "Play.", "provider town": "Wellow", **MILL, "getting there": "Bus 7"},
            {"summary": "Sing.", "provider town": "Otterbrook", **MILL, "getting there": "Bus 12"},
        )
    )
    service = Service.objects.get()
    assert (service.summary, service.provider.town) == ("Play.", "Wellow")
    assert Place.objects.get().transportation == "Bus 7"
    problems = " ".join(" ".join(one["problems"]) for one in run.report["warnings"])
    for name in ("summary", "provider town", "getting there"):
        assert f"Line 3: “{name}” is not what line 2 says" in problems


def test_address_on_several_lines_of_one_cell_is_spread_out() -> None:
    bring_in(
        made({"place name": "The Mill", "address": "The Mill\n14 Mill Lane\nRiverside", "town": "Otterbrook"})
    )
    address = Place.objects.get().addresses.get()
    assert (address.address_1, address.address_2, address.city) == (
        "The Mill",
        "14 Mill Lane, Riverside",
        "Otterbrook",
    )


def test_postcode_that_we_know_puts_the_place_on_the_map() -> None:
    Postcode.objects.create(code="ZZ12AA", latitude=53.1, longitude=-0.9)
    run = bring_in(made(MILL, {**MILL, "place name": "Elsewhere", "postcode": "ZZ9 9ZZ"}))
    known, unknown = Place.objects.order_by("-name")
    assert (known.latitude, known.longitude) == (53.1, -0.9)
    assert unknown.latitude is None
    assert "We do not know where ZZ9 9ZZ is" in run.report["warnings"][0]["problems"][0]


def test_secret_address_shows_its_town_only_and_stays_out_of_the_feed(client: Client) -> None:
    Postcode.objects.create(code="ZZ12AA", latitude=53.1, longitude=-0.9)
    bring_in(made({**MILL, "hide address": "yes"}))
    place = Place.objects.get()
    assert place.is_masked
    assert place.latitude is None
    page = entry(client, "Stay and Play")
    assert "Otterbrook" in page
    for words in ("Otterbrook Mill", "14 Mill Lane", "ZZ1 2AA"):
        assert words not in page
    assert b"Mill" not in client.get("/api/oruk/v3/services").content
    with pytest.raises(ValueError, match="masked"):
        location(place, with_parts=True)


@pytest.mark.parametrize("order", [0, 1])
def test_place_that_one_row_keeps_secret_is_secret_in_every_row(order: int) -> None:
    rows = [{**MILL, "hide address": "yes"}, {**MILL, "service name": "Chess", "hide address": "no"}]
    bring_in(made(*(rows if order else reversed(rows))))
    assert Place.objects.get().is_masked


def test_place_is_secret_when_a_row_that_was_refused_may_say_so() -> None:
    run = bring_in(
        made({**MILL, "hide address": "no"}, {**MILL, "service name": "Chess", "hide address": "maybe"})
    )
    assert (run.new, run.refused) == (1, 1)
    assert Place.objects.get().is_masked


def test_address_that_an_editor_keeps_secret_stays_secret() -> None:
    bring_in(made({**MILL, "hide address": "no"}))
    Place.objects.update(is_masked=True)
    bring_in(made({**MILL, "hide address": "no", "getting there": "Bus 7"}))
    assert Place.objects.get().is_masked


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"days": "Mondy"}, "“Mondy”: write days"),
        ({"days": "Monday", "starts at": "late"}, "“starts at” is “late”: write a time"),
        ({"days": "Monday", "how often": "every 2 weeks"}, "so we need the “first date” too"),
        ({"how often": "once"}, "so we need the “first date” too"),
        ({"days": "Monday", "first date": "2/3/2026", "last date": "1/3/2026"}, "before “first date”"),
        ({"days": "Monday", "first date": "soon"}, "write the day first"),
    ],
)
def test_time_with_a_wrong_part_is_left_out_whole_and_the_service_comes_in(
    cells: dict[str, str], reason: str
) -> None:
    run = bring_in(made({**cells, "summary": "Play."}))
    assert run.new == 1
    assert not Schedule.objects.exists()
    problem = run.report["warnings"][0]["problems"][0]
    assert reason in problem
    assert "This time was left out." in problem


def test_one_day_only_has_its_date() -> None:
    bring_in(made({"how often": "once", "first date": "1 August 2026", "starts at": "10am"}))
    schedule = Schedule.objects.get()
    assert (schedule.freq, schedule.byday, schedule.dtstart) == ("", "", date(2026, 8, 1))


def test_words_about_a_place_in_a_row_without_a_place_are_named() -> None:
    run = bring_in(made({"getting there": "Bus 7"}))
    assert "the row names none" in run.report["warnings"][0]["problems"][0]


# What it is filed under --------------------------------------------------------------------------


def test_terms_are_known_by_name_address_name_number_and_synonym() -> None:
    ensure_taxonomies()
    SynonymSet.objects.create(words="autism\nASD\nAuDHD")
    SynonymSet.objects.create(words="ADHD\nAuDHD")
    SynonymSet.objects.create(words="respite\nshort breaks")
    SynonymSet.objects.create(words="hoists\nhoist", is_in_use=False)
    run = bring_in(
        made(
            {
                "needs": "asd; SLEEP; learning-disability; Co-ordination",
                "kinds of help": "Respite, Clubs, sport and arts",
                "access": "Hearing Loop; hoists",
                "headings": "15; heading-3; How to complain",
            }
        )
    )
    filed = set(Service.objects.get().service_terms.values_list("term__slug", flat=True))
    assert filed >= {"autism", "sleep", "learning-disability", "coordination", "hearing-loop"}
    assert filed >= {"heading-15", "heading-3", "heading-17"}
    assert "hoist" not in filed
    notes = " ".join(run.report["notes"])
    assert "Words in “access” that we do not know, left out: hoists." in notes
    problems = " ".join(run.report["warnings"][0]["problems"])
    assert "“access”: we do not know “hoists”; did you mean “Hoist”?" in problems


def test_term_of_another_list_is_not_taken() -> None:
    ensure_taxonomies()
    run = bring_in(made({"needs": "Hoist"}))
    assert not Service.objects.get().service_terms.exists()
    assert "we do not know “Hoist”" in run.report["warnings"][0]["problems"][0]


def test_terms_are_read_in_a_fixed_number_of_queries(django_assert_max_num_queries) -> None:
    ensure_taxonomies()
    rows = [
        {"service name": f"Club {n}", "needs": "Autism", **MILL, "place name": f"Hall {n}"} for n in range(90)
    ]
    with django_assert_max_num_queries(6):
        records, _ = read(made(*rows))
    assert sum(record.kind == "service" for record in records) == 90
    assert TaxonomyTerm.objects.exists()
