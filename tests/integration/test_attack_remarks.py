"""Somebody who means harm, or presses Back: remarks, links to keep entries, recordings, reports of mail."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone
from wagtail.models import WorkflowState

from localoffer import remark_files
from localoffer.actions import ensure_groups
from localoffer.models import EntryOwner, Remark, SuggestedChange
from localoffer.remark_actions import answer_remark, give_remark
from portal.access.roles import Role
from portal.notifications.models import Delivery
from tests import file_samples
from tests.integration.checking_area import own, page_of
from tests.integration.directory_people import Area, make_area
from tests.people_factories import sign_in_fully, user

pytestmark = pytest.mark.django_db

WRONG = "/find-help/tell-us/wrong/"
CHANGE = {"phone": "01632 960777", "email": "", "times": "", "cost_kind": "", "wait_time": ""}


@pytest.fixture
def area(settings: Any) -> Area:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return make_area()


@pytest.fixture
def keeper(area: Area) -> EntryOwner:
    return own(area.own)


def filled(**changes: Any) -> dict[str, Any]:
    return {"words": "Nobody answers", "sending": str(uuid.uuid4()), **changes}


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


# Telling us


def test_answer_reaches_an_address_that_was_typed_with_capitals(
    mailoutbox: list[EmailMultiAlternatives], django_capture_on_commit_callbacks: Any
) -> None:
    editor = user(role=Role.EDITOR)
    with django_capture_on_commit_callbacks(execute=True):
        remark, _secret = give_remark(
            kind="wrong",
            sending=uuid.uuid4(),
            at=timezone.now(),
            words="Shut",
            email="Robin@Family.example",
        )
        answer_remark(remark=remark, by=editor, at=timezone.now(), words="Here it is.")

    assert [mail.to for mail in mailoutbox if mail.to != [editor.email]] == [["robin@family.example"]]


def test_what_is_written_after_going_back_is_kept_as_well(client: Client) -> None:
    once = filled()
    answers = [client.post(WRONG, {**once, "words": words}) for words in ("One", "Two", "Two")]

    assert [remark.words for remark in Remark.objects.order_by("pk")] == ["One", "Two"]
    assert ["Two" in client.get(answer["Location"]).content.decode() for answer in answers] == [
        False,
        True,
        True,
    ]


def test_recordings_are_refused_in_words_when_a_day_was_full(client: Client, monkeypatch: Any) -> None:
    def recorded() -> dict[str, Any]:
        return filled(recording=file_samples.upload(file_samples.wav(), "said.wav"))

    assert client.post(WRONG, recorded()).status_code == 302
    monkeypatch.setattr(remark_files, "MOST_BYTES_A_DAY", 1)
    full = soup(client.post(WRONG, recorded()))

    assert "very many recordings" in full.select_one("#id_recording-error").get_text()
    assert full.select_one("textarea[name=words]").get_text(strip=True) == "Nobody answers"
    assert client.post(WRONG, filled()).status_code == 302


def test_form_from_a_broken_link_can_be_sent(client: Client) -> None:
    form = soup(client.get(f"{WRONG}?entry=%3Cno%20entry%3E"))
    sent = {one["name"]: one.get("value", "") for one in form.select("main input[type=hidden]")}

    assert client.post(WRONG, {**sent, "words": "It is shut"}).status_code == 302


# Links to keep entries right


def test_change_can_be_sent_after_one_was_sent_back(client: Client, area: Area, keeper: EntryOwner) -> None:
    for phone in ("01632 960777", "01632 960778"):
        answer = client.post(page_of(keeper, area.own.slug, "change"), {**CHANGE, "phone": phone})
        assert answer.status_code == 302
        task = WorkflowState.objects.active().get().current_task_state
        assert [one.number for one in task.revision.as_object().phones.all()] == [phone]
        task.task.specific.on_action(task, area.editor, "reject", comment="Whose phone is it?")

    assert [one.outcome for one in SuggestedChange.objects.order_by("pk")] == ["sent back", "sent back"]


def test_old_link_does_not_fill_the_owners_mailbox(client: Client, area: Area, keeper: EntryOwner) -> None:
    link = page_of(keeper)
    with time_machine.travel(timezone.now() + timedelta(days=61), tick=False):
        answers = [client.post(f"{link}new-link/", REMOTE_ADDR=f"10.0.0.{n}") for n in range(4)]
        assert len({answer.content for answer in answers}) == 1
        assert Delivery.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=61, hours=2), tick=False):
        client.post(f"{link}new-link/")
        assert Delivery.objects.count() == 2


def test_link_of_an_owner_whose_address_is_gone_opens_nothing(
    client: Client, area: Area, keeper: EntryOwner
) -> None:
    link = page_of(keeper)
    EntryOwner.objects.filter(pk=keeper.pk).update(email="")

    assert client.get(link).status_code == 404
    assert client.post(f"{link}{area.own.slug}/now/", {"do": "full"}).status_code == 404


def test_editor_takes_away_a_line_that_names_somebody(client: Client, area: Area, keeper: EntryOwner) -> None:
    client.post(page_of(keeper, area.own.slug, "now"), {"do": "message", "message": "Robin stole it"})
    assert "Robin stole it" in Client().get(area.own.get_absolute_url()).content.decode()

    editor = user(role=Role.EDITOR, post="Local Offer editor")
    editor.groups.add(ensure_groups()[0])
    sign_in_fully(client, editor)
    address = f"/cms/local-offer/entry/{area.own.pk}/line/"
    edit = f"/cms/snippets/localoffer/service/edit/{area.own.pk}/"
    assert address in client.get(edit).content.decode()
    assert client.post(address).status_code == 302
    assert "Robin stole it" not in Client().get(area.own.get_absolute_url()).content.decode()
    assert address not in client.get(edit).content.decode()


# Reports of mail


@pytest.mark.parametrize("provider", ["mailgun", "postal", "resend"])
def test_reports_of_a_provider_that_was_not_set_up_are_not_there(
    client: Client, settings: Any, provider: str
) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": "provider:secret"}
    answer = client.post(f"/mail/reports/{provider}/", "{}", content_type="application/json")

    assert answer.status_code in (400, 404)
