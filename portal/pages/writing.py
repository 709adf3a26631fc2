"""Short ways to write blocks in our own content files: each returns what a body field stores."""

from collections.abc import Iterable
from typing import Any

Block = dict[str, Any]


def heading(words: str) -> Block:
    """A heading (h2)."""
    return {"type": "heading", "value": words}


def text(html: str) -> Block:
    """Paragraphs, lists and links, as simple HTML of ours."""
    return {"type": "text", "value": html}


def picture(name: str, html: str) -> Block:
    """One of our pictures to the left of the words it helps."""
    return {"type": "picture_words", "value": {"picture": name, "words": html}}


def row(name: str, html: str) -> Block:
    """A row of an Easy Read page: a picture to the left of a few words."""
    return {"type": "row", "value": {"picture": name, "words": html}}


def steps(*pairs: tuple[str, str]) -> Block:
    """Numbered steps, each a title and simple HTML."""
    return {
        "type": "steps",
        "value": {"steps": _items({"title": title, "words": html} for title, html in pairs)},
    }


def step(title: str, html: str, *, who: str = "", how_long: str = "") -> Block:
    """One step of a step by step page."""
    return {"type": "step", "value": {"title": title, "words": html, "who": who, "how_long": how_long}}


def key_facts(*pairs: tuple[str, str], title: str = "") -> Block:
    """Short facts, each a label and a value."""
    facts = _items({"label": label, "value": value} for label, value in pairs)
    return {"type": "key_facts", "value": {"title": title, "facts": facts}}


def questions(*pairs: tuple[str, str], title: str = "") -> Block:
    """Questions with their answers as simple HTML."""
    asked = _items({"question": question, "answer": html} for question, html in pairs)
    return {"type": "questions", "value": {"title": title, "questions": asked}}


def contact(title: str, **details: Any) -> Block:
    """Who to ring or write to: words, phone, text_phone, email, address, hours, is_urgent."""
    return {"type": "contact", "value": {"title": title, **details}}


def quote(words: str, who: str) -> Block:
    """Somebody's own words."""
    return {"type": "quote", "value": {"words": words, "who": who}}


def action(words_on_it: str, address: str, *, words: str = "") -> Block:
    """One thing to do now."""
    return {"type": "action", "value": {"text": words_on_it, "address": address, "words": words}}


def listing(kind: str, title: str, query: str, *, limit: int = 5) -> Block:
    """A list that another part of the site finds."""
    return {"type": "listing", "value": {"kind": kind, "title": title, "query": query, "limit": limit}}


def popular(words_on_it: str, address: str, *, words: str = "", picture: str = "") -> Block:
    """A popular way in, on the home page."""
    value = {"text": words_on_it, "address": address, "words": words, "picture": picture}
    return {"type": "link", "value": value}


def _items(values: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    # A bare list of values: Wagtail gives each item its own id when it reads them.
    return list(values)
