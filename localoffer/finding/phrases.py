"""Plain phrases in the search box, read as filters. Pure.

"speech therapy near ZZ3 4AB for a 7 year old, no diagnosis" asks for the words "speech therapy", near
ZZ3 4AB, at age 7, with no diagnosis needed. Only phrases that can hardly mean anything else are read;
everything else stays as words.
"""

import re
from dataclasses import dataclass, field

from .groups import AGES
from .postcodes import tidy_postcode

_POSTCODE = r"[a-z]{1,2}[0-9][a-z0-9]?\s*[0-9][a-z]{2}"
_DISTRICT = r"[a-z]{1,2}[0-9][a-z0-9]?"
_NEAR = r"(?:near(?:\s+to)?|around|close\s+to|by|from|of|in|at)"

_WHERE = re.compile(
    rf"(?:\bwithin\s+(?P<miles>\d{{1,3}})\s*miles?\s+of\s+)?(?:\b{_NEAR}\s+)?\b(?P<code>{_POSTCODE})\b", re.I
)
_WHERE_DISTRICT = re.compile(
    rf"(?:\bwithin\s+(?P<miles>\d{{1,3}})\s*miles?\s+of\s+|\b(?:near(?:\s+to)?|around|close\s+to)\s+)"
    rf"(?P<code>{_DISTRICT})\b",
    re.I,
)
_WHO = r"(?:\bfor\s+)?(?:(?:a|an|my|our)\s+)?"
_AGE_PATTERNS = (
    re.compile(rf"{_WHO}\b(?P<age>\d{{1,2}})\s*-?\s*(?:years?|yrs?)\s*-?\s*olds?\b", re.I),
    re.compile(rf"{_WHO}\b(?P<age>\d{{1,2}})\s*(?:y\s*/?\s*o)\b", re.I),
    re.compile(
        rf"{_WHO}(?:(?:child|son|daughter|boy|girl)\s+)?\b(?:aged?|is|who\s+is)\s+(?P<age>\d{{1,2}})\b", re.I
    ),
)

# What is said -> the group and the choice it means.
_SAYINGS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.I), group, value)
    for pattern, group, value in (
        (
            r"\b(?:(?:with\s+)?no|without(?:\s+an?)?)(?:\s+formal)?\s+diagnosis(?:\s+(?:is\s+)?(?:needed|required|yet))?\b"
            r"|\b(?:diagnosis\s+(?:is\s+)?not\s+(?:needed|required))\b"
            r"|\bnot(?:\s+yet)?\s+diagnosed(?:\s+yet)?\b|\bundiagnosed\b"
            r"|\bwaiting\s+for\s+(?:an?\s+)?(?:diagnosis|assessment)\b",
            "diagnosis",
            "no",
        ),
        (
            r"\b(?:(?:with\s+)?no|without(?:\s+an?)?)\s+(?:ehc\s*plan|ehcp|plan)(?:\s+(?:is\s+)?(?:needed|required|yet))?\b",
            "plan",
            "no",
        ),
        (
            r"\b(?:(?:with\s+)?no|without(?:\s+an?)?)\s+(?:gp\s+)?referral(?:\s+(?:is\s+)?(?:needed|required))?\b"
            r"|\bself[\s-]+referral\b",
            "referral",
            "self",
        ),
        (r"\bfree\s+of\s+charge\b|\bfor\s+free\b|\b(?:at\s+)?no\s+cost\b", "cost", "free"),
        (r"\b(?:(?:at|on)\s+(?:the\s+|this\s+)?|this\s+)weekends?\b", "time", "weekend"),
        (r"\bin\s+the\s+evenings?\b", "time", "evening"),
        (
            r"\b(?:in|during|over)\s+(?:the\s+)?(?:(?:school|summer|easter|christmas)\s+)?holidays?\b"
            r"|\b(?:in|during|over)\s+half[\s-]+term\b",
            "time",
            "holidays",
        ),
        (r"\b(?:in|during)\s+term[\s-]*time\b", "time", "term"),
        (r"\bcomes?\s+to\s+(?:me|us|you|(?:our|my)\s+(?:home|house))\b|\bhome\s+visits?\b", "way", "home"),
        *(
            (rf"\b(?:on\s+(?:a\s+|this\s+)?|this\s+){name}s?\b", "day", code)
            for code, name in (
                ("mo", "monday"), ("tu", "tuesday"), ("we", "wednesday"), ("th", "thursday"),
                ("fr", "friday"), ("sa", "saturday"), ("su", "sunday"),
            )
        ),
    )
)  # fmt: skip
_LOOSE_ENDS = re.compile(r"^[\s,;.]+|[\s,;.]+$")
_LEFT_OVER = re.compile(
    r"(?:[\s,;.]+\b(?:and|with|for|near|in|or|but)\b)+[\s,;.]*$|^(?:and|with|for|near|in|or|but)\b[\s,;.]*"
    r"|^(?:something|anything)(?:\s+(?:on|to\s+do))?$",
    re.I,
)


@dataclass
class Read:
    """What was read: the words that are left, and what the rest means."""

    words: str
    postcode: str = ""
    miles: str = ""
    age: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)
    fields: tuple[str, ...] = ()


def understand(text: str) -> Read:
    """Read `text` as it was typed. With no such phrase in it, the words come back as they were."""
    read = Read(" ".join(text.split()))
    _read_where(read)
    _read_age(read)
    for pattern, group, value in _SAYINGS:
        if pattern.search(read.words):
            read.words = pattern.sub(" ", read.words)
            read.choices.append((group, value))
    fields = [name for name in ("postcode", "miles", "age") if getattr(read, name)]
    read.fields = (*fields, *(group for group, _ in read.choices))
    if read.fields:
        read.words = _tidy(read.words)
    return read


def _read_where(read: Read) -> None:
    for pattern in (_WHERE, _WHERE_DISTRICT):
        found = pattern.search(read.words)
        if found and (code := tidy_postcode(found["code"])):
            read.postcode, read.miles = code, found["miles"] or ""
            read.words = _cut(read.words, found)
            return


def _read_age(read: Read) -> None:
    for pattern in _AGE_PATTERNS:
        found = pattern.search(read.words)
        if found and int(found["age"]) in AGES:
            read.age = str(int(found["age"]))
            read.words = _cut(read.words, found)
            return


def _cut(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} , {text[found.end() :]}"


def _tidy(text: str) -> str:
    """What is left, without the commas and little words that only joined it to what was taken out."""
    text = re.sub(r"(?:\s*[,;.]\s*){2,}|\s+[,;]\s*", ", ", " ".join(text.split()))
    before = None
    while before != text:
        before = text
        text = _LEFT_OVER.sub("", _LOOSE_ENDS.sub("", text))
    return text
