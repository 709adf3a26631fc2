"""What families tell us: kept as it came, followed by a secret, answered, published naming nobody."""

import datetime
import uuid
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from localoffer.actions import ensure_groups
from localoffer.models import Remark, RemarkLink, Service
from localoffer.models.remark import CameBy, DeclineReason, State
from localoffer.remark_actions import (
    answer_remark,
    decline_remark,
    forget_old_remarks,
    give_remark,
    mark_corrected,
    publish_remark,
    sort_remark,
    start_looking,
)
from localoffer.remark_forms import page_said
from localoffer.remark_queries import counts_by_limb, queue, remark_behind, remarks_for_yearly_report
from portal.access.roles import Role
from portal.files.models import StoredFile
from portal.notifications.models import Delivery, Notice
from tests import file_samples
from tests.people_factories import sign_in_fully, user

from .directory_people import make_area

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 3, 3, 12, tzinfo=datetime.UTC)
TELL = "/find-help/tell-us/"


@pytest.fixture
def editor():
    made = user(role=Role.EDITOR, post="Local Offer editor")
    made.groups.add(ensure_groups()[0])
    return made


@pytest.fixture
def entry() -> Service:
    return make_area().own


def told(**changes):
    given = {"kind": "wrong", "sending": uuid.uuid4(), "at": NOON, "words": "Nobody answers the phone"}
    return give_remark(**{**given, **changes})


def filled(**changes):
    return {"words": "Nobody answers", "sending": str(uuid.uuid4()), **changes}


def secret_of(response) -> str:
    return response.redirect_chain[-1][0].split("/")[-2]


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


# Telling us


def test_family_tells_us_by_pictures_and_gets_a_number_and_a_code(client, entry):
    sent = {"sending": str(uuid.uuid4()), "pictures": ["no-answer", "closed"], "entry": entry.slug}
    response = client.post(f"{TELL}wrong/", sent, follow=True)
    remark = Remark.objects.get()
    assert (remark.kind, remark.service, remark.pictures) == ("wrong", entry, ["no-answer", "closed"])
    assert remark.reference.startswith("LO-20")
    page = soup(response).select_one("main").get_text(" ")
    assert remark.reference in page
    assert secret_of(response) in page
    assert "Nobody answers us" in page
    assert response["Referrer-Policy"] == "same-origin"
    assert "noindex" in response["X-Robots-Tag"]


def test_only_a_hash_of_the_code_is_kept(client, entry):
    response = client.post(f"{TELL}wrong/", filled(), follow=True)
    link = RemarkLink.objects.get()
    secret = secret_of(response)
    assert secret.replace("-", "") not in link.secret_hash
    assert remark_behind(secret.upper().replace("-", " ")) == link.remark


def test_comment_says_what_it_is_about(client):
    response = client.post(f"{TELL}comment/", filled())
    assert "Choose what it is about" in soup(response).select_one(".gt-error-summary").get_text()
    client.post(f"{TELL}comment/", filled(limb="involved"))
    assert Remark.objects.get().limb == "involved"


def test_recording_is_kept_for_editors_alone(client, editor):
    upload = file_samples.upload(file_samples.wav(), "said.wav")
    client.post(f"{TELL}question/", {"sending": str(uuid.uuid4()), "recording": upload})
    stored = StoredFile.objects.get(uuid=Remark.objects.get().recording)
    assert client.get(stored.get_absolute_url()).status_code != 200
    assert sign_in_fully(Client(), user(role=Role.PROVIDER)).get(stored.get_absolute_url()).status_code == 404
    assert sign_in_fully(Client(), editor).get(stored.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"words": ""}, "Choose a picture, write something, or add a recording"),
        ({"words": "x" * 5001}, "5,000 letters or fewer"),
        ({"email": "robin"}, "Write the email like this"),
        ({"pictures": ["a-dragon"]}, "Choose from the pictures"),
        ({"sending": "again"}, "Open this page again"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, sent, message):
    response = client.post(f"{TELL}wrong/", filled(**sent))
    assert message in soup(response).select_one(".gt-error-summary").get_text()
    assert (
        soup(response).select_one("textarea[name=words]").get_text(strip=True)
        == {**filled(), **sent}["words"]
    )
    assert not Remark.objects.exists()


def test_recording_sent_beside_a_mistake_is_asked_for_again(client):
    upload = file_samples.upload(file_samples.wav(), "said.wav")
    response = client.post(f"{TELL}wrong/", filled(email="robin", recording=upload))
    assert "Add your recording again" in soup(response).select_one("#id_recording-error").get_text()
    without = client.post(f"{TELL}wrong/", filled(email="robin"))
    assert not soup(without).select_one("#id_recording-error")


def test_file_that_is_no_sound_is_refused_in_words(client):
    upload = file_samples.upload(b"<script>alert(1)</script>", "said.mp3")
    response = client.post(f"{TELL}wrong/", filled(recording=upload))
    assert soup(response).select_one("#id_recording-error")
    assert not Remark.objects.exists()


def test_sent_twice_is_one_remark_with_a_link_each(client):
    once = filled()
    first = client.post(f"{TELL}wrong/", once, follow=True)
    second = client.post(f"{TELL}wrong/", once, follow=True)
    assert Remark.objects.count() == 1
    assert remark_behind(secret_of(first)) == remark_behind(secret_of(second))


def test_machine_that_fills_the_hidden_box_keeps_nothing(client):
    response = client.post(f"{TELL}wrong/", filled(website="spam"), follow=True)
    assert response.status_code == 200
    assert not Remark.objects.exists()


@pytest.mark.usefixtures("still_clock")
def test_sending_very_often_is_paused(client):
    with time_machine.travel("2026-11-10 10:00", tick=False):  # posts are counted by the hour
        answers = [client.post(f"{TELL}wrong/", filled()).status_code for _ in range(21)]
    assert (answers[0], answers[-1]) == (302, 429)


def test_words_are_kept_as_plain_text():
    remark, _ = told(words="It is <b>shut</b><script>alert(1)</script> & I <3 it")
    assert remark.words == "It is shut & I <3 it"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/find-help/a-to-z/", "/find-help/a-to-z/"),
        ("/find-help/?words=my+son", "/find-help/"),
        ("/my-list/shared/a-secret-of-mine/", ""),
        ("/find-help/tell-us/follow/k7qm-4trx-9bcd-h2wz/", ""),
        ("//elsewhere.example/", ""),
        ("https://elsewhere.example/find-help/", ""),
        ("http://[broken", ""),
        ("/find-help/\x00", ""),
    ],
)
def test_page_it_is_about_never_holds_a_secret(address, kept):
    assert page_said(address) == kept


def test_link_at_the_foot_knows_the_entry_it_came_from(client, entry):
    page = client.get(TELL, headers={"referer": f"http://testserver{entry.get_absolute_url()}"})
    assert f"entry={entry.slug}" in soup(page).select_one(".gt-card__link")["href"]


@pytest.mark.parametrize("odd", ["%00", "%F0%9F%90%99", "..%2F", "x" * 500])
@pytest.mark.parametrize("address", [TELL, f"{TELL}wrong/", "/find-help/comments/"])
def test_odd_addresses_give_a_page(client, address, odd):
    assert client.get(f"{address}?entry={odd}&page={odd}&about={odd}").status_code == 200


# Following


def test_guessed_address_opens_nothing(client):
    remark, _ = told()
    for guess in (remark.reference, str(remark.uuid), str(remark.pk), "k7qm-4trx-9bcd-h2wz"):
        assert client.get(f"{TELL}follow/{guess}/").status_code == 404
        assert client.get(f"{TELL}follow/{guess}/now/").status_code == 404


def test_code_from_paper_opens_the_page(client):
    _, secret = told()
    response = client.post(f"{TELL}follow/", {"code": secret.upper().replace("-", " ")}, follow=True)
    assert response.status_code == 200
    wrong = client.post(f"{TELL}follow/", {"code": "k7qm-4trx-9bcd-h2wz"})
    assert "We have nothing with that code" in wrong.content.decode()
    short = client.post(f"{TELL}follow/", {"code": "k7"})
    assert "16 letters and numbers" in short.content.decode()


def test_page_says_what_became_of_it_and_so_does_its_live_part(client, editor):
    remark, secret = told()
    answer_remark(remark=remark, by=editor, at=NOON, words="They moved. The new number is on the page.")
    for address in (f"{TELL}follow/{secret}/", f"{TELL}follow/{secret}/now/"):
        words = client.get(address).content.decode()
        assert "We answered you" in words
        assert "The new number is on the page." in words
        assert editor.email not in words


def test_reading_the_page_takes_few_queries(client, django_assert_max_num_queries):
    _, secret = told()
    with django_assert_max_num_queries(8):
        client.get(f"{TELL}follow/{secret}/")


# Actions


def test_every_step_is_a_row_and_the_words_stay(editor):
    remark, _ = told()
    start_looking(remark=remark, by=editor, at=NOON)
    mark_corrected(remark=remark, by=editor, at=NOON, words="We changed the number.")
    remark.refresh_from_db()
    assert (remark.state, remark.words) == (State.CORRECTED, "Nobody answers the phone")
    assert [step.kind for step in remark.steps.all()] == ["received", "looking", "corrected"]


def test_looking_again_opens_what_was_closed(editor):
    remark, _ = told()
    answer_remark(remark=remark, by=editor, at=NOON, words="Here it is.")
    again = start_looking(remark=remark, by=editor, at=NOON)
    assert (again.state, again.closed_at) == (State.LOOKING, None)


def test_declining_needs_a_lawful_reason(editor):
    remark, _ = told()
    with pytest.raises(ValueError, match="lawful"):
        decline_remark(remark=remark, by=editor, at=NOON, reason="too-busy", words="No.")
    with pytest.raises(ValueError, match="where it can be taken"):
        decline_remark(remark=remark, by=editor, at=NOON, reason=DeclineReason.ONE_PERSON, words="Sorry.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.filter(pk=remark.pk).update(state=State.DECLINED, closed_at=NOON)


def test_only_those_who_may_answer_do():
    remark, _ = told()
    for role in (Role.PROVIDER, Role.ADMINISTRATOR, Role.FORUM_REP):
        with pytest.raises(PermissionDenied):
            answer_remark(remark=remark, by=user(role=role), at=NOON, words="Hello")
    with pytest.raises(PermissionDenied):
        told(by=user(role=Role.SUPPORTER), came_by=CameBy.PHONE)


def test_publishing_needs_an_answer_first_and_what_it_is_about(editor):
    remark, _ = told()
    publish = {
        "remark": remark,
        "by": editor,
        "at": NOON,
        "wording": "A club does not answer.",
        "answer": "It does now.",
    }
    with pytest.raises(ValueError, match="Answer it first"):
        publish_remark(**publish)
    answer_remark(remark=remark, by=editor, at=NOON, words="It does now.")
    with pytest.raises(ValueError, match="what it is about"):
        publish_remark(**publish)
    sort_remark(remark=remark, by=editor, at=NOON, limb="content")
    assert publish_remark(**publish).published_at == NOON
    with pytest.raises(ValueError, match="Take it off"):
        decline_remark(remark=remark, by=editor, at=NOON, reason=DeclineReason.ABUSE, words="No.")


def test_answer_goes_by_mail_as_a_link_without_the_words(
    editor, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        remark, _ = told(email="robin@family.example")
        answer_remark(remark=remark, by=editor, at=NOON, words="A secret answer")
    (mail,) = [one for one in mailoutbox if one.to == ["robin@family.example"]]
    assert "A secret answer" not in mail.body
    secret = mail.body.split("/tell-us/follow/")[1].split("/")[0]
    assert remark_behind(secret) == remark
    assert Delivery.objects.filter(address="robin@family.example").count() == 1


def test_editors_are_told_that_there_is_one(editor):
    remark, _ = told(at=timezone.now())
    assert Notice.objects.filter(recipient=editor, thing_id=str(remark.pk)).count() == 1


def test_emails_and_voices_are_erased_by_rule_and_words_stay(editor):
    recording = file_samples.upload(file_samples.wav(), "said.wav")
    remark, secret = told(email="robin@family.example", recording=recording)
    answer_remark(remark=remark, by=editor, at=NOON, words="Here is the answer.")
    waiting, _ = told(email="wren@family.example")
    assert forget_old_remarks(now=NOON + timedelta(days=29)) == (0, 0)
    assert forget_old_remarks(now=NOON + timedelta(days=31)) == (1, 0)
    assert forget_old_remarks(now=NOON + timedelta(days=731)) == (0, 1)
    remark.refresh_from_db()
    waiting.refresh_from_db()
    assert (remark.words, remark.email, remark.recording) == ("Nobody answers the phone", "", None)
    assert remark_behind(secret) is None
    assert not StoredFile.objects.exists()
    assert (waiting.words, waiting.email) == ("Nobody answers the phone", "wren@family.example")


# Answering, in the admin


def test_editor_works_through_the_queue(client, editor, entry):
    sign_in_fully(client, editor)
    remark, _ = told(service=entry, words="We asked Mrs Heron", kind="wrong")
    listed = client.get(reverse("localoffer_admin:remarks")).content.decode()
    assert remark.reference in listed
    page = client.get(reverse("localoffer_admin:remark", args=[remark.pk])).content.decode()
    assert "We asked Mrs Heron" in page
    assert "looks like a name" in page
    assert reverse("wagtailsnippets_localoffer_service:edit", args=[entry.pk]) in page

    def act(name, **data):
        address = reverse("localoffer_admin:remark_act", args=[remark.pk, name])
        return client.post(address, {f"{name}-{field}": value for field, value in data.items()})

    assert act("publish").status_code == 404
    assert "Please fill in" in act("answer", words="").content.decode()
    assert act("answer", words="They answer again.").status_code == 302
    assert act("sort", limb="content").status_code == 302
    wording = {"wording": "We asked Mrs Heron", "answer": "They answer again.", "plan": ""}
    assert "looks like a name" in act("publish", **wording).content.decode()
    assert not Remark.objects.published().exists()
    assert act("publish", **{**wording, "wording": "We asked a club"}).status_code == 302
    public = Client().get("/find-help/comments/").content.decode()
    assert "We asked a club" in public
    assert "Heron" not in public
    assert act("take-down").status_code == 302
    assert "We asked a club" not in Client().get("/find-help/comments/").content.decode()
    remark.refresh_from_db()
    assert remark.words == "We asked Mrs Heron"


def test_declining_in_the_admin_says_where_to_take_it(client, editor):
    sign_in_fully(client, editor)
    remark, secret = told()
    address = reverse("localoffer_admin:remark_act", args=[remark.pk, "decline"])
    sent = {"decline-reason": "one-person", "decline-words": "This is about one child's help."}
    assert "Say where they can take it" in client.post(address, sent).content.decode()
    assert client.post(address, {**sent, "decline-where_to": "complaint"}).status_code == 302
    assert "complain to the council" in Client().get(f"{TELL}follow/{secret}/").content.decode()


def test_staff_type_in_what_somebody_said_on_the_phone(client, editor):
    sign_in_fully(client, editor)
    sent = {"came_by": "phone", "words": "It is shut on Tuesdays", "sending": str(uuid.uuid4())}
    page = client.post(reverse("localoffer_admin:remark_new_kind", args=["wrong"]), sent).content.decode()
    remark = Remark.objects.get()
    assert (remark.came_by, remark.typed_by) == ("phone", editor)
    assert remark.reference in page
    for nothing in ("", "<b></b>"):
        again = {**sent, "sending": str(uuid.uuid4()), "words": nothing}
        answer = client.post(reverse("localoffer_admin:remark_new_kind", args=["wrong"]), again)
        assert "Write what they said" in answer.content.decode()
    assert Remark.objects.count() == 1


def test_what_waits_longest_comes_first_and_what_is_closed_last(editor):
    closed, _ = told(at=NOON - timedelta(days=9))
    answer_remark(remark=closed, by=editor, at=NOON, words="Yes.")
    newer, _ = told(at=NOON)
    older, _ = told(at=NOON - timedelta(days=3))
    assert list(queue({"state": ""}).remarks) == [older, newer, closed]


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.ADMINISTRATOR])
def test_others_of_the_admin_find_no_remarks(client, role, editor):
    other = user(role=role)
    other.groups.add(ensure_groups()[1])
    sign_in_fully(client, other)
    remark, _ = told()
    for address in (
        reverse("localoffer_admin:remarks"),
        reverse("localoffer_admin:remark", args=[remark.pk]),
        reverse("localoffer_admin:remark_new"),
    ):
        assert client.get(address).status_code == 404
    assert client.post(reverse("localoffer_admin:remark_act", args=[remark.pk, "look"])).status_code == 404


# Counts


def test_filters_say_how_many_each_leaves(editor, django_assert_max_num_queries):
    told(kind="question")
    answered, _ = told(limb="content", kind="comment")
    answer_remark(remark=answered, by=editor, at=NOON, words="Yes.")
    with django_assert_max_num_queries(5):
        found = queue({"state": "nonsense"})
        assert len(found.remarks) == 2
    counts = {(name, one.value): one.count for name, choices in found.filters.items() for one in choices}
    assert counts["state", "open"] == 1
    assert counts["kind", "comment"] == 1
    assert counts["limb", "none"] == 1


def test_small_counts_are_not_shown(client):
    for _ in range(9):
        told(kind="comment", limb="content")
    assert counts_by_limb()["total"] is None
    told(kind="comment", limb="access")
    counts = counts_by_limb()
    assert (counts["content"], counts["access"], counts["total"]) == (None, None, 10)
    assert "Fewer than 10" in client.get("/find-help/comments/").content.decode()


def test_yearly_report_holds_wordings_and_never_own_words(editor, django_assert_num_queries):
    remark, _ = told(kind="comment", limb="content")
    told(kind="comment", limb="content", at=datetime.datetime(2025, 12, 31, 23, 30, tzinfo=datetime.UTC))
    answer_remark(remark=remark, by=editor, at=NOON, words="Soon.")
    publish_remark(
        remark=remark, by=editor, at=NOON, wording="Clubs are full.", answer="Soon.", plan="Two more."
    )
    with django_assert_num_queries(2):
        report = remarks_for_yearly_report("content", 2026)
    assert [one.published_words for one in report.published] == ["Clubs are full."]
    assert report.counts.total is None
    with pytest.raises(ValueError, match="three things"):
        remarks_for_yearly_report("weather", 2026)
