"""The working copy of a project's public page, the page itself, the gallery."""

from typing import Self

from playwright.sync_api import Locator, Page, expect

from e2e.pages.page import PageObject, words


class WorkingCopy(PageObject):
    """What the public page will say."""

    def write(self, *, headline: str, story: str, takes: str, costs: str) -> Self:
        """Headline, story, what it takes and costs to do this at home."""
        self.page.get_by_role("textbox", name="Rubrik på svenska").fill(headline)
        self.page.get_by_role("textbox", name="Berättelsen").fill(story)
        self.page.get_by_role("textbox", name="Vad som behövs").fill(takes)
        self.page.get_by_role("textbox", name="Vad det kostar").fill(costs)
        return self

    def count(self, number: str, of: str, says: str) -> Self:
        """The first number that tells what changed."""
        row = self.page.get_by_role("group", name="Vad som förändrades, i tal")
        row.get_by_role("textbox", name="Talet").first.fill(number)
        row.get_by_role("textbox", name="Enhet").first.fill(of)
        row.get_by_role("textbox", name="Vad talet visar").first.fill(says)
        return self

    def show_picture(self, shows: str, consent: str) -> Self:
        """Let the page show a picture of the updates."""
        item = self.page.get_by_role("listitem").filter(has=self.page.get_by_role("img", name=shows))
        item.get_by_role("checkbox").check()
        item.get_by_role("combobox").select_option(consent)
        return self

    def preview(self) -> "Preview":
        """Save, and see the page as it will be."""
        self.page.get_by_role("button", name="Spara och förhandsvisa").click()
        self.page.wait_for_url("**/preview")
        return Preview(self.page)


class Preview(PageObject):
    """The public page before it is public."""

    def is_missing(self, *things: str) -> None:
        """Exactly these stand before publication."""
        listed = self.page.get_by_role("main").locator(".preview").get_by_role("listitem")
        expect(listed).to_have_text(list(things))

    def publish(self) -> "Showcase":
        """Make it public."""
        self.page.get_by_role("button", name="Publicera sidan").click()
        self.tells("Sidan är offentlig.")
        return Showcase(self.page)


class Showcase(PageObject):
    """A project's public page."""

    def picture(self, shows: str) -> Locator:
        """The picture that shows that."""
        return self.page.get_by_role("img", name=shows)


class Gallery(PageObject):
    """All projects that are public."""

    @classmethod
    def open(cls, page: Page) -> Self:
        """Go there by the menu of the landing page."""
        page.goto("/")
        page.get_by_role("button", name="Meny").click()
        page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Projekten").click()
        page.wait_for_url("**/showcases")
        return cls(page)

    def search(self, text: str) -> Self:
        """Look for a word."""
        self.page.get_by_role("searchbox").fill(text)
        self.page.get_by_role("searchbox").press("Enter")
        self.page.wait_for_url("**/showcases?q=*")
        return self

    def titles(self) -> list[str]:
        """The titles of the cards."""
        cards = self.page.get_by_role("region", name="Projekten som kort")
        return cards.get_by_role("heading", level=2).all_inner_texts()

    def open_showcase(self, title: str) -> Showcase:
        """By its card."""
        cards = self.page.get_by_role("region", name="Projekten som kort")
        cards.get_by_role("link", name=words(title)).click()
        self.page.wait_for_url("**/showcases/*")
        return Showcase(self.page)
