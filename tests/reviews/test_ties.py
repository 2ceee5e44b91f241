"""A declared tie keeps a facilitator from judging, frees the seat, and stays between few."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.activity import queries as activity
from collab.activity.models import Activity, Verb
from collab.activity.queries import Scope
from collab.errors import RuleViolation
from collab.projects.models import Project
from collab.reviews import actions, policy, queries
from collab.reviews.models import Assignment, Exclusion, Judgement, Review
from collab.reviews.policy import Tie
from tests.reviews import road
from tests.reviews.rivals import at_once, loaded
from tests.support.cast import Cast


def declared(cast: Cast, person: Person, by: Person | None = None) -> Exclusion:
    tie = actions.declare_tie(cast.project, person, reason=" My sister leads it. ", by=by or person)
    db.session.flush()
    return tie


def left(model: type[db.Base]) -> int:
    return len(db.session.scalars(select(model)).all())


def test_a_tie_is_kept_with_its_reason_and_the_project_leaves_the_queue(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    assert declared(cast, cast.facilitator).reason == "My sister leads it."
    assert policy.tie_of(cast.facilitator, cast.project) is Tie.EXCLUDED
    assert queries.queue_for(cast.facilitator, cast.programme) == []
    assert len(queries.queue_for(cast.colleague, cast.programme)) == 1


def test_ones_own_seat_is_free_again_with_what_was_begun(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    draft = road.draft(cast.project, cast.facilitator)
    actions.save_draft(draft, road.whole(), by=cast.facilitator)
    road.draft(cast.project, cast.colleague)
    declared(cast, cast.facilitator)
    seats = db.session.scalars(select(Assignment)).all()
    assert [a.reviewer.handle for a in seats] == ["colleague"]
    assert (left(Review), left(Judgement)) == (1, 0)
    assert queries.queue_for(cast.facilitator, cast.programme) == []


def test_after_handing_in_to_the_open_round_it_is_refused_until_the_team_has_it(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    road.review(cast.project, cast.facilitator)
    with pytest.raises(RuleViolation, match="already handed in your review"):
        declared(cast, cast.facilitator)
    with pytest.raises(RuleViolation, match=f"{cast.facilitator.name} has already handed in"):
        declared(cast, cast.facilitator, by=cast.organiser)
    actions.release(cast.project, road.the_round(), by=cast.organiser)
    declared(cast, cast.facilitator)
    assert left(Review) == 1, "what the team has stays"


def test_a_tie_after_the_release_takes_the_approval_from_the_queue(cast: Cast) -> None:
    mine, _ = road.released(cast)
    road.answer_all(cast)
    actions.read_answers(mine, by=cast.facilitator)
    assert [row.next for row in queries.queue_for(cast.facilitator, cast.programme)] == ["approve"]
    declared(cast, cast.facilitator)
    assert queries.queue_for(cast.facilitator, cast.programme) == []


def test_a_tie_wants_a_reason_and_is_declared_once(cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="Say what the tie is"):
        actions.declare_tie(cast.project, cast.facilitator, reason="  ", by=cast.facilitator)
    declared(cast, cast.facilitator)
    with pytest.raises(RuleViolation, match="already"):
        declared(cast, cast.facilitator)
    with pytest.raises(RuleViolation, match=f"{cast.facilitator.name} has a tie"):
        declared(cast, cast.facilitator, by=cast.organiser)
    assert left(Exclusion) == 1


def test_an_organiser_declares_for_a_facilitator_but_throws_nothing_written_away(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    draft = road.draft(cast.project, cast.facilitator)
    road.draft(cast.project, cast.colleague)
    declared(cast, cast.colleague, by=cast.organiser)
    actions.save_draft(draft, road.whole(), by=cast.facilitator)
    with pytest.raises(RuleViolation, match="has begun to write"):
        declared(cast, cast.facilitator, by=cast.organiser)
    assert [a.reviewer.handle for a in db.session.scalars(select(Assignment))] == ["facilitator"]


def test_the_record_holds_no_reason_and_no_feed_tells_of_it(cast: Cast) -> None:
    declared(cast, cast.facilitator)
    recorded = db.session.scalars(select(Activity)).one()
    assert (recorded.verb, recorded.by, recorded.detail) == (Verb.TIE_DECLARED, cast.facilitator, {})
    scope = Scope(project_id=cast.project.id)
    for person in (cast.culture, cast.facilitator, cast.colleague, cast.organiser):
        assert activity.feed(scope, viewer=person).events == []
        assert activity.since(scope, None, viewer=person) == []
    assert [e.verb for e in activity.audit(scope).events] == [Verb.TIE_DECLARED]


def test_ties_are_listed_for_organisers_and_for_whoever_has_one(cast: Cast) -> None:
    declared(cast, cast.facilitator)
    listed = {
        person.handle: [(tie.reason, tie.is_own) for tie in queries.list_ties(cast.project, viewer=person)]
        for person in (cast.facilitator, cast.colleague, cast.organiser, cast.culture)
    }
    assert listed == {
        "facilitator": [("My sister leads it.", True)],
        "colleague": [],
        "organiser": [("My sister leads it.", False)],
        "culture": [],
    }


def test_a_tie_and_an_appointment_at_once_leave_no_seat_to_who_has_the_tie(cast: Cast, site: Flask) -> None:
    road.hand_in(cast.project, cast.culture)
    db.session.commit()
    project, person, organiser = cast.project.id, cast.facilitator.id, cast.organiser.id

    def appoint() -> object:
        return actions.appoint(
            loaded(Project, project),
            road.the_round(),
            reviewer=loaded(Person, person),
            by=loaded(Person, organiser),
        )

    def declare() -> object:
        me = loaded(Person, person)
        return actions.declare_tie(loaded(Project, project), me, reason="A friend", by=me)

    deeds: list[Callable[[], object]] = [appoint, declare]
    assert at_once(site, *deeds) in (["done", "done"], ["done", "refused"])
    db.session.rollback()
    assert (left(Exclusion), left(Assignment), left(Review)) == (1, 0, 0)


def test_a_tie_that_is_declared_twice_at_once_is_one(cast: Cast, site: Flask) -> None:
    db.session.commit()
    project, person = cast.project.id, cast.facilitator.id

    def declare() -> object:
        me = loaded(Person, person)
        return actions.declare_tie(loaded(Project, project), me, reason="A friend", by=me)

    assert at_once(site, declare, declare) == ["done", "refused"]
    db.session.rollback()
    assert left(Exclusion) == 1
