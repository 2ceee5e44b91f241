"""Whoever is signed out while writing, or leaves by a link, finds the text again."""

from playwright.sync_api import Page, Route, expect

from e2e.cast import TOURISM
from e2e.desk import Desk
from e2e.pages.demonstration import Stage
from e2e.pages.updates import UpdateForm

PROJECT = "/projects/under-fotterna"
HAPPENED = "Stigen är klar."
STEP = "Räkna om."
COMMENT = "Hur gjorde ni?"


def at(desk: Desk, path: str) -> Page:
    page = desk.browser()
    Stage.open(page).be(TOURISM)
    page.goto(path)
    return page


def at_comments(desk: Desk) -> Page:
    page = at(desk, f"{PROJECT}/updates")
    page.get_by_role("link", name="Kommentera").first.click()
    page.wait_for_load_state("networkidle")
    return page


def come_back(page: Page) -> None:
    """Sign in anew, and go where signing in was to lead."""
    onwards = page.get_by_role("main").get_by_role("link", name="Logga in").get_attribute("href") or ""
    page.goto(onwards)
    wanted = page.locator('input[name="next"]').first.input_value()
    Stage.open(page).be(TOURISM)
    page.goto(wanted)


def test_an_update_of_somebody_signed_out_is_shown_and_offered_again(desk: Desk) -> None:
    page = at(desk, f"{PROJECT}/updates/new")
    page.wait_for_load_state("networkidle")
    watch = desk.watch_of(page)
    watch.expect(400)
    watch.expect_by_scripts(400)
    page.context.clear_cookies(name="session")
    form = UpdateForm(page)
    form.fill(status="Enligt plan", happened=HAPPENED, next_step=STEP, due_on="2017-05-20").send()
    expect(page.get_by_role("heading", name="Du är utloggad")).to_be_visible()
    expect(page.get_by_role("textbox", name="Vad har hänt?")).to_have_value(HAPPENED)
    expect(page.get_by_role("textbox", name="Vad gör ni härnäst?")).to_have_value(STEP)
    expect(page.get_by_text("den här webbläsaren har kvar det åt dig")).to_be_visible()

    come_back(page)
    expect(page.get_by_text("text av dig som kanske aldrig kom fram")).to_be_visible()
    page.get_by_role("button", name="Fortsätt med den").click()
    expect(form.happened).to_have_value(HAPPENED)
    expect(page.get_by_role("radio", name="Enligt plan")).to_be_checked()
    form.publish()
    expect(page.get_by_text(HAPPENED)).to_be_visible()
    page.goto(f"{PROJECT}/updates/new")
    expect(page.get_by_text("text av dig som kanske aldrig kom fram")).to_be_hidden()


def test_a_comment_of_somebody_signed_out_is_shown_and_offered_again(desk: Desk) -> None:
    page = at_comments(desk)
    desk.watch_of(page).expect(400)
    page.context.clear_cookies(name="session")
    page.get_by_role("textbox", name="Din kommentar").fill(COMMENT)
    page.get_by_role("button", name="Publicera kommentaren").click()
    expect(page.get_by_role("textbox", name="Din kommentar")).to_have_value(COMMENT)
    come_back(page)
    page.get_by_role("button", name="Fortsätt med den").click()
    expect(page.get_by_role("textbox", name="Din kommentar")).to_have_value(COMMENT)


def test_a_comment_in_progress_is_there_again_until_it_is_sent(desk: Desk) -> None:
    page = at_comments(desk)
    there = page.url
    page.get_by_role("textbox", name="Din kommentar").fill(COMMENT)
    page.goto("/home")
    page.goto(there)
    expect(page.get_by_label("Texten som kanske aldrig kom fram")).to_have_text(f"Din kommentar: {COMMENT}")
    page.get_by_role("button", name="Fortsätt med den").click()
    page.get_by_role("button", name="Publicera kommentaren").click()
    expect(page.get_by_text("Din kommentar är publicerad.")).to_be_visible()
    page.goto(there)
    expect(page.get_by_text("text av dig som kanske aldrig kom fram")).to_be_hidden()


def lose_answer(route: Route) -> None:
    """Let the server do what it is asked, and the browser hear nothing of it."""
    context = route.request.frame.page.context
    before = context.cookies()
    route.fetch(max_redirects=0)
    context.clear_cookies()
    context.add_cookies([{**cookie} for cookie in before])  # type: ignore[typeddict-item]
    route.fulfill(status=204)


def test_a_comment_whose_answer_was_lost_is_not_offered_beside_itself(desk: Desk) -> None:
    page = at_comments(desk)
    there = page.url
    page.route("**/comments", lose_answer)
    page.get_by_role("textbox", name="Din kommentar").fill(COMMENT)
    with page.expect_response("**/comments"):
        page.get_by_role("button", name="Publicera kommentaren").click()
    page.goto(there)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".comment").get_by_text(COMMENT, exact=True)).to_have_count(1)
    expect(page.get_by_text("text av dig som kanske aldrig kom fram")).to_be_hidden()
    page.get_by_role("textbox", name="Din kommentar").fill("Och sedan?")
    page.reload()
    expect(page.get_by_label("Texten som kanske aldrig kom fram")).to_have_text("Din kommentar: Och sedan?")


def test_an_update_whose_answer_was_lost_is_not_offered_beside_itself(desk: Desk) -> None:
    page = at(desk, f"{PROJECT}/updates/new")
    page.route("**/updates/new", lambda route: lose_answer(route) if is_post(route) else route.continue_())
    form = UpdateForm(page).fill(status="Enligt plan", happened=HAPPENED, next_step=STEP, due_on="2017-05-20")
    with page.expect_response("**/updates/new"):
        form.send()
    page.goto(f"{PROJECT}/updates/new")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("text av dig som kanske aldrig kom fram")).to_be_hidden()
    page.goto(f"{PROJECT}/updates")
    expect(page.get_by_text(HAPPENED)).to_have_count(1)


def is_post(route: Route) -> bool:
    return route.request.method == "POST"


def test_what_is_offered_leaves_out_what_was_emptied(desk: Desk) -> None:
    page = at(desk, PROJECT)
    change = page.locator('main a[href*="/milestones/"]:not([href$="/new"], [href$="/later"])').first
    page.goto(change.get_attribute("href") or "")
    page.wait_for_load_state("networkidle")
    there = page.url
    page.get_by_role("textbox", name="Vad som ska vara gjort").fill(HAPPENED)
    page.get_by_label("Datum", exact=True).fill("")
    page.goto("/home")
    page.goto(there)
    offered = page.get_by_label("Texten som kanske aldrig kom fram")
    expect(offered).to_have_text(f"Vad som ska vara gjort: {HAPPENED}")
    page.get_by_role("button", name="Fortsätt med den").click()
    expect(page.get_by_label("Datum", exact=True)).to_have_value("")
