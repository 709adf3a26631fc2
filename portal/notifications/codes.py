"""Printed codes: short enough to type from paper, long enough not to be guessed. Pure.

Ten letters and digits of thirty give 49 bits; with the limit on tries, guessing one of a million codes in
use would take longer than the site will stand. Only a keyed hash is kept.
"""

import secrets

from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O, no 1 I L, no U: they are read as one another
LENGTH = 10


def new_code() -> str:
    """A new code, as it is printed: "K7MF3-PQD2W"."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{drawn[:5]}-{drawn[5:]}"


def hash_of(code: str) -> str:
    """What is kept of a code, however it was typed: small letters, spaces and hyphens change nothing."""
    letters = "".join(one for one in code.upper() if one.isalnum())
    return salted_hmac("notifications.follow-code", letters, algorithm="sha256").hexdigest()
