"""My entries: a provider changes a part, sends it; an editor publishes all, some, or sends it back."""

from datetime import time

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from localoffer.edit_actions import Changed, approve_part, save_section, send_for_approval, version_mark
from localoffer.entry_changes import changes_between
from localoffer.models import Service
from portal.access.roles import Role
from portal.accounts.models import Membership
from portal.notifications.models import Notice
from tests.people_factories import sign_in_fully

from .directory_people import Area, make_area, make_service

pytestmark = pytest.mark.django_db

HOME = "/my-entries/"
OWN = "/my-entries/saturday-splash/"


@pytest.fixture
def area() -> Area:
    made = make_area()
    Membership.objects.create(user=made.editor, role=Role.EDITOR)
    return made


@pytest.fixture
def provider(client, area):
    client.force_login(area.member)
    return client


@pytest.fixture
def editor(area):
    from django.test import Client

    return sign_in_fully(Client(), area.editor)


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def as_sent(response) -> dict[str, str | list[str]]:
    """What a browser would send of the page's last form, nothing changed."""
    sent: dict[str, list[str]] = {}
    for box in soup(response).select("main form.gt-form :is(input, textarea)"):
        if box.get("type") in ("checkbox", "radio") and not box.has_attr("checked"):
            continue
        sent.setdefault(box["name"], []).append(
            box.get("value", "") if box.name == "input" else box.text.strip("\n")
        )
    return sent


def save(provider, section, **changes):
    sent = as_sent(provider.get(f"{OWN}{section}/"))
    return provider.post(f"{OWN}{section}/", {**sent, **changes})


def send(provider):
    return provider.post(f"{OWN}send/")


def entry() -> Service:
    return Service.objects.get(slug="saturday-splash")


def waiting_revision() -> int:
    return entry().current_workflow_task_state.revision_id


# The list and the task list


def test_list_says_how_each_entry_stands(provider, area):
    page = soup(provider.get(HOME)).select_one("main").get_text(" ", strip=True)
    assert "Saturday splash" in page
    assert "Families see it" in page
    assert "Sunday 12 April 2026" in page
    assert "of 7 parts complete" in page
    assert "Otter evenings" not in page


def test_list_takes_as_many_queries_for_many_entries_as_for_one(
    provider, area, django_assert_max_num_queries
):
    for number in range(4):
        made = make_service(area.own_provider, f"Splash {number}")
        made.summary = "A draft"
        made.save_revision(user=area.member)
    with django_assert_max_num_queries(12):
        provider.get(HOME)


@pytest.mark.parametrize("address", [OWN, f"{OWN}what/", f"{OWN}send/"])
def test_entries_of_another_provider_are_not_found(client, area, address):
    client.force_login(area.stranger)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code in (404, 405)
    assert client.get(HOME).status_code == 404


def test_stranger_is_asked_to_sign_in(client, area):
    assert client.get(HOME).status_code == 302
    assert client.get(f"{OWN}nonsense/").status_code == 302


# One section


def test_saved_section_is_a_draft_that_families_do_not_see(provider, area):
    response = save(provider, "what", summary="Swimming in quiet water.")
    assert response.status_code == 302
    assert entry().summary == "Swimming for children who like it quiet."
    assert entry().get_latest_revision_as_object().summary == "Swimming in quiet water."
    page = provider.get(OWN).content.decode()
    assert "Changed" in page
    assert "Read through and send" in page


def test_two_sections_are_one_draft(provider, area):
    before = entry().revisions.count()
    save(provider, "what", summary="Swimming in quiet water.")
    save(provider, "start", application_process="Ring us.")
    assert entry().revisions.count() == before + 1
    keys = [change.key for change in changes_between(entry(), entry().get_latest_revision_as_object())]
    assert keys == ["summary", "application_process"]


def test_section_saved_unchanged_changes_nothing(provider, area):
    for section in ("what", "who", "times", "cost", "getting-in", "start", "contact"):
        assert save(provider, section).status_code == 302, section
    assert changes_between(entry(), entry().get_latest_revision_as_object()) == []
    assert "Read through and send" not in provider.get(OWN).content.decode()


def test_times_prices_and_phones_are_rows(provider, area):
    save(provider, "contact", **{"phones-0-number": "01234 567890", "phones-0-description": "Mornings"})
    new_time = {
        "schedules-1-byday": ["MO"],
        "schedules-1-opens_at": "4.30pm",
        "schedules-1-closes_at": "17:30",
    }
    save(provider, "times", **new_time)
    save(provider, "cost", **{"cost_options-0-remove": "on"})
    draft = entry().get_latest_revision_as_object()
    assert [phone.number for phone in draft.phones.all()] == ["01234 567890"]
    assert [(row.byday, row.opens_at) for row in draft.schedules.all()] == [
        ("SA", time(10)),
        ("MO", time(16, 30)),
    ]
    assert list(draft.cost_options.all()) == []


@pytest.mark.parametrize(
    ("section", "changes", "message"),
    [
        ("who", {"minimum_age": "9", "maximum_age": "3"}, "The oldest age is below the youngest"),
        ("contact", {"email": "club"}, "Write the email address like this: name@example.org"),
        ("times", {"schedules-1-opens_at": "soon"}, "Write the time like this: 4.30pm"),
        ("times", {"schedules-1-opens_at": "4pm"}, "Choose the days"),
        ("cost", {"cost_options-0-amount": "four"}, "Write the price in numbers"),
        ("contact", {"phones-0-description": "Mornings"}, "Write the phone number"),
        ("who", {"diagnosis": "perhaps"}, "Choose one of the answers"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(provider, area, section, changes, message):
    before = entry().revisions.count()
    response = save(provider, section, **changes)
    assert response.status_code == 200
    assert message in soup(response).select_one(".gt-error-summary").get_text()
    assert entry().revisions.count() == before


def test_newer_version_of_somebody_else_is_not_written_over(provider, area):
    sent = as_sent(provider.get(f"{OWN}what/"))
    changed = entry()
    changed.summary = "An editor wrote this."
    changed.save_revision(user=area.editor)
    response = provider.post(f"{OWN}what/", {**sent, "summary": "Mine"})
    assert "Somebody else has changed this entry" in response.content.decode()
    assert "Mine" in response.content.decode()
    assert entry().get_latest_revision_as_object().summary == "An editor wrote this."


def test_actions_refuse_the_entry_of_another(area):
    facts = {"values": {"summary": "x"}, "rows": {}, "seen": version_mark(area.other)}
    with pytest.raises(PermissionDenied):
        save_section(service=area.other, by=area.member, **facts)
    with pytest.raises(PermissionDenied):
        send_for_approval(service=area.other, by=area.member)


# Sending and deciding


def test_sent_edit_is_read_through_first_and_then_waits(provider, area):
    save(provider, "what", summary="Swimming in quiet water.")
    page = soup(provider.get(f"{OWN}send/"))
    assert "Swimming" in page.select_one(".gt-changes").get_text()
    assert page.select_one(".gt-changes del").get_text() == "Taken out: for children who like it quiet."
    assert send(provider).status_code == 302
    assert entry().workflow_in_progress
    assert "wait for an editor" in provider.get(OWN).content.decode()
    assert provider.get(f"{OWN}what/").status_code == 302
    assert provider.post(f"{OWN}take-back/").status_code == 302
    assert not entry().workflow_in_progress


def test_nothing_to_send_is_said(provider, area):
    assert "nothing to send" in provider.post(f"{OWN}send/", follow=True).content.decode()


def decide(editor, decide, **data):
    address = reverse("localoffer_admin:changes", args=[entry().pk])
    return editor.post(address, {"decide": decide, "revision": waiting_revision(), **data})


def sent_edit(provider):
    save(provider, "what", summary="Swimming in quiet water.")
    save(provider, "contact", **{"phones-0-number": "01234 567890"})
    send(provider)


def test_editor_sees_the_difference_and_approves_all(provider, editor, area):
    sent_edit(provider)
    page = soup(editor.get(reverse("localoffer_admin:changes", args=[entry().pk])))
    assert [row.get_text() for row in page.select("th label")] == ["What is it, in short", "Phone numbers"]
    assert page.select_one("ins").get_text() == "in quiet water."
    assert decide(editor, "all").status_code == 302
    assert entry().summary == "Swimming in quiet water."
    assert [phone.number for phone in entry().phones.all()] == ["01234 567890"]
    assert Notice.objects.filter(recipient=area.member, kind="localoffer.edit-approved").count() == 1


def test_editor_publishes_part_and_the_rest_goes_back(provider, editor, area):
    sent_edit(provider)
    assert decide(editor, "part", fields=["phones"], reason="Say who it is for.").status_code == 302
    now = entry()
    assert now.summary == "Swimming for children who like it quiet."
    assert [phone.number for phone in now.phones.all()] == ["01234 567890"]
    assert now.has_unpublished_changes
    assert [one.key for one in changes_between(now, now.get_latest_revision_as_object())] == ["summary"]
    page = provider.get(OWN).content.decode()
    assert "Say who it is for." in page
    assert "These came back to you: What is it, in short." in page
    assert Notice.objects.filter(recipient=area.member, kind="localoffer.edit-returned").count() == 1

    save(provider, "what", summary="Swimming in quiet water, for ages 5 to 11.")
    send(provider)
    assert decide(editor, "all").status_code == 302
    assert entry().summary == "Swimming in quiet water, for ages 5 to 11."
    assert [phone.number for phone in entry().phones.all()] == ["01234 567890"]
    assert not entry().has_unpublished_changes


def test_editor_sends_all_back_with_a_reason(provider, editor, area):
    sent_edit(provider)
    assert "Say why it goes back" in decide(editor, "back").content.decode()
    assert decide(editor, "back", reason="Which pool?").status_code == 302
    assert not entry().phones.exists()
    assert "Which pool?" in provider.get(OWN).content.decode()


def test_part_is_neither_nothing_nor_all(provider, editor, area):
    sent_edit(provider)
    for fields in ([], ["summary", "phones"]):
        assert "not none, and not all" in decide(editor, "part", fields=fields, reason="So").content.decode()
    assert "Look again" in decide(editor, "part", fields=["slug"], reason="So").content.decode()
    assert entry().workflow_in_progress


def test_edit_that_was_changed_meanwhile_is_not_approved_unseen(provider, editor, area):
    sent_edit(provider)
    stale = waiting_revision()
    provider.post(f"{OWN}take-back/")
    save(provider, "what", summary="Something else.")
    send(provider)
    with pytest.raises(Changed):
        approve_part(service=entry(), by=area.editor, revision=stale, fields=["phones"], reason="So")
    address = reverse("localoffer_admin:changes", args=[entry().pk])
    said = {"decide": "back", "revision": stale, "reason": "Which pool is it?"}
    page = editor.post(address, said, follow=True).content.decode()
    assert "Look at it again" in page
    assert "Which pool is it?" in page
    assert entry().workflow_in_progress
    assert entry().summary != "Something else."


def test_reason_of_an_editor_who_came_second_is_not_lost(provider, editor, area):
    sent_edit(provider)
    second = {"decide": "back", "revision": waiting_revision(), "reason": "Which <pool> is it?"}
    decide(editor, "all")
    page = editor.post(reverse("localoffer_admin:changes", args=[entry().pk]), second).content.decode()
    assert "Somebody has decided about this edit already" in page
    assert "Which &lt;pool&gt; is it?" in page
    assert entry().summary == "Swimming in quiet water."


def test_provider_cannot_approve_their_own_edit(provider, area):
    sent_edit(provider)
    address = reverse("localoffer_admin:changes", args=[entry().pk])
    assert provider.get(address).status_code == 302
    provider.post(address, {"decide": "all", "revision": waiting_revision()})
    assert entry().workflow_in_progress
    with pytest.raises(PermissionDenied):
        approve_part(
            service=entry(), by=area.member, revision=waiting_revision(), fields=["phones"], reason="So"
        )
