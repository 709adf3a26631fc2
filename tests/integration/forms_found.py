"""Every form that somebody can reach by following links, read from the pages themselves."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

MOST_PAGES = 400
EACH_ROUTE = 3  # pages of one kind hold the same forms: an entry is like the next


@dataclass
class Field:
    """One box of a form: its name, what kind of box it is, and the values that it offers or has."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)

    @property
    def is_hidden(self) -> bool:
        """Whether the page filled it in and nobody sees it."""
        return self.kind == "hidden"


@dataclass
class Form:
    """One form: the page it stands on, where it is sent, how, and its boxes and buttons."""

    page: str
    action: str
    method: str
    fields: list[Field]

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """What makes it another form: the kind of address, the method and the names of its boxes."""
        return route(self.action), self.method, tuple(sorted({one.name for one in self.fields}))


def route(path: str) -> str:
    """The name of the address, or the path itself where the site's own pages answer."""
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    name = found.view_name or found._func_path
    return path if name == "wagtail_serve" else name


def walk(
    client: Client, starts: Iterable[str], wanted: Callable[[str], bool] = bool, each: int = EACH_ROUTE
) -> Iterator[tuple[str, HttpResponse]]:
    """Path and answer of pages that links from `starts` lead to: of each route `wanted`, up to `each`."""
    waiting = deque(starts)
    seen: set[str] = set()
    routes: Counter[str] = Counter()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.popleft()
        name = route(path)
        if path in seen or routes[name] >= each or not wanted(name):
            continue
        seen.add(path)
        routes[name] += 1
        answer = client.get(path, follow=True)
        here = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        yield here, answer
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            waiting.extend(_links(answer, here))


def every_form(client: Client, starts: Iterable[str], wanted: Callable[[str], bool] = bool) -> list[Form]:
    """The forms of all pages of routes `wanted` that links from `starts` lead to, each kind once."""
    found: dict[tuple[str, str, tuple[str, ...]], Form] = {}
    for here, answer in walk(client, starts, wanted):
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            for form in _forms(BeautifulSoup(answer.content, "html.parser"), here):
                found.setdefault(form.key, form)
    return list(found.values())


LINK = re.compile(r"""<a\b[^>]*\shref="([^"]*)\"""")


def _links(answer: HttpResponse, here: str) -> Iterator[str]:
    for link in LINK.findall(answer.content.decode()):
        parts = urlsplit(urljoin(here, unescape(link)))
        if not parts.scheme and not parts.netloc and parts.path.startswith("/"):
            yield parts._replace(fragment="").geturl()


def _forms(page: BeautifulSoup, here: str) -> Iterable[Form]:
    for tag in page.select("form"):
        action = urlsplit(urljoin(here, str(tag.get("action") or here)))._replace(fragment="").geturl()
        method = str(tag.get("method", "get")).lower()
        yield Form(here, action, method, list(_fields(tag)))


def _fields(form: Tag) -> Iterable[Field]:
    known: dict[str, Field] = {}
    for box in form.select("input[name], textarea[name], select[name], button[name]"):
        kind = str(box.get("type", "text")) if box.name == "input" else box.name
        made = known.setdefault(str(box["name"]), Field(str(box["name"]), kind))
        if box.name == "select":
            made.values += [str(option.get("value", "")) for option in box.select("option")]
        elif box.get("value"):
            made.values.append(str(box["value"]))
    return [one for one in known.values() if one.name != "csrfmiddlewaretoken"]
