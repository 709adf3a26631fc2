"""Small rules of our form components: names, ids and who describes whom. Pure.

The patterns are those of the GOV.UK design system (ids, describedby, error classes); tests hold our HTML
against the expected HTML that its package ships.
"""

from typing import Any

DATE_PARTS = ("day", "month", "year")


def described_by(base: str | None, item_id: str | None, hint: object, error: object) -> str:
    """Return the ids for aria-describedby: what was given, then the hint, then the error."""
    ids = [base, f"{item_id}-hint" if hint else "", f"{item_id}-error" if error else ""]
    return " ".join(part for part in ids if part)


def group_class(form_group: dict[str, Any] | None, error: object) -> str:
    """Return the class of the box around one question."""
    own = (form_group or {}).get("classes", "") if isinstance(form_group, dict) else ""
    return " ".join(part for part in ("gt-form-group", "gt-form-group--error" if error else "", own) if part)


def is_chosen(item: dict[str, Any], chosen: Any, key: str) -> bool:
    """Say whether an item is picked: by its own `key` (selected, checked), else by the group's value(s).

    A group value of nothing chooses nothing; an option without a value goes by its text.
    """
    if item.get(key):
        return True
    if not chosen or item.get(key) is False:
        return False
    value = item.get("value", item.get("text"))
    return value in chosen if isinstance(chosen, list | tuple | set) else value == chosen


def choice_id(item: dict[str, Any], prefix: str, number: int) -> str:
    """Return the id of one choice. The first has no number, so the error summary can point at the group."""
    return str(item.get("id") or (prefix if number == 1 else f"{prefix}-{number}"))


def choice_describes(kind: str, fieldset: object, describes: str, item: dict[str, Any], own_id: str) -> str:
    """Return aria-describedby of one choice: its hint, and the group's words if no fieldset has them."""
    hint = item.get("hint") or {}
    own_hint = f"{own_id}-item-hint" if hint.get("text") else ""
    # Radios always stand in a fieldset in practice; a lone checkbox may not.
    group = describes if kind == "checkbox" and not fieldset else ""
    return " ".join(part for part in (group, own_hint) if part)


def date_boxes(
    group_id: str | None,
    prefix: str | None,
    items: list[dict[str, Any]] | None,
    values: dict[str, Any] | None,
    error: object,
) -> list[dict[str, Any]]:
    """Return the boxes of a date: label, id, name, value and classes of each.

    With an error on the whole date every box is marked, unless some boxes say themselves that they are wrong.
    """
    boxes = [item for item in items or [{"name": name} for name in DATE_PARTS] if item]
    some_wrong = any(_is_wrong(box) for box in boxes)
    start = f"{prefix}-" if prefix else ""
    return [_date_box(box, group_id, start, values or {}, bool(error) and not some_wrong) for box in boxes]


def _is_wrong(box: dict[str, Any]) -> bool:
    return bool(box.get("error")) or "gt-input--error" in (box.get("classes") or "")


def _date_box(
    box: dict[str, Any], group_id: str | None, start: str, values: dict[str, Any], all_wrong: bool
) -> dict[str, Any]:
    name, own = str(box.get("name", "")), box.get("classes") or ""
    classes = ["gt-date-input__input"]
    if "gt-input--error" not in own and (box.get("error") or (all_wrong and box.get("error") is not False)):
        classes.append("gt-input--error")
    if "gt-input--width-" not in own:
        classes.append(f"gt-input--width-{4 if name.endswith('year') else 2}")
    if own:
        classes.append(own)
    return {
        **box,
        "label": {"text": box.get("label") or name.capitalize(), "classes": "gt-date-input__label"},
        "id": box.get("id") or f"{group_id}-{name}",
        "name": f"{start}{name}",
        "value": box.get("value", values.get(f"{start}{name}")),
        "classes": " ".join(classes),
        "inputmode": box.get("inputmode") or "numeric",
    }
