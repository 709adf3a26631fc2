"""Signed tokens, what a page may say to its socket, and which pages may open one."""

import json

import pytest
import time_machine

from portal.realtime import tokens, topics
from portal.realtime.messages import (
    LONGEST_MESSAGE,
    MESSAGES,
    MOST_REGIONS,
    BadMessage,
    Pace,
    Said,
    understand,
)
from portal.realtime.origin import is_our_page
from portal.realtime.topics import Topic

pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def two_topics(monkeypatch):
    monkeypatch.setattr(topics, "_TOPICS", {})
    topics.declare(Topic("open-thing", may_join=lambda user, identity: True, is_public=True))
    topics.declare(Topic("own-thing", may_join=lambda user, identity: False))


def test_token_gives_the_person_it_was_made_for_the_thing_it_names():
    with time_machine.travel("2026-03-03 10:00:00+00:00", tick=False):
        right = tokens.read(tokens.sign("own-thing", "a-1", 7), 7)

    assert (right.topic, right.identity, right.group) == ("own-thing", "a-1", "topic.own-thing.a-1")
    assert right.made.isoformat() == "2026-03-03T10:00:00+00:00"


@pytest.mark.parametrize("user_pk", [8, None])
def test_token_of_another_person_is_refused(user_pk):
    with pytest.raises(tokens.Refused):
        tokens.read(tokens.sign("own-thing", "1", 7), user_pk)


@pytest.mark.parametrize("user_pk", [8, None])
def test_token_of_a_public_topic_is_for_anyone(user_pk):
    assert tokens.read(tokens.sign("open-thing", "1", 7), user_pk).identity == "1"


def test_token_does_not_show_whose_it_is():
    with time_machine.travel("2026-03-03", tick=False):
        assert tokens.sign("open-thing", "1", 123456) == tokens.sign("open-thing", "1", None)
        assert "123456" not in tokens.sign("own-thing", "1", 123456)


def test_token_for_nobody_on_a_private_topic_is_refused():
    with pytest.raises(tokens.Refused):
        tokens.sign("own-thing", "1", None)


def test_old_token_is_expired_and_names_what_to_renew():
    with time_machine.travel("2026-03-03 10:00:00+00:00", tick=False) as clock:
        token = tokens.sign("own-thing", "1", 7)
        clock.shift(tokens.LASTS.total_seconds() + 1)
        with pytest.raises(tokens.Expired, match=r"own-thing\.1"):
            tokens.read(token, 7)


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token.replace("own-thing.1", "own-thing.2"),
        lambda token: token.replace("own-thing", "open-thing"),
        lambda token: token.replace("own-thing", "no-such-thing"),
        lambda token: token[:-1],
        lambda token: token + "x" * 300,
        lambda token: "own-thing.1",
        lambda token: "",
        lambda token: "own-thing.<b>:1:2",
    ],
)
def test_changed_token_is_refused(change):
    with pytest.raises(tokens.Refused):
        tokens.read(change(tokens.sign("own-thing", "1", 7)), 7)


@pytest.mark.parametrize(
    ("topic", "identity", "error"),
    [
        ("nothing-like-it", "1", LookupError),
        ("open-thing", "A b", ValueError),
        ("open-thing", "", ValueError),
    ],
)
def test_token_for_what_is_not_declared_or_plain_is_a_mistake(topic, identity, error):
    with pytest.raises(error):
        tokens.sign(topic, identity, 1)


def test_topic_name_is_taken_once():
    with pytest.raises(ValueError, match="two topics"):
        topics.declare(Topic("open-thing", may_join=lambda user, identity: False))


def test_page_says_what_it_wants():
    said = understand(json.dumps({"join": [["a.1:x:y", ""], ["b.2:x:y", "7"]], "leave": ["c.3"]}))

    assert said == Said((("a.1:x:y", ""), ("b.2:x:y", "7")), ("c.3",))


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "not json",
        "[]",
        '{"shout": 1}',
        '{"join": {}}',
        '{"join": ["a"]}',
        '{"join": [["a"]]}',
        '{"join": [["a", 1]]}',
        '{"leave": [1]}',
        "[" * 10_000,
        json.dumps({"join": [["a", ""]] * (MOST_REGIONS + 1)}),
        json.dumps({"leave": ["x" * LONGEST_MESSAGE]}),
    ],
)
def test_page_that_says_something_else_is_not_understood(text):
    with pytest.raises(BadMessage):
        understand(text)


def test_pace_stops_one_who_says_too_much_and_lets_it_speak_again_later():
    pace = Pace(last=100.0)

    assert all(pace.allows(100.0) for _ in range(MESSAGES))
    assert not pace.allows(100.0)
    assert pace.allows(101.0)


@pytest.mark.parametrize(
    ("origin", "host", "expected"),
    [
        ("https://send.example.org", "send.example.org", True),
        ("http://send.example.org:8000", "send.example.org:8000", True),
        ("http://send.example.org:9000", "send.example.org:8000", False),
        ("https://other.example.org", "send.example.org", False),
        ("https://other.example.org", "other.example.org", False),
        ("https://trusted.example.org:8443", "send.example.org", True),
        ("ftp://send.example.org", "send.example.org", False),
        ("null", "send.example.org", False),
        ("https://[", "[", False),
        ("", "send.example.org", False),
    ],
)
def test_only_our_own_pages_open_a_socket(origin, host, expected):
    headers = [(b"host", host.encode())] + ([(b"Origin", origin.encode())] if origin else [])

    assert is_our_page(headers, ["send.example.org"], ["https://trusted.example.org:8443"]) is expected


def test_no_origin_is_trusted_by_being_empty():
    assert not is_our_page([(b"host", b"send.example.org")], ["send.example.org"], [])
