"""Template tags of our look. A builtin: no template needs to load it."""

import datetime
from collections.abc import Callable
from inspect import getfullargspec
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.forms.utils import flatatt
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.library import SimpleNode, parse_bits
from django.template.loader import get_template
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.look import assets, fields, paging, parts
from portal.pictures.vocabulary import Picture, find_picture

register = template.Library()


class OptionalArgumentsNode(SimpleNode):
    """A tag whose arguments may be missing: most of a component's variables are optional."""

    def get_resolved_arguments(self, context: Context) -> tuple[list[Any], dict[str, Any]]:
        """Resolve each argument; one that was not given is None."""
        given = [argument.resolve(context, ignore_failures=True) for argument in self.args]
        named = {name: value.resolve(context, ignore_failures=True) for name, value in self.kwargs.items()}
        return given, named


def optional_tag(rule: Callable[..., Any]) -> Callable[..., Any]:
    """Register `rule` as a simple tag whose arguments may be missing."""
    names, more, more_named, defaults, only_named, only_named_defaults, _notes = getfullargspec(rule)

    def compile_tag(parser: Parser, token: Token) -> OptionalArgumentsNode:
        bits = token.split_contents()[1:]
        target = bits[-1] if len(bits) >= 2 and bits[-2] == "as" else None
        args, kwargs = parse_bits(
            parser,
            bits[:-2] if target else bits,
            names,
            more,
            more_named,
            defaults,
            only_named,
            only_named_defaults,
            False,
            rule.__name__,
        )
        return OptionalArgumentsNode(rule, False, args, kwargs, target)

    register.tag(rule.__name__, compile_tag)
    return rule


for rule in (
    parts.choice_describes,
    parts.choice_id,
    parts.date_boxes,
    parts.described_by,
    parts.group_class,
    parts.is_chosen,
):
    optional_tag(rule)


@register.simple_tag
def asset(name: str) -> str:
    """Address of a built file, with its fingerprint: {% asset "css/site.css" %}."""
    return assets.asset_url(name)


@register.simple_tag(takes_context=True)
def access_attributes(context: Context) -> str:
    """The reader's own settings as data attributes for <html>; nothing where there is no request."""
    chosen = getattr(context.get("request"), "access_settings", None)
    return flatatt(chosen.as_attributes()) if chosen else ""


@optional_tag
def attrs(attributes: dict[str, Any] | None = None) -> str:
    """A dict as HTML attributes, escaped: {% attrs attributes %}."""
    return flatatt(attributes or {})


@optional_tag
def join_words(*words: object, separator: str = " ") -> str:
    """Join what is not empty by single spaces: for class and aria-describedby."""
    return separator.join(str(word) for word in words if word)


@optional_tag
def any_of(*values: object) -> object:
    """The first value that is not empty; an empty text when all are."""
    return next((value for value in values if value), "")


@register.filter
def day_month(value: datetime.date | datetime.datetime | None) -> str:
    """A date as people say it, "Tuesday 3 March 2026"; an empty text for no date."""
    return format_date(value, "l j F Y") if value else ""


@register.inclusion_tag("components/picture.html")
def picture(name: str, alt: str = "", size: str = "", from_sheet: bool = False) -> dict[str, object]:
    """An OpenMoji picture by our name or by code: {% picture "school" %}.

    `alt` is empty when words stand beside the picture, as they should. An unknown name shows nothing.
    A picture of an everyday sheet comes from it; the others by themselves, unless `from_sheet` because the
    page shows most of their sheet.
    """
    found: Picture | None = find_picture(name)
    given: dict[str, object] = {"alt": alt, "size": size}
    if not found:
        return given
    if from_sheet or found.is_everyday:
        return {**given, "part": f"{assets.asset_url(found.sheet.path)}#{found.code}"}
    return {**given, "src": assets.asset_url(found.path)}


@register.inclusion_tag("components/error-summary.html")
def error_summary(form: BaseForm) -> dict[str, object]:
    """Everything that stops this form, with links to the fields: {% error_summary form %}."""
    return {"items": fields.summary_items(form), "title": "There is something to put right"}


@register.simple_tag
def look_field(bound_field: BoundField) -> str:
    """One field with label, hint and error in our own component for its widget."""
    name, context = fields.component_for(bound_field)
    return get_template(f"components/{name}.html").render(context)


@register.inclusion_tag("components/pagination.html")
def pages_nav(page: int, pages: int, address: str = "") -> dict[str, object]:
    """Links to the pages of a long list: {% pages_nav found.page found.pages request.get_full_path %}."""
    return paging.pagination(page=page, pages=pages, address=address)


class ComponentNode(template.Node):
    """Renders a component with the block's own words as its `text`."""

    def __init__(self, name: FilterExpression, options: dict[str, FilterExpression], body: NodeList) -> None:
        self.name, self.options, self.nodelist = name, options, body

    def render(self, context: Context) -> SafeString:
        """Render the words first, then the component around them, with nothing else of the context."""
        options = {key: value.resolve(context) for key, value in self.options.items()}
        options["text"] = self.nodelist.render(context)
        found = context.template.engine.get_template(f"components/{self.name.resolve(context)}.html")
        return found.render(context.new(options))


@register.tag
def component(parser: Parser, token: Token) -> ComponentNode:
    """{% component "details" summary_text="Who can go?" %} any HTML {% endcomponent %}."""
    bits = token.split_contents()[1:]
    if not bits:
        raise template.TemplateSyntaxError("component needs the component's name first")
    name = parser.compile_filter(bits[0])
    options = token_kwargs(bits[1:], parser)
    body = parser.parse(("endcomponent",))
    parser.delete_first_token()
    return ComponentNode(name, options, body)


@optional_tag
def css_kind(base: str, kind: str | None = None) -> str:
    """The class of a component and of its kind: "gt-tag gt-tag--good"."""
    return format_html("{0} {0}--{1}", base, kind) if kind else base
