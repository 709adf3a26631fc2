"""How pages speak of circles: plain words and pictures. Pure."""

from typing import Any

from portal.people.models.asking import OWN_WAY_IN
from portal.people.models.circle import Connection, Sight

Kind = Connection.Kind

# For grown-ups, and for the young person: the same picture always means the same thing.
SIGHT_WORDS = {
    Sight.BASICS: "Their name and who is near them",
    Sight.ABOUT_ME: "What they share about themselves",
    Sight.PLAN: "Their plan and its letters",
    Sight.VIEWS: "What the family says about the plan",
    Sight.WHO_LOOKED: "Who looked at their record",
}
MY_SIGHT_WORDS = {
    Sight.BASICS: "my name and who is near me",
    Sight.ABOUT_ME: "what I share about me",
    Sight.PLAN: "my plan and its letters",
    Sight.VIEWS: "what we say about the plan",
    Sight.WHO_LOOKED: "who looked at my things",
}
SIGHT_PICTURES = {
    Sight.BASICS: "friends",
    Sight.ABOUT_ME: "me",
    Sight.PLAN: "letter",
    Sight.VIEWS: "conversation",
    Sight.WHO_LOOKED: "eye",
}
KIND_PICTURES = {
    Kind.PARENT: "family",
    Kind.SUPPORTER: "hand-heart",
    Kind.CO_ORDINATOR: "calendar",
    Kind.ADVOCATE: "speech",
    Kind.ADVICE_SERVICE: "info",
}
MY_KIND_WORDS = {
    Kind.PARENT: "Looks after me",
    Kind.SUPPORTER: "Helps me",
    Kind.CO_ORDINATOR: "Looks after my plan",
    Kind.ADVOCATE: "Speaks up for me",
    Kind.ADVICE_SERVICE: "Gives my family advice",
}
ASK_WORDS: dict[str, str] = {
    Kind.PARENT: "A parent or carer. Staff check who they are first",
    Kind.SUPPORTER: "A supporter, such as a teacher or a key worker",
    Kind.CO_ORDINATOR: "Another plan co-ordinator",
    Kind.ADVOCATE: "An advocate, who speaks up for the young person",
    Kind.ADVICE_SERVICE: "Somebody from the free information and advice service",
    OWN_WAY_IN: "The young person, with an account of their own",
}
MY_ASK_WORDS: dict[str, str] = {
    Kind.SUPPORTER: "Somebody who helps me, such as a teacher or a key worker",
    Kind.ADVOCATE: "Somebody who speaks up for me",
    Kind.ADVICE_SERVICE: "Somebody who gives me and my family free advice",
}
SOMEBODY = "Somebody who was near you"


def name_of(place: Any) -> str:
    """What to call somebody in a circle: as the young person does, else their name, else what they are there.

    Never the address: it would show on a shared screen.
    """
    return place.relation or place.user.get_full_name() or place.user.post or place.get_kind_display()


def staff_name(user: Any) -> str:
    """What those who keep a record call somebody: name, else post, else address; "this site" for nobody."""
    return str(user.get_full_name() or user.post or user) if user else "this site"


def what_they_are(place: Any) -> str:
    """Their post, with what they are in this circle where that says more."""
    kind, post = str(place.get_kind_display()), place.user.post
    return f"{post} ({kind.lower()})" if post and post.lower() != kind.lower() else kind


def first_person(sight: str) -> str:
    """One sight as the young person says it: "my plan and its letters"."""
    return MY_SIGHT_WORDS[Sight(sight)]


def my_sights() -> list[tuple[str, str]]:
    """Every sight as a choice of the young person: "My plan and its letters"."""
    return [(sight.value, text[0].upper() + text[1:]) for sight, text in MY_SIGHT_WORDS.items()]


def listed(words: list[str]) -> str:
    """Words one after the other as people say them: "this, that and the other"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def sights_in_words(values: list[str]) -> str:
    """What somebody may see, in words for grown-ups, always in one order; empty for nothing."""
    seen = [text.lower() for sight, text in SIGHT_WORDS.items() if sight.value in values]
    return "everything" if len(seen) == len(SIGHT_WORDS) else listed(seen)
