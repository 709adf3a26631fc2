"""Asking a virus checker (ClamAV's daemon) about a file, where the area runs one.

settings.CLAMAV is its address ("tcp://127.0.0.1:3310", "unix:///run/clamav/clamd.ctl") or empty for none.
"""

import logging
from enum import Enum
from typing import BinaryIO
from urllib.parse import urlsplit

from clamav_client.clamd import BufferTooLongError, ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

logger = logging.getLogger(__name__)
SECONDS_TO_ANSWER = 60


class Verdict(Enum):
    """What the virus checker says of a file."""

    CLEAN = "clean"
    HARMFUL = "harmful"
    TOO_LONG = "too long for it"
    NO_ANSWER = "no answer"


def daemon(address: str) -> ClamdNetworkSocket:
    """The virus checker at `address`. Raises ImproperlyConfigured for what is none."""
    parts = urlsplit(address)
    if parts.scheme == "unix" and parts.path:
        return ClamdUnixSocket(parts.path, timeout=SECONDS_TO_ANSWER)
    if parts.scheme == "tcp" and parts.hostname and parts.port:
        return ClamdNetworkSocket(parts.hostname, parts.port, timeout=SECONDS_TO_ANSWER)
    raise ImproperlyConfigured("CLAMAV must be tcp://host:port or unix:///path. docs/running.md explains it.")


def ask(file: BinaryIO) -> Verdict:
    """What the virus checker says of `file`; CLEAN where the area runs none. Logs nothing about the file."""
    if not settings.CLAMAV:
        return Verdict.CLEAN
    file.seek(0)
    try:
        answers = daemon(settings.CLAMAV).instream(file)
    except BufferTooLongError:
        return Verdict.TOO_LONG
    except (ClamdError, OSError) as error:
        logger.error("The virus checker does not answer: %s", type(error).__name__)
        return Verdict.NO_ANSWER
    status, _found = answers.get("stream", ("", None))
    if status not in {"OK", "FOUND"}:
        logger.error("The virus checker answers with an error")
        return Verdict.NO_ANSWER
    return Verdict.CLEAN if status == "OK" else Verdict.HARMFUL
