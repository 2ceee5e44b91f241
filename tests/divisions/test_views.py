"""Asking for proposals in the browser, following the search, reading what it found."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from collab import clock, db
from collab.divisions import queries
from collab.divisions.asking import Stay
from collab.divisions.models import Search, SearchState
from collab.programmes.models import Membership
from collab.teams.composition import RuleKind
from tests.conftest import Browsers
from tests.divisions import found
from tests.divisions.people import SIZE, an_idle_team, asked, begin_a_project, newcomers, search
from tests.ideas.wishing import a_companion, a_wish, an_idea
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.statements import statements_of

PROPOSALS = "/programmes/kultur-pa-resande-fot/team-proposals"
RULES = {
    "size-strength": "hard", "size-least": "4", "size-most": "6", "size-weight": "1",
    "sectors-strength": "advisory", "sectors-least": "2", "sectors-weight": "3",
    **{f"{kind}-strength": "none" for kind in RuleKind if kind not in (RuleKind.SIZE, RuleKind.SECTORS)},
}  # fmt: skip
CHOSEN = {**RULES, "team-sparet-stay": "closed", "team-ensam-stay": "open", "proposals": "3", "seed": "0"}


def searches() -> list[Search]:
    return list(db.session.scalars(select(Search).order_by(Search.id)))


def ask(browsers: Browsers, cast: Cast, **changed: Any) -> TestResponse:
    fields = {**CHOSEN, "ask": "1", **{name.replace("__", "-"): value for name, value in changed.items()}}
    return browsers(cast.facilitator).post(f"{PROPOSALS}/new", fields)


def test_the_page_begins_with_the_programmes_rules_and_what_its_teams_are(
    browsers: Browsers, cast: Cast
) -> None:
    newcomers(cast, 5)
    page = browsers(cast.facilitator).get(f"{PROPOSALS}/new").get_data(as_text=True)
    said = words_of(page)
    assert "Ten people take part, and five are in no team." in said
    assert 'name="municipalities-least"' in page
    assert 'name="team-sparet-stay"><option selected value="closed">' in page
    assert 'name="team-ensam-stay"><option value="closed">' in page


def test_a_facilitator_asks_and_comes_to_the_search(browsers: Browsers, cast: Cast) -> None:
    newcomers(cast, 5)
    answer = ask(browsers, cast, pin__0__who="n0", pin__0__whom="n1")
    wanted = searches()[0]
    assert (answer.status_code, answer.location) == (303, f"/team-proposals/{wanted.key}")
    chosen = queries.asked_of(wanted)
    assert [(r.kind.value, r.is_hard, r.least, r.most, r.weight) for r in chosen.rules] == [
        ("size", True, 4, 6, 1), ("sectors", False, 2, None, 3),
    ]  # fmt: skip
    assert chosen.stays == {"ensam": Stay.OPEN, "sparet": Stay.CLOSED}
    assert (chosen.pins, chosen.count, chosen.proposals) == ((("n0", "n1"),), None, 3)
    assert (wanted.asked_by, wanted.instance["pins"]) == (cast.facilitator, [["n0", "n1"]])


def test_more_rows_are_given_without_asking_and_keep_what_was_chosen(browsers: Browsers, cast: Cast) -> None:
    newcomers(cast, 5)
    rows = {f"pin-{i}-{end}": "" for i in range(3) for end in ("who", "whom")}
    fields = {**CHOSEN, **rows, "pin-1-who": "n2", "proposals": "many", "more": "1"}
    answer = browsers(cast.facilitator).post(f"{PROPOSALS}/new", fields)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, searches()) == (200, [])
    assert 'name="pin-5-whom"' in page
    assert '<option selected value="n2">' in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"proposals": "11"}, "Write a whole number from 1 to 10."),
        ({"count": "0"}, "Write a whole number from 1 to 999."),
        ({"size__strength": "none"}, "Write how many teams, or let the rule of size be in use"),
        ({"size__most": "3"}, "At most cannot be below at least."),
        ({"pin__0__who": "n0"}, "Choose somebody here too, or leave both empty."),
        (
            {"pin__0__who": "n0", "pin__0__whom": "n0"},
            "Choose somebody else than the person in the first list.",
        ),
        ({"pin__0__who": "n0", "pin__0__whom": "nobody"}, "Choose one of those in the list."),
        ({"pin__0__who": "n0", "pin__0__whom": "team:sparet"}, "Nobody joins this team."),
        ({"pin__0__who": "n0", "pin__0__whom": "team:forsoket"}, "This team is divided anew."),
        (
            {"team__sparet__stay": "anew"},
            "Spåret runs Open doors and cannot be divided anew. Choose whether others may join it.",
        ),
        ({"team__sparet__stay": "never"}, "Choose one of those in the list."),
    ],
)
def test_what_cannot_be_asked_is_said_in_words_and_what_was_chosen_stays(
    wrong: dict[str, str], said: str, browsers: Browsers, cast: Cast
) -> None:
    an_idle_team(*newcomers(cast, 5)[3:])
    answer = ask(browsers, cast, **{"municipalities__least": "17", "team__forsoket__stay": "anew", **wrong})
    page = answer.get_data(as_text=True)
    assert (answer.status_code, searches()) == (422, [])
    assert words_of(page).count(said) == 2  # in the summary and at the field
    assert 'value="17"' in page
    assert "<title>Error:" in page


def test_who_has_a_team_that_stays_leaves_nobody_to_place(browsers: Browsers, cast: Cast) -> None:
    answer = ask(browsers, cast, team__ensam__stay="closed")
    assert answer.status_code == 422
    assert "Choose teams to be divided anew." in words_of(answer.get_data(as_text=True))


def test_one_search_at_a_time(browsers: Browsers, cast: Cast) -> None:
    newcomers(cast, 5)
    search(cast, asked(SIZE))
    answer = ask(browsers, cast)
    assert (answer.status_code, len(searches())) == (422, 1)
    said = words_of(answer.get_data(as_text=True))
    assert "Wait for them, or stop the search." in said
    assert "See how far it has come." in said


def test_who_cannot_be_judged_is_named_and_left_out(browsers: Browsers, cast: Cast) -> None:
    people = newcomers(cast, 6)
    people[5].sector = None
    db.session.commit()
    facilitator = browsers(cast.facilitator)
    assert "no municipality that distances are known for: Head 5." in facilitator.text(f"{PROPOSALS}/new")
    ask(browsers, cast)
    assert "n5" not in [person["id"] for person in searches()[0].instance["people"]]


def test_themes_and_wishes_are_offered_once_somebody_has_wished(browsers: Browsers, cast: Cast) -> None:
    newcomers(cast, 5)
    facilitator = browsers(cast.facilitator)
    assert 'name="has_themes"' not in facilitator.get(f"{PROPOSALS}/new").get_data(as_text=True)
    idea = an_idea(cast.programme, "Havet")
    db.session.commit()
    assert 'name="has_themes"' in facilitator.get(f"{PROPOSALS}/new").get_data(as_text=True)
    a_wish(cast.other, idea)
    a_companion(cast.other, cast.culture, is_apart=True)
    db.session.commit()
    assert 'checked id="has_themes"' in facilitator.get(f"{PROPOSALS}/new").get_data(as_text=True)
    ask(browsers, cast, has_themes="y")
    codes = {
        person.handle: db.session.scalars(select(Membership.code).where(Membership.person == person)).one()
        for person in (cast.other, cast.culture)
    }
    given = next(p for p in searches()[0].instance["people"] if p["id"] == codes["other"])
    assert (given["wishes"], given["apart"]) == ([idea.key], [codes["culture"]])


def test_while_it_goes_on_the_page_says_what_is_done_and_renews_itself_without_scripts(
    browsers: Browsers, cast: Cast
) -> None:
    newcomers(cast, 5)
    wanted = search(cast, asked(SIZE))
    path = f"/team-proposals/{wanted.key}"
    facilitator = browsers(cast.facilitator)
    assert "Waits for its turn …" in facilitator.text(path)
    wanted.state = SearchState.RUNNING
    wanted.told = {"step": "choosing", "numbers": {"number": 2, "teams": 1200}}
    db.session.commit()
    page = facilitator.get(path).get_data(as_text=True)
    assert "Proposal 2: choosing among 1,200 teams …" in words_of(page)
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert 'data-behaviour="follow"' in page
    told = [words_of(part) for part in re.findall(r"data-told>(.*?)</(?:p|span></span)>", page, re.S)]
    assert [part.strip() for part in told] == ["Under way", "Proposal 2: choosing among 1,200 teams …"]


def test_a_search_is_stopped_by_a_button(browsers: Browsers, cast: Cast) -> None:
    newcomers(cast, 5)
    wanted = search(cast, asked(SIZE))
    path = f"/team-proposals/{wanted.key}"
    facilitator = browsers(cast.colleague)
    assert facilitator.post(f"{path}/stop").status_code == 303
    db.session.refresh(wanted)
    assert wanted.state is SearchState.STOPPED
    assert "Nothing was found before the search stopped" in facilitator.text(path)
    assert facilitator.post(f"{path}/stop").status_code == 303


@pytest.mark.parametrize(
    ("deaths", "said"), [(2, "ended unexpectedly twice"), (0, "It took too long and was ended.")]
)
def test_a_search_that_failed_says_why_and_what_to_do(
    deaths: int, said: str, browsers: Browsers, cast: Cast
) -> None:
    wanted = found.a_search(cast, SearchState.FAILED)
    wanted.deaths = deaths
    db.session.commit()
    assert said in browsers(cast.facilitator).text(f"/team-proposals/{wanted.key}")


def test_what_clashes_is_said_and_each_way_out_is_a_button_that_asks_anew(
    browsers: Browsers, cast: Cast
) -> None:
    wanted = found.an_impossible_search(cast)
    path = f"/team-proposals/{wanted.key}"
    facilitator = browsers(cast.facilitator)
    page = facilitator.text(path)
    for said in ("These cannot all be kept", "Too few.", "Let a team have one person.", "Ask anew with this"):
        assert said in page
    assert facilitator.post(f"{path}/less", {"at": "1"}).status_code == 404
    answer = facilitator.post(f"{path}/less", {"at": "0"})
    again = searches()[1]
    assert answer.location == f"/team-proposals/{again.key}"
    assert queries.asked_of(again).rules[0].least == 1
    page = facilitator.text(answer.location)
    assert "In this search something gives way Let a team have one person. Only here" in page


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"is_each_enough": True}, "Too few. Without any one of them there would be a way."),
        ({}, "Too few. Without any one of them the others could be kept."),
        (
            {"further": [[found.CLASH]]},
            "Too few. Nor can these: Too few. Something has to give way in each of the lists.",
        ),
    ],
)
def test_no_more_is_said_of_a_clash_than_is_so(
    browsers: Browsers, cast: Cast, answer: dict[str, object], said: str
) -> None:
    wanted = found.an_impossible_search(cast)
    wanted.answer = {**(wanted.answer or {}), **answer}
    db.session.commit()
    assert said in browsers(cast.facilitator).text(f"/team-proposals/{wanted.key}")


def test_a_proposal_says_how_good_it_is_and_what_each_got(browsers: Browsers, cast: Cast) -> None:
    division = found.a_division(cast)
    facilitator = browsers(cast.facilitator)
    listed = facilitator.text(f"/team-proposals/{division.search.key}")
    assert "The team that is worst off 0 points proven: nothing better exists" in listed
    assert "There are no more: no other division differs clearly from these." in listed
    page = facilitator.text(f"/divisions/{division.key}")
    assert "Missed One person of at least four." in page
    assert "Spåret 0 points" in page
    assert "Met Four people." in page


def test_whom_somebody_would_be_apart_from_is_said_to_those_who_lead(browsers: Browsers, cast: Cast) -> None:
    a_companion(cast.other, cast.culture, is_apart=True)
    a_companion(cast.other, cast.tourism)
    page = browsers(cast.facilitator).text(f"/divisions/{found.a_division(cast).key}")
    assert (
        "Wished to be with Head of tourism, Höganäs. "
        "Wished to be apart from Head of culture, Kristianstad, which only facilitators see."
    ) in page
    assert "One wish to be with somebody is not met." in page


def test_a_proposal_whose_ground_has_changed_says_so(browsers: Browsers, cast: Cast) -> None:
    people = newcomers(cast, 1)
    division = found.a_division(cast)
    db.session.delete(people[0])
    db.session.commit()
    said = "Head 0 has left the programme meanwhile."
    facilitator = browsers(cast.facilitator)
    assert said in facilitator.text(f"/team-proposals/{division.search.key}")
    assert said in facilitator.text(f"/divisions/{division.key}")


def test_earlier_searches_are_listed_with_who_when_and_what_became_of_them(
    browsers: Browsers, cast: Cast
) -> None:
    facilitator = browsers(cast.facilitator)
    assert "Nobody has asked for proposals yet" in facilitator.text(PROPOSALS)
    found.a_division(cast)
    found.an_impossible_search(cast).asked_at = clock.now() + timedelta(minutes=5)
    db.session.commit()
    page = facilitator.text(PROPOSALS)
    first, second = page.index("Not possible"), page.index("One proposal")
    assert first < second
    assert page.count("asked by Process leader, Region") == 2


def test_a_search_can_be_asked_again_with_its_own_choices(browsers: Browsers, cast: Cast) -> None:
    wanted = found.a_search(cast)
    page = browsers(cast.facilitator).get(f"{PROPOSALS}/new?from={wanted.key}").get_data(as_text=True)
    assert re.findall(r'<input[^>]*id="count"[^>]*>', page)[0].endswith('value="2">')
    assert browsers(cast.facilitator).get(f"{PROPOSALS}/new?from=nothing").status_code == 404


def test_nobody_but_those_who_lead_ever_sees_a_proposal(browsers: Browsers, cast: Cast) -> None:
    division = found.a_division(cast)
    paths = [
        PROPOSALS,
        f"{PROPOSALS}/new",
        f"/team-proposals/{division.search.key}",
        f"/divisions/{division.key}",
    ]
    for person in (cast.culture, cast.other, cast.outsider):
        assert [browsers(person).get(path).status_code for path in paths] == [404] * 4
    for person in (cast.facilitator, cast.colleague):
        assert [browsers(person).get(path).status_code for path in paths] == [200] * 4
    assert [browsers(cast.organiser).get(path).status_code for path in paths] == [200, 403, 200, 200]


def test_pages_are_read_in_swedish_too(browsers: Browsers, cast: Cast) -> None:
    wanted = found.an_impossible_search(cast)
    page = browsers(cast.facilitator, "sv").text(f"/team-proposals/{wanted.key}")
    assert "Det här går inte ihop För få." in page
    assert "Låt ett team ha en person. Sök igen med den ändringen" in page


def test_lists_and_proposals_take_the_same_few_statements_however_much_there_is(
    browsers: Browsers, cast: Cast
) -> None:
    facilitator = browsers(cast.facilitator)
    division = found.a_division(cast)
    paths = [
        PROPOSALS,
        f"{PROPOSALS}/new",
        f"/team-proposals/{division.search.key}",
        f"/divisions/{division.key}",
    ]
    for path in paths:
        facilitator.get(path)
    counted = {path: statements_of(lambda path=path: facilitator.get(path)) for path in paths}  # type: ignore[misc]
    newcomers(cast, 12)
    for position in (2, 3):
        found.a_division(cast, division.search, position)
        found.an_impossible_search(cast)
    again = {path: statements_of(lambda path=path: facilitator.get(path)) for path in paths}  # type: ignore[misc]
    assert again == counted
    assert list(counted.values()) == [7, 13, 15, 14]


def test_the_list_says_what_each_search_asked_for_and_what_came_of_it(browsers: Browsers, cast: Cast) -> None:
    found.a_division(cast)
    an_idle_team(*newcomers(cast, 2))
    for changed in ({"count": "2", "size__least": "3", "municipalities__strength": "none"}, {}):
        assert ask(browsers, cast, team__forsoket__stay="anew", **changed).status_code == 303
        stopped = searches()[-1]
        browsers(cast.facilitator).post(f"/team-proposals/{stopped.key}/stop")
    text = browsers(cast.facilitator).text(PROPOSALS)
    assert (
        "Two teams; divided anew: Försöket; otherwise than the programme's rules: three to six people" in text
    )
    assert (
        "without the programme's: at least three municipalities and at most two people from the same" in text
    )
    assert "Four to six people; divided anew: Försöket; otherwise than" in text
    assert "Stopped without a proposal" in text
    assert "One proposal" in text


def stays_offered(page: str) -> dict[str, list[str]]:
    """What can become of each team, by its slug."""
    fields = re.findall(r'<select[^>]*name="team-(\w+)-stay">(.*?)</select>', page, re.S)
    return {slug: re.findall(r'value="(\w+)"', options) for slug, options in fields}


def test_only_a_team_without_a_project_can_be_divided_and_beside_others_it_is_said_why(
    browsers: Browsers, cast: Cast
) -> None:
    an_idle_team(*newcomers(cast, 1))
    page = browsers(cast.facilitator).get(f"{PROPOSALS}/new").get_data(as_text=True)
    whole = ["closed", "open"]
    assert stays_offered(page) == {"ensam": whole, "forsoket": [*whole, "anew"], "sparet": whole}
    text = words_of(page)
    assert "Runs Lonely idea, so it is not divided anew." in text
    assert text.count("so it is not divided anew.") == 2


def test_what_was_to_be_divided_and_runs_a_project_by_now_begins_whole(
    browsers: Browsers, cast: Cast
) -> None:
    team = an_idle_team(*newcomers(cast, 2))
    assert ask(browsers, cast, team__forsoket__stay="anew").status_code == 303
    wanted = searches()[0]
    begin_a_project(cast, team)
    page = browsers(cast.facilitator).get(f"{PROPOSALS}/new?from={wanted.key}").get_data(as_text=True)
    assert stays_offered(page)["forsoket"] == ["closed", "open"]
    assert 'aria-describedby="team-forsoket-stay-hint"' in page
    assert re.search(r'name="team-forsoket-stay"[^>]*><option selected value="closed">', page)
