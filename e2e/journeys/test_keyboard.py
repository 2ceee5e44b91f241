"""Without a mouse: signing in, writing an update, publishing it, with nothing but the keyboard."""

from playwright.sync_api import Locator, Page, expect

from e2e.cast import TOURISM
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Stage
from e2e.pages.page import words

FARTHEST = 150
"""Presses of the tab key after which one is lost."""


def test_an_update_is_published_with_the_keyboard_alone(desk: Desk) -> None:
    page = desk.browser(Look(width=1280))
    Stage.open(page)
    _press_on(page, page.get_by_role("button", name=words(TOURISM.sv)), "Enter")
    page.wait_for_url("**/home")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    _press_on(page, page.get_by_role("link", name="Skriv lägesrapport", exact=True), "Enter")
    page.wait_for_url("**/updates/new")
    _write(page, page.get_by_role("textbox", name="Vad har hänt?"), "Skrivet utan mus.")
    _reach(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="I riskzonen")).to_be_checked()
    _write(page, page.get_by_role("textbox", name="Vad gör ni härnäst?"), "Skriva mer.")
    _write(page, page.get_by_label("Klart senast"), "05242017")  # month first: the browser is American
    _press_on(page, page.get_by_role("button", name="Publicera lägesrapporten"), "Enter")
    expect(page.get_by_role("status").get_by_text("Lägesrapporten är publicerad.")).to_be_visible()
    expect(page.get_by_role("article").get_by_text("Skrivet utan mus.")).to_be_visible()
    expect(page.get_by_role("article").get_by_text("24 maj")).to_be_visible()


def _reach(page: Page, target: Locator) -> None:
    """Press Tab until the focus is there; it must be seen wherever it stops."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate("element => element.matches(':focus-visible')")
            return
    raise AssertionError(f"{FARTHEST} presses of Tab do not reach {target}")


def _press_on(page: Page, target: Locator, key: str) -> None:
    _reach(page, target)
    page.keyboard.press(key)


def _write(page: Page, target: Locator, text: str) -> None:
    _reach(page, target)
    page.keyboard.type(text)
