"""Home, the team, the project."""

from playwright.sync_api import expect

from e2e.pages.page import PageObject, beginning, words
from e2e.pages.reviews import Desk, HandingIn, Queue, Reviews
from e2e.pages.showcases import WorkingCopy
from e2e.pages.updates import UpdateForm


class Home(PageObject):
    """What waits for me, what changed, what is next."""

    def open_project(self, title: str) -> "Project":
        """By the card at its side."""
        self.page.get_by_role("article").get_by_role("link", name=title).click()
        self.page.wait_for_url("**/projects/*")
        return Project(self.page)

    def waiting(self) -> list[str]:
        """What waits, as headings."""
        return (
            self.page.get_by_role("region", name="Väntar på dig")
            .get_by_role("heading", level=3)
            .all_inner_texts()
        )

    def find_team(self, name: str) -> "Team":
        """Through all teams of the programme."""
        self.page.get_by_role("link", name="Alla team", exact=True).click()
        self.page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_url("**/teams/*")
        return Team(self.page)

    def take(self, title: str) -> Desk:
        """Take a project from the queue that nobody reviews yet, or that lacks a second reviewer."""
        self.page.get_by_role("button", name=words(f"Ta och skriv: {title}")).click()
        self.page.wait_for_url("**/reviews/*")
        return Desk(self.page)

    def open_queue(self) -> Queue:
        """The whole queue on a page of its own."""
        self.page.goto("/reviews")
        return Queue(self.page)

    def approve(self, title: str) -> Reviews:
        """Follow the queue to a project that can be approved."""
        self.page.get_by_role("link", name=words(f"Godkänn: {title}")).click()
        self.page.wait_for_url("**/reviews#approval")
        return Reviews(self.page)


class Team(PageObject):
    """Who is in it and what it runs."""

    def is_complete(self) -> None:
        """The programme's rules are met."""
        expect(self.page.get_by_role("main").get_by_text("Komplett")).to_be_visible()

    def open_project(self, title: str) -> "Project":
        """The project that the team runs."""
        self.page.get_by_role("paragraph").get_by_role("link", name=title, exact=True).click()
        self.page.wait_for_url("**/projects/*")
        return Project(self.page)


class Project(PageObject):
    """Where a project stands."""

    def write_update(self) -> UpdateForm:
        """Begin an update."""
        self.page.get_by_role("main").get_by_role("link", name="Skriv lägesrapport", exact=True).click()
        self.page.wait_for_url("**/updates/new")
        return UpdateForm(self.page)

    def is_missing(self, *things: str) -> None:
        """Exactly these stand between the project and the next review."""
        gate = self.page.get_by_role("region", name="inför").first
        links = gate.get_by_role("listitem").get_by_role("link")
        expect(links).to_have_count(len(things))
        for number, thing in enumerate(things):
            expect(links.nth(number)).to_have_accessible_name(beginning(thing))

    def open_tab(self, name: str) -> None:
        """Turn to another page of the project."""
        self.page.get_by_role("navigation", name="Projektet").get_by_role("link", name=name).click()

    def open_reviews(self) -> Reviews:
        """What the reviewers said."""
        self.open_tab("Granskningar")
        self.page.wait_for_url("**/reviews")
        return Reviews(self.page)

    def hand_in(self) -> HandingIn:
        """The page where the project is handed in."""
        self.page.get_by_role("link", name=beginning("Lämna in till")).click()
        self.page.wait_for_url("**/submission")
        return HandingIn(self.page)

    def compose(self) -> WorkingCopy:
        """The working copy of the public page."""
        self.open_tab("Presentationen")
        self.page.wait_for_url("**/showcase")
        return WorkingCopy(self.page)
