"""Tests use this so that a template that prints what it was not given fails instead of going quiet."""

import sys
from pathlib import Path
from types import FrameType

from django.template.base import FilterExpression

OUR_TEMPLATES = str(Path(__file__).resolve().parents[2] / "templates")
FORGIVING_FILTERS = {"default", "default_if_none"}  # these say what to show when nothing was given


class UndefinedVariableError(Exception):
    """A template of ours prints a variable that its view never passed."""


class UndefinedIsAnError(str):
    """A `string_if_invalid` that raises for our own templates and stays the empty string for packages'.

    Django asks `if string_if_invalid`, then `"%s" in string_if_invalid`, then formats it. `{% if name %}`
    and `{{ name|default:"" }}` may still ask for a variable that is not there.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        resolving = sys._getframe(1)
        if not isinstance(resolving.f_locals.get("self"), FilterExpression):
            return False  # a filter or a tag asks whether it is empty: it is
        if any(filter_.__name__ in FORGIVING_FILTERS for filter_, _args in _filters(resolving)):
            return False
        return _template_of(resolving).startswith(OUR_TEMPLATES)

    def __contains__(self, piece: object) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        template = _template_of(sys._getframe(1))
        raise UndefinedVariableError(f"{template} prints “{variable}”, which it was not given")


def _filters(frame: FrameType) -> list:
    expression = frame.f_locals.get("self")
    return getattr(expression, "filters", [])


def _template_of(frame: FrameType | None) -> str:
    """The file of the template node that is being rendered, or an empty string."""
    while frame is not None:
        if frame.f_code.co_name == "render_annotated":
            origin = getattr(frame.f_locals.get("self"), "origin", None)
            return str(getattr(origin, "name", ""))
        frame = frame.f_back
    return ""
