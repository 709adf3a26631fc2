"""Read aloud speaks each page in its own language, or says why it cannot.

A browser without a screen has no voices, so one is lent to it: only the browser's part stands in.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from portal.inputs.settings import COOKIE_NAME, AccessSettings

pytestmark = pytest.mark.journey

POLISH = "/pl/when-you-do-not-agree/advice-service/"
ENGLISH = "/when-you-do-not-agree/advice-service/"
LEND_VOICES = """(languages) => {
    window.said = [];
    const voices = languages.map((lang) => ({lang, name: `Local ${lang}`, localService: true}));
    window.SpeechSynthesisUtterance = class extends EventTarget {
        constructor(text) { super(); this.text = text; }
    };
    const speaker = {
        getVoices: () => voices, addEventListener() {}, cancel() {}, pause() {}, resume() {}, paused: false,
        speak(one) {
            window.said.push([one.lang, one.text]);
            setTimeout(() => one.dispatchEvent(new Event("end")));
        },
    };
    Object.defineProperty(window, "speechSynthesis", {value: speaker});
}"""


def reader_with(new_context: Callable[..., BrowserContext], live_url: str, *languages: str) -> Page:
    """A page of a reader who asked to be read to, in a browser with a voice for each of `languages`."""
    context = new_context()
    chosen = AccessSettings(read_aloud=True).to_cookie()
    context.add_cookies([{"name": COOKIE_NAME, "value": chosen, "url": live_url}])
    context.add_init_script(f"({LEND_VOICES})({list(languages)})")
    return context.new_page()


@pytest.mark.parametrize(
    ("address", "language", "known"),
    [(POLISH, "pl-PL", "SENDIASS"), (ENGLISH, "en-GB", "Who can give me free advice?")],
)
def test_page_is_read_in_its_own_language(new_context, live_url, address, language, known) -> None:
    page = reader_with(new_context, live_url, "en-GB", "pl-PL")
    page.goto(address)
    page.get_by_role("button", name="Read this page to me").click()
    page.wait_for_function("window.said.length > 3")
    page.get_by_role("button", name="Read this page to me").wait_for()  # it has come to the end

    said = page.evaluate("window.said")
    assert {spoken for spoken, _words in said} == {language}
    assert known in " ".join(words for _spoken, words in said)
    assert ("This matches the English page" in " ".join(words for _spoken, words in said)) is False


def test_page_in_a_language_without_a_voice_says_so(new_context, live_url) -> None:
    page = reader_with(new_context, live_url, "en-GB")
    page.goto(POLISH)

    page.get_by_text("This browser has no voice for the language of this page").wait_for()
    assert page.get_by_role("button", name="Read this page to me").count() == 0
