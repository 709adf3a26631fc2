"""Words of pages and entries, with the terms of the field explained where they stand."""

import hashlib
from collections.abc import Iterator
from typing import Any

import bleach
from bs4 import BeautifulSoup, NavigableString
from django import template
from django.template.context import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText, expand_db_html

from ..glossary import Glossary, KnownTerm, get_glossary, split_text
from ..languages import label

register = template.Library()

# What editors' rich text may hold; the boundary is here, whatever was pasted or imported.
ALLOWED_TAGS = {"a", "b", "strong", "br", "h2", "h3", "h4", "hr", "li", "ol", "p", "ul"}
ALLOWED_ATTRIBUTES = {"a": ["href", "title", "rel"]}
ALLOWED_PROTOCOLS = {"http", "https", "mailto", "tel"}
NEVER_INSIDE = {"a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "summary", "dfn", "abbr"}


@register.filter
def explain_terms(text: Any, scope: str = "") -> SafeString:
    """Plain text or rich text with the first use of each glossary term explained: {{ text|explain_terms }}.

    Plain text is escaped. Give a `scope` when the same text may stand twice on one page, so that no two
    explanations share an id.
    """
    if not text:
        return conditional_escape("")
    mark = hashlib.sha256(f"{scope}{_source(text)}".encode()).hexdigest()[:6]
    return _explain(text, seen=set(), mark=mark)


@register.simple_tag(takes_context=True)
def explained(context: Context, text: Any) -> SafeString:
    """The same for a whole page: each term is explained once on the page, at its first use.

    {% explained value.words %}. Without a request (a preview of one block) each text starts afresh.
    """
    if not text:
        return conditional_escape("")
    request = context.get("request")
    seen = set() if request is None else request.__dict__.setdefault("explained_terms", set())
    return _explain(text, seen=seen, mark="")


def _source(text: Any) -> str:
    return text.source if isinstance(text, RichText) else str(text)


def _explain(text: Any, *, seen: set[str], mark: str) -> SafeString:
    if isinstance(text, RichText):
        return _explain_html(expand_db_html(text.source), seen=seen, mark=mark)
    return _explain_plain(str(text), get_glossary(), seen=seen, mark=mark)


def _explain_plain(text: str, glossary: Glossary, *, seen: set[str], mark: str) -> SafeString:
    pieces = split_text(text, glossary, seen)
    return _put_out("".join(_piece(words, term, mark) for words, term in pieces))


def _piece(words: str, term: KnownTerm | None, mark: str) -> str:
    if term is None:
        return escape(words)
    # The component is one of our templates: it escapes what it is given.
    rendered = get_template("components/definition.html").render(
        {"term": words, "meaning": term.explanation, "id": _id(term, mark), "href": term.url}
    )
    return rendered.strip()


def _id(term: KnownTerm, mark: str) -> str:
    return f"word-{term.slug}-{mark}" if mark else f"word-{term.slug}"


def _explain_html(html: str, *, seen: set[str], mark: str) -> SafeString:
    clean = bleach.clean(
        html, tags=ALLOWED_TAGS, attributes=ALLOWED_ATTRIBUTES, protocols=ALLOWED_PROTOCOLS, strip=True
    )
    soup = BeautifulSoup(clean, "html.parser")
    glossary = get_glossary()
    for words in list(_words_to_explain(soup)):
        pieces = list(split_text(str(words), glossary, seen))
        if any(term for _text, term in pieces):
            words.replace_with(*(_node(text, term, mark) for text, term in pieces))
    return _put_out(str(soup))


def _put_out(clean: str) -> SafeString:
    """Give cleaned or escaped HTML to the page through Wagtail's own template for rich text."""
    return render_to_string("wagtailcore/shared/richtext.html", {"html": clean})


def _words_to_explain(soup: BeautifulSoup) -> Iterator[NavigableString]:
    for words in soup.find_all(string=True):
        if not any(parent.name in NEVER_INSIDE for parent in words.parents):
            yield words


def _node(text: str, term: KnownTerm | None, mark: str) -> Any:
    if term is None:
        return NavigableString(text)
    return BeautifulSoup(_piece(text, term, mark), "html.parser")


@register.simple_tag(takes_context=True)
def own_word(context: Context, key: str) -> str:
    """One of our templates' own words in the language of the page: {% own_word "ring" %}.

    English where a block stands on its own, as in a preview.
    """
    page = context.get("page")
    return label(key, page.language.code if page else "en")


@register.filter
def phone_digits(number: str) -> str:
    """A phone number as a tel: link needs it: digits and a leading plus only."""
    plus = "+" if number.strip().startswith("+") else ""
    return plus + "".join(sign for sign in number if sign.isdigit())


@register.simple_tag
def video_address(document: Any) -> str:
    """Where the browser plays a video or reads its captions, part by part."""
    return reverse("pages:media", args=[document.pk, document.filename])


@register.simple_tag
def photo_address(rendition: Any) -> str:
    """Where a rendition of a photograph is fetched from: always our own site."""
    return reverse("pages:photo", args=[rendition.file.name.rpartition("/")[2]])
