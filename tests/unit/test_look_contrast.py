"""Every theme keeps text at 7:1 and controls at 3:1, computed from the token file itself.

Formula: relative luminance and contrast ratio of WCAG 2.2.
"""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
THEMES = ("light", "cream", "dark", "yellow-on-black", "system")
PAPERS = ("paper", "paper-raised", "paper-quiet")
NOTICE_PAPERS = ("info-paper", "good-paper", "wait-paper", "danger-paper")
ACCENTS = ("accent-home", "accent-find-help", "accent-my-space", "accent-listen")

TEXT_PAIRS = [
    *((ink, paper) for ink in ("ink", "ink-soft", "link", "link-visited") for paper in PAPERS),
    *((ink, paper) for ink in ("ink", "link") for paper in NOTICE_PAPERS),
    *((tone, f"{tone}-paper") for tone in ("info", "good", "wait", "danger")),
    *((tone, "paper") for tone in ("danger", "wait", "action")),
    ("paper", "ink"),  # a step that is done
    ("paper", "danger"),  # the button that deletes
    ("action-ink", "action"),
    ("action-ink", "action-hover"),
    ("focus-ink", "focus"),
    ("header-ink", "header"),
]
CONTROL_PAIRS = [
    *(("line", paper) for paper in PAPERS),
    *(("thread", paper) for paper in (*PAPERS, "header")),
    *((accent, paper) for accent in ACCENTS for paper in ("paper", "paper-raised", "header")),
    *((tone, "paper") for tone in ("danger", "good", "wait", "info", "action")),
    ("focus", "focus-edge"),  # the two tones of the focus ring: on any colour, one of them shows
    ("ruler-edge", "paper"),
]


def read_themes() -> dict[str, dict[str, str]]:
    """Return name -> colour for each theme of the token file."""
    text = re.sub(r"/\*.*?\*/", "", TOKENS.read_text(), flags=re.DOTALL)
    found: dict[str, dict[str, str]] = {}
    for name, block in re.findall(r'\[data-theme="([a-z-]+)"\]\s*{(.*?)}', text, flags=re.DOTALL):
        found[name] = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})\s*;", block))
    return found


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb"."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_low(theme: str, pairs: list[tuple[str, str]], least: float) -> list[str]:
    """Name each pair of a theme that is below `least`."""
    colours = read_themes()[theme]
    ratios = [(one, other, contrast(colours[one], colours[other])) for one, other in pairs]
    return [f"{one} on {other}: {ratio:.2f}" for one, other, ratio in ratios if ratio < least]


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_every_theme_names_the_same_colours() -> None:
    names = {theme: set(colours) for theme, colours in read_themes().items()}
    assert set(names) == set(THEMES)
    assert all(found == names["light"] for found in names.values()), names


@pytest.mark.parametrize("theme", THEMES)
def test_text_contrast_is_seven_to_one(theme: str) -> None:
    assert too_low(theme, TEXT_PAIRS, 7) == []


@pytest.mark.parametrize("theme", THEMES)
def test_control_contrast_is_three_to_one(theme: str) -> None:
    assert too_low(theme, CONTROL_PAIRS, 3) == []


def test_no_style_sheet_but_the_tokens_and_print_names_a_colour() -> None:
    sheets = [path for path in TOKENS.parent.rglob("*.css") if path.name not in ("tokens.css", "print.css")]
    assert len(sheets) > 20
    named = [
        f"{path.name}: {found}"
        for path in sheets
        for found in re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*{)|rgba?\([^)]*\)", path.read_text())
    ]
    assert named == []
