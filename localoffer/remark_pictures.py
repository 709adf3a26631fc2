"""What can be said with pictures when something is not right, or about the Local Offer as a whole. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Saying:
    """One thing to say by choosing its picture. `picture` is a name of portal.pictures.vocabulary."""

    code: str
    words: str
    picture: str
    limb: str = ""  # which of the three things the law asks about, for sayings about the Local Offer


ABOUT_AN_ENTRY = (
    Saying("wrong-phone", "The phone number is wrong", "telephone"),
    Saying("no-answer", "Nobody answers us", "phone"),
    Saying("wrong-times", "The days or times are wrong", "clock"),
    Saying("closed", "It is closed", "stop"),
    Saying("cannot-get-in", "We cannot get in or move around", "wheelchair"),
    Saying("too-loud", "It is too loud or too busy for us", "loud"),
    Saying("too-far", "It is too far away", "bus"),
    Saying("cost", "It costs something else, or too much", "money"),
    Saying("long-wait", "The wait is too long", "give-time"),
    Saying("not-for-us", "They said we cannot come", "no"),
    Saying("unclear", "We do not understand the words", "not-sure"),
    Saying("good", "It is good", "thumbs-up"),
)
ABOUT_THE_OFFER = (
    Saying("offer-helps", "The Local Offer helps us", "thumbs-up", "content"),
    Saying("help-missing", "Help that we need is not here", "search", "content"),
    Saying("help-poor", "The help is not good enough", "thumbs-down", "content"),
    Saying("out-of-date", "Things are out of date", "calendar", "content"),
    Saying("hard-to-find", "It is hard to find things", "map", "access"),
    Saying("hard-words", "The words are hard to read", "reading", "access"),
    Saying("hard-to-use", "This site is hard to use on what we have", "tablet", "access"),
    Saying("nobody-asked", "Nobody asked us what we think", "have-my-say", "involved"),
    Saying("were-asked", "You asked us, and it made a difference", "hands", "involved"),
)
SAYINGS = {one.code: one for one in (*ABOUT_AN_ENTRY, *ABOUT_THE_OFFER)}
FOR_KIND: dict[str, tuple[Saying, ...]] = {
    "wrong": ABOUT_AN_ENTRY,
    "comment": ABOUT_THE_OFFER,
    "question": (),
}


def sayings(codes: Iterable[str]) -> list[Saying]:
    """The sayings with these codes, in their order; codes that we no longer have are left out."""
    return [SAYINGS[code] for code in codes if code in SAYINGS]
