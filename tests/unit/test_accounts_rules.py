"""Who may invite whom, links and their state, browsers in words, and where passkeys work. No database."""

import datetime

import pytest

from portal.access.roles import ROLES, Permission, Role
from portal.accounts.browsers import browser_words
from portal.accounts.invitation_rules import (
    FAMILY_ROLES,
    WORKS_FOR,
    InvitationState,
    fits_organisation,
    hash_of,
    new_secret,
    roles_looked_after,
    roles_to_invite,
    state_of,
)
from portal.accounts.passkeys import why_no_passkeys

pytestmark = pytest.mark.one_database
NOW = datetime.datetime(2026, 11, 10, 10, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def test_every_role_is_for_families_or_works_for_somebody():
    assert set(WORKS_FOR) | FAMILY_ROLES == set(Role)
    assert not set(WORKS_FOR) & FAMILY_ROLES


def test_roles_to_invite_follow_permissions():
    families = roles_to_invite({Permission.INVITE_FAMILIES})
    staff = roles_to_invite({Permission.INVITE_STAFF})

    assert families == {Role.YOUNG_PERSON, Role.PARENT_CARER, Role.SUPPORTER, Role.ADVOCATE}
    assert staff == set(Role) - FAMILY_ROLES
    assert roles_looked_after({Permission.INVITE_STAFF}) == staff
    assert not roles_looked_after({Permission.INVITE_FAMILIES})
    assert roles_to_invite(set(Permission) - {Permission.INVITE_FAMILIES, Permission.INVITE_STAFF}) == set()


def test_only_administrators_and_co_ordinators_invite():
    inviting = {role for role in Role if roles_to_invite(ROLES[role].permissions)}

    assert inviting == {Role.ADMINISTRATOR, Role.CO_ORDINATOR}


@pytest.mark.parametrize(
    ("role", "kind", "fits"),
    [
        (Role.PARENT_CARER, None, True),
        (Role.PARENT_CARER, "council", False),
        (Role.EDITOR, "council", True),
        (Role.EDITOR, None, False),
        (Role.EDITOR, "school", False),
        (Role.FORUM_REP, "forum", True),
    ],
)
def test_organisation_fits_role(role, kind, fits):
    assert fits_organisation(role, kind) is fits


@pytest.mark.parametrize(
    ("accepted", "cancelled", "expires", "state"),
    [
        (None, None, NOW + DAY, InvitationState.OPEN),
        (None, None, NOW, InvitationState.RUN_OUT),
        (NOW - DAY, None, NOW + DAY, InvitationState.ACCEPTED),
        (NOW - DAY, None, NOW - DAY, InvitationState.ACCEPTED),
        (None, NOW - DAY, NOW + DAY, InvitationState.CANCELLED),
    ],
)
def test_state_of_an_invitation(accepted, cancelled, expires, state):
    found = state_of(accepted_at=accepted, cancelled_at=cancelled, expires_at=expires, now=NOW)

    assert found == state


def test_secrets_are_long_and_their_hash_tells_nothing():
    secret = new_secret()

    assert len(secret) >= 43
    assert secret != new_secret()
    assert len(hash_of(secret)) == 64
    assert hash_of("\ud800") != hash_of("x")  # half a character, as an address may hold


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/120 Safari/537 Edg/120", "Edge on a Windows computer"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Version/17 Safari/604", "Safari on an iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile", "Chrome on an Android phone or tablet"),
        ("Mozilla/5.0 (X11; Linux) Gecko Firefox/120", "Firefox on a Linux computer"),
        ("", "A browser"),
        ("curl/8", "A browser"),
    ],
)
def test_browser_in_words(user_agent, words):
    assert browser_words(user_agent) == words


@pytest.mark.parametrize(
    ("host", "port", "words"),
    [
        ("localhost", "8000", ""),
        ("send.example.org", "", ""),
        ("127.0.0.1", "8000", "http://localhost:8000 to"),
        ("127.0.0.1", "127.0.0.1", "http://localhost to"),
        ("192.0.2.7", "", "a number and not a name"),
    ],
)
def test_why_no_passkeys(host, port, words):
    said = why_no_passkeys(host, port)

    assert words in said
    assert bool(words) is bool(said)
