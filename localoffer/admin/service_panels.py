"""The form for one entry: the seven questions in the order that families read them, then the rest."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    TabbedInterface,
)
from wagtail.admin.panels import ObjectList as Tab

from portal.pages.choosing import ChooseCode

from .codes import LANGUAGES, PHONES, LanguagesPanel
from .days import DaysPanel, SchedulesPanel
from .service_form import ServiceForm

EDITORS_ONLY = "localoffer.publish_service"


def _plain(name: str, help_text: str = "", **options: object) -> FieldPanel:
    return FieldPanel(name, help_text=help_text, **options)


WHAT = MultiFieldPanel(
    [
        _plain("summary", "One or two plain sentences. Families see this in the search."),
        _plain("description", "What happens, who is there, what it is like. Write to the family as “you”."),
    ],
    heading="1. What is it?",
)
WHO = MultiFieldPanel(
    [
        FieldRowPanel(
            [
                _plain("minimum_age", "Leave empty if there is none.", heading="Youngest age"),
                _plain("maximum_age", "Leave empty if there is none.", heading="Oldest age"),
            ]
        ),
        _plain("level"),
        _plain("eligibility", "Anything else about who can go, such as which area or which school."),
        _plain("covers_whole_area", "Tick this if families anywhere in the area can use it."),
    ],
    heading="2. Who can go?",
)
NEEDED = MultiFieldPanel(
    [
        _plain("diagnosis"),
        _plain("ehc_plan"),
        _plain("referral", "Who has to ask for this help."),
    ],
    heading="3. Do we need a diagnosis, a plan or a referral?",
)
WAIT = MultiFieldPanel(
    [
        _plain("wait_time", "In words, such as “about 8 weeks for a first visit”, or “No wait”."),
        _plain("wait_weeks", "The usual wait as a number of weeks, so that families can compare."),
    ],
    heading="4. How long is the wait?",
)
COST = MultiFieldPanel(
    [
        _plain("cost_kind"),
        _plain("fees_description", "What is free, what costs money, and who can pay less."),
        InlinePanel(
            "cost_options",
            heading="Prices",
            label="Price",
            panels=[
                _plain("option", "What or whom it is for, such as “Each session” or “Brothers and sisters”."),
                _plain("amount", "In pounds, such as 4.50."),
                _plain("amount_description", "Such as “a session” or “a year”."),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            ],
        ),
    ],
    heading="5. What does it cost?",
)
ACCESS = MultiFieldPanel(
    [
        _plain("access_description", "Steps, lifts, parking, wheelchairs."),
        _plain("sensory_description", "How loud, bright and busy it is."),
        _plain("toilets_description", "Accessible toilets, changing benches, hoists."),
        _plain("quiet_times", "When it is calmest."),
        _plain("interpretation_services", "British Sign Language, interpreters, Makaton."),
    ],
    heading="6. Can we get in, and will it suit us?",
)
START = MultiFieldPanel(
    [
        _plain("application_process", "The first thing to do, then what happens next."),
        _plain("required_documents", "Letters, forms or proof. Leave empty if there is nothing to bring."),
    ],
    heading="7. How do we start?",
)

SCHEDULES = SchedulesPanel(
    "schedules",
    heading="Times",
    label="Time",
    panels=[
        _plain("place"),
        FieldRowPanel(
            [
                _plain("freq", "Leave empty if it happens once, and give the first date."),
                _plain("interval", "1 for every week or month, 2 for every second one."),
            ]
        ),
        DaysPanel("byday"),
        FieldPanel("term_time"),
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
        FieldRowPanel(
            [
                _plain("dtstart", "Needed if it happens once, or every second week or month."),
                _plain("until", "Leave empty if it goes on."),
            ]
        ),
        _plain("description", "In words, if days and hours cannot say it."),
        _plain("schedule_link", "A page with the dates, if there is one."),
    ],
)
PLACES = InlinePanel(
    "service_places",
    heading="Places",
    label="Place",
    panels=[
        _plain("place", "Is the place missing? Ask a Local Offer editor to add it."),
        _plain("description", "What families should know about this help at this place."),
    ],
)
CONTACTS = (
    InlinePanel(
        "contacts",
        heading="Who to ask",
        label="Person or team",
        panels=[
            _plain("title", "The post, such as “Family link worker”."),
            _plain("name", "Only if they are happy for their name to be public."),
            FieldPanel("department"),
            FieldPanel("email"),
            FieldPanel("phone"),
        ],
    ),
    InlinePanel(
        "phones",
        heading="Phone numbers",
        label="Phone number",
        panels=[
            FieldRowPanel([FieldPanel("number"), FieldPanel("extension")]),
            FieldPanel("phone_type", heading="How is it used?", widget=ChooseCode(PHONES), help_text=" "),
            _plain("description", "Such as “Monday to Friday, 9am to 4pm”."),
        ],
    ),
)

SEVEN_ANSWERS = Tab(
    [FieldPanel("name"), _plain("alternate_name"), WHAT, WHO, NEEDED, WAIT, COST, ACCESS, START],
    heading="The seven answers",
)
WHEN_AND_WHERE = Tab(
    [
        MultiFieldPanel(
            [FieldPanel("is_at_place"), FieldPanel("is_online"), FieldPanel("is_at_home")],
            heading="How the help is given",
        ),
        PLACES,
        SCHEDULES,
        MultiFieldPanel([FieldPanel("email"), FieldPanel("url")], heading="Email and web page"),
        *CONTACTS,
    ],
    heading="When, where and who to ask",
)
FILED_UNDER = Tab(
    [
        HelpPanel(content="These words decide which searches and filters find this entry."),
        InlinePanel(
            "service_terms",
            heading="Needs, kinds of help and Local Offer headings",
            label="Word",
            panels=[FieldPanel("term")],
        ),
        InlinePanel(
            "service_areas",
            heading="Areas served",
            label="Area",
            panels=[_plain("name", "Such as a town or district."), FieldPanel("service_area")],
        ),
        LanguagesPanel(
            "languages",
            heading="Languages",
            label="Language",
            panels=[
                FieldRowPanel(
                    [
                        FieldPanel("code", heading="Language", widget=ChooseCode(LANGUAGES), help_text=" "),
                        _plain("name", "Only if families know it by another name.", heading="Its name here"),
                    ]
                ),
                FieldPanel("note"),
            ],
        ),
        FieldPanel("accreditations"),
        InlinePanel("funding", heading="Who pays for it", label="Funding", panels=[FieldPanel("source")]),
    ],
    heading="How families find it",
)
QUESTIONS = Tab(
    [
        HelpPanel(content="Questions from families. Leave out anything that could tell who asked."),
        InlinePanel(
            "questions",
            heading="What other families asked",
            label="Question",
            panels=[
                FieldPanel("question"),
                FieldPanel("asked_date"),
                _plain("answer", "Leave empty until there is an answer. The page says that you were asked."),
                FieldRowPanel([FieldPanel("answered_date"), _plain("answered_by_role", "A post.")]),
            ],
        ),
    ],
    heading="Questions",
)
KEEPING_IT_RIGHT = Tab(
    [
        _plain("alert", "A short notice in a box at the top of the entry, such as a change of times."),
        FieldPanel("provider", permission=EDITORS_ONLY),
        _plain("responsible", "A post, such as “Early help team manager”.", permission=EDITORS_ONLY),
    ],
    heading="Notice and owner",
)

SERVICE_FORM = TabbedInterface(
    [SEVEN_ANSWERS, WHEN_AND_WHERE, FILED_UNDER, QUESTIONS, KEEPING_IT_RIGHT], base_form_class=ServiceForm
)
