"""A real browser for journeys, which refuses what no page of ours may do."""

import os
import shutil
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Playwright, Request, Response

from .site import ROOT

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
MOST_BYTES, MOST_REQUESTS = 100_000, 20  # a first visit to any public page
# htmx says so, as an error, when a newer choice makes it give up the answer to the one before: as it should.
GIVEN_UP = ("htmx:sendAbort", "htmx:afterRequest")
RUN_AXE = """
async within => {
    const rules = {};
    for (const rule of axe.getRules()) {
        if (!rule.tags.includes("deprecated")) rules[rule.ruleId] = {enabled: true};
    }
    const result = await axe.run(within || document, {rules, resultTypes: ["violations"]});
    return result.violations.map(v => ({
        rule: v.id, impact: v.impact, help: v.help,
        places: v.nodes.map(n => n.target.join(" ") + "\\n      " + n.html.slice(0, 200)
            + "\\n      " + (n.failureSummary || "").replace(/\\n/g, "\\n      "))
    }));
}
"""


def start_browser(playwright: Playwright):
    """Start the system's Chromium, or Playwright's own where the system has none."""
    chosen = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=chosen, args=[*QUIET, *as_root])


@dataclass
class Watch:
    """What went wrong on a page while nobody looked: console errors and calls to other hosts."""

    host: str
    troubles: list[str] = field(default_factory=list)
    refused_pages: set[str] = field(default_factory=set)

    def follow(self, page: Page) -> None:
        """Note this page's troubles from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A page that rightly answers 404 makes the browser complain; the test looks at that answer itself.
        if message.text.startswith(GIVEN_UP):
            return
        if message.type == "error" and message.location.get("url") not in self.refused_pages:
            self.troubles.append(f"console error at {message.location.get('url')}: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.host:
            self.troubles.append(f"call to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.request.is_navigation_request() and 400 <= response.status < 500:
            self.refused_pages.add(response.url)
        elif response.status >= 500:
            self.troubles.append(f"{response.status} from {response.url}")


@dataclass
class Weight:
    """What came over the wire for a page and everything that it loads."""

    loaded: list[tuple[int, str]] = field(default_factory=list)  # bytes with headers, and the address

    @property
    def bytes(self) -> int:
        """All of it."""
        return sum(size for size, _ in self.loaded)

    @property
    def requests(self) -> int:
        """How many things came."""
        return len(self.loaded)

    def __str__(self) -> str:
        return "\n".join(f"{size:8} {address}" for size, address in sorted(self.loaded, reverse=True))


def weigh(page: Page, path: str) -> Weight:
    """Visit `path` with an empty cache; count compressed bytes with their headers, and requests."""
    weight, asked = Weight(), dict[str, str]()

    def finished(event: dict) -> None:
        weight.loaded.append((int(event["encodedDataLength"]), asked[event["requestId"]]))

    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on(
        "Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]})
    )
    network.on("Network.loadingFinished", finished)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return weight


def axe_violations(page: Page, within: str | None = None) -> list[str]:
    """Run axe with every rule on; return each violation in words. The page's own policy stays as it is,
    because the browser's debugger brings the script in, not the page. Axe is itself a script: it cannot
    look at a page whose scripts are off."""
    page.evaluate(AXE.read_text())
    return [
        f"{found['rule']} ({found['impact']}): {found['help']}\n    " + "\n    ".join(found["places"])
        for found in page.evaluate(RUN_AXE, within)
    ]
