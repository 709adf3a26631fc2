"""The glossary as every process remembers it, and the rule for which words of a text are explained."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from .models import GlossaryTerm
from .stamps import GLOSSARY, Remembered


@dataclass(frozen=True)
class KnownTerm:
    """One glossary term as the pages need it."""

    term: str
    slug: str
    forms: tuple[str, ...]
    expansion: str
    meaning: str
    is_explained_on_pages: bool

    @property
    def url(self) -> str:
        """Where it stands on the A to Z page."""
        return f"{reverse('pages:glossary')}#{self.slug}"

    @property
    def explanation(self) -> str:
        """What a reader is told where the term stands: the full name, then the meaning."""
        return f"{self.expansion}. {self.meaning}" if self.expansion else self.meaning


@dataclass(frozen=True)
class Glossary:
    """Every term, and one pattern that finds them all in a text."""

    terms: tuple[KnownTerm, ...]
    pattern: re.Pattern[str] | None
    by_form: dict[str, KnownTerm]


def compile_glossary(terms: tuple[KnownTerm, ...]) -> Glossary:
    """Make the pattern. Longer forms come first, so "SEN support" is not read as "SEN".

    Capitals count in an acronym (a form with two capitals), so that "ACT" is not found in "act";
    other terms are found however they are written. A form must stand alone: "SENs" is not "SEN".
    """
    by_form: dict[str, KnownTerm] = {}
    for term in terms:
        if term.is_explained_on_pages:
            for form in term.forms:
                by_form.setdefault(form if is_acronym(form) else form.casefold(), term)
    forms = sorted(by_form, key=lambda form: (-len(form), form))
    parts = [re.escape(form) if is_acronym(form) else f"(?i:{re.escape(form)})" for form in forms]
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])") if parts else None
    return Glossary(terms, pattern, by_form)


def is_acronym(form: str) -> bool:
    """Whether capitals matter in it: its first word has two or more, as in "EHCP" and "SEN support"."""
    return sum(letter.isupper() for letter in form.split(" ")[0]) >= 2


def split_text(text: str, glossary: Glossary, seen: set[str]) -> Iterator[tuple[str, KnownTerm | None]]:
    """Cut `text` into pieces: plain ones with None, and the first use of each term with the term.

    Terms whose slug is in `seen` are left as plain text; what is found is added to `seen`.
    The pieces joined give the text back, letter for letter.
    """
    start = 0
    for match in glossary.pattern.finditer(text) if glossary.pattern else ():
        form = match.group()
        term = glossary.by_form.get(form) or glossary.by_form.get(form.casefold())
        # The pattern takes some letters for others (a dotless i for an i); such a word is no term of ours.
        if term is None or term.slug in seen:
            continue
        seen.add(term.slug)
        if match.start() > start:
            yield text[start : match.start()], None
        yield form, term
        start = match.end()
    if start < len(text):
        yield text[start:], None


def _read() -> Glossary:
    terms = GlossaryTerm.objects.order_by("slug")
    return compile_glossary(
        tuple(
            KnownTerm(
                term=term.term,
                slug=term.slug,
                forms=tuple(term.forms),
                expansion=term.expansion,
                meaning=term.meaning,
                is_explained_on_pages=term.is_explained_on_pages,
            )
            for term in terms
        )
    )


_glossary: Remembered[Glossary] = Remembered(GLOSSARY, _read)


def get_glossary() -> Glossary:
    """The glossary. No query after the first in a process until an editor changes a term."""
    return _glossary.get()


def known_terms() -> tuple[KnownTerm, ...]:
    """Every term, in order of the alphabet."""
    return get_glossary().terms
