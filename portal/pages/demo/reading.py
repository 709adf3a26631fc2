"""Reads the demo area's guidance from its files. words/README.md says how they are written."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.html import escape

from .. import writing
from ..writing import Block

WORDS = Path(__file__).parent / "words"
EASY_READ = "easy-read"
KNOWN_FACTS = {"title", "summary", "picture", "order", "post", "read", "headings", "once"}
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
FACT = re.compile(r"(\w+): *(.*)")


class WordsError(ValueError):
    """A file is not written as words/README.md says."""


@dataclass(frozen=True)
class Written:
    """One file: what is known about the page, and its blocks in order; the English page has no version."""

    slug: str
    version: str
    facts: dict[str, str]
    blocks: list[Block] = field(repr=False)

    @property
    def is_step_by_step(self) -> bool:
        """Whether it has steps of its own."""
        return any(block["type"] == "step" for block in self.blocks)


@dataclass(frozen=True)
class WrittenPage:
    """An English page with its Easy Read twin and its translations by language code."""

    english: Written
    easy_read: Written | None
    translations: dict[str, Written]


@dataclass(frozen=True)
class WrittenSection:
    """A section with its pages, all in order."""

    own: Written
    pages: list[WrittenPage]


def read_sections(folder: Path = WORDS) -> list[WrittenSection]:
    """Every section in order. Raises WordsError, with the file's name, for a file that is written wrongly."""
    sections = [_read_section(one) for one in sorted(folder.iterdir()) if one.is_dir()]
    return sorted(sections, key=lambda section: _order(section.own))


def _read_section(folder: Path) -> WrittenSection:
    files = [read_file(file) for file in sorted(folder.glob("*.txt"))]
    own = next((one for one in files if one.slug == "section"), None)
    if own is None:
        raise WordsError(f"{folder.name} has no section.txt")
    pages = [
        WrittenPage(
            english=one,
            easy_read=next((other for other in files if _is_version(other, one.slug, EASY_READ)), None),
            translations={
                other.version: other
                for other in files
                if other.slug == one.slug and other.version not in ("", EASY_READ)
            },
        )
        for one in files
        if one.slug != "section" and not one.version
    ]
    own = Written(folder.name, "", own.facts, own.blocks)
    return WrittenSection(own, sorted(pages, key=lambda page: _order(page.english)))


def _is_version(one: Written, slug: str, version: str) -> bool:
    return (one.slug, one.version) == (slug, version)


def _order(one: Written) -> tuple[int, str]:
    return int(one.facts.get("order", "99")), one.slug


def read_file(file: Path) -> Written:
    """One file. Raises WordsError for an unknown line at its top, and an unknown or empty block."""
    slug, _dot, version = file.stem.partition(".")
    top, _empty, words = file.read_text(encoding="utf-8").partition("\n\n")
    try:
        return Written(slug, version, _read_facts(top, KNOWN_FACTS), list(_read_blocks(words)))
    except WordsError as error:
        raise WordsError(f"{file.parent.name}/{file.name}: {error}") from error


def _read_facts(lines: str, known: set[str]) -> dict[str, str]:
    facts = {}
    for line in lines.splitlines():
        match = FACT.fullmatch(line.strip())
        if not match or match[1] not in known:
            raise WordsError(f"this line is not known: {line}")
        facts[match[1]] = match[2]
    return facts


def _read_blocks(words: str) -> Iterator[Block]:
    """Cut the words into headings, blocks that begin with @, and what stands between them."""
    plain: list[str] = []
    lines = words.splitlines()
    while lines:
        line = lines.pop(0)
        if not line.startswith(("## ", "@")):
            plain.append(line)
            continue
        yield from _text(plain)
        plain = []
        if line.startswith("## "):
            yield writing.heading(line[3:].strip())
        else:
            yield _read_block(line, _take_inside(lines))
    yield from _text(plain)


def _take_inside(lines: list[str]) -> str:
    """Take the lines that stand two spaces in off the front of `lines`; give them back without the spaces."""
    inside = []
    while lines and (not lines[0].strip() or lines[0].startswith("  ")):
        inside.append(lines.pop(0)[2:])
    return "\n".join(inside).strip("\n")


def _text(lines: list[str]) -> Iterator[Block]:
    if html := to_html("\n".join(lines)):
        yield writing.text(html)


def _read_block(line: str, inside: str) -> Block:
    name, _space, rest = line[1:].partition(" ")
    if name not in BLOCKS:
        raise WordsError(f"there is no block called {name}")
    if not inside and name != "listing":
        raise WordsError(f"nothing stands in the block {line}")
    return BLOCKS[name]([part.strip() for part in rest.split("|")], inside)


def to_html(words: str) -> str:
    """Paragraphs, lists, bold words and links as the HTML that a body field stores."""
    return "".join(_paragraph(part) for part in re.split(r"\n\s*\n", words) if part.strip())


def _paragraph(part: str) -> str:
    lines = [line.strip() for line in part.strip().splitlines()]
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{_inline(line[2:])}</li>" for line in lines) + "</ul>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _inline(words: str) -> str:
    return LINK.sub(r'<a href="\2">\1</a>', BOLD.sub(r"<b>\1</b>", escape(words)))


def _pairs(inside: str) -> list[tuple[str, str]]:
    """Items that begin with a star: the line itself, and what stands further in as HTML."""
    pairs = []
    lines = inside.splitlines()
    while lines:
        line = lines.pop(0)
        if not line.startswith("* "):
            raise WordsError(f"this should begin with a star: {line}")
        pairs.append((line[2:].strip(), to_html(_take_inside(lines))))
    return pairs


def _facts_and_words(inside: str, known: set[str]) -> tuple[dict[str, str], str]:
    """Lines such as "phone: 01632 960100" at the top of a block, and the words after them."""
    lines = inside.splitlines()
    top = []
    while lines and (match := FACT.match(lines[0])) and match[1] in known:
        top.append(lines.pop(0))
    return _read_facts("\n".join(top), known), "\n".join(lines).strip()


def _plain(words: str) -> str:
    return " ".join(words.split())


def _key_facts(head: list[str], inside: str) -> Block:
    rows = [line.partition("|") for line in inside.splitlines() if line.strip()]
    return writing.key_facts(*((label.strip(), value.strip()) for label, _bar, value in rows), title=head[0])


def _step(head: list[str], inside: str) -> Block:
    facts, words = _facts_and_words(inside, {"who", "time"})
    return writing.step(head[0], to_html(words), who=facts.get("who", ""), how_long=facts.get("time", ""))


def _contact(head: list[str], inside: str) -> Block:
    facts, words = _facts_and_words(inside, {"phone", "text", "email", "hours", "urgent"})
    details = {"text_phone": facts.pop("text", ""), "is_urgent": facts.pop("urgent", "") == "yes", **facts}
    return writing.contact(head[0], words=_plain(words), **details)


def _action(head: list[str], inside: str) -> Block:
    return writing.action(head[0], head[1], words=_plain(inside))


def _video(head: list[str], inside: str) -> Block:
    facts, words = _facts_and_words(inside, {"file", "captions"})
    value = {"title": head[0], "video": facts["file"], "captions": facts["captions"]}
    return {"type": "video", "value": {**value, "sign_language": None, "transcript": to_html(words)}}


# A file of a download or a video is named here; building.py puts the kept document's number in its place.
BLOCKS: dict[str, Callable[[list[str], str], Block]] = {
    "picture": lambda head, inside: writing.picture(head[0], to_html(inside)),
    "row": lambda head, inside: writing.row(head[0], to_html(inside)),
    "facts": _key_facts,
    "steps": lambda head, inside: writing.steps(*_pairs(inside)),
    "questions": lambda head, inside: writing.questions(*_pairs(inside), title=head[0]),
    "step": _step,
    "contact": _contact,
    "quote": lambda head, inside: writing.quote(_plain(inside), head[0]),
    "action": _action,
    "listing": lambda head, inside: writing.listing("services", head[0], head[1]),
    "download": lambda head, inside: {
        "type": "download",
        "value": {"document": head[0], "title": head[1], "words": _plain(inside)},
    },
    "video": _video,
    "transcript": lambda head, inside: {
        "type": "transcript",
        "value": {"title": head[0], "words": to_html(inside)},
    },
}
