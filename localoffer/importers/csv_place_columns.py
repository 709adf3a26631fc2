"""The columns about places and times. `csv_columns` puts them in their order with the others."""

from functools import partial

from .csv_layout import PLACE, TIME, Column

_place = partial(Column, about=PLACE)
_time = partial(Column, about=TIME)

PLACES: tuple[Column, ...] = (
    _place("place name", "text", "name", "The building.", "Otterbrook Mill", also=("venue", "location")),
    _place(
        "address",
        "text",
        "address_1",
        "Building number and street.",
        "14 Mill Lane",
        also=("address 1", "address line 1", "street"),
    ),
    _place("address line 2", "text", "address_2", "More of the address.", "Riverside", also=("address 2",)),
    _place("town", "text", "city", "Town or village.", "Otterbrook", also=("city",)),
    _place("county", "text", "state_province", "County.", "Larkshire"),
    _place("postcode", "postcode", "postal_code", "The whole postcode.", "ZZ1 2AA", also=("post code",)),
    _place(
        "hide address",
        "yes or no",
        "is_masked",
        "Write yes for a refuge or a private home. Then families and the open feed never see the address; "
        "families see the town only.",
        "no",
        also=("keep address secret", "secret address", "mask address", "masked", "confidential address"),
        stops_row=True,
    ),
    _place(
        "at this place",
        "text",
        "",
        "What is different about this service here.",
        "Come in by the side door.",
        also=("about this service here",),
    ),
    _place(
        "getting there",
        "text",
        "transportation",
        "Buses, trains and parking.",
        "The number 7 bus stops at the mill.",
        also=("transport",),
    ),
    _place(
        "place has",
        "terms",
        "access",
        "What the building has, in our words for access, with a semicolon between them.",
        "No steps to get in; Hearing loop; Quiet room",
        also=("place access", "building access"),
    ),
    _place(
        "place notes",
        "text",
        "access_notes",
        "What it is like to be in the building.",
        "The lift is small: a large wheelchair may not fit.",
        also=("place access notes",),
    ),
)

TIMES: tuple[Column, ...] = (
    _time(
        "how often",
        "often",
        "",
        "every week, every 2 weeks, every month, or once. Empty means every week. For every 2 weeks and for "
        "once, give the first date too.",
        "every week",
        also=("frequency",),
    ),
    _time(
        "days",
        "days",
        "",
        "Days of the week, with a semicolon between them, or “Monday to Friday”. For every month: "
        "“first Saturday”, “last Friday” or “15th”.",
        "Tuesday; Saturday",
        also=("day", "day of week"),
    ),
    _time("starts at", "time", "opens_at", "16:00 or 4pm.", "4pm", also=("start time", "opens at")),
    _time("ends at", "time", "closes_at", "17:30 or 5.30pm.", "5.30pm", also=("end time", "closes at")),
    _time("term time", "choice", "term_time", "Empty means all year.", "term time only", also=("season",)),
    _time("first date", "date", "dtstart", "The first day of all.", "13/01/2026", also=("start date",)),
    _time("last date", "date", "until", "The last day of all.", "", also=("end date",)),
    _time("times in words", "text", "description", "Times that no column fits.", "Come when it suits you."),
    _time("notes on times", "text", "notes", "Anything else about times.", "Doors open ten minutes before."),
    _time(
        "times web address",
        "web",
        "schedule_link",
        "A page with dates, or for booking.",
        "https://otterbrook.example/dates",
        also=("booking link",),
    ),
)
