"""A small site of pages for the tests."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from portal.pages.actions import put_page
from portal.pages.fixed_pages import ensure_home
from portal.pages.models import GuidancePage, HomePage, SectionPage
from portal.pages.writing import Block, heading, text


@dataclass
class SmallSite:
    home: HomePage
    section: SectionPage
    guidance: GuidancePage


def words(*paragraphs: str) -> list[Block]:
    return [heading("What is it?"), *(text(f"<p>{paragraph}</p>") for paragraph in paragraphs)]


def add_guidance(parent: Page, slug: str, **fields: Any) -> GuidancePage:
    given = {"title": slug.capitalize(), "body": words(f"About {slug}."), **fields}
    return put_page(parent=parent, kind=GuidancePage, slug=slug, by=None, **given)


def small_site() -> SmallSite:
    home = ensure_home(by=None)
    section = put_page(parent=home, kind=SectionPage, slug="money", by=None, title="Money")
    guidance = add_guidance(
        section,
        "benefits",
        title="Money for your family",
        summary="What you can ask for.",
        body=words("You may get a disability allowance."),
    )
    return SmallSite(home, section, guidance)
