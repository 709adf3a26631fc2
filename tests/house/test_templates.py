"""Templates: every one is used, says what it needs, and keeps script, style and trust out of the page."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates"
TEMPLATES = sorted(file for file in FOLDER.rglob("*") if file.suffix in {".html", ".txt", ".xml"})
COMPONENTS = sorted((FOLDER / "components").rglob("*.html"))
# Django, Wagtail and our form renderer ask for these by a name of their own making.
ASKED_FOR_BY_PACKAGES = ("wagtailadmin/", "wagtailsnippets/", "django/forms/", "forms/", "pages/")
ASKED_FOR_BY_PACKAGES += ("account/", "mfa/", "usersessions/", "accounts/email/")  # django-allauth, and mail
ERROR_PAGES = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
QUOTED = re.compile(r"""["']([\w-]+)["']""")  # components are also asked for by their bare name
NAMED = re.compile(r"""["']([\w\-./]+\.(?:html|txt|xml))["']""")


def _name(file: Path) -> str:
    return str(file.relative_to(FOLDER))


def _words(file: Path) -> str:
    return re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", file.read_text(), flags=re.DOTALL)


@pytest.mark.parametrize("file", TEMPLATES, ids=_name)
def test_template_compiles(file):
    get_template(_name(file))


def test_every_template_is_used():
    code = [file for room in ("portal", "localoffer") for file in (ROOT / room).rglob("*.py")]
    words = [file.read_text() for file in [*code, *TEMPLATES]]
    named = {name for text in words for name in NAMED.findall(text)}
    named |= {f"components/{name}.html" for text in words for name in QUOTED.findall(text)}
    unused = {
        _name(file)
        for file in TEMPLATES
        if _name(file) not in named | ERROR_PAGES and not _name(file).startswith(ASKED_FOR_BY_PACKAGES)
    }

    assert unused == set()


@pytest.mark.parametrize("file", COMPONENTS, ids=_name)
def test_component_lists_its_variables_first(file):
    assert file.read_text().startswith("{% comment %}")


FORBIDDEN_MARKUP = {
    "inline style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "inline script": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(?:json|ld\+json))", re.IGNORECASE
    ),
    "inline handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "markup taken on trust": re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off"),
    "a script as an address": re.compile(r"[\"']javascript:", re.IGNORECASE),
}


@pytest.mark.parametrize("file", TEMPLATES, ids=_name)
def test_template_keeps_the_strict_policy(file):
    words = _words(file)

    assert [name for name, pattern in FORBIDDEN_MARKUP.items() if pattern.search(words)] == []


LOADED = re.compile(
    r"<(?:script|img|iframe|video|audio|source|track|link|embed|object)\b[^>]*"
    r"(?:src|href|srcset|data|poster)\s*=\s*[\"'](?:https?:)?//",
    re.IGNORECASE,
)


@pytest.mark.parametrize("file", TEMPLATES, ids=_name)
def test_template_loads_nothing_from_another_host(file):
    assert not LOADED.search(_words(file))


def test_style_sheets_load_nothing_from_another_host():
    calling = re.compile(r"(url\(|@import\s+)[\"']?(?:https?:)?//")
    sheets = (ROOT / "static").rglob("*.css")

    assert [str(sheet) for sheet in sheets if calling.search(sheet.read_text())] == []


def test_each_class_is_described_by_one_style_sheet():
    """Two parts with a class of the same name would lay each other's pages out."""
    own = re.compile(r"^(\.gt-[\w-]+) \{", re.MULTILINE)
    sheets: dict[str, set[str]] = {}
    for sheet in (ROOT / "static" / "css" / "components").glob("*.css"):
        for name in own.findall(sheet.read_text()):
            sheets.setdefault(name, set()).add(sheet.name)

    assert len(sheets) > 100
    assert {name: files for name, files in sheets.items() if len(files) > 1} == {}
