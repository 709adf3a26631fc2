"""What a mail says: neutral lines and links, the same for everyone, as text and as plain HTML."""

from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language_info

from . import tokens
from .followable import followable_kind, resolve_all
from .kinds import NoticeKind, kind_called
from .mail_words import ENGLISH, Words, words_in
from .models import Delivery, Follow, MailWishes, Notice

FOLLOWED = "notifications.followed"  # the kind of a follower's notice; its thing says what is followed


@dataclass(frozen=True)
class Line:
    """One thing that a mail tells."""

    words: str
    address: str


@dataclass(frozen=True)
class Letter:
    """A mail before it is one."""

    subject: str
    lines: list[Line]
    why: str
    settings_address: str = ""
    stop_address: str = ""
    words: Words = ENGLISH
    language: str = settings.LANGUAGE_CODE
    easy_read: bool = False

    @property
    def direction(self) -> str:
        """Which way its language is written: ltr or rtl."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"


def absolute(path: str) -> str:
    """A path of this site as a whole address."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def compose(delivery: Delivery) -> EmailMultiAlternatives | None:
    """The mail of `delivery`; None when nothing is left to say, because a right was lost or a thing went."""
    letter = _letter(delivery)
    return _message(delivery, letter) if letter and letter.lines else None


def _letter(delivery: Delivery) -> Letter | None:
    if delivery.kind:
        return _letter_to_address(delivery)
    notices = list(delivery.notices.order_by("made_at", "pk"))
    return _letter_to_follower(delivery, notices) if delivery.follower else _letter_to_user(delivery, notices)


def _letter_to_address(delivery: Delivery) -> Letter | None:
    kind = kind_called(delivery.kind)
    if not kind.may_mail(delivery.thing_id, delivery.address):
        return None
    lines = [Line(kind.line, absolute(delivery.link))]
    return Letter(kind.title, lines, "You get this because this address was given to us for it.")


def _letter_to_user(delivery: Delivery, notices: list[Notice]) -> Letter:
    user = delivery.recipient
    wishes = MailWishes.objects.filter(user=user).first() or MailWishes()
    language = wishes.language or settings.LANGUAGE_CODE
    kinds = _kinds_of(notices)
    allowed = {key: kind.allowed(user, _ids(notices, key)) for key, kind in kinds.items()}
    said = [one for one in notices if one.thing_id in allowed.get(one.kind, ())]
    words = words_in(language)
    lines = [
        Line(_line(kinds[one.kind], language, words, wishes.easy_read), absolute(one.link)) for one in said
    ]
    may_stop = sorted({one.kind for one in said if not kinds[one.kind].goes_at_once})
    return Letter(
        _subject(lines, [words.news or kinds[one.kind].title for one in said], words),
        lines,
        words.why_account,
        absolute(reverse("notifications:choices")),
        _stop_address({"user": delivery.recipient_id, "kinds": may_stop}) if may_stop else "",
        words,
        language,
        wishes.easy_read,
    )


def _letter_to_follower(delivery: Delivery, notices: list[Notice]) -> Letter:
    follower: Any = delivery.follower
    going = set(Follow.objects.going().filter(follower=follower).values_list("kind", "thing_id"))
    public = resolve_all((one.thing, one.thing_id) for one in notices)
    changed = dict.fromkeys((one.thing, one.thing_id) for one in notices)  # each thing once, oldest first
    words = words_in(follower.language)
    lines, titles = [], []
    for thing in changed:
        kind = followable_kind(thing[0])
        if kind and thing in going and thing in public:
            lines.append(Line(_with_news(kind.line(), words), absolute(public[thing].link)))
            titles.append(words.news or "Something that you follow has changed")
    following = reverse("notifications:following", args=[tokens.make(tokens.FOLLOWING, follower.pk)])
    return Letter(
        _subject(lines, titles, words),
        lines,
        words.why_follower,
        absolute(following),
        _stop_address({"follower": follower.pk}),
        words,
        follower.language or settings.LANGUAGE_CODE,
        follower.easy_read,
    )


def _kinds_of(notices: list[Notice]) -> dict[str, NoticeKind]:
    """The kinds of these notices; one that is registered no more is left out, and so is its notice."""
    found = {}
    for key in {one.kind for one in notices}:
        try:
            found[key] = kind_called(key)
        except LookupError:
            continue
    return found


def _ids(notices: list[Notice], key: str) -> list[str]:
    return [one.thing_id for one in notices if one.kind == key]


def _line(kind: NoticeKind, language: str, words: Words, easy_read: bool) -> str:
    line = kind.line_in(language, easy_read=easy_read)
    return line if language in kind.lines else _with_news(line, words)


def _with_news(line: str, words: Words) -> str:
    """An English line behind words in its reader's language, where the line itself has none."""
    return f"{words.news} {line}".strip()


def _subject(lines: list[Line], titles: list[str], words: Words) -> str:
    if len(lines) == 1:
        return titles[0]
    return words.several.format(len(lines))


def _stop_address(facts: dict[str, Any]) -> str:
    return absolute(reverse("notifications:stop", args=[tokens.make(tokens.STOP, facts)]))


def _text(letter: Letter) -> str:
    """The mail as text. The line of two dashes starts what mail programs fold away."""
    lines = [f"{line.words}\n{line.address}\n" for line in letter.lines]
    foot = ["-- ", f"{settings.WAGTAIL_SITE_NAME}, {settings.AREA_NAME}", letter.why]
    if letter.settings_address:
        foot.append(f"{letter.words.settings}: {letter.settings_address}")
    if letter.stop_address:
        foot.append(f"{letter.words.stop}: {letter.stop_address}")
    return "\n".join([*lines, *foot]) + "\n"


def _message(delivery: Delivery, letter: Letter) -> EmailMultiAlternatives:
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {
        "Message-ID": f"<{delivery.uuid}@{host}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: no "I am away" comes back
        "Content-Language": letter.language,
    }
    if letter.stop_address:  # RFC 2369 and, for one click, RFC 8058
        headers["List-Unsubscribe"] = f"<{letter.stop_address}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    context = {"letter": letter, "site_name": settings.WAGTAIL_SITE_NAME, "area_name": settings.AREA_NAME}
    with translation.override(letter.language):
        message = EmailMultiAlternatives(
            subject=letter.subject,
            body=_text(letter),
            to=[delivery.address],
            headers=headers,
        )
        message.attach_alternative(render_to_string("notifications/mail.html", context), "text/html")
    # Anymail gives this back with every report about the mail; other backends leave it alone.
    message.metadata = {"delivery": str(delivery.uuid)}  # type: ignore[attr-defined]
    return message
