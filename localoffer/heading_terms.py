"""The 19 headings as terms of a list, so that entries can be filed under them."""

from localoffer.headings import HEADINGS as ALL_HEADINGS
from localoffer.term_lists import Term, TermList

# One picture for each heading, in the headings' order.
PICTURES = (
    *("school", "bus", "money", "looking", "teacher", "job", "goal", "art", "reading", "meeting"),
    *("purse", "doctor", "family", "bus", "conversation", "key", "thumbs-down"),
    *("choose", "have-my-say"),
)

HEADINGS = TermList(
    "heading",
    "Local Offer headings",
    "The parts that a Local Offer should cover.",
    tuple(
        Term(heading.slug, heading.title, heading.plain, picture)
        for heading, picture in zip(ALL_HEADINGS, PICTURES, strict=True)
    ),
)
