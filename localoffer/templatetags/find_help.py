"""The two parts of the search page that stand on it by the dozen, drawn quickly.

The page must be made in a few milliseconds: a template of its own for each of a hundred choices and twenty
cards took four times as long as all the rest. Cards come from their template, and choices from format_html,
which escapes everything it is given; both once for the same content. Only the numbers are new each time.
"""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from portal.look.templatetags.look import picture

from ..cards import Card
from ..finding.counts import FacetGroup
from ..finding.groups import GROUPS

register = template.Library()

CARDS_REMEMBERED = 12_000
WITH_PICTURES = {GROUPS["need"].key}  # one sheet of pictures is what a first visit can carry beside the rest
CHOICES_REMEMBERED = 4096
BEFORE = (
    '<div class="gt-filter__item"><input class="gt-filter__input" type="checkbox" form="find" name="{0}" '
    'value="{1}" id="f-{0}-{2}"{3}><label class="gt-filter__label" for="f-{0}-{2}">'
    '{5}<span class="gt-filter__word">{4}</span> <span class="gt-filter__count">'
    '<span class="gt-visually-hidden">, </span>'
)
AFTER = format_html('{}<span class="gt-visually-hidden"> found</span></span></label></div>\n', "")
NOTHING = format_html("{}", "")


@register.simple_tag
@lru_cache(maxsize=CARDS_REMEMBERED)
def entry_card(card: Card) -> SafeString:
    """One card in a list. The same card always looks the same, so it is drawn once and remembered."""
    return get_template("localoffer/parts/card.html").render({"card": card})


@register.simple_tag
def filter_choices(group: FacetGroup) -> SafeString:
    """The boxes of one group of filters, each with how many places it leads to."""
    boxes = NOTHING
    for one in group.choices:
        shown = one.picture if group.key in WITH_PICTURES else ""
        boxes += _before(group.key, one.value, one.label, one.is_chosen, shown) + _number(one.count) + AFTER
    return boxes


@lru_cache(maxsize=CHOICES_REMEMBERED)
def _before(key: str, value: str, label: str, is_chosen: bool, picture_name: str) -> SafeString:
    """One box up to its number: the same in every search."""
    checked = format_html(" {}", "checked") if is_chosen else ""
    drawn = get_template("components/picture.html").render(picture(picture_name)) if picture_name else ""
    return format_html(BEFORE, key, value, slugify(value), checked, label, drawn)


@lru_cache(maxsize=CHOICES_REMEMBERED)
def _number(count: int) -> SafeString:
    return format_html("{}", count)


@register.simple_tag
@lru_cache(maxsize=256)
def select_options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """The options of a select box with the one that was chosen; the same few in every search."""
    rows = (
        (value, format_html(" {}", "selected") if value == chosen else "", label) for value, label in choices
    )
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)
