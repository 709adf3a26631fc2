"""Words that might tell who somebody is, pointed out to the editor before a comment is published.

Pure, and plain: it finds what looks like a name, an address or a number. It judges nothing; a person decides.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

NAME, KNOWN, EMAIL, PHONE, POSTCODE, AGE, WEB = "name", "known", "email", "phone", "postcode", "age", "web"
LETTERS = "letters"
WHY = {
    NAME: "looks like a name",
    KNOWN: "names a school, a provider or a service",
    EMAIL: "is an email address",
    PHONE: "looks like a phone number",
    POSTCODE: "looks like a postcode",
    AGE: "gives an age",
    WEB: "is a web address",
    LETTERS: "is in letters without capitals, where we cannot point out names",
}
# Words with a capital that name nobody.
_HARMLESS = """
I I'm I've I'd I'll Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March
April May June July August September October November December Christmas Easter Ramadan Diwali Eid
Local Offer SEND SEN SENCO EHC EHCP EHCPs EHCNA ADHD ASD ASC SALT SENDIASS CAMHS NHS GP OT PDA FASD
UK England English British BSL Makaton Easy Read Autism Autistic Down Downs Covid TV OK PE PDF DLA
PIP
"""
HARMLESS = frozenset(_HARMLESS.split())
# Words that begin a sentence and name nobody. Any other first word may be a name, so it is pointed out.
_BEGINNERS = """
a about after again all also although always am an and another any anyone anything are as ask asked
at because been before being best both but by can cannot children come could did do does don't each
even every everyone everything families family find finding first for from get getting go going good
got had has have having he help her here his how however i if in is it it's its just last let like
long look lots many maybe me more most mum dad my need needs never new next no nobody nothing now of
often on once one only or other our over parents people perhaps please put school schools she should
since so some somebody someone something sometimes staff still such support take tell thank thanks
that that's the their them then there there's these they they're thing things think this those
though three to too try trying two under until up us very waiting was we we're well went were what
when where whether which while who why will wish with without would yes yet you young your
"""
BEGINNERS = frozenset(_BEGINNERS.split())
_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[a-z]{2,}", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+?\d[\d\s().-]{7,}\d)(?!\d)")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_AGE = re.compile(r"\b(?:aged?\s+\d{1,2}\b|\d{1,2}[- ]?(?:years?|yrs?|months?)[- ]old\b)", re.IGNORECASE)
# Latin, Greek, Cyrillic and Armenian letters: names begin with a capital there, as in "Łukasz" or "Ștefan".
_CAPITAL = "".join(chr(code) for code in (*range(0x0590), *range(0x1E00, 0x2000)) if chr(code).isupper())
_CAPITALISED = re.compile(rf"\b[{_CAPITAL}][\w’'-]*(?:\s+[{_CAPITAL}][\w’'-]*)*")
# Bengali, Urdu and others know no capitals: somebody who reads them must look at all of it.
_CASELESS = r"\u0590-\u10ff\u1100-\u1dbf\u2e80-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefe"
_NO_CAPITALS = re.compile(rf"[{_CASELESS}]+(?:\s+[{_CASELESS}]+)*")
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?:;\n“\"(•-])\s*$")
PATTERNS = (
    (EMAIL, _EMAIL),
    (WEB, _WEB),
    (POSTCODE, _POSTCODE),
    (PHONE, _PHONE),
    (AGE, _AGE),
    (LETTERS, _NO_CAPITALS),
)
SHORTEST_KNOWN = 4  # a provider called "Lift" is worth pointing out; one of two letters would be everywhere


@dataclass(frozen=True)
class Flag:
    """One place in a text: the words, where they begin, and why they are pointed out."""

    words: str
    start: int
    kind: str

    @property
    def why(self) -> str:
        """Such as "looks like a name"."""
        return WHY[self.kind]


def flags(text: str, known: Iterable[str] = ()) -> list[Flag]:
    """What in `text` might tell who somebody is, in order; `known` are names of schools, providers, services.

    What lies inside an earlier find is not pointed out twice.
    """
    found: list[Flag] = []
    for kind, pattern in PATTERNS:
        found += [Flag(one[0].strip(), one.start(), kind) for one in pattern.finditer(text)]
    found += _known_names(text, known)
    found += _capitalised(text)
    return _without_overlaps(found)


def _known_names(text: str, known: Iterable[str]) -> list[Flag]:
    lower = text.casefold()
    if len(lower) != len(text):  # a letter that grows when folded would shift every place
        lower = text.lower() if len(text.lower()) == len(text) else text
    places = []
    for name in known:
        start = lower.find(name.casefold()) if len(name) >= SHORTEST_KNOWN else -1
        if start >= 0:
            places.append(Flag(text[start : start + len(name)], start, KNOWN))
    return places


def _capitalised(text: str) -> list[Flag]:
    """Words with a capital that are neither harmless nor an everyday word at the start of a sentence."""
    found = []
    for match in _CAPITALISED.finditer(text):
        start, words = match.start(), match[0]
        first, _, rest = words.partition(" ")
        if _ENDS_SENTENCE.search(text[:start]) and first.lower().replace("’", "'") in BEGINNERS:
            start, words = start + len(words) - len(rest), rest
        if any(_bare(word) not in HARMLESS for word in words.split()):
            found.append(Flag(words, start, NAME))
    return found


def _bare(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")


def _without_overlaps(found: Iterable[Flag]) -> list[Flag]:
    kept: list[Flag] = []
    for flag in found:
        end = flag.start + len(flag.words)
        if all(end <= one.start or flag.start >= one.start + len(one.words) for one in kept):
            kept.append(flag)
    return sorted(kept, key=lambda flag: flag.start)
