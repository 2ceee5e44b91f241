"""Those who read every page: one browser each for all pages, turned to each language, width and scheme."""

from base64 import b64decode
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from playwright.sync_api import Browser, Page, Response

from e2e.cast import DEVELOPER, HEAD_OF_CULTURE, HEAD_OF_TOURISM, NEWCOMER, PROGRAMME_MANAGER
from e2e.desk import HEIGHTS, Desk, Look
from e2e.pages.demonstration import Stage

PEOPLE = {
    "visitor": None,
    "asker": None,
    "participant": HEAD_OF_TOURISM,
    "coordinator": HEAD_OF_CULTURE,
    "newcomer": NEWCOMER,
    "facilitator": DEVELOPER,
    "organiser": PROGRAMME_MANAGER,
}
"""The asker has just asked for a sign-in link; the coordinator's team is incomplete; a newcomer has none."""


class Readers:
    """A page for each of those who read, everybody unless named."""

    def __init__(self, chromium: Browser, address: str, who: Iterable[str] = PEOPLE) -> None:
        self.desk = Desk(chromium, address)
        self.address = address
        self.pages = {name: self.desk.browser() for name in who}
        self.cameras = {name: page.context.new_cdp_session(page) for name, page in self.pages.items()}
        for name, page in self.pages.items():
            player = PEOPLE[name]
            if player is not None:
                Stage.open(page).be(player)

    def turn(self, reader: str, look: Look) -> Page:
        """The reader's page in that width and scheme; the language holds from the next page on."""
        page = self.pages[reader]
        page.context.add_cookies([{"name": "language", "value": look.language, "url": self.address}])
        page.set_viewport_size({"width": look.width, "height": HEIGHTS[look.width]})
        page.emulate_media(color_scheme="dark" if look.scheme == "dark" else "light", reduced_motion="reduce")
        return page

    def open(self, reader: str, path: str, look: Look) -> tuple[Page, Response]:
        """Let the reader open a page."""
        page = self.turn(reader, look)
        response = page.goto(path)
        assert response is not None
        return page, response

    def take_picture(self, reader: str, file: Path) -> None:
        """The whole page as it looks now, less compressed than Playwright does it but sooner done."""
        camera = self.cameras[reader]
        size = camera.send("Page.getLayoutMetrics")["cssContentSize"]
        kind = {"format": "png", "optimizeForSpeed": True, "captureBeyondViewport": True}
        picture = camera.send("Page.captureScreenshot", {**kind, "clip": {**size, "scale": 1}})
        file.write_bytes(b64decode(picture["data"]))

    def faults(self) -> list[str]:
        """What went wrong unseen since somebody last asked."""
        found = []
        for page in self.pages.values():
            watch = self.desk.watch_of(page)
            found += watch.faults
            watch.faults.clear()
        return found

    def expect(self, status: int) -> Self:
        """Let pages answer with that status."""
        for page in self.pages.values():
            self.desk.watch_of(page).expect(status)
        return self

    def close(self) -> None:
        """Close every browser."""
        self.desk.close()
