"""From a Django form field to our own component for it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.forms import BaseForm, BoundField
from django.forms.widgets import Input

from portal.look.widgets import DateBoxes

Context = dict[str, Any]

AN_ADDRESS = "Write the email address like this: name@example.org"
OWN_ATTRIBUTES = ("id", "class", "rows", "cols", "required", "autocomplete", "inputmode", "aria-describedby")


def label_of(field: BoundField) -> str:
    """Return the question. A field that may stay empty says so, where another in the form may not."""
    form_has_required = any(other.required for other in field.form.fields.values())
    may_be_empty = form_has_required and not field.field.required
    return f"{field.label} (optional)" if may_be_empty else str(field.label or "")


def error_words(field: BoundField) -> list[str]:
    """Return what is wrong with one answer, in words that say what to do.

    Django's "This field is required." does not say which field, nor what to do, and its "Enter a valid email
    address." not what a valid one is; a form's own words stay.
    """
    plain = str(forms.Field.default_error_messages["required"])
    pick = isinstance(field.field.widget, forms.Select | forms.RadioSelect | forms.FileInput)
    asked = f"Choose an answer: {field.label}" if pick else f"Please fill in: {field.label}"
    ours = {plain: asked, str(validate_email.message): AN_ADDRESS}
    return [ours.get(str(error), str(error)) for error in field.errors]


def _shared(field: BoundField) -> Context:
    """What every component takes: name, id, hint, error and extra attributes."""
    attributes = field.build_widget_attrs(dict(field.field.widget.attrs))
    extra = {key: value for key, value in attributes.items() if key not in OWN_ATTRIBUTES}
    return {
        "name": field.html_name,
        "id": field.auto_id or field.html_name,
        "hint": {"text": field.help_text} if field.help_text else None,
        "error_message": {"text": " ".join(error_words(field))} if field.errors else None,
        "classes": attributes.get("class", ""),
        "autocomplete": attributes.get("autocomplete"),
        "inputmode": attributes.get("inputmode"),
        "rows": attributes.get("rows"),
        "disabled": field.field.disabled,
        "attributes": extra,
    }


def _options(field: BoundField) -> list[Context]:
    """The choices as our components take them; groups keep their name."""
    widget = field.field.widget
    pictures, hints = getattr(field.field, "pictures", {}), getattr(field.field, "choice_hints", {})
    items: list[Context] = []
    for group, options, _index in widget.optgroups(field.html_name, widget.format_value(field.value())):
        made = [
            {
                "value": str(option["value"]),
                "text": option["label"],
                "checked": option["selected"],
                "selected": option["selected"],
                "picture": pictures.get(option["value"]),
                "hint": {"text": hints[option["value"]]} if option["value"] in hints else None,
                "attributes": {},
            }
            for option in options
        ]
        items.extend([{"group": group, "options": made}] if group else made)
    return items


def _flat(items: Iterable[Context]) -> list[Context]:
    """Radios and checkboxes have no option groups: put a group's choices in line."""
    return [inner for item in items for inner in (item["options"] if "group" in item else [item])]


def _group(field: BoundField) -> Context:
    """What a group of boxes takes: as one box does, but `aria-invalid` means nothing on a group."""
    shared = _shared(field)
    shared["attributes"].pop("aria-invalid", None)
    return shared


def _choices(field: BoundField, name: str) -> tuple[str, Context]:
    shared = _group(field)
    legend = {"legend": {"text": label_of(field), "classes": "gt-fieldset__legend--m"}}
    return name, {**shared, "id_prefix": shared["id"], "fieldset": legend, "items": _flat(_options(field))}


def _one_checkbox(field: BoundField) -> tuple[str, Context]:
    """A lone box is its own question: its hint stands after it, and that it may stay empty needs no word."""
    shared = _group(field)
    checked, hint = bool(field.value()), shared.pop("hint")
    item = {"value": "on", "text": field.label, "checked": checked, "hint": hint, "attributes": {}}
    return "checkboxes", {**shared, "id_prefix": shared["id"], "items": [item]}


def _date(field: BoundField) -> tuple[str, Context]:
    shared, widget = _group(field), field.field.widget
    value = field.value()
    values = value if isinstance(value, list) else widget.decompress(value)
    boxes = [
        {"name": shared["name"] + suffix, "label": part, "value": number, "id": shared["id"] + suffix}
        for part, suffix, number in zip(("Day", "Month", "Year"), widget.widgets_names, values, strict=True)
    ]
    legend = {"legend": {"text": label_of(field), "classes": "gt-fieldset__legend--m"}}
    return "date-input", {**shared, "fieldset": legend, "items": boxes}


def _text(field: BoundField, name: str) -> tuple[str, Context]:
    widget = field.field.widget
    context = {**_shared(field), "label": {"text": label_of(field)}, "type": widget.input_type}
    # A password is never sent back to the page.
    context["value"] = None if widget.input_type == "password" else widget.format_value(field.value())
    if widget.input_type == "number":
        # Boxes of type number change when the wheel turns and hide what was typed wrongly.
        context |= {"type": "text", "inputmode": "numeric"}
        context["attributes"] = {
            k: v for k, v in context["attributes"].items() if k not in ("min", "max", "step")
        }
    return name, context


def component_for(field: BoundField) -> tuple[str, Context]:
    """Return the name of the component for this field and what the component needs."""
    widget = field.field.widget
    if isinstance(widget, DateBoxes):
        return _date(field)
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return _choices(field, "checkboxes")
    if isinstance(widget, forms.RadioSelect):
        return _choices(field, "radios")
    if isinstance(widget, forms.CheckboxInput):
        return _one_checkbox(field)
    label = {"text": label_of(field)}
    if isinstance(widget, forms.Select):
        many = {"multiple": True} if widget.allow_multiple_selected else {}
        shared = _shared(field)
        shared["attributes"] |= many
        return "select", {**shared, "label": label, "items": _options(field)}
    if isinstance(widget, forms.Textarea):
        return "textarea", {**_shared(field), "label": label, "value": widget.format_value(field.value())}
    if isinstance(widget, forms.FileInput):
        return "file-upload", {**_shared(field), "label": label, "multiple": widget.allow_multiple_selected}
    if isinstance(widget, Input):
        return _text(field, "input")
    return "own-widget", {**_shared(field), "label": label, "widget": field.as_widget()}


def first_control_id(field: BoundField) -> str:
    """Return the id the error summary points at: the box itself, or the first of a group."""
    found = field.auto_id or field.html_name
    return f"{found}_day" if isinstance(field.field.widget, DateBoxes) else found


def summary_items(form: BaseForm) -> list[Context]:
    """Return every error of the form: those of the whole form first, then each field's with its address."""
    items: list[Context] = [{"text": error} for error in form.non_field_errors()]
    for field in form.visible_fields():
        items += [{"text": error, "href": f"#{first_control_id(field)}"} for error in error_words(field)]
    for field in form.hidden_fields():
        items += [{"text": error} for error in field.errors]
    return items
