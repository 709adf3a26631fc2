"""Open pages that change by themselves, in a real browser: what arrives, what survives, what is said."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocket, WebSocketRoute, expect

from .live_server import LiveSite
from .site import Site


@pytest.fixture(scope="module")
def live(site: Site) -> Iterator[LiveSite]:
    running = LiveSite(site)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def live_url(live: LiveSite) -> str:
    """Pages of these journeys are of this site."""
    return live.url


@pytest.fixture
def open_page(page: Page, live: LiveSite) -> Callable[..., Page]:
    """Open the page of a thing and wait until its socket has joined."""

    def open_it(identity: str, *lines: str) -> Page:
        live.change(identity, *lines)
        listening(page, lambda: page.goto(f"/live-things/shown/{identity}/"))
        return page

    return open_it


def listening(page: Page, act: Callable[[], object]) -> None:
    """Do something after which the page joins, and wait for the socket's answer."""
    answers: list[object] = []

    def hear(socket: WebSocket) -> None:
        # From its first moment: the answer may come at once.
        socket.on("framereceived", lambda frame: answers.append(frame))

    page.on("websocket", hear)
    act()
    for _ in range(150):
        if answers:
            page.remove_listener("websocket", hear)
            return
        page.wait_for_timeout(100)
    pytest.fail("The page heard nothing from its socket for 15 seconds.")


def lines(page: Page):
    return page.locator("live-region li")


def hears(page: Page):
    return page.locator("[role=status].gt-live")


def test_open_page_shows_a_change_without_a_reload(open_page, live, axe):
    page = open_page("a", "9 places left")
    page.evaluate("window.sameePage = true")

    live.change("a", "8 places left")

    expect(lines(page)).to_have_text(["8 places left"])
    expect(hears(page)).to_contain_text("The places left have changed.")
    assert page.evaluate("window.sameePage")
    axe(page)


def test_what_the_reader_does_survives_a_change(open_page, live):
    page = open_page("b", "9 places left")
    page.get_by_label("A note").fill("Half a sent")
    page.get_by_text("More about it").click()
    page.get_by_label("A long answer").fill("Half an answer")
    page.get_by_label("A note").press("End")
    note = page.get_by_label("A note")
    note.evaluate("field => field.setSelectionRange(5, 5)")

    live.change("b", "Closed today", "8 places left", "A third line")

    expect(lines(page)).to_have_text(["Closed today", "8 places left", "A third line"])
    expect(note).to_be_focused()
    assert note.evaluate("field => field.selectionStart") == 5
    expect(note).to_have_value("Half a sent")
    expect(page.get_by_label("A long answer")).to_have_value("Half an answer")
    expect(page.locator("live-region details p")).to_be_visible()
    expect(page.locator("live-region details p")).to_have_text("Closed today, and more")


def test_change_that_would_take_away_what_is_typed_waits_until_it_is_not(open_page, live):
    page = open_page("c", "9 places left")
    note = page.get_by_label("A note")
    note.fill("Half a sent")

    with page.expect_response("**/shown/c/now/"):
        live.change("c", "8 places left", "no note")
    page.wait_for_timeout(200)
    expect(lines(page)).to_have_text(["9 places left"])
    expect(note).to_have_value("Half a sent")

    note.fill("")
    note.blur()
    expect(lines(page)).to_have_text(["8 places left", "no note"])


def test_what_is_being_read_stays_where_it_is(open_page, live):
    page = open_page("d", "9 places left")
    reading = page.get_by_text("A line to read, number 20.")
    reading.evaluate("line => line.scrollIntoView({block: 'center', behavior: 'instant'})")
    before = reading.bounding_box()["y"]

    live.change("d", *(f"Line {number}" for number in range(30)))

    expect(lines(page)).to_have_count(30)
    assert abs(reading.bounding_box()["y"] - before) <= 2


def test_nothing_moves_while_a_finger_is_down(open_page, live):
    page = open_page("e", "9 places left")
    page.mouse.move(200, 400)
    page.mouse.down()

    with page.expect_response("**/shown/e/now/"):
        live.change("e", "8 places left")
    page.wait_for_timeout(200)
    expect(lines(page)).to_have_text(["9 places left"])

    page.mouse.up()
    expect(lines(page)).to_have_text(["8 places left"])


def test_socket_cut_for_a_minute_catches_up_with_what_changed_and_asks_for_nothing_else(page, live, watch):
    cut: list[WebSocketRoute] = []
    is_cut = False

    def through(socket: WebSocketRoute) -> None:
        if is_cut:
            socket.close(code=4999)
            return
        socket.connect_to_server()
        cut.append(socket)

    page.route_web_socket("**/ws/live/", through)
    page.clock.install()
    live.change("f", "9 places left")
    page.goto("/live-things/shown/f/")
    _joined(page, live, "f")
    fetched = []
    page.on("request", lambda request: fetched.append(request.url) if "/now/" in request.url else None)

    is_cut = True
    cut[-1].close(code=4999)
    for number in range(5):
        live.change("f", f"{number} places left")
    is_cut = False
    page.clock.run_for(60_000)

    expect(lines(page)).to_have_text(["4 places left"])
    expect(page.locator(".gt-live__notice")).to_be_hidden()
    assert len(fetched) <= 3


def _joined(page: Page, live: LiveSite, identity: str) -> None:
    """The page has joined when a change reaches it."""
    live.change(identity, "ready")
    expect(lines(page)).to_have_text(["ready"])


def test_page_without_any_socket_asks_by_itself(page, live):
    page.route_web_socket("**/ws/live/", lambda socket: socket.close(code=4999))
    page.clock.install()
    live.change("g", "9 places left")
    page.goto("/live-things/shown/g/")
    expect(lines(page)).to_have_text(["9 places left"])

    live.change("g", "8 places left")
    page.clock.run_for(120_000)

    expect(lines(page)).to_have_text(["8 places left"])


def test_server_that_is_away_is_said_and_its_return_is_noticed(open_page, live, watch):
    page = open_page("h", "9 places left")
    page.clock.install()
    live.stop()
    try:
        notice = page.locator(".gt-live__notice")
        for _ in range(30):
            page.clock.run_for(5_000)
            if notice.is_visible():
                break
        expect(notice).to_contain_text("What you see here may be older.")
        expect(notice.get_by_role("link", name="See the newest")).to_have_attribute("href", page.url)
        expect(lines(page)).to_have_text(["9 places left"])
    finally:
        live.start()
    live.change("h", "8 places left")
    for _ in range(30):
        page.clock.run_for(5_000)
        if not notice.is_visible():
            break
    expect(notice).to_be_hidden()
    expect(lines(page)).to_have_text(["8 places left"])
    watch.troubles = [trouble for trouble in watch.troubles if "ERR_CONNECTION_REFUSED" not in trouble]


def test_token_that_grew_old_is_renewed_by_fetching(open_page, live):
    page = open_page("k", "9 places left")
    region = page.locator("live-region")
    good = region.evaluate("region => region.token")

    with page.expect_response("**/shown/k/now/"):
        region.evaluate(
            "region => { region.token = `${region.name}:old:token`; dispatchEvent(new Event('online')); }"
        )
    expect(region).not_to_have_js_property("token", f"{good.split(':')[0]}:old:token")

    renewed = region.evaluate("region => region.token")
    assert renewed.split(":")[0] == good.split(":")[0]
    live.change("k", "8 places left")
    expect(lines(page)).to_have_text(["8 places left"])


def test_what_is_there_no_more_leaves_the_screen(open_page, live, live_url, watch):
    page = open_page("l", "9 places left")
    watch.refused_pages.add(f"{live_url}/live-things/shown/l/now/")

    live.change("l", "taken away")

    expect(page.locator("live-region")).to_have_text("This part is no longer here.")


def test_page_without_scripts_is_a_page(page_without_scripts, live):
    live.change("i", "9 places left")
    page_without_scripts.goto("/live-things/shown/i/")

    expect(lines(page_without_scripts)).to_have_text(["9 places left"])


def test_person_signed_out_elsewhere_signs_in_again_and_loses_nothing_typed(
    new_context: Callable[..., BrowserContext], live, axe
):
    context = new_context()
    page = context.new_page()
    page.goto("/live-things/sign-in/")
    listening(page, lambda: page.get_by_role("button", name="Sign me in").click())
    page.get_by_label("A long answer").fill("Half an answer")

    other = context.new_page()
    other.goto("/live-things/own/")
    context.clear_cookies(name="sessionid")
    other.close()
    mine = page.locator("live-region").get_attribute("topic").split(":")[0].split(".")[1]
    live.change(mine, "Only for me", topic="own-thing")

    notice = page.locator(".gt-live__notice")
    expect(notice).to_contain_text("You have been signed out. What you typed is still here.")
    axe(page)
    with context.expect_page() as opened:
        notice.get_by_role("link", name="Sign in again").click()
    sign_in = opened.value
    sign_in.get_by_role("button", name="Sign me in").click()
    expect(sign_in.get_by_role("heading", name="You are signed in again")).to_be_visible()
    axe(sign_in)
    sign_in.close()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(notice).to_be_hidden()
    expect(lines(page)).to_have_text(["Only for me"])
    expect(page.get_by_label("A long answer")).to_have_value("Half an answer")
    expect(hears(page)).to_contain_text("You are signed in again.")
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.get_by_role("button", name="Save and go on").click()
    assert sent.value.status == 200
    expect(page.locator("live-region li", has_text="Half an answer")).to_be_visible()
