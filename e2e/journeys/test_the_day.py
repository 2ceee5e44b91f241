"""The demonstration's day: what is open, what is on and what comes next follow it."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from e2e import site as sites
from e2e.cast import TOURISM
from e2e.desk import Desk
from e2e.pages.conference import Timetable
from e2e.pages.demonstration import Stage


def test_a_fresh_demonstration_lives_on_a_monday_in_may(
    chromium: Browser, content: Path, tmp_path: Path
) -> None:
    own = sites.start(tmp_path, content, day="")
    page = Desk(chromium, own.address).browser()
    page.goto("/")
    expect(page.get_by_role("complementary", name="Demonstration")).to_contain_text("15 maj 2017")
    page.context.close()
    own.stop()


def test_now_and_next_follow_the_day(desk: Desk) -> None:
    page = desk.browser()
    Timetable.open(page).says("Om 29 dagar")
    Stage.open(page).choose("Konferensen")
    timetable = Timetable.open(page)
    timetable.has_now("Öppet när tåget kommer")
    timetable.has_next("Novemberrummet")
    Stage.open(page).choose_hour("2017-06-13T11:20")
    timetable = Timetable.open(page)
    timetable.has_now("Lånescenen", "Belägrad stad: en idé som söker sällskap")
    timetable.has_next("Ett hav, fyra kök", "Under fötterna: så långt kom vi")
    Stage.open(page).choose("Dagen efter")
    Timetable.open(page).says("Konferensen är slut")


def test_what_is_late_follows_the_day(desk: Desk) -> None:
    page = desk.browser()
    Stage.open(page).choose("En måndag i maj")
    home = Stage.open(page).be(TOURISM)
    assert "Lämna in projektet: Slutgranskning" in home.waiting()
    Stage.open(page).choose("Sista dagen")
    page.goto("/home")
    assert "Lämna in projektet: Slutgranskning" not in home.waiting()
