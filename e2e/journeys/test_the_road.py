"""The whole road, on a phone, in Swedish, with scripts and without: from a silent team to the conference."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e import site as sites
from e2e.cast import DEVELOPER, STRATEGIST, TOURISM, Player
from e2e.desk import Desk, Look
from e2e.pages.conference import Timetable
from e2e.pages.demonstration import Stage
from e2e.pages.front import Landing
from e2e.pages.showcases import Gallery, Showcase
from e2e.pages.updates import Update
from e2e.pages.workspace import Home, Project
from e2e.photograph import metadata_of, take_photograph
from e2e.site import Demonstration

PROJECT = "Under fötterna"
SHOWS = "Ett stenblock av svart diabas under grå himmel."
HAPPENED = "Kalkylen är klar: en knapp av diabas kostar 61 kronor att göra och säljs för 180."
MUSTS = {
    "Gör en kalkyl för ett föremål": "En knapp: 61 kronor i material och tid, 180 kronor i kassan.",
    "Avsnittet om vad som händer sedan": "Det är skrivet. Biblioteket i Broby äger förråden efter juni.",
}
CRITERIA = (
    "Behov och målgrupp",
    "Samarbete över gränser",
    "Förankring hemma",
    "Genomförbarhet",
    "Effekt och lärande",
)
NEW_MUST = "Skriv vem som svarar i telefon efter den 13 juni."
HEADLINE = "Vi lånade ut sten och fick tillbaka knappar"
STORY = """\
Det började med att alla hade sten i fickan. I våra turistbyråer fanns åttioen varor, och sju av dem kom
härifrån. Vi fyllde ett arkivskåp i Broby med spillbitar från fyra kommuners brott och lertäkter, och bad
formgivare att låna. Sex kom till öppningen, två av dem från Växjö. Stengods för under 250 kronor gick
inte ihop. Knappar gjorde det. Nu ligger de på hyllan i tre turistbyråer, och den som vill veta varifrån
stenen kommer får en karta på köpet.
"""


WAYS = (
    pytest.param(Look(), id="with scripts", marks=pytest.mark.xdist_group("road")),
    pytest.param(Look(has_scripts=False), id="without scripts", marks=pytest.mark.xdist_group("plain-road")),
)


@pytest.fixture
def site(content: Path, tmp_path: Path) -> Iterator[Demonstration]:
    """A fresh one each time: the road can be walked once."""
    running = sites.start(tmp_path, content)
    yield running
    running.stop()
    assert running.process.returncode == 0, running.words()


@pytest.mark.parametrize("look", WAYS)
def test_the_road_from_a_silent_team_to_the_conference(desk: Desk, look: Look, tmp_path: Path) -> None:
    team = _be(desk, TOURISM, look)
    project = _find_the_project_through_the_team(team)
    _post_an_update_with_a_picture(project, tmp_path)
    _answer_the_musts_and_hand_in(project)
    _review(_be(desk, DEVELOPER, look), must=NEW_MUST)
    _review(_be(desk, STRATEGIST, look))
    _answer_the_new_must(project)
    _be(desk, STRATEGIST, look).approve(PROJECT).approve()
    _publish(project)
    _find_as_the_audience(desk.browser(look), tmp_path)


def _be(desk: Desk, player: Player, look: Look) -> Home:
    return Stage.open(desk.browser(look)).be(player)


def _find_the_project_through_the_team(home: Home) -> Project:
    assert "Svara på punkterna i granskningen: Halvtidsgranskning" in home.waiting()
    team = home.find_team("Grundlaget")
    team.is_headed("Grundlaget")
    team.is_complete()
    project = team.open_project(PROJECT)
    project.is_headed(PROJECT)
    project.is_missing("Svara på måstet: Gör en kalkyl", "Svara på måstet: Avsnittet om vad")
    return project


def _post_an_update_with_a_picture(project: Project, folder: Path) -> None:
    form = project.write_update()
    form.fill(status="I riskzonen", happened=HAPPENED, next_step="Beställ 200 knappar.", due_on="2017-05-29")
    form.add_picture(take_photograph(folder / "sten.jpg"), SHOWS).show_to("alla, även utan konto")
    update = form.publish()
    update.has_text(HAPPENED)
    assert metadata_of(folder / "sten.jpg") != {}
    _is_without_metadata(update, folder / "update.webp")


def _is_without_metadata(page: Update | Showcase, file: Path) -> None:
    picture = page.picture(SHOWS)
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    address = picture.evaluate("async image => { await image.decode(); return image.currentSrc }")
    file.write_bytes(page.page.request.get(address).body())
    assert metadata_of(file) == {}


def _answer_the_musts_and_hand_in(project: Project) -> None:
    project.page.goto("/projects/under-fotterna")
    reviews = project.open_reviews()
    for point, answer in MUSTS.items():
        reviews.answer(point, answer)
    project.open_tab("Läget")
    project.hand_in().hand_in()


def _review(home: Home, must: str = "") -> None:
    review = home.take(PROJECT)
    review.judge("Håller", *CRITERIA)
    if must:
        review.add_must("Förankring hemma", must)
    review.conclude("Klart att visas", "Tungt ämne, lätt att bära hem.").submit()


def _answer_the_new_must(project: Project) -> None:
    project.page.goto("/projects/under-fotterna")
    project.open_reviews().answer(NEW_MUST, "Turistbyrån i Broby, på vardagar.")


def _publish(project: Project) -> None:
    project.page.goto("/projects/under-fotterna")
    copy = project.compose()
    takes = "Ett skåp, fyra kommuners spillbitar och en bibliotekarie."
    copy.write(headline=HEADLINE, story=STORY, takes=takes, costs="9 000 kronor och en nyckel.")
    copy.count("200", "knappar", "Knappar beställda")
    copy.show_picture(SHOWS, "Ingen går att känna igen")
    copy.preview().publish().is_headed(PROJECT)


def _find_as_the_audience(visitor: Page, folder: Path) -> None:
    gallery = Gallery.open(visitor).search("stenarna")
    assert PROJECT in gallery.titles()
    showcase = gallery.open_showcase(PROJECT)
    showcase.says(HEADLINE)
    _is_without_metadata(showcase, folder / "showcase.webp")
    Landing.open(visitor).follow_map_to("Östra Göinge").open_showcase(PROJECT).is_headed(PROJECT)
    Stage.open(visitor).choose("Konferensen")
    timetable = Timetable.open(visitor)
    timetable.has_now("Öppet när tåget kommer")
    timetable.has_next("Novemberrummet")
    timetable.open_session("Under fötterna: så långt kom vi").open_showcase().is_headed(PROJECT)
