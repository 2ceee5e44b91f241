"""The page where a coordinator answers a request to join."""

from sqlalchemy import select

from collab import db, versions
from collab.programmes.models import TeamRule
from collab.teams.models import JoinRequest, JoinState
from collab.text import Localised
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.together import AT_ONCE, together
from tests.teams.test_actions import newcomer
from tests.teams.test_policy import ask


def asked(cast: Cast, place: str = "osby") -> str:
    request = ask(newcomer(cast, place), cast.team)
    db.session.commit()
    return f"/teams/sparet/requests/{request.key}"


def the_request() -> JoinRequest:
    db.session.rollback()
    return db.session.scalars(select(JoinRequest)).one()


def test_whom_a_team_would_refuse_reads_why_before_a_word_is_written(browsers: Browsers, cast: Cast) -> None:
    asker = browsers(newcomer(cast, "osby"))
    assert "Send the question" in asker.text("/teams/sparet/request")
    cast.team.is_open = False
    db.session.commit()
    refused = asker.text("/teams/sparet/request")
    assert "The question cannot be sent The team is closed: it invites those it wants to join." in refused
    assert "Send the question" not in refused
    written = asker.post("/teams/sparet/request", {"message": "Jag kan skyltar."})
    assert (written.status_code, "Jag kan skyltar." in written.get_data(as_text=True)) == (422, True)


def test_the_coordinator_sees_what_the_team_would_be(browsers: Browsers, cast: Cast) -> None:
    text = browsers(cast.culture).text(asked(cast))
    assert "Answer Head of tourism" in text
    assert "May I join?" in text
    assert "Met Five people." in text


def test_the_coordinator_is_warned_in_words_of_what_goes_against_a_wish_of_the_programme(
    browsers: Browsers, cast: Cast
) -> None:
    path, coordinator = asked(cast), browsers(cast.culture)
    assert "goes against what the programme wishes for" not in coordinator.text(path)
    db.session.add(
        TeamRule(
            programme_id=cast.programme.id,
            position=9,
            kind="travel",
            settings={"max_km": 1},
            is_hard=False,
            label=Localised("Nära varandra"),
        )
    )
    db.session.commit()
    versions.bump()
    db.session.commit()
    said = coordinator.text(path)
    assert "It goes against what the programme wishes for" in said
    assert "It is possible all the same." in said


def test_the_coordinator_takes_somebody_into_the_team(browsers: Browsers, cast: Cast) -> None:
    path = asked(cast)
    taken = browsers(cast.culture).post(path, {"answer": "Welcome", "accept": "1"})
    assert (taken.status_code, taken.headers["Location"]) == (303, "/teams/sparet#requests")
    assert (the_request().state, the_request().answer) == (JoinState.ACCEPTED, "Welcome")


def test_the_coordinator_declines_with_a_word(browsers: Browsers, cast: Cast) -> None:
    path = asked(cast)
    wordless = browsers(cast.culture).post(path, {"decline": "1"})
    assert wordless.status_code == 422
    assert "Write a word to the one who asked." in words_of(wordless.get_data(as_text=True))
    assert browsers(cast.culture).post(path, {"answer": "Sorry", "decline": "1"}).status_code == 303
    assert the_request().state is JoinState.DECLINED


def test_a_refusal_by_the_rules_is_said_and_the_words_stay(browsers: Browsers, cast: Cast) -> None:
    request = ask(cast.other, cast.team)
    db.session.commit()
    page = browsers(cast.culture).post(
        f"/teams/sparet/requests/{request.key}", {"answer": "Welcome", "accept": "1"}
    )
    assert page.status_code == 422
    assert "Head of business, Simrishamn is in the team Ensam already" in words_of(
        page.get_data(as_text=True)
    )
    assert "Welcome</textarea>" in page.get_data(as_text=True)
    assert the_request().state is JoinState.PENDING


def test_only_the_coordinator_answers(browsers: Browsers, cast: Cast) -> None:
    path = asked(cast)
    for person, status in ((cast.business, 403), (cast.facilitator, 403), (cast.other, 404)):
        assert browsers(person).get(path).status_code == status
        assert browsers(person).post(path, {"answer": "Hi", "accept": "1"}).status_code == status
    assert the_request().state is JoinState.PENDING


def test_neither_button_is_no_answer(browsers: Browsers, cast: Cast) -> None:
    page = browsers(cast.culture).post(asked(cast), {"answer": "Welcome"})
    text = page.get_data(as_text=True)
    assert page.status_code == 422
    assert "Say whether you take them into the team or decline." in words_of(text)
    assert "Welcome</textarea>" in text
    assert the_request().state is JoinState.PENDING


def test_of_two_teams_that_take_the_same_person_at_once_one_does(browsers: Browsers, cast: Cast) -> None:
    person = newcomer(cast, "osby")
    asked_of = [(cast.culture, ask(person, cast.team)), (cast.other, ask(person, cast.other_team))]
    paths = [f"/teams/{request.team.slug}/requests/{request.key}" for _, request in asked_of] * 3
    coordinators = [browsers(coordinator) for coordinator, _ in asked_of * 3]
    db.session.commit()
    fields = {"answer": "Welcome", "accept": "1"}
    codes = together(lambda n: coordinators[n].post(paths[n], fields).status_code)
    assert len(codes) == AT_ONCE
    assert sorted(codes) == [303] + [422] * 5
