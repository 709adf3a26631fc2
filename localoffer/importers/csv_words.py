"""The words that a cell may hold where only some are possible. The first of each is the one we ask for."""

import re
from functools import lru_cache

from localoffer.models.provider import ProviderType
from localoffer.models.service import CostKind, Level, Needed, Referral, Status
from localoffer.models.service_parts import TermTime

Words = dict[str, tuple[str, ...]]

_NEEDED: Words = {
    Needed.NO: ("no", "not needed", "none", "n"),
    Needed.HELPFUL: ("helps", "helpful", "not needed but helps", "no but helps", "no but it helps"),
    Needed.YES: ("yes", "needed", "required", "y"),
}

# By the field that the column fills.
CHOICES: dict[str, Words] = {
    "status": {
        Status.ACTIVE: ("running", "active", "open"),
        Status.CLOSED_FOR_NOW: ("closed for now", "temporarily closed", "inactive"),
        Status.ENDED: ("ended", "defunct", "finished"),
    },
    "level": {
        Level.EVERYONE: ("everyone", "universal", Level.EVERYONE.label),
        Level.TARGETED: ("targeted", Level.TARGETED.label),
        Level.SPECIALIST: ("specialist", Level.SPECIALIST.label),
    },
    "diagnosis": _NEEDED,
    "ehc_plan": _NEEDED,
    "referral": {
        Referral.SELF: ("ask yourself", "self", "self referral", "no", "not needed", Referral.SELF.label),
        Referral.EITHER: ("either", "both", "self or professional", Referral.EITHER.label),
        Referral.PROFESSIONAL: ("professional", "yes", "needed", Referral.PROFESSIONAL.label),
    },
    "cost_kind": {
        CostKind.FREE: ("free", "no cost", "none", "0", "£0"),
        CostKind.SOME: ("some", CostKind.SOME.label),
        CostKind.PAID: ("you pay", "paid"),
    },
    "term_time": {
        TermTime.ALL_YEAR: ("all year", "no", "n", "term and holidays"),
        TermTime.TERM: ("term time only", "term time", "term", "yes", "y"),
        TermTime.HOLIDAYS: ("school holidays only", "school holidays", "holidays only", "holidays"),
    },
    "provider_type": {kind.value: (kind.label.casefold(), kind.value) for kind in ProviderType},
}

WAYS: Words = {
    "is_at_place": ("at a place", "place", "in person", "face to face"),
    "is_online": ("online", "by phone", "phone or online", "virtual"),
    "is_at_home": ("comes to you", "at your home", "at home", "home", "home visits"),
}

DAYS: Words = {
    "MO": ("monday", "mondays", "mon", "mo"),
    "TU": ("tuesday", "tuesdays", "tue", "tues", "tu"),
    "WE": ("wednesday", "wednesdays", "wed", "weds", "we"),
    "TH": ("thursday", "thursdays", "thu", "thur", "thurs", "th"),
    "FR": ("friday", "fridays", "fri", "fr"),
    "SA": ("saturday", "saturdays", "sat", "sa"),
    "SU": ("sunday", "sundays", "sun", "su"),
}
SEVERAL_DAYS = {
    "every day": "MO,TU,WE,TH,FR,SA,SU",
    "daily": "MO,TU,WE,TH,FR,SA,SU",
    "weekdays": "MO,TU,WE,TH,FR",
    "weekends": "SA,SU",
    "weekend": "SA,SU",
}
WHICH = {"first": "1", "1st": "1", "second": "2", "2nd": "2", "third": "3", "3rd": "3"} | {
    "fourth": "4",
    "4th": "4",
    "fifth": "5",
    "5th": "5",
    "last": "-1",
}
NUMBERS = {"other": 2, "second": 2, "two": 2, "third": 3, "three": 3, "four": 4, "six": 6}

# Codes of ISO 639: the languages that councils most often name.
LANGUAGES = {
    "British Sign Language": "bfi",
    "English": "en",
    "Albanian": "sq",
    "Arabic": "ar",
    "Bengali": "bn",
    "Bulgarian": "bg",
    "Cantonese": "yue",
    "Chinese": "zh",
    "Czech": "cs",
    "Dari": "prs",
    "Dutch": "nl",
    "Farsi": "fa",
    "French": "fr",
    "German": "de",
    "Greek": "el",
    "Gujarati": "gu",
    "Hindi": "hi",
    "Hungarian": "hu",
    "Irish": "ga",
    "Italian": "it",
    "Japanese": "ja",
    "Kurdish": "ku",
    "Latvian": "lv",
    "Lithuanian": "lt",
    "Malayalam": "ml",
    "Mandarin": "cmn",
    "Nepali": "ne",
    "Pashto": "ps",
    "Persian": "fa",
    "Polish": "pl",
    "Portuguese": "pt",
    "Punjabi": "pa",
    "Romani": "rom",
    "Romanian": "ro",
    "Russian": "ru",
    "Slovak": "sk",
    "Somali": "so",
    "Spanish": "es",
    "Swahili": "sw",
    "Sylheti": "syl",
    "Tamil": "ta",
    "Thai": "th",
    "Tigrinya": "ti",
    "Turkish": "tr",
    "Ukrainian": "uk",
    "Urdu": "ur",
    "Vietnamese": "vi",
    "Welsh": "cy",
    "Yoruba": "yo",
}
LANGUAGES_ALSO = {
    "bsl": "British Sign Language",
    "sign language": "British Sign Language",
    "panjabi": "Punjabi",
    "bangla": "Bengali",
}


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """Words without capitals, signs and extra spaces, so that they can be compared: "No, but helps!"."""
    return " ".join(re.sub(r"[^\w£]+", " ", words.casefold()).split())


def value_of(words: Words, said: str) -> str | None:
    """The value that these words mean, or None."""
    wanted = plain(said)
    for value, accepted in words.items():
        if wanted == plain(value) or any(wanted == plain(one) for one in accepted):
            return value
    return None


def asked_for(words: Words) -> str:
    """The words we ask for, as a list to read: "running, closed for now or ended"."""
    first = [accepted[0] for accepted in words.values()]
    return f"{', '.join(first[:-1])} or {first[-1]}"
