"""The headings a Local Offer is measured against, in our own plain words.

Sources: the Special Educational Needs and Disability Regulations 2014 (SI 2014/1530): Schedule 2 for the
Local Offer's headings and the ten points (paragraph 5), regulation 51 and Schedule 1 for a school's SEN
information report. Only paragraphs 1, 2, 3, 5, 15 and 17 are known to carry the law's own numbers; the
others are in our order and must be shown without a paragraph number.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """One heading of the Local Offer."""

    number: int
    title: str
    plain: str
    is_law_number: bool = False

    @property
    def slug(self) -> str:
        """The slug of this heading's term in the heading taxonomy."""
        return f"heading-{self.number}"

    @property
    def law_label(self) -> str:
        """The law's own paragraph, or nothing where our order is not the law's."""
        return f"Schedule 2, paragraph {self.number}" if self.is_law_number else ""


@dataclass(frozen=True)
class Point:
    """One heading that a provider answers: a ten-points heading or one of the SEN information report."""

    code: str
    title: str
    plain: str


HEADINGS: tuple[Heading, ...] = (
    Heading(
        1,
        "Schools, nurseries, colleges and training in our area",
        "The special help with learning that you can expect near home, from nursery to college.",
        True,
    ),
    Heading(
        2,
        "Schools, colleges and training outside the area",
        "The same kinds of help in places outside our area that our children and young people use.",
        True,
    ),
    Heading(
        3,
        "What ordinary and special schools give, and how it is paid for",
        "What ordinary schools, special schools and the council each give, and where the money comes from.",
        True,
    ),
    Heading(
        4,
        "Finding out what a child needs, asking families, and moving on",
        "How places notice needs, ask you, get the right help and equipment, and plan the next step.",
    ),
    Heading(
        5,
        "How each place teaches, adapts and supports",
        "Ten points that every school, college and nursery tells you about, from teaching to feelings.",
        True,
    ),
    Heading(6, "Apprenticeships", "Help for young people who learn while they work."),
    Heading(
        7,
        "Other training after 16",
        "Training that is not at school or college, such as a supported internship.",
    ),
    Heading(8, "Other places to learn", "Learning outside school and college, such as through sport or art."),
    Heading(
        9,
        "Where to find out more about schools and colleges",
        "Where each school's own report is, and the plan for making schools easier to get into and around.",
    ),
    Heading(
        10,
        "Finding out about needs, and asking for an assessment",
        "How needs are noticed, and how you can ask the council to look at everything your child needs.",
    ),
    Heading(
        11, "Personal budgets", "Money in a plan that you can help to decide how to use, and how to ask."
    ),
    Heading(
        12,
        "Health",
        "Therapies, mental health help, medicines at school, equipment, and moving to adult health services.",
    ),
    Heading(13, "Social care", "Short breaks, help at home, and moving to adult social care."),
    Heading(14, "Travel", "Getting to and from nursery, school and college, and help with the cost."),
    Heading(
        15,
        "Information, advice and support",
        "People who listen and explain, groups of other parents, childcare and things to do.",
        True,
    ),
    Heading(
        16,
        "Growing up and moving on",
        "Help to find work and a home, make friends, and move between schools and into adult life.",
    ),
    Heading(17, "How to complain", "What to do when help is not right.", True),
    Heading(
        18,
        "Who can get what, and how that is decided",
        "The rules for who can have each kind of help, and how people decide.",
    ),
    Heading(
        19,
        "When you do not agree",
        "How to sort out a disagreement, with someone neutral to help, and how to appeal.",
    ),
)

TEN_POINTS: tuple[Point, ...] = (
    Point("point-a", "How do you teach?", "Our way of teaching children who need extra help."),
    Point("point-b", "How do you change lessons and rooms?", "How lessons and the building are adapted."),
    Point("point-c", "What extra help is there with learning?", "Help on top of ordinary lessons."),
    Point(
        "point-d",
        "How do you check progress, and how do we take part?",
        "How steps forward are checked, with children, young people and parents.",
    ),
    Point(
        "point-e",
        "How do you know that it works?",
        "How the help itself is judged, and how families take part in that.",
    ),
    Point("point-f", "How can everyone use the building and equipment?", "Ramps, rooms, toilets, equipment."),
    Point("point-g", "What is there to do outside lessons?", "Clubs, trips, sport and play for everyone."),
    Point("point-h", "What support is there?", "The people and services that help children here."),
    Point("point-i", "What do your staff know?", "How staff learn, and who brings special knowledge."),
    Point(
        "point-j",
        "How do you help with feelings and friends?",
        "How feelings, mental health and getting on with others are supported.",
    ),
)

SEN_REPORT: tuple[Point, ...] = (
    Point("sen-1", "Which needs do you help with?", "The kinds of special educational needs met here."),
    Point("sen-2", "How do you notice that a child needs help?", "How needs are found and looked into."),
    Point(
        "sen-3",
        "How do you help, and how do you know that it works?",
        "Teaching, adapting, extra support, joining in, feelings, checking progress and judging the help.",
    ),
    Point("sen-4", "Who is the SENCO and how do we reach them?", "The teacher who leads on extra help."),
    Point("sen-5", "What do your staff know?", "Training and skills, and how experts are brought in."),
    Point("sen-6", "How do you get equipment and special rooms?", "Equipment and buildings."),
    Point("sen-7", "How do you ask parents?", "How parents take part in their child's education."),
    Point("sen-8", "How do you ask children and young people?", "How pupils take part."),
    Point("sen-9", "How do we complain?", "What to do when help is not right."),
    Point("sen-10", "Who else helps?", "How health, social care and charities are brought in."),
    Point("sen-11", "Who can support our family?", "Services for parents, and how to reach them."),
    Point(
        "sen-12", "How do you help with moving on?", "Moving between classes, schools and into adult life."
    ),
    Point("sen-13", "Where is the Local Offer?", "Where all the area's help is listed."),
)

_BY_CODE = {point.code: point for point in (*TEN_POINTS, *SEN_REPORT)}


def heading(number: int) -> Heading:
    """Return the heading with this number, 1 to 19; raise LookupError for any other."""
    if not 1 <= number <= len(HEADINGS):
        raise LookupError(f"There is no heading {number}")
    return HEADINGS[number - 1]


def point(code: str) -> Point:
    """Return the heading with a provider answer's code; raise LookupError for an unknown one."""
    if code not in _BY_CODE:
        raise LookupError(f"There is no heading {code!r}")
    return _BY_CODE[code]
