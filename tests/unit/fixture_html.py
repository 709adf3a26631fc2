"""Compares our components with the expected HTML that the GOV.UK design system's package ships."""

import json
import re
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

COMPONENTS = settings.BASE_DIR / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
Options = dict[str, Any]

# Their option -> ours, where the name is not the same in words_with_underscores.
RENAMED = {
    "html": "text",
    "for": "for_id",
    "error_list": "items",
    "title_text": "title",
    "title_html": "title",
    "description_text": "description",
    "description_html": "description",
    "summary_html": "summary_text",
}
# Hooks for their scripts, which we do not ship.
NOT_OURS = ("data-module",)


@lru_cache
def fixtures(component: str) -> dict[str, dict[str, Any]]:
    """Return name -> fixture (options, html) of one component of the package."""
    found = json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]
    return {fixture["name"]: fixture for fixture in found}


def our_options(options: Any) -> Any:
    """Turn their options into ours: our names, our class prefix, HTML marked as HTML."""
    if isinstance(options, list):
        return [our_options(item) for item in options]
    if not isinstance(options, dict):
        return options.replace("govuk-", "gt-") if isinstance(options, str) else options
    made: Options = {}
    for key, value in options.items():
        if key in ("attributes", "values"):
            made[key] = value
            continue
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", key).lower()
        is_html = name == "html" or name.endswith("_html")
        new = SafeString(value.replace("govuk-", "gt-")) if is_html and value else our_options(value)
        if new is not None or RENAMED.get(name, name) not in made:
            made[RENAMED.get(name, name)] = new
    return made


def tree(html: str) -> list[Any]:
    """Return HTML as nested lists that differ only where the HTML means something else.

    Left out: space between words, the order of attributes and classes, drawings, and NOT_OURS.
    """
    soup = BeautifulSoup(html, "html.parser")
    for drawing in soup.find_all("svg"):
        drawing.decompose()
    return _nodes(soup)


def _nodes(parent: Tag) -> list[Any]:
    nodes: list[Any] = []
    for child in parent.children:
        if isinstance(child, NavigableString):
            words = " ".join(str(child).split())
            if words:
                nodes.append(words)
        elif isinstance(child, Tag):
            nodes.append([child.name, _attributes(child), _nodes(child)])
    return nodes


def _attributes(tag: Tag) -> dict[str, str]:
    made: dict[str, str] = {}
    for key, value in tag.attrs.items():
        if key in NOT_OURS:
            continue
        words = value if isinstance(value, list) else [value]
        made[key] = " ".join(sorted(words)) if key == "class" else " ".join(" ".join(words).split())
    return made


def differences(component: str, template: str, fixture_name: str) -> tuple[list[Any], list[Any]]:
    """Return our tree and theirs for one fixture."""
    fixture = fixtures(component)[fixture_name]
    ours = render_to_string(f"components/{template}.html", our_options(fixture["options"]))
    return tree(ours), tree(fixture["html"].replace("govuk-", "gt-"))
