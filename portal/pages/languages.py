"""What we must know about each language a page may be written in."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import get_language_info

# "This page matches the English of DATE", in the page's own language.
MATCHES_THE_ENGLISH = {
    "en": "This matches the English page of {date}.",
    "bn": "এই পাতাটি {date} তারিখের ইংরেজি পাতার সাথে মেলে।",
    "pl": "Ta strona odpowiada wersji angielskiej z dnia {date}.",
    "ro": "Această pagină corespunde versiunii în engleză din {date}.",
    "ur": "یہ صفحہ {date} کے انگریزی صفحے کے مطابق ہے۔",
}

# Words that our own templates put round what a page says, in the page's own language.
LABELS = {
    "en": {
        "who": "Who",
        "how-long": "Time",
        "ring": "Ring",
        "text": "Text",
        "email": "Email",
        "write": "Write to",
    },
    "bn": {
        "who": "কে",
        "how-long": "সময়",
        "ring": "ফোন করুন",
        "text": "টেক্সট করুন",
        "email": "ইমেইল করুন",
        "write": "চিঠি লিখুন",
    },
    "pl": {
        "who": "Kto",
        "how-long": "Czas",
        "ring": "Zadzwoń",
        "text": "Wyślij SMS",
        "email": "Napisz e-mail",
        "write": "Napisz list",
    },
    "ro": {
        "who": "Cine",
        "how-long": "Timp",
        "ring": "Sunați la",
        "text": "Trimiteți un SMS la",
        "email": "Scrieți un e-mail la",
        "write": "Scrieți la",
    },
    "ur": {
        "who": "کون",
        "how-long": "وقت",
        "ring": "فون کریں",
        "text": "میسج کریں",
        "email": "ای میل کریں",
        "write": "خط لکھیں",
    },
}


@dataclass(frozen=True)
class Language:
    """One language: its code, its name in itself and in English, and the direction it is written in."""

    code: str
    own_name: str
    english_name: str
    direction: str

    @property
    def is_english(self) -> bool:
        """Whether this is the language that pages are first written in."""
        return self.code == settings.LANGUAGE_CODE


@cache
def get_language(code: str) -> Language:
    """The language with this code. Raises KeyError for a code that Django does not know."""
    info = get_language_info(code)
    return Language(
        code=code,
        own_name=info["name_local"].capitalize(),
        english_name=info["name"],
        direction="rtl" if info["bidi"] else "ltr",
    )


@cache
def other_languages() -> tuple[Language, ...]:
    """The languages besides English that pages may be written in."""
    known = (get_language(code) for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES)
    return tuple(language for language in known if not language.is_english)


def label(key: str, code: str) -> str:
    """One of our own words in the language `code`; in English where we have no words of that language."""
    return LABELS.get(code, LABELS["en"])[key]
