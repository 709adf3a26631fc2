"""Secrets that open one thing without an account: easy to read out, kept only as a hash. Pure."""

import secrets

from .family_actions import hash_of

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0, 1, i, l or o: they look alike on paper
LENGTH = 16  # 31 letters, so some 79 bits: nobody finds one by trying
GROUP = 4


def new_secret() -> str:
    """A new secret in groups of four, such as "k7qm-4trx-9bcd-h2wz"."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def kept_hash(secret: str) -> str:
    """The hash by which a secret is kept. Capitals, spaces and hyphens in it do not matter."""
    return hash_of("".join(letter for letter in secret.lower() if letter in LETTERS))
