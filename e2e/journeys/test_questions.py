"""A question is asked, seen, answered and marked; a report is seen from the home of one who leads."""

from playwright.sync_api import expect

from e2e.cast import DEVELOPER, TOURISM
from e2e.desk import Desk
from e2e.pages.demonstration import Stage
from e2e.pages.updates import Update, UpdateForm

QUESTION = "Vem har lånat ut en borr över kommungränsen?"
ANSWER = "Vi har ett avtal ni kan få."
BETTER = "Vi har ett avtal ni kan få, och en borr."


def test_a_question_is_asked_seen_answered_and_marked(desk: Desk) -> None:
    asker, leader = desk.browser(), desk.browser()
    Stage.open(asker).be(TOURISM)
    asker.get_by_role("link", name="Skriv lägesrapport", exact=True).click()
    form = UpdateForm(asker).fill(
        status="Enligt plan", happened=QUESTION, next_step="Ringa runt", due_on="2017-05-24"
    )
    form.tell_of("En fråga till de andra").publish().is_marked("Öppen fråga")
    address = asker.url

    Stage.open(leader).be(DEVELOPER)
    expect(leader.get_by_role("region", name="Frågor utan svar")).to_contain_text(QUESTION)
    leader.goto(address)
    Update(leader).comment(ANSWER)

    asker.goto("/home")
    asker.get_by_role("link", name="Markera svaret").click()
    update = Update(asker).mark_answer()
    update.is_marked("Besvarad")
    update.is_answered_by(ANSWER)
    leader.goto("/home")
    expect(leader.get_by_role("region", name="Frågor utan svar").get_by_text(QUESTION)).to_have_count(0)

    leader.goto(address)
    Update(leader).change_comment(BETTER).is_answered_by(BETTER)
    expect(leader.get_by_role("link", name="Se vad som ändrades")).to_be_visible()
    Update(leader).take_comment_back("Din kommentar är tillbakatagen, och frågan är öppen igen.")
    update.page.reload()
    update.is_marked("Öppen fråga")
    expect(asker.get_by_text(BETTER)).to_have_count(0)


def test_a_report_is_seen_from_home_with_one_button(desk: Desk) -> None:
    leader = desk.browser()
    Stage.open(leader).be(DEVELOPER)
    reports = leader.get_by_role("region", name="Lägesrapporter som ingen processledare har kvitterat")
    first = reports.get_by_role("listitem").first
    address = first.get_by_role("link").get_attribute("href")
    first.get_by_role("button", name="Sett").click()
    expect(leader.get_by_text("Teamet kan se att du har sett lägesrapporten.")).to_be_visible()
    expect(reports.locator(f'a[href="{address}"]')).to_have_count(0)
    leader.goto(address or "")
    Update(leader).is_seen_by(DEVELOPER.sv)
