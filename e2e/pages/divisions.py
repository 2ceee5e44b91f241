"""Proposals for teams: asking, following the search, reading what it found."""

from collections.abc import Iterable

from playwright.sync_api import expect

from e2e.pages.page import PageObject

PROGRAMME = "/programmes/nar-kultur-ar-resans-mal"
LONGEST = 120_000
"""Milliseconds that a search of a few people takes at most, while others keep the machine busy."""


class Proposals(PageObject):
    """The pages of proposals, as a facilitator uses them."""

    def open(self) -> "Proposals":
        """Through the teams of the programme."""
        self.page.goto(f"{PROGRAMME}/teams")
        self.page.get_by_role("main").get_by_role("link", name="Teamförslag", exact=True).click()
        return self

    def ask(
        self,
        *,
        anew: Iterable[str] = (),
        together: Iterable[str] = (),
        count: int | None = None,
        proposals: int = 3,
    ) -> "Proposals":
        """Ask for proposals in which teams are divided anew, or stay `together` and may be joined."""
        self.open()
        self.page.get_by_role("main").get_by_role("link", name="Be om förslag", exact=True).click()
        for team in anew:
            self.page.get_by_label(team, exact=True).select_option("Delas på nytt")
        for team in together:
            self.page.get_by_label(team, exact=True).select_option("Hålls ihop, och andra får gå med")
        if count is not None:
            self.page.get_by_label("Antal team").fill(str(count))
        self.page.get_by_label("Antal förslag").fill(str(proposals))
        self.page.get_by_role("button", name="Be om förslag", exact=True).click()
        self.tells("Sökningen har börjat")
        return self

    def wait(self) -> "Proposals":
        """Until the page shows by itself what came of it."""
        expect(self.page.get_by_role("button", name="Avbryt sökningen")).to_have_count(0, timeout=LONGEST)
        expect(self.page.get_by_role("heading", name="Det här görs nu")).to_have_count(0, timeout=LONGEST)
        return self

    def are(self, count: int) -> None:
        """So many proposals are shown, each with its teams."""
        expect(self.page.get_by_role("article")).to_have_count(count)

    def read(self, number: int) -> None:
        """Open one of them."""
        self.page.get_by_role("link", name=f"Se förslag {number}", exact=True).click()
        self.is_headed(f"Förslag {number}")

    def give_way(self, how: str) -> "Proposals":
        """Ask anew with one of the changes that would be enough."""
        way = self.page.get_by_role("listitem").filter(has_text=how)
        way.get_by_role("button", name="Sök igen med den ändringen").click()
        self.tells("Sökningen har börjat om")
        return self
