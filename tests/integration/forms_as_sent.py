"""What a browser would send for a form on a page, with some boxes changed."""

from typing import Any

from bs4 import BeautifulSoup, Tag


def form_data(html: str, selector: str, **changes: Any) -> dict[str, Any]:
    """The fields of the form that `selector` finds, as they stand, with `changes` (name: value) on top."""
    form = BeautifulSoup(html, "html.parser").select_one(selector)
    assert form is not None, f"no form {selector} on this page"
    data: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        _collect(field, data)
    return {**data, **changes}


def _collect(field: Tag, data: dict[str, Any]) -> None:
    name = str(field["name"])
    if field.name == "textarea":
        data[name] = field.text.removeprefix("\n")
    elif field.name == "select":
        chosen = field.select("option[selected]")
        if field.has_attr("multiple"):
            data[name] = [option["value"] for option in chosen]
        else:
            first = field.select_one("option")
            data[name] = chosen[0]["value"] if chosen else (first["value"] if first else "")
    elif field.get("type") in {"checkbox", "radio"}:
        if field.has_attr("checked"):
            data.setdefault(name, [])
            data[name].append(field.get("value", "on"))
    elif field.get("type") not in {"submit", "button", "file"}:
        data[name] = field.get("value", "")
