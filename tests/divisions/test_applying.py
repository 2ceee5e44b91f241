"""A proposal becomes the programme's teams, everything or nothing, and is undone whole."""

from typing import Any

import pytest
from sqlalchemy import select

from collab import db
from collab.activity.models import Activity, Verb
from collab.divisions.actions import applying, undoing
from collab.divisions.actions.applying import NewTeam
from collab.divisions.asking import Stay
from collab.divisions.models import Applied, Division
from collab.divisions.queries import standing_of
from collab.divisions.queries.applying import applied_of, built_on, outlook_of
from collab.errors import RuleViolation
from collab.forming import actions as forming
from collab.forming.actions import placing
from collab.mail.models import Mail
from collab.programmes.models import Membership, TeamRule
from collab.teams import actions as joining
from collab.teams import queries as teams
from collab.teams.models import Change, JoinRequest, JoinState, Team, TeamChange, TeamMember
from tests.divisions.drafts import choice, drafted, everything, kept, proposal
from tests.divisions.people import SIZE, an_idle_team, asked, begin_a_project, newcomers, search
from tests.ideas.wishing import a_companion
from tests.support.cast import Cast
from tests.support.statements import statements_of


def applied(cast: Cast, division: Division, **otherwise: Any) -> Applied:
    with db.transaction():
        return applying.apply(division, choice(division, **otherwise), by=cast.facilitator)


def undone(cast: Cast, what: Applied) -> None:
    with db.transaction():
        undoing.undo(what, by=cast.facilitator, reason="Vi tänkte om.")


def test_every_new_team_is_formed_with_its_name_and_coordinator(cast: Cast) -> None:
    division = proposal(cast)
    applied(cast, division, named={2: NewTeam("Åspår", "n1"), 3: NewTeam("Vid havet", "n4")})
    seats = everything()["seats"]
    assert [who for who, _on, _task, leads in seats["aspar"] if leads] == ["n1"]
    assert {who for who, *_rest in seats["aspar"]} == {"n0", "n1", "n2", "n3"}
    assert [who for who, _on, _task, leads in seats["vid-havet"] if leads] == ["n4"]
    assert {team.name for team in db.session.scalars(select(Team))} >= {"Åspår", "Vid havet"}


def test_each_step_is_recorded_with_who_and_why(cast: Cast) -> None:
    applied(cast, proposal(cast))
    changes = list(db.session.scalars(select(TeamChange)))
    assert {(c.by_id, c.reason) for c in changes} == {(cast.facilitator.id, "Så blir det.")}
    assert [c.change for c in changes] == [Change.FORMED, *[Change.ADDED] * 4] * 2
    verbs = set(db.session.scalars(select(Activity.verb)))
    assert verbs == {Verb.TEAM_CHANGED}


def test_those_concerned_get_one_letter_each_with_their_team(cast: Cast) -> None:
    applied(cast, proposal(cast))
    mails = {mail.to: mail for mail in db.session.scalars(select(Mail))}
    assert sorted(mails) == [f"n{n}@example.org" for n in range(8)]
    values = mails["n2@example.org"].values
    assert (values["team"], values["people"], values["leaders"], values["leads"], values["said"]) == (
        "Nytt 2", ["Chef 0", "Chef 1", "Chef 2", "Chef 3"], ["Chef 0"], False, "Så blir det.",
    )  # fmt: skip
    assert mails["n0@example.org"].values["leads"]


def test_a_team_that_stays_keeps_name_address_and_coordinator_and_gets_more_people(cast: Cast) -> None:
    people = newcomers(cast, 2)
    found = search(cast, asked(SIZE, stays={"sparet": Stay.OPEN, "ensam": Stay.OPEN}))
    (sparet, four), (ensam, one) = kept(cast)
    before = everything()["seats"]
    applied(cast, drafted(found, (sparet, [*four, "n0"]), (ensam, [*one, "n1"])))
    after = everything()["seats"]
    assert after["sparet"][:4] == before["sparet"]
    assert [seat[0] for seat in after["sparet"][4:]] == [people[0].code]
    assert cast.team.name == "Spåret"
    assert sorted({mail.to.split("@")[0] for mail in db.session.scalars(select(Mail))}) == [
        "business", "culture", "n0", "n1", "other", "second", "tourism",
    ]  # fmt: skip


def divided_anew(cast: Cast) -> Division:
    """A team of two without a project is divided: one into each of two new ones."""
    people = newcomers(cast, 6)
    first = people[0]
    with db.transaction():
        team = forming.start("Försöket", "", is_open=True, by=first)
        forming.add(team, people[1], by=cast.facilitator, reason="")
    seat = teams.place_in(team, people[1])
    assert seat is not None
    with db.transaction():
        seat.task = "Skriver"
    stays = {"sparet": Stay.CLOSED, "ensam": Stay.CLOSED, "forsoket": Stay.ANEW}
    found = search(cast, asked(stays=stays, count=(4, 4)))
    return drafted(found, *kept(cast), (None, ["n0", "n2", "n3"]), (None, ["n1", "n4", "n5"]))


def test_a_team_that_is_divided_anew_ends_and_its_people_are_moved(cast: Cast) -> None:
    applied(cast, divided_anew(cast))
    seats = everything()["seats"]
    assert set(seats) == {"sparet", "ensam", "nytt-2", "nytt-3"}
    moves = db.session.scalars(select(TeamChange).where(TeamChange.change == Change.MOVED))
    assert [(m.membership.code, m.other_team.slug, m.team.slug) for m in moves if m.membership] == [
        ("n0", "forsoket", "nytt-2"), ("n1", "forsoket", "nytt-3"),
    ]  # fmt: skip


def test_undoing_gives_everybody_back_what_they_had(cast: Cast) -> None:
    division = divided_anew(cast)
    before = everything()
    undone(cast, applied(cast, division))
    assert everything() == before
    assert applied_of(division) is None
    mails = db.session.scalars(select(Mail).where(Mail.template == "divisions/mail/undone"))
    assert {mail.to.split("@")[0]: mail.values["team"] for mail in mails} == {
        "n0": "Försöket", "n1": "Försöket", "n2": "", "n3": "", "n4": "", "n5": "",
    }  # fmt: skip


def test_requests_of_those_who_are_placed_are_withdrawn_and_wait_again_after_undoing(cast: Cast) -> None:
    division = proposal(cast)
    with db.transaction():
        person = db.session.scalars(select(Membership).where(Membership.code == "n3")).one()
        joining.ask(cast.team, "Får jag?", by=person)
    before = everything()
    what = applied(cast, division)
    assert db.session.scalars(select(JoinRequest)).one().state is JoinState.WITHDRAWN
    undone(cast, what)
    assert everything() == before


def test_those_whom_one_who_gets_a_place_had_asked_are_told(cast: Cast) -> None:
    division = proposal(cast)
    person = db.session.scalars(select(Membership).where(Membership.code == "n3")).one()
    with db.transaction():
        joining.ask(cast.team, "Får jag?", by=person)
        joining.ask(cast.other_team, "Eller jag?", by=person)
    applied(cast, division)
    told = [mail for mail in db.session.scalars(select(Mail)) if mail.values.get("what") == "elsewhere"]
    assert sorted((mail.to, mail.values["team"], mail.values["whom"]) for mail in told) == [
        ("culture@example.org", "Spåret", "Chef 3"), ("other@example.org", "Ensam", "Chef 3"),
    ]  # fmt: skip


def test_what_was_undone_can_be_applied_again(cast: Cast) -> None:
    division = proposal(cast)
    undone(cast, applied(cast, division))
    applied(cast, division)
    assert set(everything()["seats"]) == {"sparet", "ensam", "nytt-2-2", "nytt-3-2"}


def test_teams_that_were_formed_are_dissolved_and_stay_in_the_record(cast: Cast) -> None:
    undone(cast, applied(cast, proposal(cast)))
    gone = [team.slug for team in db.session.scalars(select(Team)) if team.is_dissolved]
    assert gone == ["nytt-2", "nytt-3"]


def test_a_proposal_is_not_applied_twice(cast: Cast) -> None:
    division = proposal(cast)
    applied(cast, division)
    with pytest.raises(RuleViolation, match="redan"):
        applied(cast, division)


def test_who_left_meanwhile_stops_it_and_nothing_is_done(cast: Cast) -> None:
    division = proposal(cast)
    with db.transaction():
        db.session.delete(db.session.scalars(select(Membership).where(Membership.code == "n5")).one())
    before = everything()
    outlook = outlook_of(division, viewer=cast.facilitator)
    assert outlook.is_outdated
    assert outlook.said == ("Chef 5 har lämnat programmet under tiden.",)
    with pytest.raises(RuleViolation, match="på nytt"):
        applied(cast, division)
    assert everything() == before


def test_what_changed_without_moving_anybody_must_have_been_read(cast: Cast) -> None:
    division = proposal(cast)
    looked = choice(division)
    with db.transaction():
        db.session.add(TeamRule(
            programme_id=cast.programme.id, position=9, kind="counties", settings={"min": 1}, is_hard=False,
            label=cast.programme.name,
        ))  # fmt: skip
    assert not outlook_of(division, viewer=cast.facilitator).is_outdated
    with pytest.raises(RuleViolation, match="har ändrats"), db.transaction():
        applying.apply(division, looked, by=cast.facilitator)
    applied(cast, division)


def test_a_hard_rule_of_the_programme_stops_it_and_nothing_is_done(cast: Cast) -> None:
    newcomers(cast, 8)
    found = search(cast, asked(stays={"sparet": Stay.CLOSED, "ensam": Stay.CLOSED}, count=(3, 3)))
    division = drafted(found, *kept(cast), (None, [f"n{n}" for n in range(8)]))
    before = everything()
    assert any("åtta personer" in said for said in outlook_of(division, viewer=cast.facilitator).hindrances)
    with pytest.raises(RuleViolation, match="åtta personer"):
        applied(cast, division)
    assert everything() == before


def test_to_divide_a_team_that_runs_a_project_is_not_even_asked(cast: Cast) -> None:
    newcomers(cast, 3)
    with pytest.raises(RuleViolation, match="Ensam driver Ensam idé och kan inte delas upp på nytt"):
        search(cast, asked(stays={"sparet": Stay.CLOSED, "ensam": Stay.ANEW}, count=(2, 2)))


def test_a_project_begun_meanwhile_is_said_and_stops_the_dividing_of_its_team(cast: Cast) -> None:
    division = divided_anew(cast)
    team = db.session.scalars(select(Team).where(Team.slug == "forsoket")).one()
    begin_a_project(cast, team)
    before = everything()
    outlook = outlook_of(division, viewer=cast.facilitator)
    assert outlook.said == ("Teamet Försöket har börjat driva ett projekt under tiden.",)
    assert (outlook.is_outdated, outlook.divides_in_vain) == (False, True)
    with pytest.raises(RuleViolation, match="Försöket driver Bron"):
        applied(cast, division)
    assert everything() == before


def test_a_project_begun_meanwhile_by_a_team_that_stays_is_said_and_stops_nothing(cast: Cast) -> None:
    team = an_idle_team(*newcomers(cast, 9)[8:])
    stays = {"sparet": Stay.CLOSED, "ensam": Stay.CLOSED, "forsoket": Stay.CLOSED}
    found = search(cast, asked(SIZE, stays=stays))
    fours = [[f"n{n}" for n in range(at, at + 4)] for at in (0, 4)]
    division = drafted(found, *kept(cast), ("forsoket", ["n8"]), (None, fours[0]), (None, fours[1]))
    begin_a_project(cast, team)
    outlook = outlook_of(division, viewer=cast.facilitator)
    assert outlook.said == ("Teamet Försöket har börjat driva ett projekt under tiden.",)
    assert (outlook.hindrances, outlook.divides_in_vain) == ((), False)


@pytest.mark.parametrize(
    "named",
    [{}, {2: NewTeam("Nytt", "n0"), 3: NewTeam("", "n4")}, {2: NewTeam("A", "n7"), 3: NewTeam("B", "n4")}],
)
def test_no_team_is_without_a_name_and_a_coordinator_of_its_own(cast: Cast, named: Any) -> None:
    division = proposal(cast)
    before = everything()
    with pytest.raises(RuleViolation, match="samordnar"), db.transaction():
        applying.apply(division, choice(division, new=named), by=cast.facilitator)
    assert everything() == before


def test_whoever_builds_on_it_stands_in_the_way_of_undoing(cast: Cast) -> None:
    division = proposal(cast)
    what = applied(cast, division)
    team = db.session.scalars(select(Team).where(Team.slug == "nytt-2")).one()
    assert not built_on(what)
    with db.transaction():
        forming.set_open(team, is_open=not team.is_open, by=cast.facilitator)
    found = built_on(what)
    assert [(str(event.by), event.label) for event in found.events] == [
        (str(cast.facilitator.name), "Nytt 2")
    ]
    before = everything()
    with pytest.raises(RuleViolation, match="byggt vidare"):
        undone(cast, what)
    assert everything() == before


def test_it_is_undone_once(cast: Cast) -> None:
    what = applied(cast, proposal(cast))
    undone(cast, what)
    with pytest.raises(RuleViolation, match="redan"):
        undone(cast, what)


def test_who_cannot_be_placed_stays_and_coordinates_what_is_left(cast: Cast) -> None:
    people = newcomers(cast, 4)
    with db.transaction():
        team = forming.start("Försöket", "", is_open=True, by=people[0])
        people[1].sector = None
        forming.add(team, people[1], by=cast.facilitator, reason="")
    found = search(
        cast, asked(stays={"sparet": Stay.CLOSED, "ensam": Stay.CLOSED, "forsoket": Stay.ANEW}, count=(3, 3))
    )
    division = drafted(found, *kept(cast), (None, ["n0", "n2", "n3"]))
    before = everything()
    what = applied(cast, division)
    assert everything()["seats"]["forsoket"][0][0::3] == ("n1", True)
    appointed = db.session.scalars(select(TeamChange).where(TeamChange.change == Change.APPOINTED)).one()
    assert (appointed.membership, appointed.team, appointed.reason) == (people[1], team, "Så blir det.")
    told = [m for m in db.session.scalars(select(Mail)) if m.values.get("what") == "appointed"]
    assert [(mail.to, mail.values["team"]) for mail in told] == [("n1@example.org", "Försöket")]
    undone(cast, what)
    assert everything() == before


def test_nobody_has_two_places(cast: Cast) -> None:
    applied(cast, proposal(cast))
    seated = list(db.session.scalars(select(TeamMember.membership_id)))
    assert len(seated) == len(set(seated)) == len(standing_of(cast.programme).ground.people)


def wishes_apart(division: Division, one: str, other: str) -> None:
    """Of two of the proposal, by code, the first wishes to be apart from the other from now on."""
    people = {place.code: place.person for place in db.session.scalars(select(Membership))}
    with db.transaction():
        a_companion(people[one], people[other], is_apart=True)


@pytest.mark.parametrize("pair", [("n1", "n3"), ("n3", "n1")])
def test_who_wished_meanwhile_to_be_apart_is_not_put_together(cast: Cast, pair: tuple[str, str]) -> None:
    division = proposal(cast)
    wishes_apart(division, *pair)
    before = everything()
    with pytest.raises(RuleViolation, match="Chef 1 och Chef 3 skulle hamna i samma team"), db.transaction():
        applying.apply(division, choice(division), by=cast.facilitator)
    assert everything() == before


def test_who_is_in_another_team_may_be_wished_away(cast: Cast) -> None:
    division = proposal(cast)
    wishes_apart(division, "n1", "n4")
    assert outlook_of(division, viewer=cast.facilitator).hindrances == ()
    applied(cast, division)


def test_a_pair_that_the_search_allowed_stays_allowed(cast: Cast) -> None:
    stays = {"sparet": Stay.CLOSED, "ensam": Stay.CLOSED}
    division = proposal(cast, asked(SIZE, stays=stays, together=(("n3", "n1"),)))
    wishes_apart(division, "n1", "n3")
    applied(cast, division)
    second = {code for code, *_rest in everything()["seats"]["nytt-2"]}
    assert {"n1", "n3"} <= second


def fours(cast: Cast, count: int) -> Division:
    """So many people who were two and two in teams that are divided anew become teams of four."""
    people = newcomers(cast, count, called=f"of{count}-")
    names = [f"Par {count} {at}" for at in range(0, count, 2)]
    with db.transaction():
        pairs = placing.form(cast.programme, [(name, None) for name in names])
        comers = [placing.Comer(person, None) for person in people]
        crews = [
            placing.Crew(team, comers[2 * at : 2 * at + 2], is_new=True) for at, team in enumerate(pairs)
        ]
        placing.place(crews, by=cast.facilitator, reason="")
    stays = dict.fromkeys(standing_of(cast.programme).ground.teams, Stay.CLOSED)
    stays |= {team.slug: Stay.ANEW for team in pairs}
    found = search(cast, asked(stays=stays, count=(1, 99)))
    others = [(slug, crew) for slug, crew in standing_of(cast.programme).ground.teams.items()
              if stays[slug] is Stay.CLOSED]  # fmt: skip
    codes = [person.code for person in people]
    return drafted(found, *others, *((None, codes[at : at + 4]) for at in range(0, count, 4)))


def statements_taken(cast: Cast, count: int) -> tuple[int, int]:
    """To apply a proposal for so many people, and to undo it."""
    division = fours(cast, count)
    decided, done = choice(division), []

    def apply() -> None:
        done.append(applying.apply(division, decided, by=cast.facilitator))

    def undo() -> None:
        undoing.undo(done[0], by=cast.facilitator, reason="Vi tänkte om.")

    counted = []
    for act in (apply, undo):
        with db.transaction():
            counted.append(statements_of(act))
    return counted[0], counted[1]


def test_more_people_take_no_more_statements_to_apply_and_to_undo(cast: Cast) -> None:
    statements_taken(cast, 4)  # the words of the teams' names are known from now on
    assert statements_taken(cast, 8) == statements_taken(cast, 24)
