""" "I do not feel safe": from anybody, in any way, to named people at once; and to nobody else."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from portal.access.roles import Role
from portal.accounts.models import User
from portal.audit.models import AuditRow
from portal.files.models import StoredFile
from portal.notifications.models import Notice
from portal.pages.models import AreaSettings
from portal.people.actions.concerns import Said, add_step, send_concern
from portal.people.concern_tasks import tell_of_waiting_concerns
from portal.people.models import Concern, ConcernStep, YoungPerson
from portal.people.refusals import Refused
from tests import file_samples as samples
from tests.people_factories import connection, sign_in_fully, user, young_person

pytestmark = pytest.mark.django_db
PAGE = "/i-do-not-feel-safe/"
WORDS = "He hits me <script>alert(1)</script>"


@pytest.fixture
def lead() -> User:
    return user(role=Role.SAFETY_LEAD, post="Safety lead")


@pytest.fixture
def robin() -> YoungPerson:
    return young_person(user=user(role=Role.YOUNG_PERSON, email=None, password=None))


def send(by: User | None = None, **said: Any) -> Concern:
    """A concern sent just now."""
    said = said or {"words": WORDS}
    return send_concern(by=by, said=Said(**said), sending=uuid.uuid4(), at=timezone.now())


def test_page_says_who_reads_it_and_when_and_whom_to_ring(client: Client, lead):
    AreaSettings.objects.create(
        safety_people="Dana Whitlow", safety_hours="Monday to Friday", front_door_phone="01632 960199"
    )

    answer = client.get(PAGE)

    words = answer.content.decode()
    for said in ("Dana Whitlow", "Monday to Friday", "At other times nobody reads it", "01632 960199"):
        assert said in words
    for number in ("tel:999", "tel:08001111", "tel:01632960199"):
        assert f'href="{number}"' in words
    assert "no-store" in answer["Cache-Control"]
    assert "Leave quickly" in words
    assert words.index('href="#press"') < words.index("tel:999") < words.index('id="press"')


def test_page_takes_no_message_where_nobody_would_read_it(client: Client):
    words = client.get(PAGE).content.decode()

    assert "Nobody would read it" in words
    assert "tel:999" in words
    assert "<textarea" not in words
    assert "#press" not in words


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"what": "please-talk"}, ("please-talk", "", "ask-first")),
        ({"words": WORDS, "may_tell": "nobody"}, ("", WORDS, "nobody")),
        ({"what": "hurt", "words": WORDS, "sending": "broken"}, ("hurt", WORDS, "ask-first")),
    ],
)
def test_concern_is_kept_as_it_was_said_and_nothing_of_it_comes_back(sent, kept, client: Client, lead):
    answer = client.post(PAGE, sent, follow=True)

    concern = Concern.objects.get()
    assert (concern.what, concern.words, concern.may_tell) == kept
    assert (concern.sent_by, concern.young_person, concern.state) == (None, None, "waiting")
    assert answer.redirect_chain == [("/i-do-not-feel-safe/sent/", 302)]
    words = answer.content.decode()
    assert "What happens next?" in words
    assert "hits me" not in words
    assert "no-store" in answer["Cache-Control"]
    again = BeautifulSoup(client.get(PAGE).content, "html.parser")
    assert not again.select_one("textarea[name=words]").text.strip()
    form = again.select_one("form.gt-concern")
    assert form.has_attr("data-no-keep")
    assert form["autocomplete"] == "off"


def test_empty_form_comes_back_with_what_to_do(client: Client, lead):
    answer = client.post(PAGE, {"what": "no such picture", "find_me": "Year 9 at Oak School"})

    assert "Press a picture, or write or record something" in answer.content.decode()
    assert "Year 9 at Oak School" in answer.content.decode()
    assert not Concern.objects.exists()


def test_same_form_sent_twice_is_one_concern(client: Client, lead):
    sending = str(uuid.uuid4())
    for _ in range(2):
        client.post(PAGE, {"what": "hurt", "sending": sending})

    assert Concern.objects.count() == 1
    assert Notice.objects.count() == 1


def test_what_the_next_child_says_with_the_same_form_is_kept_as_well(client: Client, lead):
    sending = str(uuid.uuid4())
    for what in ("hurt", "scared", "scared"):
        client.post(PAGE, {"what": what, "sending": sending})

    assert [one.what for one in Concern.objects.order_by("pk")] == ["hurt", "scared"]


def test_those_who_read_concerns_are_told_at_once_without_its_words(robin, lead, client: Client):
    user(role=Role.ADMINISTRATOR)
    client.force_login(robin.user)

    client.post(PAGE, {"words": WORDS, "what": "hurt"})

    notice = Notice.objects.get()
    concern = Concern.objects.get()
    assert (notice.recipient, notice.link) == (lead, f"/concerns/{concern.uuid}/")
    assert (concern.young_person, concern.sent_by) == (robin, robin.user)
    for sent in mail.outbox:
        assert "hits me" not in sent.body
        assert "Robin" not in sent.body + sent.subject


def test_those_who_read_concerns_are_told_again_of_what_nobody_has_read(lead):
    send_concern(by=None, said=Said("hurt"), sending=uuid.uuid4(), at=timezone.now() - timedelta(hours=20))
    read, new = send(), send()
    Concern.objects.filter(pk=read.pk).update(sent_at=timezone.now() - timedelta(hours=20))
    add_step(concern=read, by=lead, kind="read", at=timezone.now())
    Notice.objects.all().delete()

    tell_of_waiting_concerns.call()

    told = Notice.objects.get()
    assert told.recipient == lead
    assert str(new.uuid) not in told.link
    assert str(read.uuid) not in told.link


def test_recording_sent_beside_a_mistake_is_asked_for_again(client: Client, lead):
    sent = {"words": WORDS, "tell_whom": "x" * 201, "recording": samples.upload(samples.webm(2), "x.webm")}

    assert "Add your recording or picture again" in client.post(PAGE, sent).content.decode()
    without = client.post(PAGE, {"words": WORDS, "tell_whom": "x" * 201})
    assert "picture again" not in without.content.decode()


def test_recording_that_cannot_be_kept_brings_the_words_back(client: Client, lead):
    answer = client.post(
        PAGE, {"words": "Please help", "recording": samples.upload(b"<svg onload=x>", "a.mp3")}
    )

    assert "We cannot tell what this file is" in answer.content.decode()
    assert "Please help" in answer.content.decode()
    assert not Concern.objects.exists()


def test_recording_is_opened_by_those_who_read_concerns_alone(client: Client, lead, robin):
    client.force_login(robin.user)
    client.post(PAGE, {"recording": samples.upload(samples.webm(2), "x.webm")})
    stored = StoredFile.objects.get()

    assert client.get(stored.get_absolute_url()).status_code == 404
    assert (
        sign_in_fully(Client(), user(role=Role.ADMINISTRATOR)).get(stored.get_absolute_url()).status_code
        == 404
    )
    reader = sign_in_fully(Client(), lead)
    for _ in range(2):
        answer = reader.get(stored.get_absolute_url())
    assert answer["Content-Type"] == "audio/webm"
    assert samples.PLACE not in answer.getvalue()
    assert AuditRow.objects.filter(action="people.concern_recording_opened", actor=lead.pk).count() == 1


def test_nothing_of_a_concern_stands_in_the_young_persons_record(client: Client, lead, robin):
    """Parents may see who looked and what was done there."""
    concern = send(robin.user)
    reader = sign_in_fully(client, lead)
    reader.get(f"/concerns/{concern.uuid}/")
    add_step(concern=concern, by=lead, kind="read", at=timezone.now())

    actions = AuditRow.objects.filter(action__startswith="people.concern")
    assert {row.action for row in actions} == {
        "people.concern_sent",
        "people.concern_looked_at",
        "people.concern_read",
    }
    assert not AuditRow.objects.filter(young_person=robin.pk).exists()


def test_parent_who_reads_concerns_sees_none_of_their_own_family(client: Client, robin):
    parent = user(role=Role.SAFETY_LEAD)
    connection(robin, parent)
    concern = send(robin.user)
    reader = sign_in_fully(client, parent)

    assert reader.get(f"/concerns/{concern.uuid}/").status_code == 404
    assert concern.reference not in reader.get("/concerns/").content.decode()
    assert not Notice.objects.exists()
    with pytest.raises(Refused):
        add_step(concern=concern, by=parent, kind="read", at=timezone.now())


def test_list_shows_what_waits_first_and_no_words(client: Client, lead, django_assert_max_num_queries):
    closed, waiting, read = send(), send(), send()
    add_step(concern=read, by=lead, kind="read", at=timezone.now())
    add_step(concern=closed, by=lead, kind="closed", words="Talked.", reason="safe", at=timezone.now())
    reader = sign_in_fully(client, lead)

    with django_assert_max_num_queries(14):
        words = reader.get("/concerns/").content.decode()

    order = [words.index(one.reference) for one in (waiting, read, closed)]
    assert order == sorted(order)
    assert "hits me" not in words


def test_concern_is_read_dealt_with_closed_and_opened_again(client: Client, lead):
    concern = send()
    reader, address = sign_in_fully(client, lead), f"/concerns/{concern.uuid}/"

    words = reader.get(address).content.decode()
    assert "He hits me &lt;script&gt;" in words
    assert "<script>alert" not in words
    reader.post(f"{address}read/")
    assert "Please fill in: What was done?" in reader.post(f"{address}did/").content.decode()
    reader.post(f"{address}did/", {"did-words": "Rang the school."})
    missing = reader.post(f"{address}closed/", {"closed-words": "Met at school."}).content.decode()
    assert "Choose an answer: Why is it closed?" in missing
    assert "Met at school." in missing
    reader.post(f"{address}closed/", {"closed-words": "Met at school.", "closed-reason": "safe"})
    reader.post(f"{address}opened-again/", {"opened-again-words": "Wrote again."})

    concern.refresh_from_db()
    steps = ConcernStep.objects.order_by("pk")
    assert [(step.kind, step.by) for step in steps] == [
        (kind, lead) for kind in ("read", "did", "closed", "opened-again")
    ]
    assert concern.state == "being-done"
    with pytest.raises(TypeError):
        steps[0].delete()


def test_closed_concern_takes_no_step_but_opening_it_again(client: Client, lead):
    concern = send()
    add_step(concern=concern, by=lead, kind="closed", words="Talked.", reason="safe", at=timezone.now())

    answer = sign_in_fully(client, lead).post(
        f"/concerns/{concern.uuid}/did/", {"did-words": "x"}, follow=True
    )

    assert "Someone closed or opened this" in answer.content.decode()
    assert ConcernStep.objects.count() == 1


@pytest.mark.usefixtures("still_clock")
def test_too_many_messages_from_one_place_are_told_to_ring_and_keep_the_words(client: Client, lead):
    with time_machine.travel(timezone.now(), tick=False):  # an hour that does not end meanwhile
        for _ in range(30):
            client.post(PAGE, {"what": "hurt"})

        answer = client.post(PAGE, {"words": "Please help"})

    assert answer.status_code == 429
    assert "ring one of the numbers" in answer.content.decode()
    assert "Please help" in answer.content.decode()
