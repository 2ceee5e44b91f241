"""What pages show that the shipped programme has not: made by the readers themselves, and where it is."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from e2e import idle
from e2e.a11y.readers import Readers
from e2e.cast import DEVELOPER, HEAD_OF_TOURISM, HOST, NEWCOMER, TOURISM, Player
from e2e.journeys.test_the_road import MUSTS, PROJECT
from e2e.pages.accounts import SignIn
from e2e.pages.applying import Draft
from e2e.pages.contact import ContactForm
from e2e.pages.demonstration import Outbox, Stage
from e2e.pages.divisions import Proposals
from e2e.pages.documents import Documents
from e2e.pages.messages import StandingStill
from e2e.pages.notices import Talk
from e2e.pages.plan import SectionForm
from e2e.pages.teams import FormingTeam, Mending
from e2e.pages.updates import Update, UpdateForm
from e2e.pages.workspace import Home, Project
from e2e.photograph import take_photograph

VIEW = "Går det att cykla från stationen till Hamnmagasinet?"


def set_up(readers: Readers, folder: Path) -> dict[str, str]:
    """Fill the site. Returns the names in addresses: `draft`, `review`, `view` …"""
    pages = readers.pages
    return {
        **_public(pages["visitor"]),
        **_link(pages["asker"]),
        **_updates(pages["participant"], folder),
        **_notice(pages["participant"], readers.desk.browser()),
        **_milestone(pages["participant"]),
        **_plan(pages["participant"], readers.desk.browser()),
        **_idea(pages["participant"]),
        **_proposals(pages["facilitator"], readers.desk.browser()),
        **_request(pages["coordinator"]),
        **_invitation(readers.desk.browser()),
        **_message(pages["facilitator"]),
        **_review(pages["facilitator"], readers.desk.browser()),
    }


def _public(page: Page) -> dict[str, str]:
    receipt = ContactForm.open(page).send(VIEW, "cyklist@kommun.example")
    key = _last(receipt.address)
    page.goto("/showcases/oppet-nar-taget-kommer")
    return {"receipt": key, "public": _found(page, r"^/updates/(\w+)$")}


def _message(page: Page) -> dict[str, str]:
    page.goto("/home")
    StandingStill(page).nudge(StandingStill(page).first()[0])
    return {"message": _last(page.url), "copy": _found(page, r"/copies/(\w+)$")}


def _link(page: Page) -> dict[str, str]:
    SignIn.open(page).ask_for_link(TOURISM.email)
    letter = Outbox.open(page).read("Din inloggningslänk", TOURISM.email)
    return {"letter": _last(page.url), "link": _last(letter.link("/sign-in/link/"))}


def _updates(page: Page, folder: Path) -> dict[str, str]:
    page.goto("/projects/oppet-nar-taget-kommer/updates/new")
    form = UpdateForm(page).add_picture(take_photograph(folder / "perrong.jpg"), "En tom perrong.")
    form.happened.fill("Tåget kom i tid, och dörren var öppen.")
    page.get_by_role("button", name="Spara utkast").click()
    page.wait_for_url("**/edit")
    draft = re.search(r"/updates/([^/]+)/edit", page.url)
    assert draft is not None
    page.goto("/projects/oppet-nar-taget-kommer/updates")
    update = _found(page, r"^/updates/(\w+)$", by=HEAD_OF_TOURISM)
    page.goto(f"/updates/{update}")
    Update(page).comment("Dörren står öppen till nio.").change_comment("Dörren står öppen till tio.")
    return {"draft": draft[1], "update": update, "comment": _found(page, r"/comments/(\w+)/edit$")}


def _notice(page: Page, other: Page) -> dict[str, str]:
    """Somebody is mentioned, and written to at once."""
    page.goto("/projects/oppet-nar-taget-kommer/updates")
    key = _found(page, r"^/updates/(\w+)$", by=HEAD_OF_TOURISM)
    Stage.open(other).be(TOURISM)
    Talk(other).open(key).say("@turistchef.kristianstad, hur gick det?")
    other.get_by_role("button", name="Tack").first.click()
    expect(other.get_by_role("button", name="Tack 1")).to_be_visible()
    letter = Outbox.open(other).read("nämnde dig", HEAD_OF_TOURISM.email)
    return {"leaving": _last(letter.link("/notices/leave/"))}


def _milestone(page: Page) -> dict[str, str]:
    page.goto("/projects/oppet-nar-taget-kommer")
    keys = {"milestone": _found(page, r"/milestones/(?!new)(\w+)$")}
    row = page.get_by_role("row", name="Höstens turlista satt")
    keys["open_milestone"] = _last(row.get_by_role("link", name="Ändra").get_attribute("href") or "")
    page.goto("/dates")
    page.get_by_role("button", name="Skapa min adress").click()
    page.goto("/projects/oppet-nar-taget-kommer/hill")
    return {**keys, "strand": _found(page, r"/strands/(?!new)(\w+)$")}


def _plan(page: Page, other: Page) -> dict[str, str]:
    """A text that clashes with what somebody else saved, and the plan under a name."""
    Stage.open(other).be(HEAD_OF_TOURISM)
    theirs = SectionForm(other).open("oppet-nar-taget-kommer", "need")
    mine = SectionForm(page).open("oppet-nar-taget-kommer", "need")
    theirs.write("Stationen är tom.").save()
    mine.write("Stationen är stängd.").save_in_vain()
    page.goto("/projects/oppet-nar-taget-kommer/named-plans/new")
    page.get_by_label("Versionens namn").fill("Skickad till nämnden")
    page.get_by_role("button", name="Spara under det namnet").click()
    page.wait_for_url(re.compile(r"named-plans/(?!new)"))
    named = _last(page.url)
    Documents(page).open("oppet-nar-taget-kommer").ask("Markdown", version="Skickad till nämnden").wait()
    return {"named_plan": named, "document": _last(page.url)}


def _idea(page: Page) -> dict[str, str]:
    page.goto("/programmes/nar-kultur-ar-resans-mal/ideas")
    return {"idea": _found(page, r"/ideas/(\w+)/edit$")}


def _request(page: Page) -> dict[str, str]:
    page.goto("/teams/vallgraven")
    return {"request": _found(page, r"/requests/(\w+)$")}


def _invitation(page: Page) -> dict[str, str]:
    Stage.open(page).be(HOST)
    page.goto("/teams/lagsasong/invitations/new")
    page.get_by_label("Person").select_option(NEWCOMER.sv)
    page.get_by_label("Din inbjudan").fill("Vi har ett hus till och ingen som kan turism.")
    page.get_by_role("button", name="Skicka inbjudan").click()
    Stage.open(page).be(NEWCOMER)
    page.goto("/teams/lagsasong")
    return {"invitation": _found(page, r"/invitations/(?!new)(\w+)$")}


def _proposals(page: Page, newcomer: Page) -> dict[str, str]:
    """A team divided anew, and applied; more teams than people; a place for who has none."""
    idle.form(newcomer, DEVELOPER)
    found = Proposals(page).ask(anew=[idle.NAME], together=idle.JOINABLE, proposals=2).wait()
    search, division = _last(page.url), _found(page, r"^/divisions/(\w+)$")
    found.ask(together=idle.JOINABLE, count=9).wait()
    impossible = _last(page.url)
    Mending(page).add("lagsasong", NEWCOMER.sv)
    applied = _applied(page)
    Stage.open(newcomer).be(NEWCOMER)
    FormingTeam(newcomer).open("lagsasong").leave("Jag väntar hellre.")
    found.ask(together=("Lågsäsong", *idle.JOINABLE), proposals=1).wait()
    placing = _found(page, r"^/divisions/(\w+)$")
    return {"search": search, "division": division, "impossible": impossible, "placing": placing, **applied}


def _applied(page: Page) -> dict[str, str]:
    """The first of two proposals is applied and undone, then the second is applied."""
    Proposals(page).ask(anew=[idle.NAME], together=idle.JOINABLE, proposals=2).wait()
    search = page.url
    keys = {}
    for number, name in enumerate(("undone", "applied"), 1):
        page.goto(search)
        Proposals(page).read(number)
        keys[name] = _last(page.url)
        Draft(page).open_apply(number).apply("Så blir det.")
        if name == "undone":
            Draft(page).undo("Vi tänkte om.")
    return keys


def _review(facilitator: Page, team: Page) -> dict[str, str]:
    """A project is handed in, and somebody takes it and begins to write."""
    Stage.open(team).be(TOURISM)
    team.goto("/projects/under-fotterna")
    project = Project(team)
    reviews = project.open_reviews()
    for point, answer in MUSTS.items():
        reviews.answer(point, answer)
    project.open_tab("Läget")
    project.hand_in().hand_in()
    facilitator.goto("/home")
    desk = Home(facilitator).take(PROJECT)
    desk.add_must("Förankring hemma", "Skriv vem som svarar i telefon.")
    return {"review": re.sub(r".*/reviews/(\w+).*", r"\1", facilitator.url)}


def _last(address: str) -> str:
    return address.split("?", maxsplit=1)[0].rstrip("/").rsplit("/", 1)[-1]


def _found(page: Page, pattern: str, by: Player | None = None) -> str:
    """What the pattern catches in the first link that it matches (in what `by` has written)."""
    place = page.get_by_role("article").filter(has_text=by.sv).first if by else page.get_by_role("main")
    links: Callable[[str], list[str]] = place.locator("a").evaluate_all
    for address in links("all => all.map(link => link.getAttribute('href') ?? '')"):
        match = re.search(pattern, address.split("#")[0])
        if match:
            return match[1]
    raise AssertionError(f"{page.url} has no link like {pattern}")
