"""Somebody finds by another form of a word and behind a slip, and not what is for others."""

from e2e.cast import HEAD_OF_TOURISM, TOURISM
from e2e.desk import Desk
from e2e.pages.demonstration import Stage
from e2e.pages.search import Search
from e2e.pages.updates import UpdateForm

TEAM = "ert team, processledarna och arrangörerna"


def test_search_finds_by_another_form_of_a_word_and_behind_a_slip(desk: Desk) -> None:
    reader = desk.browser()
    Stage.open(reader).be(TOURISM)
    found = Search.open_from_the_menu(reader).look_for("museer")
    found.marks("Museets")
    found.look_for("kultrturism").tells("Visar träffar på ”kulturturism”.")
    found.look_for("xyzzyq").finds_nothing()


def test_what_is_for_a_team_is_found_by_the_team_alone(desk: Desk) -> None:
    writer, reader = desk.browser(), desk.browser()
    Stage.open(writer).be(TOURISM)
    writer.goto("/projects/under-fotterna/updates/new")
    form = UpdateForm(writer).fill(
        status="Enligt plan",
        happened="Lokstallarna är bokade.",
        next_step="Hämta nyckeln.",
        due_on="2017-05-20",
    )
    form.show_to(TEAM).publish()
    Search.open_from_the_menu(writer).look_for("lokstallar").marks("Lokstallarna")
    Stage.open(reader).be(HEAD_OF_TOURISM)
    Search.open_from_the_menu(reader).look_for("lokstallar").finds_nothing()
