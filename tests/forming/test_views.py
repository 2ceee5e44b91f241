"""The pages by which teams form."""

import pytest
from sqlalchemy import select

from collab import db
from collab.forming import actions
from collab.mail.models import Mail
from collab.teams import policy, queries
from collab.teams.actions import joining
from collab.teams.models import Invitation, JoinRequest, JoinState, Team, TeamChange
from tests.conftest import Browsers
from tests.forming.test_leading import place
from tests.ideas.wishing import a_companion
from tests.support.browser import words_of
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


def test_spaces_around_a_name_make_no_other_name(cast: Cast, browsers: Browsers) -> None:
    person = newcomer(cast, "osby")
    db.session.commit()
    page = browsers(person).post(f"{PROGRAMME}/teams/new", {"name": "Spåret "})
    assert page.status_code == 422
    assert "There is a team called Spåret already" in page.get_data(as_text=True)


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


def test_the_only_coordinator_reads_it_beforehand_and_chooses_who_takes_over(
    cast: Cast, browsers: Browsers
) -> None:
    path, browser = "/teams/sparet/leave", browsers(cast.culture)
    assert "You are the only one who coordinates the team. Choose who does it after you." in browser.text(
        path
    )
    refused = browser.post(path, {"reason": "Ny tjänst."})
    said = refused.get_data(as_text=True)
    assert (refused.status_code, "Choose who coordinates the team after you." in said) == (422, True)
    assert "Ny tjänst." in said
    gone = browser.post(path, {"reason": "Ny tjänst.", "person": place(cast.other).code})
    assert "Somebody else may have left the team." in words_of(gone.get_data(as_text=True))
    left = browser.post(path, {"reason": "Ny tjänst.", "person": place(cast.second).code})
    assert left.headers["Location"] == "/home"
    assert policy.coordinate(cast.second, cast.team)


def test_the_last_one_reads_that_the_team_ends_and_need_not_say_why(cast: Cast, browsers: Browsers) -> None:
    person, asking = newcomer(cast, "osby"), newcomer(cast, "hoganas", 2)
    team = actions.start("Kort", "", is_open=True, by=place(person))
    joining.ask(team, "Får jag?", by=place(asking))
    db.session.commit()
    page = browsers(person).text("/teams/kort/leave")
    assert "You are the last one in the team: it ends when you leave." in page
    assert "One question or invitation that waits for an answer is taken back." in page
    assert "Why the team ends (optional)" in page
    assert browsers(person).post("/teams/kort/leave", {"reason": ""}).status_code == 303
    db.session.expire_all()
    assert team.is_dissolved
    assert "The team is dissolved" in browsers(cast.facilitator).text("/teams/kort")


def test_the_last_one_of_a_team_with_a_project_reads_who_can_help_instead_of_a_form(
    cast: Cast, browsers: Browsers
) -> None:
    page = browsers(cast.other).get("/teams/ensam/leave").get_data(as_text=True)
    assert "The team runs Lonely idea, and you are the last one in it." in words_of(page)
    assert "Facilitators: Process leader, Region and Culture strategist, Region." in words_of(page)
    assert 'name="reason"' not in page
    assert browsers(cast.other).post("/teams/ensam/leave", {"reason": "Jag går."}).status_code == 422


def test_who_leaves_a_closed_team_reads_that_only_an_invitation_leads_back(
    cast: Cast, browsers: Browsers
) -> None:
    path, again = "/teams/sparet/leave", "You can ask to join again."
    assert again in browsers(cast.second).text(path)
    cast.team.is_open = False
    db.session.commit()
    page = browsers(cast.second).text(path)
    assert again not in page
    assert "for the team is closed: it has to invite you." in page


def test_who_leaves_says_why(cast: Cast, browsers: Browsers) -> None:
    said = "Du behöver skriva något, några ord räcker."
    assert said in browsers(cast.second, "sv").text("/teams/sparet/leave")
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


def test_the_history_says_who_relieved_a_coordinator_and_who_stepped_down(
    cast: Cast, browsers: Browsers
) -> None:
    for person in (cast.second, cast.business):
        actions.appoint(cast.team, place(person), by=cast.culture)
    actions.step_down(cast.team, place(cast.second), by=cast.facilitator, reason="Efter samtal.")
    actions.step_down(cast.team, place(cast.business), by=cast.business)
    db.session.commit()
    page = browsers(cast.culture).text("/teams/sparet")
    leader, relieved, retired = (p.name.en for p in (cast.facilitator, cast.second, cast.business))
    assert f"{leader} relieved {relieved} as coordinator" in page
    assert f"{retired} no longer coordinates" in page
    assert f"{relieved} no longer coordinates" not in page


UNWILLING = "are in the same team now, and one of them wishes to be apart from the other."


@pytest.mark.parametrize("what", ["add", "move", "merge"])
@pytest.mark.parametrize("is_newcomer", [True, False])
def test_whoever_leads_is_warned_of_two_who_would_be_apart_and_nobody_else_is(
    cast: Cast, browsers: Browsers, what: str, *, is_newcomer: bool
) -> None:
    person, leader = newcomer(cast, "osby"), browsers(cast.facilitator)
    if what != "add":
        companion = place(newcomer(cast, "hoganas", 1))
        team = actions.start("Nytt", "", is_open=True, by=companion)
        actions.add(team, place(person), by=cast.facilitator, reason="")
    a_companion(*((person, cast.second) if is_newcomer else (cast.second, person)), is_apart=True)
    db.session.commit()
    sent = {"person": place(person).code, "slug": "sparet", "reason": "Bättre så."}
    form = {f"{what}-{name}": value for name, value in sent.items()}
    slug = "sparet" if what == "add" else "nytt"
    answer = leader.post(f"/teams/{slug}/mend/{what}", form)
    text = leader.text(answer.location)
    assert answer.status_code == 303
    assert UNWILLING in text
    assert UNWILLING not in leader.text("/teams/sparet")
    assert UNWILLING not in browsers(cast.second).text("/teams/sparet")
    written = [str(mail.values) for mail in db.session.scalars(select(Mail))]
    written += db.session.scalars(select(TeamChange.reason)).all()
    assert "Bättre så." in written
    assert not [said for said in written if "apart" in said or "inte vara med" in said]


def test_an_organiser_does_not_learn_that_somebody_would_be_apart(cast: Cast, browsers: Browsers) -> None:
    person, leader = newcomer(cast, "osby"), browsers(cast.organiser)
    a_companion(person, cast.other, is_apart=True)
    db.session.commit()
    form = {"add-person": place(person).code, "add-reason": "Hon var ensam."}
    text = leader.text(leader.post("/teams/ensam/mend/add", form).location)
    assert "It is done." in text
    assert "wish" not in text
    assert UNWILLING not in text


def test_a_step_that_puts_nobody_beside_another_against_a_wish_warns_of_nothing(
    cast: Cast, browsers: Browsers
) -> None:
    person, leader = newcomer(cast, "osby"), browsers(cast.facilitator)
    a_companion(person, cast.other, is_apart=True)
    a_companion(cast.culture, cast.second, is_apart=True)
    db.session.commit()
    form = {"add-person": place(person).code, "add-reason": "Hon var ensam."}
    text = leader.text(leader.post("/teams/sparet/mend/add", form).location)
    assert "It is done." in text
    assert UNWILLING not in text
    assert "no longer complete" not in text


@pytest.mark.parametrize("what", ["remove", "move"])
def test_whoever_leads_is_told_that_a_team_is_no_longer_complete(
    cast: Cast, browsers: Browsers, what: str
) -> None:
    leader = browsers(cast.facilitator)
    sent = {"person": place(cast.second).code, "slug": "ensam", "reason": "Efter samtal."}
    form = {f"{what}-{name}": value for name, value in sent.items()}
    text = leader.text(leader.post(f"/teams/sparet/mend/{what}", form).location)
    assert "Spåret is no longer complete" in text
    again = {f"remove-{name}": value for name, value in {**sent, "person": place(cast.tourism).code}.items()}
    text = leader.text(leader.post("/teams/sparet/mend/remove", again).location)
    assert "It is done." in text
    assert "no longer complete" not in text


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
    assert "Find a team" in page
