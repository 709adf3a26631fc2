"""How a reader uses this site: a small set of choices kept in one cookie. Pure: no request, no database.

The cookie holds only known names and known values ("theme:dark|text_size:large"). Anything else in it is
left out, so a damaged or hand-made cookie can never break a page or put words into it.
"""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

COOKIE_NAME = "how_i_use"
COOKIE_SECONDS = 365 * 24 * 60 * 60  # a year: people should not have to choose again each month

# For each setting: value -> words for it. The first is how the site is before anybody chose.
CHOICES: dict[str, dict[str, str]] = {
    "text_size": {
        "normal": "Normal",
        "large": "Large",
        "larger": "Larger",
        "largest": "Largest",
    },
    "theme": {
        "system": "The same as my phone or computer",
        "light": "Light",
        "cream": "Cream",
        "dark": "Dark",
        "yellow-on-black": "Yellow on black",
    },
    "line_spacing": {"normal": "Normal", "wide": "Wide", "widest": "Widest"},
    "ruler": {"off": "Off", "on": "On"},
    "pictures": {"on": "Show pictures", "off": "Words only"},
    "read_aloud": {"off": "Off", "on": "On"},
    "motion": {"system": "The same as my phone or computer", "none": "No movement"},
    "keep_place": {"off": "Off", "on": "On"},
}
_ON_OFF = ("ruler", "pictures", "read_aloud", "keep_place")


@dataclass(frozen=True)
class AccessSettings:
    """One reader's choices. As it stands, how the site is before anybody chose."""

    text_size: str = "normal"
    theme: str = "system"
    line_spacing: str = "normal"
    ruler: bool = False
    pictures: bool = True
    read_aloud: bool = False
    motion: str = "system"
    keep_place: bool = False

    def as_attributes(self) -> dict[str, str]:
        """Return the data attributes for <html>, by which the style sheet and scripts know."""
        return {f"data-{name.replace('_', '-')}": value for name, value in self.as_words().items()}

    def as_words(self) -> dict[str, str]:
        """Return every setting as the value its form field takes."""
        return {name: _to_word(value) for name, value in asdict(self).items()}

    def to_cookie(self) -> str:
        """Return the cookie's text: only what differs from the start, an empty text for nothing."""
        start = DEFAULT.as_words()
        return "|".join(f"{name}:{word}" for name, word in self.as_words().items() if word != start[name])


DEFAULT = AccessSettings()


def _to_word(value: str | bool) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return value


def from_words(words: dict[str, str], start: AccessSettings = DEFAULT) -> AccessSettings:
    """Return `start` with each known setting that has a known value; everything else is left out."""
    known: dict[str, Any] = {
        name: words[name] == "on" if name in _ON_OFF else words[name]
        for name in (field.name for field in fields(AccessSettings))
        if words.get(name) in CHOICES[name]
    }
    return replace(start, **known)


def from_cookie(text: str) -> AccessSettings:
    """Return the settings a cookie holds. Never raises."""
    pairs = (part.partition(":") for part in text[:500].split("|"))
    return from_words({name: value for name, _colon, value in pairs})
