"""Editors and providers work on entries in the admin; families see only what is approved."""

from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from localoffer.actions import close_for_now, confirm_checked
from localoffer.models import (
    IndexedEntry,
    Phone,
    Place,
    Provider,
    Schedule,
    Service,
    ServiceAtPlace,
    ServiceLanguage,
    ServiceTerm,
    TaxonomyTerm,
)
from localoffer.models.service import Status
from tests.integration.directory_people import Area
from tests.integration.forms_as_sent import form_data
from tests.people_factories import sign_in_fully

pytestmark = pytest.mark.django_db

EDIT_FORM = "form[data-edit-form]"


def url(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_localoffer_service:{name}", args=args)


def edit(client: Client, service: Service, **changes: object) -> object:
    page = client.get(url("edit", service.pk))
    assert page.status_code == 200
    return client.post(url("edit", service.pk), form_data(page.content.decode(), EDIT_FORM, **changes))


def test_edit_by_editor_published_keeps_identity_and_check(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    before = Service.objects.get(pk=area.own.pk)
    row = before.schedules.get()
    response = edit(client, before, summary="Swimming, calm and warm.", **{"action-publish": "1"})
    assert response.status_code == 302
    after = Service.objects.get(pk=before.pk)
    assert after.summary == "Swimming, calm and warm."
    assert (after.uuid, after.slug) == (before.uuid, before.slug)
    assert after.assured_date == before.assured_date
    assert after.schedules.get().uuid == row.uuid


def submit_by_member(client: Client, area: Area, **changes: object) -> Service:
    sign_in_fully(client, area.member)
    response = edit(client, area.own, **changes, **{"action-submit": "1"})
    assert response.status_code == 302
    return Service.objects.get(pk=area.own.pk)


def workflow_action(client: Client, service: Service, action: str, **data: str) -> object:
    state = service.current_workflow_task_state
    return client.post(url("workflow_action", service.pk, action, state.pk), data)


def test_edit_by_provider_waits_while_last_approved_text_stays_public(client: Client, area: Area) -> None:
    service = submit_by_member(client, area, summary="Now in the big pool.")
    assert service.summary == "Swimming for children who like it quiet."
    assert service.has_unpublished_changes
    assert service.workflow_in_progress
    client.logout()
    public = client.get(service.get_absolute_url()).content.decode()
    assert "Swimming for children who like it quiet." in public
    assert "Now in the big pool." not in public


def test_edit_by_provider_approved_becomes_public(client: Client, area: Area) -> None:
    service = submit_by_member(client, area, summary="Now in the big pool.")
    sign_in_fully(client, area.editor)
    workflow_action(client, service, "approve")
    service.refresh_from_db()
    assert service.summary == "Now in the big pool."
    assert service.live
    assert not service.has_unpublished_changes


def test_edit_by_provider_cannot_publish_by_asking_for_it(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    edit(client, area.own, summary="Straight to the public.", **{"action-publish": "1"})
    area.own.refresh_from_db()
    assert area.own.summary == "Swimming for children who like it quiet."


def test_edit_by_provider_cannot_move_entry_to_another_provider(client: Client, area: Area) -> None:
    submit_by_member(client, area, provider=str(area.other_provider.pk), responsible="Me")
    draft = Service.objects.get(pk=area.own.pk).get_latest_revision_as_object()
    assert draft.provider_id == area.own_provider.pk
    assert draft.responsible == ""


def test_edit_that_waits_compared_shows_changed_time_and_price(client: Client, area: Area) -> None:
    service = submit_by_member(
        client, area, **{"schedules-0-byday_day": ["SU"], "cost_options-0-amount": "6.25"}
    )
    sign_in_fully(client, area.editor)
    page = client.get(url("revisions_compare", service.pk, "live", "latest")).content.decode()
    text = BeautifulSoup(page, "html.parser").select_one("main").get_text(" ", strip=True)
    assert "Times" in text
    assert "Saturday Sunday" in text
    assert "4.50" in text
    assert "6.25" in text
    assert "Summary" not in text


def test_compared_versions_say_times_ages_and_ticks_in_words(client: Client, area: Area) -> None:
    changes = {"schedules-0-opens_at": "10:30", "minimum_age": "7", "is_online": "on"}
    service = submit_by_member(client, area, **changes)
    sign_in_fully(client, area.editor)
    page = client.get(url("revisions_compare", service.pk, "live", "latest")).content.decode()
    text = BeautifulSoup(page, "html.parser").select_one("main").get_text(" ", strip=True)
    for said in ("10am 10.30am", "No Yes"):
        assert said in text
    for raw in ("10:00", "10:30", "False", "True", "None", "7.0"):
        assert raw not in text


def test_edit_sent_back_without_reason_is_not_sent_back(client: Client, area: Area) -> None:
    service = submit_by_member(client, area, summary="Now in the big pool.")
    sign_in_fully(client, area.editor)
    workflow_action(client, service, "reject", comment="  ")
    service = Service.objects.get(pk=service.pk)
    assert service.workflow_in_progress
    edit(
        client,
        service,
        **{
            "action-workflow-action": "true",
            "workflow-action-name": "reject",
            "workflow-action-extra-data": "{}",
        },
    )
    assert Service.objects.get(pk=service.pk).workflow_in_progress


def test_edit_sent_back_tells_sender_by_neutral_mail_and_reason_on_their_screen(
    client: Client, area: Area, mailoutbox: list[EmailMessage]
) -> None:
    service = submit_by_member(client, area, summary="Now in the big pool.")
    mailoutbox.clear()
    sign_in_fully(client, area.editor)
    workflow_action(client, service, "reject", comment="Say how deep the pool is.")
    [mail] = mailoutbox
    assert mail.to == [area.member.email]
    said = mail.subject + mail.body
    assert url("edit", service.pk) in mail.body
    for word in ("deep", service.name, area.editor.email, "big pool"):
        assert word not in said
    sign_in_fully(client, area.member)
    page = client.get(url("edit", service.pk)).content.decode()
    assert "Say how deep the pool is." in page


def test_check_made_while_an_edit_waits_survives_its_approval(client: Client, area: Area) -> None:
    service = submit_by_member(client, area, summary="Now in the big pool.")
    confirm_checked(service=service, by=area.editor, role="Local Offer editor", on=date(2026, 3, 3))
    close_for_now(service=service, by=area.editor, until=date(2026, 9, 1))
    sign_in_fully(client, area.editor)
    workflow_action(client, service, "approve")
    service.refresh_from_db()
    assert service.summary == "Now in the big pool."
    assert service.assured_date == date(2026, 3, 3)
    assert service.status == Status.CLOSED_FOR_NOW


def test_copy_has_identities_of_its_own_and_is_a_draft(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    assert client.get(url("copy", area.own.pk)).status_code == 302
    client.post(reverse("localoffer_admin:copy", args=[area.own.pk]))
    copy = Service.objects.exclude(pk__in=[area.own.pk, area.other.pk]).get()
    assert not copy.live
    assert copy.assured_date is None
    assert copy.uuid != area.own.uuid
    assert copy.slug != area.own.slug
    for rows in ("schedules", "cost_options", "service_terms"):
        assert getattr(copy, rows).count() == getattr(area.own, rows).count() == 1
        assert getattr(copy, rows).get().uuid != getattr(area.own, rows).get().uuid


def test_edit_with_ages_the_wrong_way_round_keeps_what_was_typed(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    response = edit(client, area.own, minimum_age="12", maximum_age="5", summary="Typed and kept.")
    page = response.content.decode()
    assert response.status_code == 200
    assert "The oldest age is below the youngest" in page
    assert "Typed and kept." in page
    assert "localoffer_service_ages_in_order" not in page


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"schedules-0-byday_day": [], "schedules-0-byday_which": ["2"]}, "Tick a day as well"),
        ({"schedules-0-byday_which": ["2"]}, "need “Every month”"),
        ({"schedules-0-byday_day": [], "schedules-0-byday_kept": ["rubbish"]}, "Tick the days again"),
        ({"schedules-0-interval": "2"}, "Give the first date"),
        ({"cost_options-0-amount": "a fiver"}, "Enter a number"),
    ],
)
def test_edit_with_bad_child_row_says_what_to_do(
    client: Client, area: Area, changes: dict[str, str], message: str
) -> None:
    sign_in_fully(client, area.editor)
    response = edit(client, area.own, **changes)
    assert response.status_code == 200
    assert message in response.content.decode()


def test_edit_of_days_by_ticks_is_kept_and_read_in_words_in_the_comparison(
    client: Client, area: Area
) -> None:
    sign_in_fully(client, area.editor)
    ticks = {
        "schedules-0-freq": "MONTHLY",
        "schedules-0-byday_day": ["MO", "WE"],
        "schedules-0-byday_which": ["1", "-1"],
    }
    assert edit(client, area.own, **ticks).status_code == 302
    newest = Service.objects.get(pk=area.own.pk).get_latest_revision_as_object()
    assert newest.schedules.get().byday == "1MO,1WE,-1MO,-1WE"
    compared = client.get(url("revisions_compare", area.own.pk, "live", "latest")).content.decode()
    assert "last Wednesday" in compared
    assert "-1WE" not in compared


def new_row(rows: str, **values: str) -> dict[str, str]:
    """What the browser sends when a first child row was added."""
    return {
        f"{rows}-TOTAL_FORMS": "1",
        f"{rows}-0-ORDER": "1",
        f"{rows}-0-DELETE": "",
        f"{rows}-0-id": "",
        **{f"{rows}-0-{name}": value for name, value in values.items()},
    }


def test_language_chosen_from_the_list_needs_no_name(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    sent = {**new_row("languages", code="bfi", name="", note=""), "action-publish": "1"}
    assert edit(client, area.own, **sent).status_code == 302
    language = Service.objects.get(pk=area.own.pk).languages.get()
    assert (language.code, language.name) == ("bfi", "British Sign Language")


def test_code_from_a_feed_that_the_list_lacks_stays_when_the_entry_is_saved(
    client: Client, area: Area
) -> None:
    area.own.phones.add(Phone(number="01632 960000", phone_type="pager"))
    area.own.languages.add(ServiceLanguage(code="gd", name="Gaelic"))
    area.own.save()
    area.own.save_revision().publish()
    sign_in_fully(client, area.editor)
    assert edit(client, area.own, **{"action-publish": "1"}).status_code == 302
    saved = Service.objects.get(pk=area.own.pk)
    assert saved.phones.get().phone_type == "pager"
    assert saved.languages.get().code == "gd"


def test_edit_refused_keeps_the_ticked_days(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    response = edit(
        client, area.own, name="", **{"schedules-0-byday_day": ["TU", "TH"], "action-publish": "1"}
    )
    page = BeautifulSoup(response.content, "html.parser")
    ticked = page.select("[name='schedules-0-byday_day'][checked]")
    assert [box["value"] for box in ticked] == ["TU", "TH"]


def test_edit_that_waits_says_so_and_leads_to_what_changed(client: Client, area: Area) -> None:
    service = submit_by_member(client, area, summary="Now on Sundays too.")
    compare = url("revisions_compare", service.pk, "live", "latest")
    decide = reverse("localoffer_admin:changes", args=[service.pk])
    for person, words, address in (
        (area.editor, "waits for you", decide),
        (area.member, "waits for an editor", compare),
    ):
        sign_in_fully(client, person)
        said = BeautifulSoup(client.get(url("edit", service.pk)).content, "html.parser").select_one(
            ".messages"
        )
        assert words in said.get_text()
        assert address in [link["href"] for link in said.select("a")]


def test_first_button_is_what_the_person_came_for(client: Client, area: Area) -> None:
    assert buttons(client, area.editor, area.own)[0] == "Publish"
    assert buttons(client, area.member, area.own)[0] == "Send for approval"
    submit_by_member(client, area, summary="Now on Sundays too.")
    waiting = buttons(client, area.editor, area.own)
    assert waiting[0] == "Approve and publish"
    assert "Send back with a reason" in waiting
    assert "Take it back to change it" not in waiting
    assert "Publish" not in waiting


def buttons(client: Client, user: object, service: Service) -> list[str]:
    """The buttons that are seen below the form, the one in front first."""
    sign_in_fully(client, user)
    page = BeautifulSoup(client.get(url("edit", service.pk)).content, "html.parser")
    found = page.select("footer button:not([data-w-dropdown-target], [aria-hidden])")
    return [button.get_text(" ", strip=True) for button in found if button.get_text(strip=True)]


def test_edit_with_the_same_place_twice_says_so(client: Client, area: Area) -> None:
    place = Place.objects.create(name="Lark Pool")
    sign_in_fully(client, area.editor)
    rows = {"service_places-TOTAL_FORMS": "2"}
    for number in range(2):
        rows |= {
            f"service_places-{number}-place": str(place.pk),
            f"service_places-{number}-description": "",
            f"service_places-{number}-ORDER": str(number + 1),
            f"service_places-{number}-DELETE": "",
            f"service_places-{number}-id": "",
        }
    response = edit(client, area.own, **rows)
    assert response.status_code == 200
    assert "duplicate" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "data", "field", "value"),
    [
        ("close", {"until": ""}, "status", Status.CLOSED_FOR_NOW),
        ("end", {}, "status", Status.ENDED),
        ("mark_checked", {}, "assured_by_role", "Local Offer editor"),
    ],
)
def test_entry_action_asks_on_get_and_acts_on_post(
    client: Client, area: Area, name: str, data: dict[str, str], field: str, value: str
) -> None:
    sign_in_fully(client, area.editor)
    page = reverse(f"localoffer_admin:{name}", args=[area.own.pk])
    before = Service.objects.values(field).get(pk=area.own.pk)
    assert client.get(page).status_code == 200
    assert Service.objects.values(field).get(pk=area.own.pk) == before
    assert client.post(page, data).status_code == 302
    assert getattr(Service.objects.get(pk=area.own.pk), field) == value


def test_closing_until_a_day_that_has_passed_is_refused(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    page = reverse("localoffer_admin:close", args=[area.own.pk])
    response = client.post(page, {"until": "2020-01-01"})
    assert "That day has passed" in response.content.decode()
    assert Service.objects.get(pk=area.own.pk).status == Status.ACTIVE


def test_preview_of_an_edit_shows_the_edit(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    page = client.get(url("edit", area.own.pk)).content.decode()
    data = form_data(page, EDIT_FORM, summary="Only in the preview.")
    sent = client.post(url("preview_on_edit", area.own.pk), data)
    assert sent.json()["is_valid"]
    shown = client.get(url("preview_on_edit", area.own.pk) + "?in_preview_panel=true")
    assert "Only in the preview." in shown.content.decode()


def test_form_shows_which_answers_are_missing(client: Client, area: Area) -> None:
    sign_in_fully(client, area.member)
    page = client.get(url("edit", area.own.pk)).content.decode()
    assert "6 answers still missing" in page
    assert "How long is the wait?" in page


def test_search_forgets_an_ended_entry_and_finds_it_again_when_it_opens(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    for action, found in (("end", False), ("reopen", True)):
        client.post(reverse(f"localoffer_admin:{action}", args=[area.own.pk]))
        assert IndexedEntry.objects.get(service_id=area.own.pk).is_found is found


def add_rows(service: Service, name: str, terms: list[TaxonomyTerm]) -> None:
    """One place, one time there and one phone for each of `terms`, in the entry and in its newest draft."""
    for number, term in enumerate(terms):
        place = Place.objects.create(name=f"{name} {number}")
        ServiceTerm.objects.create(service=service, term=term)
        ServiceAtPlace.objects.create(service=service, place=place)
        Schedule.objects.create(service=service, place=place, freq="WEEKLY", byday="MO")
        Phone.objects.create(service=service, number="01632 960000")
    Service.objects.get(pk=service.pk).save_revision()


def test_form_with_many_rows_takes_no_more_queries_than_with_few(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    terms = list(TaxonomyTerm.objects.of("help").order_by("pk"))
    add_rows(area.own, "Small hall", terms[:1])
    client.get(url("edit", area.own.pk))
    with CaptureQueriesContext(connection) as few:
        client.get(url("edit", area.own.pk))
    add_rows(area.own, "Large hall", terms[1:9])
    with CaptureQueriesContext(connection) as many:
        page = client.get(url("edit", area.own.pk)).content.decode()
    assert "Large hall 7" in page
    assert terms[8].name in page
    assert len(many) <= len(few)


def test_form_that_comes_back_names_the_places_that_were_chosen(client: Client, area: Area) -> None:
    sign_in_fully(client, area.editor)
    add_rows(area.own, "Small hall", list(TaxonomyTerm.objects.of("help").order_by("pk"))[:1])
    other = Place.objects.create(name="Long barn")
    response = edit(
        client, area.own, **{"name": "", "service_places-0-place": str(other.pk), "action-publish": "1"}
    )
    assert response.status_code == 200
    page = BeautifulSoup(response.content.decode(), "html.parser")
    assert "Long barn" in page.select_one("#id_service_places-0-place-chooser").get_text()


def test_draft_with_a_place_that_is_gone_opens_without_it(client: Client, area: Area) -> None:
    gone = Place.objects.create(name="Old hall")
    kept = Place.objects.create(name="New hall")
    draft = Service.objects.get(pk=area.own.pk)
    draft.service_places = [ServiceAtPlace(place=gone), ServiceAtPlace(place=kept)]
    for row in draft.schedules.get_object_list():
        row.place = gone
    draft.save_revision()
    gone.delete()
    sign_in_fully(client, area.editor)
    assert client.get(url("edit", area.own.pk)).status_code == 200
    version = Service.objects.get(pk=area.own.pk).get_latest_revision_as_object()
    assert [row.place for row in version.service_places.all()] == [kept]
    assert [row.place for row in version.schedules.all()] == [None]


def test_draft_for_a_provider_that_is_gone_stays_with_the_present_one(client: Client, area: Area) -> None:
    new = Provider.objects.create(name="Heron Hub", slug="heron-hub")
    draft = Service.objects.get(pk=area.own.pk)
    draft.provider = new
    draft.save_revision()
    new.delete()
    version = Service.objects.get(pk=area.own.pk).get_latest_revision_as_object()
    assert version.provider == area.own_provider


def first_button(client: Client, address: str) -> Tag:
    """What a browser presses on Enter: the first button of the form, in the order of the page."""
    form = BeautifulSoup(client.get(address).content.decode(), "html.parser").select_one(EDIT_FORM)
    return form.select_one("button:not([type]), button[type=submit], input[type=submit]")


@pytest.mark.parametrize("waits", [False, True])
def test_enter_in_a_box_of_the_form_saves_a_draft_and_never_publishes(
    client: Client, area: Area, waits: bool
) -> None:
    if waits:
        submit_by_member(client, area, summary="Now in the big pool.")
    sign_in_fully(client, area.editor)
    pages = [url("add"), url("edit", area.own.pk)]
    for pressed in [first_button(client, page) for page in pages]:
        assert pressed.text == "Save draft"
        assert not pressed.get("name")
        assert not pressed.has_attr("data-workflow-action-name")
        assert not pressed.has_attr("disabled")
    edit(client, area.own, summary="Typed, then Enter.")
    after = Service.objects.get(pk=area.own.pk)
    assert after.summary == "Swimming for children who like it quiet."
    assert after.get_latest_revision_as_object().summary == "Typed, then Enter."


def test_enter_in_a_box_of_an_edit_that_waits_does_not_take_it_back(client: Client, area: Area) -> None:
    service = submit_by_member(client, area, summary="Now in the big pool.")
    assert first_button(client, url("edit", service.pk)).has_attr("disabled")
