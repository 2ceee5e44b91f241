"""Organisers appoint reviewers, and take a seat back before anything is written."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete, select

from collab import db
from collab.accounts.models import Person
from collab.activity import queries as activity
from collab.activity.models import Activity, Verb
from collab.activity.queries import Scope
from collab.errors import NotFound, RuleViolation
from collab.mail.models import Mail
from collab.projects.models import Project
from collab.reviews import actions, queries
from collab.reviews.models import Assignment, Exclusion, Review
from collab.reviews.queries import Next, Writing
from tests.reviews import road
from tests.reviews.rivals import at_once, loaded
from tests.support.cast import Cast


def appointed(cast: Cast, reviewer: Person) -> Review:
    found = actions.appoint(cast.project, road.the_round(), reviewer=reviewer, by=cast.organiser)
    db.session.flush()
    return found


def removed(cast: Cast, reviewer: Person) -> None:
    actions.unassign(cast.project, road.the_round(), reviewer=reviewer, by=cast.organiser)


def reviewers() -> list[str]:
    return [a.reviewer.handle for a in db.session.scalars(select(Assignment).order_by(Assignment.seat))]


def feed(cast: Cast, viewer: Person) -> list[Verb]:
    return [e.verb for e in activity.feed(Scope(project_id=cast.project.id), viewer=viewer).events]


def test_the_appointed_finds_it_in_her_queue_and_the_record_says_who_appointed(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    appointed(cast, cast.facilitator)
    (row,) = queries.queue_for(cast.facilitator, cast.programme)
    assert (row.next, row.slug) == (Next.WRITE, "oppna-dorrar")
    recorded = db.session.scalars(select(Activity).where(Activity.subject_kind == "review")).one()
    assert (recorded.verb, recorded.by, recorded.detail) == (
        Verb.REVIEWER_ASSIGNED, cast.organiser, {"round": "final"},
    )  # fmt: skip


def test_the_appointed_is_written_to_in_her_language_and_who_takes_a_seat_is_not(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    cast.facilitator.language = "sv"
    appointed(cast, cast.facilitator)
    actions.take(cast.project, road.the_round(), by=cast.colleague)
    letter = db.session.scalars(select(Mail)).one()
    assert (letter.to, letter.language, letter.template) == (
        "facilitator@example.org", "sv", "reviews/mail/assigned",
    )  # fmt: skip
    assert letter.values["project"] == "Öppna dörrar"
    assert letter.values["by"] == "Programansvarig, Region"
    assert letter.values["until"].replace("\u00a0", " ") == "fredag 19 maj 2017"


def test_who_has_a_tie_is_refused_by_name(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    road.moved(cast.facilitator, "kristianstad")
    db.session.add(Exclusion(project=cast.project, person=cast.colleague, reason="A friend"))
    for person in (cast.facilitator, cast.colleague):
        with pytest.raises(RuleViolation, match=f"{person.name} has a tie"):
            appointed(cast, person)
    assert reviewers() == []


def test_the_rules_of_the_seats_hold_for_organisers_too(cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="not been handed in"):
        appointed(cast, cast.facilitator)
    road.hand_in(cast.project, cast.culture)
    road.the_round().reviewers_per_project = 1
    appointed(cast, cast.facilitator)
    with pytest.raises(RuleViolation, match=f"{cast.facilitator.name} already reviews"):
        appointed(cast, cast.facilitator)
    with pytest.raises(RuleViolation, match="all its reviewers"):
        appointed(cast, cast.colleague)


def test_nobody_is_appointed_after_the_release(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    road.review(cast.project, cast.facilitator)
    actions.release(cast.project, road.the_round(), by=cast.organiser)
    with pytest.raises(RuleViolation, match="already with the team"):
        appointed(cast, cast.colleague)


def test_two_organisers_who_reach_for_the_last_seat_do_not_both_give_it(cast: Cast, site: Flask) -> None:
    road.hand_in(cast.project, cast.culture)
    road.the_round().reviewers_per_project = 1
    db.session.commit()
    project, organiser, people = cast.project.id, cast.organiser.id, (cast.facilitator.id, cast.colleague.id)

    def appoint(reviewer: int) -> Callable[[], object]:
        return lambda: actions.appoint(
            loaded(Project, project),
            road.the_round(),
            reviewer=loaded(Person, reviewer),
            by=loaded(Person, organiser),
        )

    assert at_once(site, *map(appoint, people)) == ["done", "refused"]
    db.session.rollback()
    assert len(reviewers()) == 1
    assert len(db.session.scalars(select(Mail)).all()) == 1


def test_a_seat_is_taken_back_while_nothing_is_written(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    for person in (cast.facilitator, cast.colleague):
        appointed(cast, person)
    removed(cast, cast.facilitator)
    assert reviewers() == ["colleague"]
    assert [row.next for row in queries.queue_for(cast.facilitator, cast.programme)] == [Next.TAKE]
    with pytest.raises(RuleViolation, match="no longer reviews"):
        removed(cast, cast.facilitator)
    appointed(cast, cast.facilitator)
    assert reviewers() == ["facilitator", "colleague"]


def test_what_is_begun_or_handed_in_is_not_taken_away(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    draft = appointed(cast, cast.facilitator)
    actions.save_draft(draft, road.whole(), by=cast.facilitator)
    road.review(cast.project, cast.colleague)
    for person in (cast.facilitator, cast.colleague):
        with pytest.raises(RuleViolation, match="has begun to write"):
            removed(cast, person)
    assert reviewers() == ["facilitator", "colleague"]


def test_the_record_of_a_seat_taken_back_never_speaks_of_the_next_review(cast: Cast) -> None:
    """SQLite gives the id of a deleted row to the next one."""
    road.hand_in(cast.project, cast.culture)
    road.hand_in(cast.other_project, cast.other)
    road.draft(cast.project, cast.facilitator)
    removed(cast, cast.facilitator)
    road.draft(cast.other_project, cast.facilitator)
    scope = Scope(project_id=cast.project.id)
    told = [(e.verb, str(e.label)) for e in activity.audit(scope).events]
    assert told[:2] == [(Verb.REVIEWER_REMOVED, "Open doors"), (Verb.REVIEW_STARTED, "")]
    assert feed(cast, cast.facilitator) == [Verb.SUBMITTED]


def test_the_team_learns_nothing_of_seats_before_the_release(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    appointed(cast, cast.colleague)
    appointed(cast, cast.facilitator)
    removed(cast, cast.facilitator)
    assert feed(cast, cast.culture) == [Verb.SUBMITTED]
    assert feed(cast, cast.colleague) == [Verb.REVIEWER_ASSIGNED, Verb.SUBMITTED]


def test_the_seating_says_how_far_each_has_come_and_who_else_could(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    road.the_round().reviewers_per_project = 3
    assert {who.handle for who in table(cast).candidates} == {"colleague", "facilitator"}
    appointed(cast, cast.facilitator)
    assert [(s.handle, s.writing) for s in table(cast).seats] == [("facilitator", Writing.NOT_BEGUN)]
    draft = appointed(cast, cast.colleague)
    actions.save_draft(draft, road.whole(), by=cast.colleague)
    assert [s.writing for s in table(cast).seats] == [Writing.NOT_BEGUN, Writing.BEGUN]
    actions.submit_review(draft, by=cast.colleague)
    assert [s.writing for s in table(cast).seats] == [Writing.NOT_BEGUN, Writing.HANDED_IN]
    assert (table(cast).free, table(cast).candidates) == (1, ())


def table(cast: Cast) -> queries.Seating:
    return queries.seating_of(cast.project, viewer=cast.organiser)["final"]


def test_a_full_table_and_a_tie_leave_nobody_to_choose(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    db.session.add(Exclusion(project=cast.project, person=cast.colleague, reason="A friend"))
    db.session.flush()
    assert [who.handle for who in table(cast).candidates] == ["facilitator"]
    road.the_round().reviewers_per_project = 1
    appointed(cast, cast.facilitator)
    assert (table(cast).free, table(cast).candidates) == (0, ())


def test_the_seating_is_for_leaders_while_it_is_under_review(cast: Cast) -> None:
    assert queries.seating_of(cast.project, viewer=cast.organiser) == {}
    road.hand_in(cast.project, cast.culture)
    road.review(cast.project, cast.facilitator)
    for person in (cast.facilitator, cast.colleague, cast.organiser):
        assert list(queries.seating_of(cast.project, viewer=person)) == ["final"]
    for person in (cast.culture, cast.other, cast.outsider):
        assert queries.seating_of(cast.project, viewer=person) == {}
    actions.release(cast.project, road.the_round(), by=cast.organiser)
    assert queries.seating_of(cast.project, viewer=cast.organiser) == {}


def test_a_row_that_somebody_deleted_cannot_be_held(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    review = road.draft(cast.project, cast.facilitator)
    db.session.commit()
    assert review.id
    db.session.execute(delete(Review).execution_options(synchronize_session=False))
    with pytest.raises(NotFound):
        actions.save_draft(review, road.whole(), by=cast.facilitator)
