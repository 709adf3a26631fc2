"""Everything that writes pages, terms and messages."""

import csv
import datetime
import json
import uuid
from pathlib import Path
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Locale, Page

from . import index
from .models import ContactMessage, ContentPage, EasyReadPage, GlossaryTerm, ReferenceCounter

SomePage = TypeVar("SomePage", bound=ContentPage)
Author = AbstractBaseUser | None
KEEP_MESSAGES = datetime.timedelta(days=2 * 365)
KEEP_COMPLAINTS = datetime.timedelta(days=6 * 365)
GLOSSARY_FILE = Path(__file__).parent / "data" / "glossary.csv"


@transaction.atomic
def put_page(
    *,
    parent: Page,
    kind: type[SomePage],
    slug: str,
    by: Author,
    renew: bool = False,
    at: datetime.datetime | None = None,
    **fields: Any,
) -> SomePage:
    """Make and publish the page `slug` under `parent`, or find it.

    An existing page is left as editors have it unless `renew`. Body fields are lists from `writing.py`.
    `at` backdates when it was first published and when its words last changed. Raises ValidationError when
    a field does not fit.
    """
    found = kind.objects.child_of(parent).filter(slug=slug).first()
    if found and not renew:
        return found
    page = found or kind(slug=slug, locale=getattr(parent, "locale", None) or Locale.get_default())
    _set_fields(page, fields)
    if not found:
        parent.refresh_from_db()
        parent.add_child(instance=page)
    return _publish(page, by=by, at=at)


def _set_fields(page: ContentPage, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(page, name, json.dumps(value) if name in page.word_fields else value)


def _publish(page: SomePage, *, by: Author, at: datetime.datetime | None) -> SomePage:
    page.save_revision(user=by).publish(user=by)
    if at:
        ContentPage.objects.filter(pk=page.pk).update(
            first_published_at=at, last_published_at=at, words_changed_at=at
        )
    return type(page).objects.get(pk=page.pk)


@transaction.atomic
def put_easy_read(
    *, page: ContentPage, by: Author, rows: list[dict[str, Any]], title: str = "", **fields: Any
) -> EasyReadPage:
    """Make and publish the Easy Read twin of `page`, saying that it matches the English as it is now.

    An existing twin is left as it is: nobody has read it against the English again.
    """
    found = EasyReadPage.objects.child_of(page).first()
    if found:
        return found
    twin = put_page(
        parent=page,
        kind=EasyReadPage,
        slug="easy-read",
        by=by,
        title=title or f"{page.title} (Easy Read)",
        rows=rows,
        **fields,
    )
    return say_matches_english(page=twin, by=by)


@transaction.atomic
def put_translation(
    *, page: ContentPage, language: str, by: Author, at: datetime.datetime | None = None, **fields: Any
) -> ContentPage:
    """Make and publish `page` in another language, with its parents mirrored where they are not translated.

    It says that it matches the English as it is now. An existing translation is left as it is.
    """
    locale, _made = Locale.objects.get_or_create(language_code=language)
    found = page.get_translation_or_none(locale)
    if found and not found.alias_of_id:
        return found.specific
    if found:
        found.specific.delete()
    translated = page.copy_for_translation(locale, copy_parents=True)
    translated = type(page).objects.get(pk=translated.pk)
    _set_fields(translated, fields)
    translated.slug = page.slug
    return say_matches_english(page=_publish(translated, by=by, at=at), by=by)


@transaction.atomic
def say_matches_english(*, page: SomePage, by: Author) -> SomePage:
    """Record that `page` says what the English says now, by publishing it so that its history shows it."""
    english = page.get_english()
    page.matches_revision_at = english.words_changed_at if english else None
    return _publish(page, by=by, at=None)


def note_published(*, page: ContentPage, at: datetime.datetime) -> None:
    """After publishing: remember when the words changed, if they did, and let the search find them.

    A new review date or picture is no change of words, so it makes no translation out of date.
    """
    fingerprint = page.fingerprint()
    if fingerprint != page.words_fingerprint:
        page.words_fingerprint = fingerprint
        page.words_changed_at = at
        ContentPage.objects.filter(pk=page.pk).update(words_fingerprint=fingerprint, words_changed_at=at)
    index.put_page(page)


def note_unpublished(*, page: ContentPage) -> None:
    """After taking a page off the site: the search finds it no more."""
    index.drop_page(page.pk)


@transaction.atomic
def seed_glossary(*, by: Author) -> int:
    """Add the terms of our own file that are not there yet; return how many. Editors' words are kept."""
    with GLOSSARY_FILE.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known = set(GlossaryTerm.objects.values_list("term", flat=True))
    missing = [row for row in rows if row["term"] not in known]
    for row in missing:
        term = GlossaryTerm(
            term=row["term"],
            other_forms=row["other_forms"],
            expansion=row["expansion"],
            meaning=row["meaning"],
            is_explained_on_pages=row["explain"] == "yes",
        )
        term.full_clean(exclude=["slug"])
        term.save()
        term.save_revision(user=by)
    return len(missing)


def next_reference(*, kind: str, year: int) -> str:
    """The next reference of its kind in `year`, such as "Contact-2026-0001". Call it inside a transaction.

    The row is held until the transaction ends, so no two messages get one number and none is left out.
    """
    counters = ReferenceCounter.objects.filter(kind=kind, year=year)
    if not counters.exists():
        ReferenceCounter.objects.get_or_create(kind=kind, year=year)
    counters.update(last=F("last") + 1)
    return f"{kind}-{year}-{counters.get().last:04}"


def send_contact_message(
    *,
    topic: str,
    words: str,
    sending: uuid.UUID,
    at: datetime.datetime,
    name: str = "",
    email: str = "",
    phone: str = "",
) -> ContactMessage:
    """Keep a stranger's message and tell the team that there is one, without its words.

    `sending` is made with the form: the same one with the same in it gives the first message back; what was
    changed in it since is a message of its own. The mail is a task, so a mail server that is down loses
    nothing and delays nobody.
    """
    from .tasks import tell_team

    said = (topic, words, name, email, phone)
    kept = ContactMessage.objects.filter(sending=sending).first()
    if kept and (kept.topic, kept.words, kept.name, kept.email, kept.phone) != said:
        sending = uuid.uuid5(sending, repr(said))
        kept = ContactMessage.objects.filter(sending=sending).first()
    if kept:
        return kept
    try:
        with transaction.atomic():
            message = ContactMessage.objects.create(
                reference=next_reference(kind="Contact", year=timezone.localtime(at).year),
                sending=sending,
                topic=topic,
                words=words,
                name=name,
                email=email,
                phone=phone,
                sent_at=at,
            )
            tell_team.enqueue(message.pk)
    except IntegrityError:
        # The same form arrived twice at once; the other one was kept.
        return ContactMessage.objects.get(sending=sending)
    return message


@transaction.atomic
def mark_message_answered(*, message: ContactMessage, by: AbstractBaseUser, at: datetime.datetime) -> None:
    """Record who answered a message and when. A second time changes nothing."""
    ContactMessage.objects.filter(pk=message.pk, answered_at__isnull=True).update(
        answered_at=at, answered_by=by
    )


@transaction.atomic
def forget_old_messages(*, by: Author, now: datetime.datetime) -> int:
    """Delete messages kept as long as our privacy page says; return how many. Unanswered ones always stay.

    Two years after the answer; six years for a complaint, the time in which a claim can be brought.
    """
    complaint = ContactMessage.Topic.COMPLAINT
    answered = ContactMessage.objects.filter(answered_at__isnull=False)
    old = answered.exclude(topic=complaint).filter(answered_at__lt=now - KEEP_MESSAGES)
    old_complaints = answered.filter(topic=complaint, answered_at__lt=now - KEEP_COMPLAINTS)
    return old.delete()[0] + old_complaints.delete()[0]
