"""Changes to how the site is used that take one press each. Pure.

A group of radio buttons takes the arrow keys. Somebody with one switch may have only Tab and Enter, and
somebody who is tired should not have to pass every question to make the words larger.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.inputs.settings import CHOICES, AccessSettings, from_words


@dataclass(frozen=True)
class Quick:
    """One button: its words, and the setting it changes as "name:value"."""

    text: str
    change: str


def quick_changes(current: AccessSettings) -> list[Quick]:
    """The buttons worth showing to a reader whose settings are `current`: each of them changes something."""
    return [*_sizes(current), *_themes(current), *_reading(current)]


def with_change(current: AccessSettings, change: str) -> AccessSettings:
    """`current` with one button's change made; an unknown name or value changes nothing."""
    name, _colon, value = change.partition(":")
    return from_words({name: value}, start=current)


def _sizes(current: AccessSettings) -> Iterator[Quick]:
    sizes = list(CHOICES["text_size"])
    at = sizes.index(current.text_size)
    if at + 1 < len(sizes):
        yield Quick("Make the words bigger", f"text_size:{sizes[at + 1]}")
    if at > 0:
        yield Quick("Make the words smaller", f"text_size:{sizes[at - 1]}")


def _themes(current: AccessSettings) -> Iterator[Quick]:
    for value, words in CHOICES["theme"].items():
        if value not in ("system", current.theme):
            yield Quick(f"{words} colours" if value != "yellow-on-black" else words, f"theme:{value}")


def _reading(current: AccessSettings) -> Iterator[Quick]:
    if current.read_aloud:
        yield Quick("Stop reading pages to me", "read_aloud:off")
    else:
        yield Quick("Read pages to me", "read_aloud:on")
