"""How old a reader must be: the Flesch-Kincaid grade plus five, as English schools count years.

The formula is the one of Kincaid and others (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59.
Syllables are counted by rule, so a text's number is good to about half a year.
"""

import re

from bs4 import BeautifulSoup

SCHOOL_STARTS = 5
PROSE = ("p", "li", "dd", "figcaption", "blockquote", "address")
VOWELS = "aeiouy"
# Endings that are written and not spoken: "named", "moves", "safely".
SILENT = re.compile(
    r"(?<=[^aeiouy])e$|(?<=[^aeioutdy])ed$|(?<=[^aeioucgszxy])es$|(?<=[^aeiouyl])e(?=ly$|ment|less|ful)"
)
# Two vowels side by side that are spoken one after the other: "diet", "mediation", "period", "usual", "idea".
TWO_BEATS = re.compile(
    r"ie(?=t|n[ct])|(?<![ct])ia|io(?!n|u)|eo(?!p|u)|(?<![qg])ua(?=[lt])|ea(?=t[ei])|(?<=[aeiou][a-z])ea$"
)
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
END = re.compile(r"[.!?]+(?:\s|$)|\n+")


def syllables(word: str) -> int:
    """About how many syllables a word has: never fewer than one."""
    plain = SILENT.sub("", re.sub(r"['’]s?$", "", word.lower()))
    groups = re.findall(f"[{VOWELS}]+", plain)
    split = len(TWO_BEATS.findall(plain))
    table = 1 if re.search(r"[^aeiouy]le$", word.lower()) else 0
    return max(1, len(groups) + split + table)


def reading_age(text: str) -> float:
    """The age, in years, at which `text` is read with ease. Lines count as sentences of their own."""
    sentences = [part for part in END.split(text) if WORD.search(part)]
    words = WORD.findall(text)
    if not words:
        return 0.0
    beats = sum(syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * beats / len(words) - 15.59
    return grade + SCHOOL_STARTS


def prose_of(html: str | bytes, within: str) -> str:
    """The sentences inside `within` (a CSS selector) of a page, a paragraph or list item to a line.

    Headings and labels are left out: they are short, and would make hard sentences look easy. So are the
    glossary's own explanations. Raises AssertionError when the page has no such part.
    """
    part = BeautifulSoup(html, "html.parser").select_one(within)
    if part is None:
        raise AssertionError(f"the page has no {within}")
    for extra in part.select(".gt-definition__meaning, .gt-visually-hidden, nav, .gt-match"):
        extra.decompose()
    leaves = [one for one in part.find_all(PROSE) if not one.find(PROSE)]
    return "\n".join(" ".join(one.get_text().split()) for one in leaves)
