"""Finding which of our terms a cell means: by name, by address name, or by the editors' synonyms."""

import re
from collections import Counter, defaultdict

from rapidfuzz import fuzz, process

from localoffer.models import SynonymSet, TaxonomyTerm

from .csv_values import items_of
from .csv_words import plain

NEAR_ENOUGH = 75  # of 100
MOST_TOLD = 30  # unknown words of one column, in the report


class Terms:
    """Our terms as they are when the reading starts; remembers the words that it did not know."""

    def __init__(self) -> None:
        self._uuids: dict[str, dict[str, str]] = defaultdict(dict)
        self._names: dict[str, list[str]] = defaultdict(list)
        self._unknown: dict[str, Counter[str]] = defaultdict(Counter)
        terms = TaxonomyTerm.objects.exclude(taxonomy__key="").order_by("position", "name", "pk")
        for key, name, slug, uuid in terms.values_list("taxonomy__key", "name", "slug", "uuid"):
            self._names[key].append(name)
            for words in _words_of(name, slug):
                self._uuids[key].setdefault(words, str(uuid))
        self._add_synonyms()

    def _add_synonyms(self) -> None:
        """A phrase means a term when its set names that term, and no other term of the same list."""
        for one in SynonymSet.objects.filter(is_in_use=True).order_by("pk"):
            phrases = [plain(phrase) for phrase in one.phrases()]
            for known in self._uuids.values():
                meant = {known[phrase] for phrase in phrases if phrase in known}
                if len(meant) == 1:
                    for phrase in phrases:
                        known.setdefault(phrase, next(iter(meant)))

    def read(self, cell: str, key: str, column: str) -> tuple[list[str], list[str]]:
        """The UUIDs of the terms that a cell names, and what to say of those that we do not know."""
        found: list[str] = []
        problems: list[str] = []
        for item in items_of(cell):
            uuids = self._of(item, key)
            found += [uuid for uuid in uuids if uuid not in found]
            if not uuids:
                self._unknown[column][item[:80]] += 1
                problems.append(f"“{column}”: we do not know “{item[:80]}”{self._near(item, key)}.")
        return found, problems

    def _of(self, item: str, key: str) -> list[str]:
        """The terms that one item means: itself, or every part of it between commas."""
        known = self._uuids[key]
        if uuid := known.get(plain(item)):
            return [uuid]
        parts = [known.get(plain(part)) for part in item.split(",") if part.strip()]
        return [uuid for uuid in parts if uuid] if parts and all(parts) else []

    def _near(self, item: str, key: str) -> str:
        near = process.extractOne(
            item.casefold(),
            self._names[key],
            scorer=fuzz.WRatio,
            processor=str.casefold,
            score_cutoff=NEAR_ENOUGH,
        )
        return f"; did you mean “{near[0]}”?" if near else ""

    def notes(self) -> list[str]:
        """For the report: the words that we did not know, column by column, each with how often it stood."""
        told = []
        for column, counts in sorted(self._unknown.items()):
            words = [
                f"{word} ({count})" if count > 1 else word for word, count in counts.most_common(MOST_TOLD)
            ]
            more = f", and {len(counts) - MOST_TOLD} more" if len(counts) > MOST_TOLD else ""
            told.append(f"Words in “{column}” that we do not know, left out: {', '.join(words)}{more}.")
        return told


def _words_of(name: str, slug: str) -> list[str]:
    """What may be written for a term: its name, with or without what stands in brackets, or its slug.

    A heading may be written as its number: its slug is "heading-15".
    """
    words = [plain(name), plain(re.sub(r"\([^)]*\)", " ", name)), plain(slug)]
    number = re.fullmatch(r"heading-(\d+)", slug)
    return [*words, number[1]] if number else words
