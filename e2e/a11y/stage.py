"""What pages show that the shipped programme has not: made by the readers themselves, and where it is."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from e2e.a11y.readers import Readers
from e2e.cast import HEAD_OF_TOURISM, HOST, NEWCOMER, TOURISM, Player
from e2e.journeys.test_the_road import MUSTS, PROJECT
from e2e.pages.accounts import SignIn
from e2e.pages.contact import ContactForm
from e2e.pages.demonstration import Outbox, Stage
from e2e.pages.updates import UpdateForm
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
        **_milestone(pages["participant"]),
        **_request(pages["coordinator"]),
        **_invitation(readers.desk.browser()),
        **_review(pages["facilitator"], readers.desk.browser()),
    }


def _public(page: Page) -> dict[str, str]:
    receipt = ContactForm.open(page).send(VIEW, "cyklist@kommun.example")
    key = _last(receipt.address)
    page.goto("/showcases/oppet-nar-taget-kommer")
    return {"receipt": key, "public": _found(page, r"^/updates/(\w+)$")}


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
    return {"draft": draft[1], "update": _found(page, r"^/updates/(\w+)$", by=HEAD_OF_TOURISM)}


def _milestone(page: Page) -> dict[str, str]:
    page.goto("/projects/oppet-nar-taget-kommer")
    return {"milestone": _found(page, r"/milestones/(?!new)(\w+)$")}


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
