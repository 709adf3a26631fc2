"""Steps of signing in that several tests take."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from portal.accounts.models import User

Capture = Callable[..., AbstractContextManager[Any]]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_app(person: User) -> User:
    """Give `person` an authenticator app, whose codes `app_code` tells."""
    TOTP.activate(person, SECRET)
    return person


def app_code(secret: str = SECRET, later: int = 0) -> str:
    """What the app shows now; `later` counts half minutes on, as a code opens the door once only."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + later))


def post(capture: Capture, client: Client, address: str, data: dict[str, Any], **extra: Any) -> HttpResponse:
    """Post, and let what waits for the end of the transaction happen, as outside a test."""
    with capture(execute=True):
        return client.post(address, data, **extra)


def mailed_code() -> str:
    """The code in the newest mail."""
    found = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)
    assert found is not None, mail.outbox[-1].body
    return found[0]


def mailed_link(part: str) -> str:
    """The path of the first link in the newest mail that holds `part`."""
    found = re.search(rf"https?://[^/\s]+(\S*{part}\S*)", mail.outbox[-1].body)
    assert found is not None, mail.outbox[-1].body
    return found[1]
