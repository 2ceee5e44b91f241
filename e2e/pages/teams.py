"""Forming teams: the finder, asking, inviting, answering, handing over, leaving."""

from playwright.sync_api import Locator, expect

from e2e.pages.page import PageObject


class FormingTeam(PageObject):
    """A team's page, as those who form it use it."""

    def open(self, slug: str) -> "FormingTeam":
        """Go there."""
        self.page.goto(f"/teams/{slug}")
        return self

    def ask(self, message: str) -> None:
        """Ask to join."""
        self._go("Fråga om att vara med")
        self.page.get_by_label("Din fråga till teamet").fill(message)
        self._send("Skicka frågan")
        self.tells("Din fråga är skickad")

    def take_in(self, who: str, answer: str) -> None:
        """Answer the request of somebody with yes."""
        asked = self.page.get_by_role("region", name="Vilka som har frågat").get_by_role("article")
        asked.filter(has_text=who).get_by_role("link", name="Svara").click()
        self.page.get_by_label("Ditt svar").fill(answer)
        self._send("Välkomna till teamet")
        self.tells("Ditt svar är skickat")

    def invite(self, who: str, message: str) -> None:
        """Invite somebody who has no team."""
        self._go("Bjud in någon")
        self.page.get_by_label("Person").select_option(who)
        self.page.get_by_label("Din inbjudan").fill(message)
        self._send("Skicka inbjudan")
        self.tells("är inbjuden")

    def accept_invitation(self, answer: str) -> None:
        """The one who is invited says yes."""
        invited = self.page.get_by_role("region", name="Vilka som är inbjudna")
        invited.get_by_role("link", name="Svara").click()
        self.page.get_by_label("Ditt svar").fill(answer)
        self._send("Gå med i teamet")
        self.tells("Ditt svar är skickat")

    def leave(self, reason: str, successor: str = "") -> None:
        """Try to leave, with a word, and with who coordinates afterwards."""
        self._go("Lämna teamet")
        if successor:
            self.page.get_by_label("Vem som samordnar teamet efter dig").select_option(successor)
        self.page.get_by_label("Ett ord till de andra").fill(reason)
        self._send("Lämna teamet")

    def has(self, *people: str) -> None:
        """These are in the team, and nobody else."""
        crew = self.page.get_by_role("region", name="Personerna och deras uppgifter").get_by_role("listitem")
        expect(crew).to_have_count(len(people))
        for who in people:
            expect(crew.filter(has_text=who)).to_have_count(1)

    def _go(self, verb: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=verb, exact=True).click()

    def _send(self, verb: str) -> None:
        self.page.get_by_role("main").get_by_role("button", name=verb, exact=True).click()


class Mending(PageObject):
    """What whoever leads the programme does to a team."""

    def move(self, team: str, who: str, to: str) -> None:
        """Move somebody from the team of that address to another one, by its name."""
        moving = self._begin(team, "#move", "Flytta någon till ett annat team")
        moving.get_by_label("Person", exact=True).select_option(who)
        moving.get_by_label("Team", exact=True).select_option(to)
        self._end(moving, "Flytta")

    def add(self, team: str, who: str) -> None:
        """Put somebody into the team of that address."""
        adding = self._begin(team, "#add", "Sätt någon i teamet")
        adding.get_by_label("Person", exact=True).select_option(who)
        self._end(adding, "Sätt i teamet")

    def _begin(self, team: str, what: str, heading: str) -> Locator:
        self.page.goto(f"/teams/{team}/mend")
        part = self.page.locator(what)
        part.get_by_role("heading", name=heading).click()
        return part

    def _end(self, part: Locator, verb: str) -> None:
        part.get_by_label("Varför").fill("Ni behövs där.")
        part.get_by_role("button", name=verb, exact=True).click()
        self.tells("Det är gjort")


class Start(PageObject):
    """Starting a team."""

    def begin(self, name: str, presentation: str) -> FormingTeam:
        """Through all teams of the programme."""
        self.page.goto("/programmes/nar-kultur-ar-resans-mal/teams")
        self.page.get_by_role("link", name="Starta ett team", exact=True).click()
        self.page.get_by_label("Vad teamet heter").fill(name)
        self.page.get_by_label("Vad ni vill göra tillsammans").fill(presentation)
        self.page.get_by_role("button", name="Starta teamet", exact=True).click()
        self.page.wait_for_url("**/teams/*")
        return FormingTeam(self.page)


class Finder(PageObject):
    """Who takes part."""

    def without_team(self) -> list[str]:
        """The names of those who have none."""
        self.page.goto("/programmes/nar-kultur-ar-resans-mal/people")
        self.page.get_by_role("link", name="Utan team").click()
        self.page.wait_for_url("**team=none**")
        return self.page.get_by_role("main").get_by_role("listitem").get_by_role("strong").all_inner_texts()


class Wishes(PageObject):
    """What one wishes for oneself."""

    def open(self) -> "Wishes":
        """Through the ideas of the programme."""
        self.page.goto("/programmes/nar-kultur-ar-resans-mal/ideas")
        self.page.get_by_role("link", name="Mina önskemål", exact=True).click()
        return self

    def field(self, name: str) -> Locator:
        """One of the lists to choose from."""
        return self.page.get_by_label(name, exact=True)

    def has(self, name: str, what: str) -> None:
        """That is chosen there."""
        expect(self.field(name).locator("option:checked")).to_have_text(what)

    def save(self) -> None:
        """Send them."""
        self.page.get_by_role("button", name="Spara mina önskemål", exact=True).click()

    def of_everybody(self) -> Locator:
        """The rows of the page on which those who lead read them."""
        self.page.goto("/programmes/nar-kultur-ar-resans-mal/ideas")
        self.page.get_by_role("link", name="Vad alla önskar", exact=True).click()
        people = self.page.get_by_role("region", name="Efter person")
        return people.get_by_role("listitem").filter(has=self.page.get_by_role("strong"))
