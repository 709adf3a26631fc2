"""Puts several OpenMoji drawings on one sheet, each as a <symbol> that pages name by its code. Pure."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
CREDIT = "Drawings: OpenMoji, CC BY-SA 4.0. Changed: put on one sheet, with fewer decimals."
NAMED_BY_OTHERS = ("url(", "href=")
EXACT = {"transform"}  # a small change there moves everything inside
LONG_FRACTION = re.compile(r"\.(\d{3,})")


class DrawingRefused(Exception):
    """A drawing that cannot stand on a sheet with others; the text says why."""


def sheet(drawings: Iterable[tuple[str, str]]) -> str:
    """Return one SVG file with a symbol for each (id, SVG text) of `drawings`.

    Raises DrawingRefused for a drawing whose parts name each other: their ids are taken out, because on one
    sheet the ids of two drawings would meet.
    """
    symbols = "".join(_symbol(name, text) for name, text in drawings)
    return f'<!-- {CREDIT} --><svg xmlns="{SVG}">{symbols}</svg>'


def shorter(numbers: str) -> str:
    """Return path data or another number with at most two decimals: the drawings are 72 units wide.

    Only digits behind a point change and the point stays, so that numbers without a space between stay apart.
    """
    return LONG_FRACTION.sub(_two_decimals, re.sub(r"\s+", " ", numbers).strip())


def _two_decimals(found: re.Match[str]) -> str:
    digits = min(99, round(int(found[1][:3]) / 10))  # never a carry into the whole number
    return f".{digits:02d}".rstrip("0") if digits else ".0"


def _symbol(name: str, text: str) -> str:
    if any(sign in text for sign in NAMED_BY_OTHERS):
        raise DrawingRefused(f"{name} has parts that name each other, so it cannot share a sheet.")
    drawing = ElementTree.fromstring(text)  # noqa: S314 - from a locked package
    _tidy(drawing)
    inside = "".join(ElementTree.tostring(child, encoding="unicode") for child in drawing)
    return f'<symbol id="{name}" viewBox="{drawing.get("viewBox")}">{inside}</symbol>'


def _tidy(element: ElementTree.Element) -> None:
    """Take out ids, spare space and groups that group nothing; shorten the numbers."""
    element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    element.attrib = {
        key: value if key in EXACT else shorter(value) for key, value in element.items() if _draws(key)
    }
    element.text = element.tail = None
    kept: list[ElementTree.Element] = []
    for child in element:
        _tidy(child)
        if child.tag != "g" or (child.attrib and len(child)):
            kept.append(child)
        else:
            kept.extend(child)
    element[:] = kept


def _draws(attribute: str) -> bool:
    """Say whether an attribute draws anything: not an id, and not another program's own note."""
    return attribute not in {"id", "class"} and not attribute.startswith("{")
