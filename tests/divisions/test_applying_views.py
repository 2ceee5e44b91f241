"""Moving, comparing, applying and undoing in the browser."""

import re

import pytest
from sqlalchemy import select

from collab import db
from collab.divisions.asking import Stay
from collab.divisions.models import Division, Search
from collab.divisions.queries.applying import applied_of
from collab.forming import actions as forming
from collab.programmes.models import Membership
from collab.teams.models import Team
from tests.conftest import Browsers
from tests.divisions.drafts import drafted, kept, proposal
from tests.divisions.people import (
    EACH_SECTOR,
    SIZE,
    an_idle_team,
    asked,
    begin_a_project,
    newcomers,
    search,
)
from tests.ideas.wishing import a_companion
from tests.support.browser import Browser, words_of
from tests.support.cast import Cast
from tests.support.statements import statements_of


def path(division: Division, page: str = "") -> str:
    return f"/divisions/{division.key}{page}"


def crews(division: Division) -> list[list[str]]:
    db.session.expire_all()
    return [team["members"] for team in division.teams]


def ten(cast: Cast) -> Division:
    """Five and five: somebody can be moved without breaking the rule of size."""
    newcomers(cast, 10)
    stays = {"sparet": Stay.CLOSED, "ensam": Stay.CLOSED}
    found = search(cast, asked(SIZE, stays=stays))
    halves = [[f"n{n}" for n in range(5)], [f"n{n}" for n in range(5, 10)]]
    return drafted(found, *kept(cast), (None, halves[0]), (None, halves[1]))


def test_a_move_is_foreseen_before_it_is_saved(browsers: Browsers, cast: Cast) -> None:
    division = ten(cast)
    before = crews(division)
    text = browsers(cast.facilitator).text(path(division, "/move?person=n0&team=3"))
    assert "What changes if Head 0 moves to Team 4" in text
    assert "Met Five people. Met Four people." in text
    assert "Met Five people. Met Six people." in text
    assert crews(division) == before


def test_a_move_is_saved_taken_back_and_everything_is_as_it_was_made(browsers: Browsers, cast: Cast) -> None:
    division, browser = ten(cast), browsers(cast.facilitator)
    made = crews(division)
    there = {"person": "n0", "team": "3", "version": "0"}
    assert browser.post(path(division, "/move"), there).status_code == 303
    assert crews(division)[2:] == [["n1", "n2", "n3", "n4"], ["n5", "n6", "n7", "n8", "n9", "n0"]]
    assert "Head 0 is in Team 4 instead of Team 3." in browser.text(path(division, "/move"))
    assert (
        browser.post(path(division, "/move"), {"person": "n0", "team": "2", "version": "1"}).status_code
        == 303
    )
    assert [sorted(crew) for crew in crews(division)] == [sorted(crew) for crew in made]
    assert "Nobody. The proposal is as it was made." in browser.text(path(division, "/move"))
    browser.post(path(division, "/move"), {**there, "version": "2"})
    assert browser.post(path(division, "/reset"), {"version": "3"}).status_code == 303
    assert crews(division) == made


def test_what_a_rule_forbids_is_refused_in_words_and_the_choice_stays(browsers: Browsers, cast: Cast) -> None:
    division, browser = proposal(cast), browsers(cast.facilitator)
    text = browser.text(path(division, "/move?person=n0&team=3"))
    assert "This move is not possible" in text
    assert "Team 3: Three people of at least four." in text
    refused = browser.post(path(division, "/move"), {"person": "n0", "team": "3", "version": "0"})
    assert refused.status_code == 422
    html = refused.get_data(as_text=True)
    assert "Three people of at least four." in html
    assert re.search(r'<option selected value="n0">', html)
    assert "nobody comes in" in browser.text(path(division, "/move?person=n0&team=0"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"person": "", "team": "3"}, "Choose a person."),
        ({"person": "n0", "team": "nine"}, "Choose one of the teams in the list."),
        ({"person": "n77", "team": "3"}, "Choose one of the people in the list."),
        ({"person": "n0", "team": "3", "version": "x"}, "since you opened this page"),
        ({"person": "n0", "team": "3", "version": "0" * 5000}, "since you opened this page"),
    ],
)
def test_bad_input_is_explained(browsers: Browsers, cast: Cast, sent: dict[str, str], said: str) -> None:
    division = ten(cast)
    refused = browsers(cast.facilitator).post(path(division, "/move"), {"version": "0", **sent})
    assert refused.status_code == 422
    assert said in refused.get_data(as_text=True)


def test_an_address_with_nonsense_foresees_nothing(browsers: Browsers, cast: Cast) -> None:
    division = ten(cast)
    text = browsers(cast.facilitator).text(path(division, "/move?person=n99&team=-1"))
    assert "What changes if" not in text


def test_of_two_who_move_at_once_the_second_looks_again(browsers: Browsers, cast: Cast) -> None:
    division = ten(cast)
    first, second = browsers(cast.facilitator), browsers(cast.colleague)
    assert (
        first.post(path(division, "/move"), {"person": "n0", "team": "3", "version": "0"}).status_code == 303
    )
    late = second.post(path(division, "/move"), {"person": "n5", "team": "2", "version": "0"})
    assert late.status_code == 422
    assert "Somebody has moved people in the proposal" in late.get_data(as_text=True)


def test_two_proposals_stand_side_by_side(browsers: Browsers, cast: Cast) -> None:
    division = ten(cast)
    swapped = [["n5", *(f"n{n}" for n in range(1, 5))], ["n0", *(f"n{n}" for n in range(6, 10))]]
    other = Division(
        search=division.search, position=2, bounds=[None] * 3,
        teams=[*division.teams[:2], *({"team": None, "theme": None, "members": m} for m in swapped)],
        made=[],
    )  # fmt: skip
    with db.transaction():
        other.made = other.teams
        db.session.add(other)
    text = browsers(cast.facilitator).text(path(division, "/compare"))
    assert "Proposal 1 and proposal 2" in text
    assert "69 per cent of the pairs of team-mates are the same. 2 people change team." in text
    assert "Head 0 Changes team" in text
    assert "Head 1 Changes team" not in text


def test_there_is_nothing_to_compare_a_single_proposal_with(browsers: Browsers, cast: Cast) -> None:
    division, browser = proposal(cast), browsers(cast.facilitator)
    for address in ("/compare", "/compare?with=other"):
        assert browser.get(path(division, address)).status_code == 404


def form_of(browser: Browser, division: Division) -> dict[str, str]:
    """What the page's form sends as it stands."""
    html = browser.get(path(division, "/apply")).get_data(as_text=True)
    fields = dict(re.findall(r'name="(teams-[^"]+|version|seen)"[^>]*value="([^"]*)"', html))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option selected value="([^"]+)"', options)
        fields[name] = chosen.group(1) if chosen else ""
    return {**fields, "reason": "Välkomna!"}


def test_the_page_proposes_names_and_coordinators_and_applies_what_is_sent(
    browsers: Browsers, cast: Cast
) -> None:
    division, browser = proposal(cast), browsers(cast.facilitator)
    sent = form_of(browser, division)
    assert sent["teams-0-name"] == "Höganäs–Karlskrona–Kristianstad"
    assert sent["teams-0-leader"] == "n0"
    sent |= {"teams-0-name": "Åspår", "teams-0-leader": "n2"}
    assert browser.post(path(division, "/apply"), sent).status_code == 303
    assert applied_of(division) is not None
    page = browser.text("/teams/aspar")
    assert "Head 2 Coordinator" in page
    assert "Välkomna!" in page
    done = browser.get(path(division, "/apply")).get_data(as_text=True)
    assert "Proposal 1 is applied Applied by Process leader, Region" in words_of(done)
    assert "Åspår New team Head 2 (coordinates) Head 0 Head 1 Head 3" in words_of(done)
    assert 'href="/teams/aspar"' in done


def test_what_was_typed_stays_when_something_is_missing(browsers: Browsers, cast: Cast) -> None:
    division, browser = proposal(cast), browsers(cast.facilitator)
    sent = form_of(browser, division) | {"teams-0-name": "", "teams-1-name": "Vårt namn", "reason": ""}
    refused = browser.post(path(division, "/apply"), sent)
    html = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "Give the team a name." in html
    assert "Write a word to those concerned." in html
    assert 'value="Vårt namn"' in html
    assert applied_of(division) is None


@pytest.mark.parametrize(
    ("name", "said"), [("version", "since you opened this page"), ("teams-0-at", "Say what each new team")]
)
def test_a_number_that_no_page_has_sent_is_an_old_pages(
    browsers: Browsers, cast: Cast, name: str, said: str
) -> None:
    division, browser = proposal(cast), browsers(cast.facilitator)
    refused = browser.post(path(division, "/apply"), form_of(browser, division) | {name: "1" * 5000})
    assert refused.status_code == 422
    assert said in refused.get_data(as_text=True)


@pytest.mark.parametrize("number", ["9" * 5000, "²", "-1", "x"])
def test_a_team_whose_number_no_page_has_sent_is_overlooked(
    browsers: Browsers, cast: Cast, number: str
) -> None:
    division, browser = proposal(cast), browsers(cast.facilitator)
    strange = {f"teams-{number}-name": "Nytt", f"teams-{number}-at": "0"}
    assert browser.post(path(division, "/apply"), form_of(browser, division) | strange).status_code == 303


def test_the_name_of_a_new_team_holds_nothing_that_a_database_cannot_keep(
    browsers: Browsers, cast: Cast
) -> None:
    division, browser = proposal(cast), browsers(cast.facilitator)
    sent = form_of(browser, division) | {"teams-0-name": "Å\0spår"}
    assert browser.post(path(division, "/apply"), sent).status_code == 303
    assert db.session.scalars(select(Team.name).where(Team.slug == "aspar")).one() == "Åspår"


def test_who_left_meanwhile_is_named_and_one_button_asks_anew(browsers: Browsers, cast: Cast) -> None:
    division, browser = proposal(cast), browsers(cast.facilitator)
    sent = form_of(browser, division)
    with db.transaction():
        db.session.delete(db.session.scalars(select(Membership).where(Membership.code == "n5")).one())
    refused = browser.post(path(division, "/apply"), sent)
    assert refused.status_code == 422
    said = refused.get_data(as_text=True)
    assert "It can no longer be applied. Ask anew to have proposals" in said
    assert "One thing needs" not in said
    text = browser.text(path(division, "/apply"))
    assert "Head 5 has left the programme meanwhile." in text
    assert "It can no longer be applied." in text
    assert browser.post(path(division, "/anew")).status_code == 303
    again = db.session.scalars(select(Search).order_by(Search.id.desc())).first()
    assert again is not None
    assert again.asked == division.search.asked
    assert "n5" not in {person["id"] for person in again.instance["people"]}


def applied_by(browser: Browser, division: Division) -> None:
    assert browser.post(path(division, "/apply"), form_of(browser, division)).status_code == 303


def test_the_list_of_searches_says_what_was_made_of_them(browsers: Browsers, cast: Cast) -> None:
    division, browser = proposal(cast), browsers(cast.facilitator)
    index = "/programmes/kultur-pa-resande-fot/team-proposals"
    assert "applied" not in browser.text(index)
    applied_by(browser, division)
    assert "One proposal Proposal 1 applied" in browser.text(index)
    assert browser.post(path(division, "/undo"), {"reason": "Vi tänkte om."}).status_code == 303
    assert "One proposal Proposal 1 applied and undone" in browser.text(index)


def test_an_applied_proposal_says_so_and_not_that_its_ground_has_changed(
    browsers: Browsers, cast: Cast
) -> None:
    division, browser = proposal(cast), browsers(cast.facilitator)
    applied_by(browser, division)
    pages = [browser.text(path(division)), browser.text(f"/team-proposals/{division.search.key}")]
    assert ["See its teams, or undo it" in page for page in pages] == [True, True]
    assert not any("has changed since" in page for page in pages)
    assert "Apply the proposal" not in pages[0]


def test_it_is_undone_with_a_reason_that_those_concerned_read(browsers: Browsers, cast: Cast) -> None:
    division, browser = proposal(cast), browsers(cast.facilitator)
    applied_by(browser, division)
    refused = browser.post(path(division, "/undo"), {"reason": ""})
    assert refused.status_code == 422
    assert browser.post(path(division, "/undo"), {"reason": "Vi tänkte om."}).status_code == 303
    assert applied_of(division) is None
    said = browser.text(path(division))
    assert "It was applied and undone Applied by Process leader, Region" in said
    assert "Undone by Process leader, Region" in said
    assert browser.post(path(division, "/undo"), {"reason": "Igen."}).status_code == 404


def test_who_has_built_on_it_is_named(browsers: Browsers, cast: Cast) -> None:
    division, browser = proposal(cast), browsers(cast.facilitator)
    applied_by(browser, division)
    with db.transaction():
        team = db.session.scalars(select(Team).order_by(Team.id.desc())).first()
        assert team is not None
        forming.set_open(team, is_open=False, by=cast.colleague)
    text = browser.text(path(division, "/apply"))
    assert "It can no longer be undone whole" in text
    assert "Culture strategist, Region closed" in text
    assert browser.post(path(division, "/undo"), {"reason": "Vi tänkte om."}).status_code == 422


def test_in_an_applied_proposal_nobody_is_moved(browsers: Browsers, cast: Cast) -> None:
    division, browser = ten(cast), browsers(cast.facilitator)
    applied_by(browser, division)
    assert "Its teams are real now." in browser.text(path(division, "/move"))
    refused = browser.post(path(division, "/move"), {"person": "n0", "team": "3", "version": "0"})
    assert refused.status_code == 422


def test_nobody_but_those_who_lead_knows_of_a_proposal(browsers: Browsers, cast: Cast) -> None:
    division = proposal(cast)
    for page in ("/move", "/compare", "/apply"):
        assert [browsers(p).get(path(division, page)).status_code for p in (cast.culture, cast.outsider)] == [
            404
        ] * 2


@pytest.mark.parametrize(("page", "count"), [("/move?person=n0&team=3", 6), ("/apply", 24)])
def test_more_people_take_no_more_statements(browsers: Browsers, cast: Cast, page: str, count: int) -> None:
    browser = browsers(cast.facilitator)
    newcomers(cast, 16)
    found = search(cast, asked(SIZE, stays={"sparet": Stay.CLOSED, "ensam": Stay.CLOSED}))
    fours = [(None, [f"n{n}" for n in range(at, at + 4)]) for at in range(0, 16, 4)]
    for teams in (fours[:2], fours):
        address = path(drafted(found, *kept(cast), *teams), page)
        browser.get(address)
        assert statements_of(lambda here=address: browser.get(here)) == count  # type: ignore[misc]


def test_rules_of_the_search_hold_for_moves(cast: Cast, browsers: Browsers) -> None:
    newcomers(cast, 8)
    stays = {"sparet": Stay.CLOSED, "ensam": Stay.CLOSED}
    found = search(cast, asked(EACH_SECTOR, stays=stays, count=(4, 4)))
    division = drafted(found, *kept(cast), (None, ["n0", "n1", "n2", "n3"]), (None, ["n4", "n5", "n6", "n7"]))
    text = browsers(cast.facilitator).text(path(division, "/move?person=n1&team=3"))
    assert "Lacks business." in text


def test_who_wishes_to_be_apart_by_now_is_named_and_proposals_are_asked_for_anew(
    browsers: Browsers, cast: Cast
) -> None:
    division, browser = proposal(cast), browsers(cast.facilitator)
    people = {place.code: place.person for place in db.session.scalars(select(Membership))}
    with db.transaction():
        a_companion(people["n0"], people["n2"], is_apart=True)
    text = browser.text(path(division, "/apply"))
    assert "Head 0 and Head 2 would be in the same team" in text
    assert "The proposal can still be applied" not in text
    assert "Ask anew with the same choices" in text
    assert browser.post(path(division, "/anew"), {}).status_code == 303


def test_what_can_no_longer_be_divided_leads_to_other_choices(browsers: Browsers, cast: Cast) -> None:
    people = newcomers(cast, 8)
    team = an_idle_team(people[0], people[1])
    stays = {"sparet": Stay.CLOSED, "ensam": Stay.CLOSED, "forsoket": Stay.ANEW}
    found = search(cast, asked(SIZE, stays=stays))
    halves = [[f"n{n}" for n in range(4)], [f"n{n}" for n in range(4, 8)]]
    division = drafted(found, *kept(cast), (None, halves[0]), (None, halves[1]))
    browser = browsers(cast.facilitator)
    begin_a_project(cast, team)
    page = browser.get(path(division, "/apply")).get_data(as_text=True)
    assert "The team Försöket has begun a project meanwhile." in page
    assert "Försöket runs The bridge and cannot be divided anew." in page
    assert f"/team-proposals/new?from={found.key}" in page
    assert "/anew" not in page
    assert browser.post(path(division, "/anew"), {}).status_code == 303
    assert "Försöket runs The bridge and cannot be divided anew." in browser.text("/home")
    assert len(list(db.session.scalars(select(Search)))) == 1
