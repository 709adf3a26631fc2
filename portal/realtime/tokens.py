"""Signed tokens: what a page may ask the socket for. Each names one thing of one topic and who may use it.

A token reads `entry.12:<when>:<signature>`. It is bound to one person by the salt of its signature, or to
anyone for a public topic, so that nobody's key stands in the page. It tells nothing that the page does not.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner, b62_decode

from .topics import IDENTITY, group_name, topic_called

LASTS = timedelta(hours=1)  # for joining; a page that has joined stays, and each fetch brings a new token
LONGEST = 200
ANYONE = "anyone"


class Refused(Exception):
    """A token that is not this person's, was changed, or names nothing that may be listened to."""


class Expired(Refused):
    """A token that was good and is too old: the page fetches its region and gets a new one."""


@dataclass(frozen=True, slots=True)
class Right:
    """What a token gives: one thing of a topic, as it was when the token was made."""

    topic: str
    identity: str
    made: datetime

    @property
    def group(self) -> str:
        """The channel layer's name for it."""
        return group_name(self.topic, self.identity)


def sign(topic: str, identity: str, user_pk: int | None) -> str:
    """A token for this person (None: somebody who is not signed in).

    Raises LookupError for an unknown topic, ValueError for an odd identity, Refused for a private topic
    and nobody signed in.
    """
    group_name(topic, identity)
    return _signer(topic, user_pk).sign(f"{topic}.{identity}")


def read(token: str, user_pk: int | None) -> Right:
    """What `token` gives to this person. Raises Expired when it is too old, Refused when it is not good."""
    name = key_of(token)
    topic, _dot, identity = name.partition(".")
    try:
        _signer(topic, user_pk).unsign(token, max_age=LASTS)
    except SignatureExpired:
        raise Expired(name) from None
    except (BadSignature, LookupError):
        raise Refused(name) from None
    return Right(topic, identity, _made(token))


def key_of(token: str) -> str:
    """The name in front of a token, by which page and socket speak of it. Raises Refused for a bad shape."""
    name, _colon, _rest = token.partition(":")
    topic, _dot, identity = name.partition(".")
    if len(token) > LONGEST or not topic or not IDENTITY.match(identity):
        raise Refused("")
    return name


def is_for_somebody(token: str) -> bool:
    """Whether a token names a private topic: whoever is not signed in cannot use it. Never raises."""
    try:
        return not topic_called(key_of(token).partition(".")[0]).is_public
    except (Refused, LookupError):
        return False


def _signer(topic: str, user_pk: int | None) -> TimestampSigner:
    if topic_called(topic).is_public:
        holder = ANYONE
    elif user_pk is None:
        raise Refused(topic)
    else:
        holder = str(user_pk)
    return TimestampSigner(salt=f"portal.realtime:{holder}")


def _made(token: str) -> datetime:
    """When a token whose signature was checked was made, rounded down to the second."""
    return datetime.fromtimestamp(b62_decode(token.split(":")[1]), tz=UTC)
