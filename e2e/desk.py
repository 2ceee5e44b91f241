"""Browsers as people have them: a language, a width, a colour scheme, perhaps no scripts."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from e2e.watch import Watch

HEIGHTS = {320: 568, 375: 812, 1280: 900}


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at."""

    language: str = "sv"
    width: int = 375
    scheme: str = "light"
    has_scripts: bool = True

    @property
    def name(self) -> str:
        """As in the names of pictures."""
        return f"{self.language}-{self.width}-{self.scheme}"


class Desk:
    """Hands out browsers and watches over them."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self.chromium = chromium
        self.address = address
        self._open: list[tuple[BrowserContext, Watch]] = []

    def browser(self, look: Look = Look()) -> Page:
        """A fresh browser of somebody without a session, on an empty page."""
        context = self.chromium.new_context(
            base_url=self.address,
            locale={"sv": "sv-SE", "en": "en-GB"}[look.language],
            timezone_id="Europe/Stockholm",
            viewport={"width": look.width, "height": HEIGHTS[look.width]},
            color_scheme="dark" if look.scheme == "dark" else "light",
            reduced_motion="reduce",
            java_script_enabled=look.has_scripts,
        )
        context.set_default_timeout(15_000)
        self._open.append((context, Watch(context, self.address)))
        return context.new_page()

    def watch_of(self, page: Page) -> Watch:
        """Who watches over that page."""
        return next(watch for context, watch in self._open if context is page.context)

    def keep_pictures(self, folder: Path, name: str) -> None:
        """What every open page shows now, for whoever looks into a failure."""
        folder.mkdir(parents=True, exist_ok=True)
        pages = [page for context, _ in self._open for page in context.pages]
        for number, page in enumerate(pages, 1):
            page.screenshot(path=folder / f"{name}-{number}.png")

    def close(self) -> list[str]:
        """Close every browser. Returns what went wrong in them."""
        for context, _ in self._open:
            context.close()
        return [fault for _, watch in self._open for fault in watch.faults]
