"""The page that finds everything in a programme that one may see, and nothing else."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import delete, select, update

from collab import clock, db
from collab.accounts.models import Person
from collab.programmes.models import Membership, Organisation, PlanSection, Programme, Role
from collab.project_files.models import ProjectFile
from collab.projects.models import PlanText
from collab.search import asking, rebuilding
from collab.search.models import SearchEntry, SearchWord
from collab.teams.models import TeamMember
from collab.text import Localised
from collab.updates import actions as updates
from collab.updates.models import Update, Visibility
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.support.statements import statements_of
from tests.updates.written import WHOLE, a_draft, a_post, on

KEPT = SearchEntry.kind, SearchEntry.subject_id, SearchEntry.stems
PAGE = "/programmes/kultur-pa-resande-fot/search"
SAYS = replace(WHOLE, text="Museerna öppnar sina portar")

WRITE: dict[str, Callable[[Cast], Update]] = {
    "for the programme": lambda cast: a_post(cast.project, cast.culture, SAYS),
    "for anybody": lambda cast: a_post(cast.project, cast.culture, SAYS, Visibility.PUBLIC),
    "for the team": lambda cast: a_post(cast.project, cast.culture, SAYS, Visibility.TEAM),
    "a draft": lambda cast: a_draft(cast.project, cast.culture, SAYS),
    "later": lambda cast: a_post(cast.project, cast.culture, SAYS, at=clock.now() + timedelta(days=1)),
    "withdrawn": lambda cast: _withdrawn(a_post(cast.project, cast.culture, SAYS), cast.culture),
}
EVERYBODY = {"culture", "business", "other", "facilitator", "organiser"}
FINDS = {
    "for the programme": EVERYBODY,
    "for anybody": EVERYBODY,
    "for the team": EVERYBODY - {"other"},
    "a draft": {"culture"},
    "later": {"culture"},
    "withdrawn": {"culture"},
}


def _withdrawn(update: Update, by: Person) -> Update:
    updates.withdraw(update, by=by)
    return update


def a_programme_like(cast: Cast) -> str:
    """Another programme, in which the head of culture has a place; its slug."""
    said = Localised("Ett annat", "Another")
    columns = (column.name for column in Programme.__table__.columns)
    same = {name: getattr(cast.programme, name) for name in columns if name not in ("id", "slug", "name")}
    other = Programme(**same, slug="ett-annat", name=said)
    db.session.add(other)
    db.session.flush()
    place = Membership(
        programme_id=other.id,
        person=cast.culture,
        organisation=db.session.scalars(select(Organisation).where(Organisation.slug == "osby")).one(),
        role=Role.PARTICIPANT,
        title=said,
    )
    db.session.add(place)
    db.session.commit()
    return other.slug


def search(browsers: Browsers, person: Person, query: str, **more: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in {"q": query, **more}.items())
    return browsers(person).text(f"{PAGE}?{asked}")


@pytest.mark.parametrize("state", WRITE)
def test_an_update_is_found_by_those_who_may_read_it(cast: Cast, browsers: Browsers, state: str) -> None:
    WRITE[state](cast)
    db.session.commit()
    finders = {name for name in EVERYBODY if "1 hit " in search(browsers, getattr(cast, name), "museum")}
    assert finders == FINDS[state]


def test_a_comment_is_found_by_those_who_may_read_its_update(cast: Cast, browsers: Browsers) -> None:
    update = a_post(cast.project, cast.culture, visibility=Visibility.TEAM)
    updates.comment(update, "Fråga museet", by=cast.business)
    db.session.commit()
    finders = {name for name in EVERYBODY if "1 hit " in search(browsers, getattr(cast, name), "museum")}
    assert finders == EVERYBODY - {"other"}


def test_who_has_left_the_team_finds_no_more_of_what_is_for_it(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, SAYS, Visibility.TEAM)
    db.session.commit()
    assert "1 hit " in search(browsers, cast.business, "museum")
    seat = db.session.scalars(
        select(TeamMember).join(TeamMember.membership).where(Membership.person_id == cast.business.id)
    ).one()
    db.session.delete(seat)
    db.session.commit()
    assert "Nothing found" in search(browsers, cast.business, "museum")


def test_another_programme_is_not_searched(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, SAYS)
    other = a_programme_like(cast)
    assert "Nothing found" in browsers(cast.culture).text(f"/programmes/{other}/search?q=museum")


def test_what_a_removed_file_was_called_finds_nothing(cast: Cast, browsers: Browsers) -> None:
    file = ProjectFile(project=cast.project, name="Turlista.pdf", description="När museet har öppet")
    db.session.add(file)
    db.session.commit()
    assert "Turlista.pdf" in search(browsers, cast.culture, "museer")
    file.removed_at = clock.now()
    db.session.commit()
    assert "Nothing found" in search(browsers, cast.culture, "museer")


def test_a_person_is_found_by_office_organisation_and_sector(cast: Cast, browsers: Browsers) -> None:
    for query in ("turistchef", "höganäs", "turism höganäs"):
        page = browsers(cast.culture).get(f"{PAGE}?q={query}&kind=membership").text
        assert page.count('class="found__hit"') == 1
        assert 'href="/teams/sparet#people"' in page


def test_a_municipality_is_found_by_its_own_name_and_not_by_its_kind(cast: Cast, browsers: Browsers) -> None:
    assert "Nothing found" in search(browsers, cast.culture, "kommun")
    assert "1 hit " in search(browsers, cast.culture, "kristianstads", kind="membership")
    assert "3 hits " in search(browsers, cast.culture, "region", kind="membership")


def test_a_part_of_a_plan_is_headed_by_its_project(cast: Cast, browsers: Browsers) -> None:
    section = db.session.scalars(select(PlanSection).order_by(PlanSection.id)).first()
    assert section
    db.session.add(PlanText(project=cast.project, section=section, source="Museets bok", html="", version=1))
    db.session.commit()
    page = search(browsers, cast.culture, "museum")
    project = cast.project.title.said("en")
    assert f"{project}: {section.name.said('en')} Museets bok" in page
    assert page.count(project) == 1


def test_a_name_that_a_slip_stands_for_is_said_as_it_is_written(cast: Cast, browsers: Browsers) -> None:
    assert "Showing hits for “ Kristianstad ”." in search(browsers, cast.culture, "kristanstad")


def test_a_slip_of_the_beginning_of_a_compound_is_looked_behind(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Vid souvenirhyllan"))
    db.session.commit()
    assert "Showing hits for “ souvenir ”." in search(browsers, cast.culture, "souvernir")


def test_a_compound_is_found_by_a_part_whose_other_nobody_has_written(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Vid souvenirhyllan, väntsalen. Vi väntar"))
    db.session.commit()
    for part in ("hyllor", "sal"):
        assert "1 hit " in search(browsers, cast.culture, part, kind="project_update")


def test_a_new_name_of_an_office_is_found_at_once(cast: Cast, browsers: Browsers) -> None:
    cast.tourism.name = Localised("Besökschef, Höganäs", "Head of visits, Höganäs")
    db.session.commit()
    assert "1 hit " in search(browsers, cast.culture, "besökschef")


def test_a_title_comes_before_a_text_and_the_newest_before_the_older(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Öppna i juni"), at=on(5, 2))
    a_post(cast.project, cast.culture, replace(WHOLE, text="Öppna i juli"), at=on(5, 9))
    db.session.commit()
    page = search(browsers, cast.culture, "öppna")
    places = [page.index(words) for words in ("Project ", "Öppna i juli", "Öppna i juni")]
    assert places == sorted(places)


def test_what_holds_the_word_itself_comes_before_compounds_of_it(cast: Cast, browsers: Browsers) -> None:
    for day, words in (
        (2, "Vi har rest klart: resorna är många"),
        (3, "Ny ersättning, reseersättning"),
        (4, "Restaurangerna respekterar resten"),
        (5, "Resurser av material"),
    ):
        a_post(cast.project, cast.culture, replace(WHOLE, text=words), at=on(5, day))
    db.session.commit()
    for query in ("resa", "resan", "resor"):
        page = browsers(cast.culture).get(f"{PAGE}?q={query}").text
        assert re.findall("<mark>(.*?)</mark>", page) == ["resorna", "reseersättning"]


def test_an_excerpt_is_about_the_word_itself_where_there_is_one(cast: Cast, browsers: Browsers) -> None:
    text = f"Ett besök av stenhuggare. {'Mycket annat. ' * 40} Och en sten."
    a_post(cast.project, cast.culture, replace(WHOLE, text=text))
    db.session.commit()
    assert "Och en sten ." in search(browsers, cast.culture, "sten")


def test_a_word_that_is_not_written_out_finds_what_begins_like_it(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Biblioteket vid stranden"))
    db.session.commit()
    assert "1 hit for “bibl”" in search(browsers, cast.culture, "bibl")


def test_the_words_themselves_are_counted_before_the_newer_compounds(
    cast: Cast, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST", 2)
    for day, words in ((2, "En sten"), (3, "Ett stenbrott"), (4, "En stentrappa"), (5, "Ett stengolv")):
        a_post(cast.project, cast.culture, replace(WHOLE, text=words), at=on(5, day))
    db.session.commit()
    page = search(browsers, cast.culture, "sten")
    assert "More than 2 hits" in page
    assert page.index("En sten") < page.index("Ett stengolv") < page.index("En stentrappa")
    assert "Ett stenbrott" not in page


def test_filters_say_how_many_of_each_kind(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Öppna dörrar"))
    db.session.commit()
    assert "Everything 2 Projects 1 Updates 1 2 hits for" in search(browsers, cast.culture, "öppna")
    only = search(browsers, cast.culture, "öppna", kind="project_update")
    assert "Everything 2 Projects 1 Updates 1 1 hit for" in only


def test_of_what_stands_everywhere_the_newest_are_shown_and_counted(
    cast: Cast, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST", 2)
    for day, word in ((2, "första"), (3, "andra"), (4, "tredje")):
        a_post(cast.project, cast.culture, replace(WHOLE, text=f"Museets {word} dag"), at=on(5, day))
    db.session.commit()
    page = search(browsers, cast.culture, "museum", page="1", kind="project_update")
    assert "Updates 2+ More than 2 hits for" in page
    assert ("tredje" in page, "andra" in page) == (True, True)


def test_hits_are_marked_and_what_was_written_stays_text(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Se <b>museets</b> & hamnens skyltar"))
    db.session.commit()
    page = browsers(cast.culture).get(f"{PAGE}?q=museum").text
    assert "Se &lt;b&gt;<mark>museets</mark>&lt;/b&gt; &amp; hamnens skyltar" in page


def test_a_slip_is_looked_behind_and_can_be_searched_for_exactly(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Kulturturism vid hamnen"))
    db.session.commit()
    page = search(browsers, cast.culture, "kultrturism")
    assert "Showing hits for “ kulturturism ”." in page
    assert "1 hit for “kulturturism”" in page
    assert "Nothing found" in search(browsers, cast.culture, "kultrturism", exactly="1")


@pytest.mark.parametrize(
    ("query", "meant"), [("forrad", "förråd"), ("tag", "tåg"), ("forradet tag", "förråd tåg")]
)
def test_a_word_without_its_dots_is_that_word_and_no_slip_of_another(
    cast: Cast, browsers: Browsers, query: str, meant: str
) -> None:
    for day in range(1, 14):
        a_post(cast.project, cast.culture, replace(WHOLE, text="Forad för forad"), at=on(5, day))
        a_post(cast.project, cast.culture, replace(WHOLE, text="Forad igen"), at=on(5, day))
    a_post(cast.project, cast.culture, replace(WHOLE, text="Ett tomt förråd vid ett tåg"), at=on(4, 30))
    db.session.commit()
    page = search(browsers, cast.culture, query)
    assert f"Showing hits for “ {meant} ”." in page
    assert "1 hit for" in page


def test_a_word_with_dots_that_only_others_may_see_does_not_stand_in_the_way(
    cast: Cast, browsers: Browsers
) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Förrådet"), Visibility.TEAM)
    a_post(cast.project, cast.culture, replace(WHOLE, text="Forratet"))
    db.session.commit()
    assert "Showing hits for “ förrådet ”." in search(browsers, cast.business, "forradet")
    assert "Showing hits for “ forratet ”." in search(browsers, cast.other, "forradet")


def test_a_word_with_dots_is_meant_rather_than_what_begins_like_it(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="En vagn"))
    a_post(cast.project, cast.culture, replace(WHOLE, text="En väg"))
    db.session.commit()
    assert "Showing hits for “ väg ”." in search(browsers, cast.culture, "vag")
    assert "1 hit for “vag”" in search(browsers, cast.culture, "vag", exactly="1")


def test_a_slip_of_another_form_than_is_written_is_looked_behind(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Museets nya ingång"))
    db.session.commit()
    assert "Showing hits for “ museets ”." in search(browsers, cast.culture, "musseum")


def test_no_word_is_suggested_that_stands_only_in_what_one_may_not_see(
    cast: Cast, browsers: Browsers
) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Lokstallarna"), Visibility.TEAM)
    db.session.commit()
    assert "Showing hits for “ lokstallarna ”." in search(browsers, cast.business, "lukstallarna")
    assert "Showing hits" not in search(browsers, cast.other, "lukstallarna")


def test_a_compound_is_found_by_its_part(cast: Cast, browsers: Browsers) -> None:
    a_post(cast.project, cast.culture, replace(WHOLE, text="Stadens besöksnäring, ett besök värd"))
    db.session.commit()
    assert "1 hit " in search(browsers, cast.culture, "näring", kind="project_update")


@pytest.mark.parametrize(("query", "statements"), [("öppna", 7), ("öpna", 12)])
def test_a_search_takes_so_many_statements_however_much_is_found(
    cast: Cast, browsers: Browsers, query: str, statements: int
) -> None:
    browser = browsers(cast.culture)
    a_post(cast.project, cast.culture, replace(WHOLE, text="Öppna dörrar"))
    db.session.commit()
    search_once = lambda: browser.get(f"{PAGE}?q={query}")  # noqa: E731 - counted twice
    search_once()
    assert statements_of(search_once) == statements
    for day in (2, 3, 4):
        a_post(cast.project, cast.culture, replace(WHOLE, text="Öppna dörrar igen"), at=on(5, day))
    db.session.commit()
    assert statements_of(search_once) == statements <= 12


@pytest.mark.parametrize("address", ["?kind=view", "?page=0", "?page=x", "?q=a&page=51"])
def test_a_kind_or_a_page_that_there_is_not_is_no_page(cast: Cast, browsers: Browsers, address: str) -> None:
    assert browsers(cast.culture).get(PAGE + address).status_code == 404


def test_without_words_the_page_says_what_can_be_found(cast: Cast, browsers: Browsers) -> None:
    assert "You find projects, plans, updates" in search(browsers, cast.culture, "")


def test_a_rebuilt_index_is_what_was_written_and_forgets_what_is_gone(cast: Cast) -> None:
    db.session.add(SearchEntry(kind="project", subject_id=4711, stems="spök"))
    a_post(cast.project, cast.culture, SAYS)
    db.session.commit()
    written = {tuple(row) for row in db.session.execute(select(*KEPT).where(SearchEntry.subject_id != 4711))}
    db.session.execute(delete(SearchEntry).where(SearchEntry.kind == "project_update"))
    db.session.commit()
    rebuilding.rebuild(lambda _kind, _done: None)
    assert {tuple(row) for row in db.session.execute(select(*KEPT))} == written


def test_a_rebuilt_index_has_the_stems_of_today(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    a_post(cast.project, cast.culture, SAYS)
    db.session.commit()
    kept = select(SearchWord.word, SearchWord.stem).order_by(SearchWord.id)
    written = db.session.execute(kept).all()
    db.session.execute(update(SearchWord).values(stem="förr"))
    db.session.commit()
    monkeypatch.setattr(rebuilding, "WORDS", 2)
    rebuilding.rebuild(lambda _kind, _done: None)
    assert db.session.execute(kept).all() == written


@pytest.mark.parametrize(
    ("state", "said"),
    [("a draft", "draft "), ("later", "goes out 16 May "), ("withdrawn", "withdrawn "), ("for anybody", "")],
)
def test_what_others_cannot_read_yet_says_so(cast: Cast, browsers: Browsers, state: str, said: str) -> None:
    WRITE[state](cast)
    db.session.commit()
    page = search(browsers, cast.culture, "museum")
    assert f" Update {said}Progress {cast.culture.name.en} " in page


def test_a_report_that_waits_for_its_time_says_when_it_goes_out(cast: Cast, browsers: Browsers) -> None:
    draft = a_draft(cast.project, cast.culture, SAYS)
    updates.schedule(draft, SAYS, at=clock.now() + timedelta(days=2))
    db.session.commit()
    assert "Update goes out 17 May " in search(browsers, cast.culture, "museum")


@pytest.mark.parametrize(("query", "is_asked"), [("m", False), ("m ö", False), ("ö", False), ("ar", True)])
def test_a_single_letter_is_asked_to_be_two(
    cast: Cast, browsers: Browsers, query: str, is_asked: bool
) -> None:
    a_post(cast.project, cast.culture, SAYS)
    db.session.commit()
    page = search(browsers, cast.culture, query)
    assert ("Write at least two letters" in page, "1 hit " in page) == (not is_asked, False)


def test_a_hit_names_people_by_their_names(cast: Cast, browsers: Browsers) -> None:
    post = a_post(cast.project, cast.culture, replace(WHOLE, text="@business, *museerna* öppnar"))
    updates.comment(post, "Ja, @business, museerna öppnar", by=cast.other)
    db.session.commit()
    page, name = search(browsers, cast.other, "museerna"), cast.business.name.said("sv")
    assert [page.count(said) for said in (f"{name}, museerna öppnar", "@business")] == [2, 0]
