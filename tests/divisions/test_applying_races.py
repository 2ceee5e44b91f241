"""What happens at the same moment as a proposal is applied ends in a state that the rules allow."""

from sqlalchemy import select

from collab import db
from collab.divisions.asking import Stay
from collab.divisions.models import Applied, Division
from collab.divisions.queries.applying import applied_of
from collab.programmes.models import Membership
from collab.teams import actions as joining
from collab.teams import queries
from collab.teams.models import JoinRequest, JoinState, Team
from tests.conftest import Browsers
from tests.divisions.drafts import drafted, everything, kept, proposal
from tests.divisions.people import SIZE, asked, newcomers, search
from tests.divisions.test_applying_views import form_of, path
from tests.forming.test_races import ANSWER, hold_to_the_rules
from tests.support.cast import Cast
from tests.support.together import together

REASON = {"reason": "Vi tänkte om."}


def two_proposals(cast: Cast) -> list[Division]:
    """The same eight people in two ways."""
    newcomers(cast, 8)
    found = search(cast, asked(SIZE, stays={"sparet": Stay.CLOSED, "ensam": Stay.CLOSED}))
    codes = [f"n{n}" for n in range(8)]
    return [
        drafted(found, *kept(cast), (None, codes[:4]), (None, codes[4:])),
        drafted(found, *kept(cast), (None, codes[::2]), (None, codes[1::2])),
    ]


def test_of_two_proposals_applied_at_once_one_becomes_the_teams(cast: Cast, browsers: Browsers) -> None:
    divisions = two_proposals(cast)
    people = [browsers(cast.facilitator), browsers(cast.colleague)] * 3
    forms = [form_of(people[at], divisions[at % 2]) for at in range(6)]
    paths = [path(division, "/apply") for division in divisions]
    db.session.rollback()
    codes = together(lambda n: people[n].post(paths[n % 2], forms[n]).status_code)
    assert set(codes) <= {200, 303, 422}
    applied = list(db.session.scalars(select(Applied)))
    assert len(applied) == 1
    assert codes.count(303) == 1
    hold_to_the_rules()
    teams = [team for team in db.session.scalars(select(Team)) if not team.is_dissolved]
    assert len(teams) == 4
    assert sorted(len(queries.places(team)) for team in teams) == [1, 4, 4, 4]


def test_a_request_is_accepted_or_the_proposal_applied_and_never_both(cast: Cast, browsers: Browsers) -> None:
    division = proposal(cast)
    with db.transaction():
        person = db.session.scalars(select(Membership).where(Membership.code == "n3")).one()
        request = joining.ask(cast.team, "Får jag?", by=person)
    answer = f"/teams/sparet/requests/{request.key}"
    people = [browsers(cast.culture), browsers(cast.facilitator)] * 3
    form, apply = form_of(people[1], division), path(division, "/apply")
    db.session.rollback()

    def act(number: int) -> int:
        if number % 2:
            return int(people[number].post(apply, form).status_code)
        return int(people[number].post(answer, ANSWER).status_code)

    codes = together(act)
    db.session.expire_all()
    is_applied = applied_of(division) is not None
    state = db.session.scalars(select(JoinRequest.state)).one()
    assert (codes[0::2].count(303), codes[1::2].count(303)) == (int(not is_applied), int(is_applied))
    assert state is (JoinState.WITHDRAWN if is_applied else JoinState.ACCEPTED)
    hold_to_the_rules()


def test_undone_by_several_at_once_it_is_undone_once(cast: Cast, browsers: Browsers) -> None:
    division = proposal(cast)
    before = everything()
    people = [browsers(cast.facilitator), browsers(cast.colleague)] * 3
    form = form_of(people[0], division)
    assert people[0].post(path(division, "/apply"), form).status_code == 303
    undo = path(division, "/undo")
    db.session.rollback()
    codes = together(lambda n: people[n].post(undo, REASON).status_code)
    assert codes.count(303) == 1
    assert set(codes) <= {303, 404, 422}
    assert everything() == before
    hold_to_the_rules()


def test_whoever_builds_on_it_while_it_is_undone_comes_before_or_after(
    cast: Cast, browsers: Browsers
) -> None:
    division = proposal(cast)
    leader = browsers(cast.facilitator)
    form = {**form_of(leader, division), "teams-0-name": "Åspår"}
    assert leader.post(path(division, "/apply"), form).status_code == 303
    undo = path(division, "/undo")
    member = db.session.scalars(select(Membership).where(Membership.code == "n0")).one()
    people = [browsers(cast.facilitator), browsers(member.person)] * 3
    db.session.rollback()

    def act(number: int) -> int:
        if number % 2:
            return int(people[number].post("/teams/aspar/openness", {}).status_code)
        return int(people[number].post(undo, REASON).status_code)

    codes = together(act)
    db.session.expire_all()
    team = db.session.scalars(select(Team).where(Team.slug == "aspar")).one()
    assert team.is_dissolved is (303 in codes[0::2])
    assert team.is_open is team.is_dissolved
    hold_to_the_rules()
