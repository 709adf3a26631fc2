"""Every column of the CSV layout, in the order of the example file. The page in docs/ is made from this."""

from functools import partial

from .csv_layout import PROVIDER, Column
from .csv_place_columns import PLACES, TIMES

_provider = partial(Column, about=PROVIDER)

_NAMES = (
    Column(
        "service id",
        "id",
        "",
        "Your own number or code for the service. It never changes, even when the name does. Leave the "
        "column out if you have none: then the provider and the service name together say which it is.",
        "LO-1",
        also=("id", "reference", "ref", "service reference"),
        stops_row=True,
    ),
    Column(
        "service name",
        "text",
        "name",
        "What families call it.",
        "Drum and Dance",
        also=("name", "service", "title"),
        is_needed=True,
        stops_row=True,
    ),
    Column(
        "also known as",
        "text",
        "alternate_name",
        "Another name that people use.",
        "The Saturday drummers",
        also=("other name", "alternate name"),
    ),
    Column(
        "provider",
        "text",
        "provider",
        "The organisation that runs it. Write the name the same way on each row.",
        "Otterbrook Arts",
        also=("provider name", "organisation", "organization", "organisation name", "organization name"),
        is_needed=True,
        stops_row=True,
    ),
)

_PROVIDERS = (
    _provider(
        "provider type", "choice", "provider_type", "What sort of organisation.", "charity or community group"
    ),
    _provider(
        "provider about",
        "text",
        "description",
        "What the organisation does.",
        "We make music and dance with children of every ability.",
        also=("about the provider", "organisation description"),
    ),
    _provider(
        "provider telephone", "phone", "phone", "One number.", "01632 960100", also=("provider phone",)
    ),
    _provider("provider email", "email", "email", "One address.", "hello@otterbrook.example"),
    _provider(
        "provider web address",
        "web",
        "website",
        "The organisation's own website.",
        "https://otterbrook.example/",
        also=("provider website", "provider url"),
    ),
    _provider("provider town", "text", "town", "Where the organisation is.", "Otterbrook"),
)

_STATE = (
    Column(
        "status",
        "choice",
        "status",
        "Empty means running.",
        "running",
        stops_row=True,
    ),
    Column("closed until", "date", "closed_until", "When it opens again, if it is closed for now.", ""),
    Column(
        "notice",
        "text",
        "alert",
        "News that families should see first.",
        "We meet in the small hall in March.",
        also=("alert",),
    ),
)

_WHAT = (
    Column(
        "summary",
        "text",
        "summary",
        "One or two plain sentences, up to 300 letters.",
        "A music group for children who like to move.",
        also=("short description",),
    ),
    Column(
        "what it is",
        "text",
        "description",
        "What happens there. You may use more than one line.",
        "We play drums, dance and rest. You can join in or just watch.",
        also=("description", "full description"),
    ),
)

_WHO = (
    Column(
        "lowest age",
        "age",
        "minimum_age",
        "Years, or months such as “18 months”.",
        "5",
        also=("minimum age", "min age", "age from", "from age"),
    ),
    Column(
        "highest age",
        "age",
        "maximum_age",
        "Years. Someone of this age may still go.",
        "11",
        also=("maximum age", "max age", "age to", "to age"),
    ),
    Column("level", "choice", "level", "How much help a child needs to have this.", "targeted"),
    Column(
        "who can go",
        "text",
        "eligibility",
        "Who it is for, in your own words.",
        "Children who find noisy groups hard. Brothers and sisters may come.",
        also=("eligibility",),
    ),
    Column("whole area", "yes or no", "covers_whole_area", "Can everyone in the area use it?", "no"),
    Column(
        "areas",
        "areas",
        "service_areas",
        "The towns or areas it is for, with a semicolon between them.",
        "Otterbrook; Wellow",
        also=("areas served", "service areas"),
    ),
)

_NEEDED = (
    Column("needs a diagnosis", "choice", "diagnosis", "Must the child have one?", "no", also=("diagnosis",)),
    Column(
        "needs a plan",
        "choice",
        "ehc_plan",
        "Must the child have an education, health and care (EHC) plan?",
        "helps",
        also=("ehc plan", "plan", "needs an ehc plan"),
    ),
    Column("referral", "choice", "referral", "Who has to ask for it?", "either", also=("needs a referral",)),
    Column(
        "wait", "text", "wait_time", "How long families wait, in words.", "About 3 weeks", also=("wait time",)
    ),
    Column(
        "wait in weeks", "weeks", "wait_weeks", "A whole number; 0 for no wait.", "3", also=("wait weeks",)
    ),
)

_COST = (
    Column("cost", "choice", "cost_kind", "Does it cost money?", "some", also=("cost kind",)),
    Column(
        "cost in words",
        "text",
        "fees_description",
        "What it costs and who pays less.",
        "The first visit is free. Ask us if money is short.",
        also=("fees", "cost description"),
    ),
    Column(
        "prices",
        "prices",
        "cost_options",
        "For whom and how much, with a semicolon between prices.",
        "Each session: £4.50; Brothers and sisters: £2 a visit",
        also=("price",),
    ),
)

_SUITS = (
    Column(
        "access",
        "terms",
        "access",
        "What the service itself has, in our words for access, with a semicolon between them.",
        "British Sign Language; One-to-one support",
        also=("access features",),
    ),
    Column(
        "getting in",
        "text",
        "access_description",
        "What it is like to get in and around.",
        "The hall is flat and the doors are wide.",
        also=("access description", "getting in and around"),
    ),
    Column(
        "noise and light",
        "text",
        "sensory_description",
        "Noise, light, smells and crowds.",
        "Drums are loud. We lend ear defenders.",
        also=("sensory", "noise light and crowds"),
    ),
    Column(
        "toilets", "text", "toilets_description", "Toilets and changing.", "A toilet with a changing bench."
    ),
    Column("quiet times", "text", "quiet_times", "When it is calm.", "The first half hour is quiet."),
    Column(
        "interpreters",
        "text",
        "interpretation_services",
        "Interpreters and signing.",
        "Tell us a week before and we will book someone who signs.",
        also=("interpreters and signing",),
    ),
    Column(
        "languages",
        "languages",
        "languages",
        "Languages that staff use, with a semicolon between them.",
        "English; Polish; British Sign Language",
        also=("language",),
    ),
)

_START = (
    Column(
        "how to start",
        "text",
        "application_process",
        "What a family has to do first.",
        "Phone us, or fill in the form on our web page.",
        also=("how to apply", "application process"),
    ),
    Column(
        "what to bring",
        "text",
        "required_documents",
        "What to bring or send.",
        "A drink and soft shoes.",
        also=("required documents", "what to bring or send"),
    ),
    Column(
        "how it is given",
        "ways",
        "",
        "Write: at a place, online, comes to you. Put a semicolon between two of them.",
        "at a place",
        also=("way", "how given"),
    ),
)

_CONTACT = (
    Column(
        "telephone",
        "phones",
        "phones",
        "The number to ask on. Put a semicolon between two numbers, and what a number is for after it in "
        "brackets.",
        "01632 960123; 07700 900456 (texts only)",
        also=("phone", "tel", "telephone number", "phone number"),
    ),
    Column("email", "email", "email", "One address.", "drum@otterbrook.example", also=("email address",)),
    Column(
        "web address",
        "web",
        "url",
        "The page about this service.",
        "https://otterbrook.example/drum",
        also=("website", "web page", "url", "link"),
    ),
    Column("contact name", "text", "contact name", "A person that families may ask for.", "Robin Marsh"),
    Column(
        "contact post", "text", "contact title", "That person's job.", "Group leader", also=("contact title",)
    ),
)

_FILED = (
    Column(
        "needs", "terms", "need", "What a child may need help with.", "Autism; Sensory needs", also=("need",)
    ),
    Column(
        "kinds of help",
        "terms",
        "help",
        "What sort of help it is.",
        "Clubs, sport and arts",
        also=("kind of help", "type of help", "category", "categories"),
    ),
    Column(
        "headings",
        "terms",
        "heading",
        "Numbers of the Local Offer headings that it helps to meet, 1 to 19.",
        "8; 15",
        also=("local offer headings", "heading"),
    ),
)

_CHECKED = (
    Column(
        "checked on",
        "past date",
        "assured_date",
        "When somebody last made sure that all of this is right. Mending a spelling does not count.",
        "12/01/2026",
        also=("last checked", "assured date"),
    ),
    Column("checked by", "text", "assured_by_role", "Their role, not their name.", "the provider"),
    Column("next check", "date", "next_check_date", "When it should be checked again.", "12/04/2026"),
    Column(
        "asked on",
        "past date",
        "asked_provider_date",
        "When you last asked the provider about answers that are missing.",
        "05/01/2026",
    ),
    Column(
        "kept right by", "text", "responsible", "The post that looks after the entry.", "Short breaks officer"
    ),
    Column(
        "training and awards",
        "text",
        "accreditations",
        "Awards, and what staff have learnt.",
        "All staff have had autism training.",
        also=("accreditations",),
    ),
)

# With the title of each part on the page in docs/.
PARTS: tuple[tuple[str, tuple[Column, ...]], ...] = (
    ("Which service it is", _NAMES),
    ("Who runs it", _PROVIDERS),
    ("Is it running?", _STATE),
    ("What is it?", _WHAT),
    ("Who can go?", _WHO),
    ("Do we need a diagnosis, a plan or a referral? How long is the wait?", _NEEDED),
    ("What does it cost?", _COST),
    ("Can we get in, and will it suit us?", _SUITS),
    ("How do we start, and how is it given?", _START),
    ("Where is it?", PLACES),
    ("When is it?", TIMES),
    ("How do we get in touch?", _CONTACT),
    ("What it is filed under", _FILED),
    ("Who checked it, and when", _CHECKED),
)

COLUMNS: tuple[Column, ...] = tuple(column for _, columns in PARTS for column in columns)
