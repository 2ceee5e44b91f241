"""Going back in the browser and sending again makes nothing twice."""

from playwright.sync_api import Page, expect

from e2e.cast import TOURISM
from e2e.desk import Desk
from e2e.pages.demonstration import Stage
from e2e.pages.updates import Update, UpdateForm

HAPPENED = "Vi har lagt ut den sista kilometern."
BEFORE = "Vi har lagt ut den näst sista kilometern."
CORRECTED = "Vi har lagt ut de två sista kilometerna."
PROJECT = "/projects/under-fotterna/updates"


def published(desk: Desk, happened: str) -> tuple[Page, UpdateForm]:
    """The page of an update that was just sent, and the form that it was sent by.

    Each test has words of its own: the same words a moment later are those that are said already.
    """
    page = desk.browser()
    Stage.open(page).be(TOURISM)
    page.goto(f"{PROJECT}/new")
    form = UpdateForm(page).settle()
    form.fill(status="Enligt plan", happened=happened, next_step="Räkna om.", due_on="2017-05-20").publish()
    return page, form


def test_an_update_sent_again_after_going_back_is_one_update(desk: Desk) -> None:
    page, form = published(desk, HAPPENED)
    there = page.url
    page.go_back()
    form.settle()
    expect(form.happened).to_have_value(HAPPENED)
    form.publish()
    assert page.url == there
    page.goto(PROJECT)
    expect(page.get_by_text(HAPPENED)).to_have_count(1)


def test_an_update_corrected_after_going_back_does_not_vanish(desk: Desk) -> None:
    page, form = published(desk, BEFORE)
    page.go_back()
    form.settle()
    desk.watch_of(page).expect(409)
    form.happened.fill(CORRECTED)
    form.send()
    expect(form.happened).to_have_value(CORRECTED)
    expect(page.get_by_text(BEFORE)).to_be_visible()


def test_what_is_commented_after_going_back_is_a_comment_of_its_own(desk: Desk) -> None:
    page, _ = published(desk, "Vi har öppnat hela leden.")
    there = page.url
    update = Update(page).comment("Hur många kom?")
    page.go_back()
    expect(page.get_by_role("textbox", name="Din kommentar")).to_have_value("Hur många kom?")
    update.comment("Och hur många kom tillbaka?")
    page.goto(there)
    for text in ("Hur många kom?", "Och hur många kom tillbaka?"):
        expect(page.locator(".comment").get_by_text(text, exact=True)).to_have_count(1)
