"""The pages by which teams form."""

import pytest
from sqlalchemy import select

from collab import db
from collab.teams import policy, queries
from collab.teams.models import Invitation, JoinRequest, JoinState, Team
from tests.conftest import Browsers
from tests.forming.test_leading import place
from tests.support.cast import Cast
from tests.teams.test_actions import newcomer

PROGRAMME = "/programmes/kultur-pa-resande-fot"


def test_four_managers_form_a_team_themselves(cast: Cast, browsers: Browsers) -> None:
    homes = enumerate(["osby", "hoganas", "karlskrona"])
    starter, asker, invited = (newcomer(cast, name, number) for number, name in homes)
    db.session.commit()
    form = {"name": "Vårflod", "presentation": "Vi följer vattnet.", "is_open": "y"}
    assert browsers(starter).post(f"{PROGRAMME}/teams/new", form).headers["Location"] == "/teams/varflod"
    assert "Ask to join" in browsers(asker).text("/teams/varflod")
    assert browsers(asker).post("/teams/varflod/request", {"message": "Får jag?"}).status_code == 303
    assert "You have asked to join" in browsers(asker).text("/teams/varflod")
    assert "asks to join your team" in browsers(starter).text("/home")
    key = db.session.scalars(select(JoinRequest.key)).one()
    browsers(starter).post(f"/teams/varflod/requests/{key}", {"answer": "Ja!", "accept": "1"})
    code = place(invited).code
    offered = browsers(starter).get(f"/teams/varflod/invitations/new?person={code}")
    assert f'<option selected value="{code}">' in offered.get_data(as_text=True)
    browsers(starter).post("/teams/varflod/invitations/new", {"person": code, "message": "Kom!"})
    assert "Vårflod wants you in the team" in browsers(invited).text("/home")
    key = db.session.scalars(select(Invitation.key)).one()
    assert "Kom!" in browsers(invited).text(f"/teams/varflod/invitations/{key}")
    browsers(invited).post(f"/teams/varflod/invitations/{key}", {"answer": "Gärna", "accept": "1"})
    team = db.session.scalars(select(Team).where(Team.slug == "varflod")).one()
    assert {m.person_id for m in queries.members(team)} == {starter.id, asker.id, invited.id}


def test_what_was_typed_stays_when_a_rule_refuses(cast: Cast, browsers: Browsers) -> None:
    form = {"name": "Nytt", "presentation": "Vi vill."}
    page = browsers(cast.business).post(f"{PROGRAMME}/teams/new", form)
    text = page.get_data(as_text=True)
    assert page.status_code == 422
    assert "is in the team Spåret already" in text
    assert 'value="Nytt"' in text
    assert "Vi vill.</textarea>" in text


def test_a_closed_team_offers_nobody_to_ask_and_says_so(cast: Cast, browsers: Browsers) -> None:
    person = newcomer(cast, "osby")
    db.session.commit()
    assert browsers(cast.culture).post("/teams/sparet/openness", {"close": "1"}).status_code == 303
    page = browsers(person).text("/teams/sparet")
    assert "Closed" in page
    assert "Ask to join" not in page
    refused = browsers(person).post("/teams/sparet/request", {"message": "Får jag?"})
    assert (refused.status_code, "The team is closed" in refused.get_data(as_text=True)) == (422, True)


def test_a_coordinator_shares_and_hands_over(cast: Cast, browsers: Browsers) -> None:
    browser = browsers(cast.culture)
    assert browser.post("/teams/sparet/coordinators", {"person": place(cast.second).code}).status_code == 303
    relieve = {"person": place(cast.culture).code, "relieve": "1"}
    relieved = browser.post("/teams/sparet/coordinators", relieve)
    assert relieved.headers["Location"] == "/teams/sparet"
    db.session.expire_all()
    assert [policy.coordinate(p, cast.team) for p in (cast.culture, cast.second)] == [False, True]
    last = browsers(cast.second).post(
        "/teams/sparet/coordinators", {"person": place(cast.second).code, "relieve": "1"}
    )
    assert (last.status_code, "A team needs a coordinator" in last.get_data(as_text=True)) == (422, True)


def test_who_leaves_says_why_and_the_only_coordinator_hands_over(cast: Cast, browsers: Browsers) -> None:
    refused = browsers(cast.culture).post("/teams/sparet/leave", {"reason": "Ny tjänst."})
    assert (refused.status_code, "only coordinator" in refused.get_data(as_text=True)) == (422, True)
    assert browsers(cast.second).post("/teams/sparet/leave", {"reason": ""}).status_code == 422
    left = browsers(cast.second).post("/teams/sparet/leave", {"reason": "Ny tjänst."})
    assert left.headers["Location"] == "/home"
    inside = browsers(cast.business).text("/teams/sparet")
    assert "Kulturstrateg, Simrishamn left" in inside or "Culture strategist, Simrishamn left" in inside
    assert "“Ny tjänst.”" in inside
    assert "“Ny tjänst.”" not in browsers(cast.other).text("/teams/sparet")


@pytest.mark.parametrize(
    ("what", "sent", "after"),
    [
        ("add", {"person": "n0", "reason": "Hon var ensam."}, 5),
        ("remove", {"person": "second", "reason": "Efter samtal."}, 3),
        ("move", {"person": "second", "slug": "ensam", "reason": "Bättre så."}, 3),
        ("appoint", {"person": "second", "reason": "Två är fler."}, 4),
        ("date", {"day": "2017-06-01", "reason": "Sommaren."}, 4),
    ],
)
def test_a_facilitator_mends_a_team(
    cast: Cast, browsers: Browsers, what: str, sent: dict[str, str], after: int
) -> None:
    people = {"n0": newcomer(cast, "osby"), "second": cast.second}
    codes = {name: place(person).code for name, person in people.items()}
    db.session.commit()
    form = {f"{what}-{name}": codes.get(value, value) for name, value in sent.items()}
    assert browsers(cast.facilitator).post(f"/teams/sparet/mend/{what}", form).status_code == 303
    assert len(queries.members(cast.team)) == after
    assert f"“{sent['reason']}”" in browsers(cast.culture).text("/teams/sparet")


def test_a_form_without_its_reason_opens_again_with_what_was_chosen(cast: Cast, browsers: Browsers) -> None:
    code = place(cast.second).code
    page = browsers(cast.facilitator).post("/teams/sparet/mend/remove", {"remove-person": code})
    text = page.get_data(as_text=True)
    assert (page.status_code, "Say why." in text) == (422, True)
    assert f'<option selected value="{code}">' in text
    assert '<details class="mend" id="remove" open>' in text


def test_nobody_is_chosen_who_is_not_offered(cast: Cast, browsers: Browsers) -> None:
    sent = {"add-person": place(cast.other).code, "add-reason": "Jag vill."}
    page = browsers(cast.facilitator).post("/teams/sparet/mend/add", sent)
    assert page.status_code == 422
    assert "Choose one of the people in the list" in page.get_data(as_text=True)
    assert browsers(cast.facilitator).post("/teams/sparet/mend/enchant", {}).status_code == 404


def test_an_invitation_is_taken_back(cast: Cast, browsers: Browsers) -> None:
    person = newcomer(cast, "osby")
    db.session.commit()
    browsers(cast.culture).post(
        "/teams/sparet/invitations/new", {"person": place(person).code, "message": "Kom!"}
    )
    invitation = db.session.scalars(select(Invitation)).one()
    path = f"/teams/sparet/invitations/{invitation.key}"
    assert browsers(cast.culture).post(f"{path}/withdrawal").status_code == 303
    db.session.refresh(invitation)
    assert invitation.state is JoinState.WITHDRAWN
    late = browsers(person).post(path, {"answer": "Ja", "accept": "1"})
    assert (late.status_code, "answered or withdrawn already" in late.get_data(as_text=True)) == (422, True)


def test_a_leader_sees_who_has_no_team_while_teams_form(cast: Cast, browsers: Browsers) -> None:
    newcomer(cast, "osby")
    db.session.commit()
    page = browsers(cast.facilitator).text("/home")
    assert "is in no team." in page
    assert "Find them a team" in page
