"""The pages' own full-text table, and what the site search finds in it."""

from portal.search.fulltext import FullTextTable, Phrase, Question, Row
from portal.search.sites import Findings, Hit
from portal.search.text import tokens

from .glossary import known_terms
from .models import ContentPage

TABLE = FullTextTable("pages_words")
BATCH = 100
MOST_NEAR = 3  # pages shown where none has every word
LONG_WORD = 5  # letters; shorter words ("said", "with", "help") are in nearly every page


def row_for(page: ContentPage) -> Row:
    """What a page is found by: its title, what it says of itself, its description, all its words."""
    return Row(id=page.pk, a=page.title, b=page.summary, c=page.search_description, d=page.own_words())


def is_findable(page: ContentPage) -> bool:
    """Whether the search should find it: published, not a mirror of another, not an Easy Read twin.

    The twin is one link away on the page it belongs to, so a search need not list both. Nor does anyone look
    for the home page.
    """
    return bool(page.live and not page.alias_of_id and not page.easy_read and page.depth > 2)


def put_page(page: ContentPage) -> None:
    """Keep the table right for one page, as it is now."""
    if is_findable(page):
        TABLE.put([row_for(page)])
    else:
        TABLE.remove([page.pk])


def drop_page(page_id: int) -> None:
    """Take a page out of the table."""
    TABLE.remove([page_id])


def rebuild_pages() -> int:
    """Write the whole table again from the published pages; return how many it holds."""
    TABLE.clear()
    pages = ContentPage.objects.live().order_by("pk").specific(defer=False).iterator(chunk_size=BATCH)
    return TABLE.put(row_for(page) for page in pages if is_findable(page))


def search_pages(words: str, limit: int) -> Findings:
    """Pages with every one of `words`, best first: a source of the site search.

    Where no page has them all ("council refused assessment"), the few that have most to do with the longer of
    them: a way on is better than an empty page, and more than a few would be noise.
    """
    total = TABLE.count(words)
    found = [page_id for page_id, _score in TABLE.match(words, limit)]
    if not total:
        found = [page_id for page_id, _score in TABLE.match(_any_long_word(words), min(limit, MOST_NEAR))]
        total = len(found)
    pages = (
        ContentPage.objects.live()
        .filter(pk__in=found)
        .select_related("locale", "alias_of__locale")
        .in_bulk(found)
    )
    hits = [_hit(pages[page_id]) for page_id in found if page_id in pages]
    return Findings(total=total, hits=hits, more_url="")


def _any_long_word(words: str) -> Question:
    long = [word for word in tokens(words) if len(word) >= LONG_WORD]
    return Question(tuple((Phrase((word,)),) for word in long) if len(long) > 1 else (), all_groups=False)


def _hit(page: ContentPage) -> Hit:
    kind = "Page" if page.language.is_english else f"Page in {page.language.english_name}"
    return Hit(
        title=page.title, url=page.url or "", summary=page.summary, kind=kind, language=page.language.code
    )


def search_words(words: str, limit: int) -> Findings:
    """Glossary terms that are, or begin with, what was typed: a source of the site search."""
    wanted = words.strip().casefold()
    found = [
        Hit(
            term.term,
            term.url,
            f"{term.expansion}. {term.meaning}" if term.expansion else term.meaning,
            "Word",
        )
        for term in known_terms()
        if wanted and any(_begins(form, wanted) for form in (*term.forms, term.expansion))
    ]
    return Findings(total=len(found), hits=found[:limit], more_url="")


def _begins(form: str, wanted: str) -> bool:
    folded = form.casefold()
    return folded == wanted or (len(wanted) > 2 and folded.startswith(wanted))
