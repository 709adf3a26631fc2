"""Every address of the site, read from the resolver."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

ROOMS = ("portal.", "localoffer.")
FILLED = {"int": "1", "slug": "x", "str": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}


@dataclass(frozen=True)
class Address:
    """One pattern: its full name, its route, whose view answers, and a path that matches it."""

    name: str
    route: str
    view: str
    path: str

    @property
    def is_ours(self) -> bool:
        """Whether a view of this project answers."""
        return self.view.startswith(ROOMS)


def every_address() -> list[Address]:
    """All patterns of the site, Wagtail's own too."""
    return list(_walk(get_resolver(), "", "", ()))


def _walk(resolver: URLResolver, route: str, path: str, names: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        example = path + _example(pattern)
        if isinstance(pattern, URLPattern):
            name = ":".join([*names, pattern.name or f"(no name) {here}"])
            yield Address(name, here, pattern.lookup_str, "/" + example)
        else:
            deeper = (*names, pattern.namespace) if pattern.namespace else names
            yield from _walk(pattern, here, example, deeper)


def _example(pattern: URLPattern | URLResolver) -> str:
    text = str(pattern.pattern)
    if isinstance(pattern.pattern, RegexPattern):
        return _example_of_expression(text)
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: FILLED.get(found.group(1) or "str", "1"), text)


def _example_of_expression(text: str) -> str:
    text = text.removeprefix("^").removesuffix("$")
    text = re.sub(r"\(\?P<\w+>[^()]*\)|\((?:[^()]|\([^()]*\))*\)", "1", text)
    return re.sub(r"\\(.)", r"\1", text)
