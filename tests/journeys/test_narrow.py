"""Every public page on the narrowest screen, and by keyboard. 320 px is what 400 % zoom leaves of a desk.

The walk takes the site's own map, so a page that editors add is walked too. Entries and providers are alike:
one of each stands for the rest.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from portal.inputs.settings import COOKIE_NAME, AccessSettings

pytestmark = pytest.mark.journey

NOT_ON_THE_MAP = [
    "/find-help/?words=speech+therapy&postcode=ZZ3+4AB&age=7&need=speech",
    "/find-help/?words=unicorn+trampoline&age=3&need=deafblind",
    "/find-help/?words=sleep&postcode=XX99&age=200",
    "/find-help/whats-on/?when=today",
    "/find-help/missing/",
    "/my-list/",
    "/my-list/shared/not-a-real-secret/",
    "/search/?words=complain",
    "/how-i-use-this-site/",
    "/picture-credits/",
    "/no-such-page/",
]
ONE_OF = re.compile(r"^/find-help/(entry|provider)/")
SIDEWAYS = """() => {
    const page = document.documentElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(
        (one) => one.getBoundingClientRect().right > page.clientWidth + 1 && one.checkVisibility());
    return wide.slice(-3).map((one) => `${one.tagName} ${one.className} reaches over the edge`);
}"""
# A box counts as large as its label. A link inside a sentence has its line's height, and 24 are enough there.
# A link that is drawn over its card has the card's size.
TOO_SMALL = """() => {
    document.documentElement.dataset.textSize = 'normal';
    const targets = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const tell = (one, box) => `${one.tagName} "${(one.textContent || one.name).trim().slice(0, 40)}" ` +
        `is ${Math.round(box.width)} by ${Math.round(box.height)}`;
    return [...document.querySelectorAll(targets)].flatMap((one) => {
        if (!one.checkVisibility({visibilityProperty: true}) || one.closest('.gt-skip-link')) return [];
        const covers = getComputedStyle(one, '::after').position === 'absolute';
        const own = /^(checkbox|radio)$/.test(one.type) ? one.labels[0] : covers ? one.offsetParent : one;
        const box = own.getBoundingClientRect();
        const around = own.parentElement, words = around.textContent.trim().length;
        if (getComputedStyle(own).display.startsWith('inline') && words > own.textContent.trim().length + 3) {
            const line = parseFloat(getComputedStyle(around).lineHeight);
            return Math.max(line, box.height) < 24 ? [tell(one, box)] : [];
        }
        return box.height < 47.5 || box.width < 24 ? [tell(one, box)] : [];
    });
}"""
# A word on two lines has two boxes: words part at spaces only, and after a hyphen.
BROKEN_WORDS = """() => [...document.querySelectorAll('.gt-tile__title')].flatMap((title) => {
    const text = title.firstChild, broken = [], range = document.createRange();
    for (const word of text.data.matchAll(/[^\\s-]+/g)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) broken.push(word[0]);
    }
    return broken;
})"""
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    return {
        tag: one.tagName, words: (one.textContent || one.name || '').trim().slice(0, 40),
        href: one.getAttribute('href'), top: box.top + scrollY,
        isRinged: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3,
        isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right <= innerWidth + 1,
    };
}"""


@pytest.fixture
def narrow_page(new_context, live_url: str) -> Page:
    """A page 320 px wide of a reader who asked for the largest text."""
    context = new_context(viewport={"width": 320, "height": 640})
    chosen = AccessSettings(text_size="largest").to_cookie()
    context.add_cookies([{"name": COOKIE_NAME, "value": chosen, "url": live_url}])
    return context.new_page()


def public_addresses(page: Page) -> list[str]:
    """The addresses of the site map, with one entry and one provider, and those that the map leaves out."""
    site_map = page.request.get("/sitemap.xml").text()
    paths = re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", site_map)
    kept: dict[str, str] = {}
    for path in paths:
        kind = ONE_OF.match(path)
        kept.setdefault(kind[0] if kind else path, path)
    return [*kept.values(), *NOT_ON_THE_MAP]


def test_every_public_page_fits_the_narrowest_screen_with_targets_for_thumbs(narrow_page: Page) -> None:
    page, troubles, sizes = narrow_page, [], set()
    addresses = public_addresses(page)
    for address in addresses:
        page.goto(address, wait_until="domcontentloaded")
        sizes.add(page.evaluate("document.documentElement.dataset.textSize"))
        found = [*page.evaluate(SIDEWAYS), *page.evaluate(TOO_SMALL)]
        troubles += [f"{address}: {one}" for one in found]

    assert not troubles, "\n".join(troubles)
    assert sizes == {"largest"}
    assert len(addresses) > len(NOT_ON_THE_MAP) + 12


@pytest.mark.parametrize("address", ["/", "/find-help/browse/", "/easy-read-and-languages/"])
def test_no_word_of_a_tile_is_broken_in_two(narrow_page: Page, address: str) -> None:
    narrow_page.goto(address)

    assert narrow_page.locator(".gt-tile__title").count() > 5
    for width in (320, 700, 1280):
        narrow_page.set_viewport_size({"width": width, "height": 800})
        for size in ("largest", "normal"):
            narrow_page.evaluate("size => { document.documentElement.dataset.textSize = size }", size)
            assert narrow_page.evaluate(BROKEN_WORDS) == [], (width, size)


def steps_by_tab(page: Page, most: int = 400) -> Iterator[dict]:
    """Press Tab until the page lets go of the focus; what has the focus after each press."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["tag"] == "BODY":
            return
        yield focused
    pytest.fail(f"{page.url} still had the focus after {most} presses of Tab")


@pytest.mark.parametrize("address", ["/", "/find-help/?words=sleep", "entry", "/my-list/"])
def test_tab_shows_where_it_is_from_the_skip_link_to_the_end(page: Page, address: str) -> None:
    if address == "entry":
        page.goto("/find-help/?words=sleep")
        address = page.locator("a[href^='/find-help/entry/']").first.get_attribute("href")
    page.goto(address)

    steps = list(steps_by_tab(page))

    assert steps[0]["href"] == "#main"
    assert [one for one in steps if not (one["isRinged"] and one["isSeen"])] == []
    assert steps[-1]["href"] == page.locator(".gt-footer a").last.get_attribute("href")


def test_skip_link_leads_past_the_places_of_every_page(page: Page) -> None:
    page.goto("/find-help/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.id") == "find-words"
