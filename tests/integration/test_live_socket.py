"""The socket of an open page: who may hear what, what is heard, and what ends it."""

import json

import pytest
from channels.db import database_sync_to_async
from django.db import transaction

from portal.accounts.models import User
from portal.realtime import hub as hub_module
from portal.realtime import tokens, topics
from portal.realtime.consumers import BAD_MESSAGE, TOO_MUCH
from portal.realtime.hubs import hub_of_this_loop
from portal.realtime.messages import MESSAGES
from portal.realtime.models import Change
from portal.realtime.publishing import publish_on_commit, right_lost_on_commit
from portal.realtime.topics import Topic

from .live_pages import LivePage, change, keep_and_tell, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_topics(monkeypatch, settings):
    """One for everyone, one for the person whose key it names and who still has a post."""
    monkeypatch.setattr(topics, "_TOPICS", {})
    topics.declare(Topic("open-thing", may_join=lambda user, identity: True, is_public=True))
    topics.declare(
        Topic("own-thing", may_join=lambda user, identity: identity == str(user.pk) and bool(user.post))
    )
    settings.LIVE_LOOK_SECONDS = 0.1
    # Channels closes the connection after each piece of work, in the middle of the test's own transaction.
    # Django's test client keeps it open for the same reason.
    monkeypatch.setattr("channels.db.close_old_connections", lambda: None)


@pytest.fixture
def person(client):
    user = User.objects.create_user("jo@larkshire.example", "a-long-enough-one", post="Co-ordinator")
    client.force_login(user)
    return user


@pytest.fixture
def capture(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def own(user):
    return tokens.sign("own-thing", str(user.pk), user.pk)


def open_thing(identity="1"):
    return tokens.sign("open-thing", identity, None)


def test_stranger_hears_that_a_public_thing_changed_and_nothing_more(capture):
    async def scenario():
        page = LivePage()
        assert await page.open()
        assert await page.join(open_thing()) == {"joined": ["open-thing.1"]}
        await change(capture, "open-thing", "2")
        await change(capture, "open-thing", "1")
        assert await page.hears() == {"changed": ["open-thing.1"]}
        assert await page.hears_nothing()
        await page.close()

    run(scenario)


def test_person_hears_of_their_own_thing(client, person, capture):
    async def scenario():
        page = LivePage(client)
        assert await page.open()
        assert await page.join(own(person)) == {"joined": [f"own-thing.{person.pk}"], "signedIn": True}
        await change(capture, "own-thing", str(person.pk))
        assert await page.hears() == {"changed": [f"own-thing.{person.pk}"]}
        await page.close()

    run(scenario)


def test_token_of_another_person_opens_nothing(client, person, capture):
    other = User.objects.create_user("sam@larkshire.example", "a-long-enough-one", post="Head")
    token = own(other)

    async def scenario():
        page = LivePage(client)
        await page.open()
        answer = await page.join(token)
        assert answer == {"joined": [], "renew": [f"own-thing.{other.pk}"], "signedIn": True}
        await change(capture, "own-thing", str(other.pk))
        assert await page.hears_nothing()
        await page.close()

    run(scenario)


def test_good_token_without_the_right_opens_nothing(client, person, capture):
    token = own(person)
    User.objects.update(post="")

    async def scenario():
        page = LivePage(client)
        await page.open()
        assert (await page.join(token))["joined"] == []
        await change(capture, "own-thing", str(person.pk))
        assert await page.hears_nothing()
        await page.close()

    run(scenario)


def test_stranger_on_a_private_topic_is_told_to_sign_in(person, capture):
    token = own(person)

    async def scenario():
        page = LivePage()
        await page.open()
        assert await page.join(token, open_thing()) == {"joined": ["open-thing.1"], "signedOut": True}
        await change(capture, "own-thing", str(person.pk))
        assert await page.hears_nothing()
        await page.close()

    run(scenario)


def test_right_lost_in_mid_connection_ends_the_subscription_at_the_next_change(client, person, capture):
    async def scenario():
        page = LivePage(client)
        await page.open()
        await page.join(own(person))
        await database_sync_to_async(User.objects.update)(post="")
        await change(capture, "own-thing", str(person.pk))
        assert await page.hears() == {"renew": [f"own-thing.{person.pk}"]}
        await change(capture, "own-thing", str(person.pk))
        assert await page.hears_nothing()
        await page.close()

    run(scenario)


def test_right_lost_is_noticed_at_once_where_an_action_says_so(client, person, capture):
    def lose():
        User.objects.update(post="")
        right_lost_on_commit(person.pk)

    async def scenario():
        page = LivePage(client)
        await page.open()
        await page.join(own(person), open_thing())
        await database_sync_to_async(keep_and_tell)(capture, lose)
        assert await page.hears() == {"renew": [f"own-thing.{person.pk}"]}
        await change(capture, "open-thing", "1")
        assert await page.hears() == {"changed": ["open-thing.1"]}
        await page.close()

    run(scenario)


def test_session_that_ended_is_said_and_private_things_are_no_longer_heard(client, person, capture):
    def end():
        client.session.flush()
        right_lost_on_commit(person.pk)

    async def scenario():
        page = LivePage(client)
        await page.open()
        await page.join(own(person), open_thing())
        await database_sync_to_async(keep_and_tell)(capture, end)
        assert await page.hears() == {"signedOut": True}
        await change(capture, "own-thing", str(person.pk))
        assert await page.hears_nothing()
        await page.close()

    run(scenario)


def test_session_that_runs_out_is_noticed_without_anybody_saying_so(client, person, capture, monkeypatch):
    monkeypatch.setattr(hub_module, "RIGHTS_EVERY", 0.1)

    async def scenario():
        page = LivePage(client)
        await page.open()
        await page.join(own(person))
        assert await page.hears_nothing()
        await database_sync_to_async(client.session.flush)()
        assert await page.hears() == {"signedOut": True}
        await page.close()

    run(scenario)


@pytest.mark.parametrize("origin", [b"https://elsewhere.example.org", b"http://testserver:81", b"null", None])
def test_page_of_another_site_gets_no_socket(origin):
    async def scenario():
        assert not await LivePage(origin=origin).open()

    run(scenario)


def test_another_address_gets_no_socket():
    async def scenario():
        assert not await LivePage(path="/ws/other/").open()

    run(scenario)


@pytest.mark.parametrize("text", ["nonsense", '{"join": 1}', "x" * 20_000])
def test_page_that_speaks_nonsense_is_closed(text):
    async def scenario():
        page = LivePage()
        await page.open()
        await page.says(text)
        assert await page.is_closed_with() == BAD_MESSAGE

    run(scenario)


def test_page_that_says_too_much_is_closed():
    async def scenario():
        page = LivePage()
        await page.open()
        for _ in range(MESSAGES + 1):
            await page.says('{"leave": []}')
        assert await page.is_closed_with() == TOO_MUCH

    run(scenario)


def test_page_with_too_many_regions_is_closed():
    async def scenario():
        page = LivePage()
        await page.open()
        await page.join(*(open_thing(f"a-{number}") for number in range(40)))
        await page.says(json.dumps({"join": [[open_thing(f"b-{number}"), ""] for number in range(40)]}))
        assert await page.is_closed_with() == TOO_MUCH

    run(scenario)


def test_page_that_leaves_hears_no_more(capture):
    async def scenario():
        page = LivePage()
        await page.open()
        await page.join(open_thing())
        await page.says('{"leave": ["open-thing.1", "open-thing.never"]}')
        assert await page.hears_nothing()
        await change(capture, "open-thing", "1")
        assert await page.hears_nothing()
        await page.close()
        assert hub_of_this_loop().all_listeners == set()

    run(scenario)


def test_change_made_while_the_page_was_away_is_named_when_it_comes_back(capture):
    async def scenario():
        token, other = open_thing("1"), open_thing("2")
        page = LivePage()
        await page.open()
        await page.join(token, other)
        await page.close()
        await change(capture, "open-thing", "1")
        again = LivePage()
        await again.open()
        assert await again.join(token, other) == {
            "joined": ["open-thing.1", "open-thing.2"],
            "changed": ["open-thing.1"],
        }
        assert await again.join(token, version="1") == {"joined": ["open-thing.1"]}
        assert (await again.join(token, version="0"))["changed"] == ["open-thing.1"]
        await again.close()

    run(scenario)


def test_burst_is_a_few_notices_and_the_last_change_is_among_them(capture):
    async def scenario():
        page = LivePage()
        await page.open()
        await page.join(open_thing())
        await change(capture, "open-thing", "1", times=50)
        heard = [await page.hears()]
        while not await page.hears_nothing(2 * hub_module.LONGEST_TICK):
            heard.append(await page.hears())
        assert heard == [{"changed": ["open-thing.1"]}] * len(heard)
        assert len(heard) < 25
        assert (await page.join(open_thing(), version="50")) == {"joined": ["open-thing.1"]}
        await page.close()

    run(scenario)


def test_change_of_another_process_is_found_in_the_table(settings):
    """Its message never reaches this process: as a worker's in the demo, or one that Redis lost."""

    def another_process_changes():
        with transaction.atomic():
            publish_on_commit("open-thing", "1")  # the test's own transaction never commits: nobody tells

    async def scenario():
        page = LivePage()
        await page.open()
        await page.join(open_thing())
        await database_sync_to_async(another_process_changes)()
        assert await page.hears() == {"changed": ["open-thing.1"]}
        assert await page.hears_nothing()
        await page.close()

    run(scenario)


def test_change_that_is_not_kept_is_told_to_nobody(capture):
    def fail():
        with transaction.atomic():
            publish_on_commit("open-thing", "1")
            transaction.set_rollback(True)

    async def scenario():
        page = LivePage()
        await page.open()
        await page.join(open_thing())
        await database_sync_to_async(keep_and_tell)(capture, fail)
        assert await page.hears_nothing()
        await page.close()

    run(scenario)
    assert not Change.objects.exists()


def test_messages_hold_names_of_things_only(capture, client, person):
    """Not words, not counts, not who changed it."""

    async def scenario():
        page = LivePage(client)
        await page.open()
        await page.join(own(person))
        await change(capture, "own-thing", str(person.pk))
        output = await page.socket.receive_output()
        assert json.loads(output["text"]) == {"changed": [f"own-thing.{person.pk}"]}
        await page.close()

    run(scenario)
