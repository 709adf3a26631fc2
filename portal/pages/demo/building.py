"""Makes the demo area's guidance from the files in words/: sections, pages, twins and translations."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from ..actions import Author, put_easy_read, put_page, put_translation
from ..fixed_pages import RESPONSIBLE, REVIEW_EVERY, ensure_home
from ..models import ContentPage, GuidancePage, HomePage, SectionPage, StepByStepPage
from ..writing import Block
from .files import ensure_document
from .home import WAYS_IN
from .reading import Written, WrittenPage, WrittenSection, read_sections

READ_DAYS_AGO = 30
# A page that has changed since a translation was made said its older words from this long before.
ONCE = datetime.timedelta(days=120)
FILE_KEYS = {"download": {"document": "title"}, "video": {"video": "title", "captions": "captions"}}


@dataclass
class Made:
    """What one run made: how many pages, and which English ones tell families about which heading."""

    count: int = 0
    headings: dict[int, list[ContentPage]] = field(default_factory=lambda: defaultdict(list))


@transaction.atomic
def ensure_demo_pages(*, by: Author) -> Made:
    """Make what is missing of the demo area's guidance, published in the name of `by`.

    What is there stays as editors have it: a second run makes nothing and publishes nothing.
    Raises WordsError when a file is written wrongly.
    """
    home = ensure_home(by=by)
    before = Page.objects.count()
    is_first = not SectionPage.objects.child_of(home).exists()
    made = Made()
    for section in read_sections():
        _ensure_section(home, section, by=by, made=made)
    if is_first:
        put_page(parent=home.get_parent(), kind=HomePage, slug=home.slug, by=by, renew=True, popular=WAYS_IN)
    made.count = Page.objects.count() - before
    return made


def _ensure_section(home: HomePage, section: WrittenSection, *, by: Author, made: Made) -> None:
    own = section.own
    fields = {**_about(own), "body": _with_files(own.blocks)}
    shelf = put_page(parent=home, kind=SectionPage, slug=own.slug, by=by, at=_written_at(own), **fields)
    for page in section.pages:
        _ensure_page(shelf, page, by=by, made=made)


def _ensure_page(shelf: SectionPage, written: WrittenPage, *, by: Author, made: Made) -> None:
    """One page with its twin and translations; one made from older English comes before the rest."""
    english = written.english
    kind = StepByStepPage if english.is_step_by_step else GuidancePage
    place: dict[str, Any] = {"parent": shelf, "kind": kind, "slug": english.slug, "by": by}
    fields, at = _fields(english), _written_at(english)
    older = {code: one for code, one in written.translations.items() if "once" in one.facts}
    present = {code: one for code, one in written.translations.items() if code not in older}
    is_new = not kind.objects.child_of(shelf).filter(slug=english.slug).exists()
    if is_new and older:
        once = next(iter(older.values())).facts["once"]
        page = put_page(**place, at=at - ONCE, **{**fields, "summary": once})
        _ensure_translations(page, older, by=by)
        page = put_page(**place, at=at, renew=True, **fields)
    else:
        page = put_page(**place, at=at, **fields)
    if is_new:
        for number in english.facts.get("headings", "").split():
            made.headings[int(number)].append(page)
    if twin := written.easy_read:
        put_easy_read(page=page, by=by, rows=_with_files(twin.blocks), **_about(twin))
    _ensure_translations(page, present, by=by)


def _ensure_translations(page: ContentPage, translations: dict[str, Written], *, by: Author) -> None:
    for code, translated in translations.items():
        put_translation(page=page, language=code, by=by, **_fields(translated))


def _about(written: Written) -> dict[str, Any]:
    """What is known of a page beside its words."""
    facts = written.facts
    read = _read_date(written)
    return {
        "title": facts["title"],
        "summary": facts.get("summary", ""),
        "picture": facts.get("picture", ""),
        "responsible_post": facts.get("post", RESPONSIBLE),
        "reviewed_date": read,
        "next_review_date": read + REVIEW_EVERY,
    }


def _fields(written: Written) -> dict[str, Any]:
    """A page's fields: the words before its first step, its steps, and the words after its last."""
    fields = _about(written)
    blocks = _with_files(written.blocks)
    if not written.is_step_by_step:
        return {**fields, "body": blocks}
    steps = [place for place, block in enumerate(blocks) if block["type"] == "step"]
    first, last = steps[0], steps[-1] + 1
    return {**fields, "body": blocks[:first], "steps": blocks[first:last], "after": blocks[last:]}


def _with_files(blocks: list[Block]) -> list[Block]:
    """The same blocks with the number of the kept document in the place of each file's name."""
    return [_with_file(block) if block["type"] in FILE_KEYS else block for block in blocks]


def _with_file(block: Block) -> Block:
    value = dict(block["value"])
    for key, what in FILE_KEYS[block["type"]].items():
        title = value["title"] if what == "title" else f"{value['title']}: {what}"
        value[key] = ensure_document(value[key], title)
    return {**block, "value": value}


def _read_date(written: Written) -> datetime.date:
    days = int(written.facts.get("read", READ_DAYS_AGO))
    return timezone.localdate() - datetime.timedelta(days=days)


def _written_at(written: Written) -> datetime.datetime:
    """Mid-morning on the day it was read through."""
    morning = datetime.time(10, 30)
    return timezone.make_aware(datetime.datetime.combine(_read_date(written), morning))
