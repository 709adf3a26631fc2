"""The groups of filters, what they are called, and the choices that do not come from the directory itself.

Between groups every one must fit (AND); within a group any choice will do (OR).
"""

from dataclasses import dataclass

AGES = range(0, 26)  # the Local Offer is for ages 0 to 25 (Children and Families Act 2014, section 30)


@dataclass(frozen=True, slots=True)
class Group:
    """One group. `choices` are (value, label); empty when the directory's own terms are the choices."""

    key: str
    title: str
    choices: tuple[tuple[str, str], ...] = ()
    taxonomy: str = ""  # the key of the taxonomy whose terms are the choices
    many: bool = True  # several may be chosen at once
    is_shown_empty: bool = True  # whether fixed choices stand there when nothing has them


NEED = Group("need", "What is the need?", taxonomy="need")
AGE = Group(
    "age",
    "What age?",
    (
        ("0-4", "0 to 4"),
        ("5-10", "5 to 10"),
        ("11-15", "11 to 15"),
        ("16-18", "16 to 18"),
        ("19-25", "19 to 25"),
    ),
    many=False,
)
HELP = Group("help", "What kind of help?", taxonomy="help")
LEVEL = Group(
    "level",
    "How much help?",
    (
        ("everyone", "For everyone"),
        ("targeted", "For children who need some extra help"),
        ("specialist", "For children with more complex needs"),
    ),
)
DIAGNOSIS = Group("diagnosis", "Is a diagnosis needed?", (("no", "No diagnosis needed"),))
PLAN = Group("plan", "Is an EHC plan needed?", (("no", "No plan needed"), ("yes", "A plan is needed")))
REFERRAL = Group(
    "referral",
    "Who can ask for it?",
    (("self", "You can ask yourself"), ("professional", "A professional must ask for you")),
)
COST = Group(
    "cost", "What does it cost?", (("free", "Free"), ("some", "Some parts cost money"), ("paid", "You pay"))
)
WAY = Group(
    "way",
    "Where does it happen?",
    (("place", "At a place"), ("online", "Online"), ("home", "It comes to you")),
)
# From what providers told us lately (localoffer.live_facts): what was told too long ago is no longer in it.
ROOM = Group("room", "Is there room?", (("places", "Has places now"),), is_shown_empty=False)
DAY = Group(
    "day",
    "Which day?",
    (
        ("mo", "Monday"),
        ("tu", "Tuesday"),
        ("we", "Wednesday"),
        ("th", "Thursday"),
        ("fr", "Friday"),
        ("sa", "Saturday"),
        ("su", "Sunday"),
    ),
)
TIME = Group(
    "time",
    "When?",
    (
        ("term", "In term time"),
        ("holidays", "In the school holidays"),
        ("weekend", "At the weekend"),
        ("evening", "In the evening (5pm or later)"),
    ),
)
ACCESS = Group("access", "What should the place have?", taxonomy="access")
LANGUAGE = Group("language", "Which language?")
TOWN = Group("town", "Which town?")
HEADING = Group("heading", "Local Offer heading", taxonomy="heading")
MILES = Group(
    "miles",
    "How far?",
    tuple(
        (str(miles), f"Within {miles} mile" + ("s" if miles > 1 else "")) for miles in (1, 3, 5, 10, 20, 40)
    ),
    many=False,
)

# In the order in which families meet them.
GROUPS = {
    group.key: group
    for group in (
        NEED, AGE, HELP, DIAGNOSIS, COST, WAY, ROOM, MILES, DAY, TIME,
        LEVEL, REFERRAL, PLAN, ACCESS, LANGUAGE, TOWN, HEADING,
    )
}  # fmt: skip
MANY = tuple(key for key, group in GROUPS.items() if group.many)
FIXED = {key: dict(group.choices) for key, group in GROUPS.items() if group.choices}

SORTS = {
    "best": "Best match",
    "distance": "Nearest first",
    "name": "Name, A to Z",
    "checked": "Checked most recently",
}
