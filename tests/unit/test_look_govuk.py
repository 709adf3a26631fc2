"""Our components give the HTML that the GOV.UK design system expects, fixture by fixture.

Every fixture of the package counts, but for those named in NOT_OURS_BECAUSE with the reason. What the
comparison itself leaves out is said in `fixture_html.tree`.
"""

import pytest

from .fixture_html import differences, fixtures

OUR_TEMPLATE = {
    "back-link": "back-link",
    "breadcrumbs": "breadcrumbs",
    "button": "button",
    "checkboxes": "checkboxes",
    "date-input": "date-input",
    "details": "details",
    "error-message": "error-message",
    "error-summary": "error-summary",
    "fieldset": "fieldset",
    "file-upload": "file-upload",
    "hint": "hint",
    "input": "input",
    "inset-text": "inset",
    "label": "label",
    "pagination": "pagination",
    "radios": "radios",
    "select": "select",
    "skip-link": "skip-link",
    "table": "table",
    "tag": "tag",
    "textarea": "textarea",
}
LINKS = "a link that looks like a button is our link-button, which stays a link for screen readers"
START = "we have no start button with an arrow"
PARTS = "our date boxes take `items`; `day`, `month` and `year` options do not exist"
ENHANCED = "we ship no drop zone script"
ENGLISH = "the hidden word is always Error; a page in another language gives the whole text"
EMPTY = "a summary with nothing in it shows nothing"
MAIN = "our pages' main part has the id main"
NOT_OURS_BECAUSE = {
    "button": {
        **dict.fromkeys(("link", "link attributes", "link classes", "explicit link"), LINKS),
        **dict.fromkeys(("start", "start link", "start link with html"), START),
    },
    "date-input": dict.fromkeys(
        (
            "with translations",
            "with values, name prefix and custom names",
            "day and month",
            "month and year",
            "with errors only",
            "with errors only (using classes)",
            "with error on day input",
            "with error on month input",
            "with error on year input",
            "with field value",
            "with field value and items",
            "with field value overriding values",
            "with error on single field",
            "with error on single field by omission",
            "with error on single field using classes",
        ),
        PARTS,
    ),
    "error-message": dict.fromkeys(("translated", "visually hidden text removed"), ENGLISH),
    "error-summary": dict.fromkeys(("autofocus disabled", "autofocus explicitly enabled"), EMPTY),
    "file-upload": dict.fromkeys(
        (
            "enhanced",
            "enhanced, with error message and hint",
            "enhanced, multiple files",
            "enhanced, custom wrapper classes and attributes",
            "translated",
        ),
        ENHANCED,
    ),
    "select": {"with falsy values": "False as a value is a word of another language"},
    "skip-link": dict.fromkeys(
        ("no href", "custom text", "html as text", "html", "classes", "attributes"), MAIN
    ),
}
SUPPORTED = [
    (component, name)
    for component in OUR_TEMPLATE
    for name in fixtures(component)
    if name not in NOT_OURS_BECAUSE.get(component, {})
]


@pytest.mark.parametrize(("component", "name"), SUPPORTED)
def test_component_gives_the_expected_html(component: str, name: str) -> None:
    ours, expected = differences(component, OUR_TEMPLATE[component], name)

    assert ours == expected


def test_most_fixtures_are_supported_and_every_exception_is_a_fixture() -> None:
    exceptions = {(component, name) for component, names in NOT_OURS_BECAUSE.items() for name in names}
    every = {(component, name) for component in OUR_TEMPLATE for name in fixtures(component)}

    assert exceptions <= every
    assert (len(SUPPORTED), len(exceptions)) == (len(every) - 38, 38)
