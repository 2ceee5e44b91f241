"""Taking a seat, writing a draft, handing in; the last seat cannot be taken twice."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from collab import clock, db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.mail.models import Mail
from collab.projects.models import Project
from collab.reviews import actions, queries
from collab.reviews.actions import Draft, PointDraft
from collab.reviews.models import Assignment, Judgement, Point, Release, Review, Severity
from tests.reviews import road
from tests.reviews.rivals import at_once, loaded
from tests.support.cast import Cast


def seats() -> list[tuple[str, int]]:
    rows = db.session.scalars(select(Assignment).order_by(Assignment.seat))
    return [(a.reviewer.handle, a.seat) for a in rows]


def test_facilitators_take_the_seats_in_turn_and_no_more_than_there_are(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    actions.take(cast.project, road.the_round(), by=cast.colleague)
    actions.take(cast.project, road.the_round(), by=cast.facilitator)
    assert seats() == [("colleague", 1), ("facilitator", 2)]
    with pytest.raises(RuleViolation, match="all its reviewers"):
        actions.take(cast.project, road.the_round(), by=cast.organiser)


def test_nobody_takes_a_project_twice(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    actions.take(cast.project, road.the_round(), by=cast.facilitator)
    with pytest.raises(RuleViolation, match="already review"):
        actions.take(cast.project, road.the_round(), by=cast.facilitator)


def test_what_was_not_handed_in_or_is_released_cannot_be_taken(cast: Cast) -> None:
    with pytest.raises(RuleViolation, match="not been handed in"):
        actions.take(cast.project, road.the_round(), by=cast.facilitator)
    road.hand_in(cast.project, cast.culture)
    road.review(cast.project, cast.facilitator)
    actions.release(cast.project, road.the_round(), by=cast.organiser)
    with pytest.raises(RuleViolation, match="already with the team"):
        actions.take(cast.project, road.the_round(), by=cast.colleague)


def test_the_database_itself_refuses_a_seat_that_is_taken(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    for person in (cast.facilitator, cast.colleague):
        db.session.add(Assignment(round=road.the_round(), project=cast.project, reviewer=person, seat=1))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_two_who_reach_for_the_last_seat_at_once_do_not_both_get_it(cast: Cast, site: Flask) -> None:
    road.hand_in(cast.project, cast.culture)
    road.the_round().reviewers_per_project = 1
    db.session.commit()
    project, people = cast.project.id, (cast.facilitator.id, cast.colleague.id)

    def take(person: int) -> Callable[[], object]:
        return lambda: actions.take(
            loaded(Project, project),
            road.the_round(),
            by=loaded(Person, person),
        )

    assert at_once(site, *map(take, people)) == ["done", "refused"]
    db.session.rollback()
    assert len(seats()) == 1


def test_two_who_hand_in_the_last_reviews_at_once_release_them_once(cast: Cast, site: Flask) -> None:
    road.hand_in(cast.project, cast.culture)
    drafts = []
    for person in (cast.facilitator, cast.colleague):
        draft = road.draft(cast.project, person)
        actions.save_draft(draft, road.whole(), by=person)
        drafts.append((draft.id, person.id))
    db.session.commit()

    def submit(review: int, person: int) -> Callable[[], object]:
        return lambda: actions.submit_review(
            loaded(Review, review),
            by=loaded(Person, person),
        )

    assert at_once(site, *[submit(*draft) for draft in drafts]) == ["done", "done"]
    db.session.rollback()
    assert len(db.session.scalars(select(Release)).all()) == 1


def test_a_draft_keeps_levels_comments_points_and_says_when(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    review = road.draft(cast.project, cast.facilitator)
    assert (review.saved_at, review.version) == (None, 1)
    actions.save_draft(review, road.whole(), by=cast.facilitator)
    assert (review.saved_at is not None, review.version, review.is_draft) == (True, 2, True)
    judged = db.session.scalars(select(Judgement).order_by(Judgement.criterion_id)).all()
    assert [(j.criterion.code, j.level, j.comment) for j in judged] == [
        ("need", 3, "Clear."), ("effect", 2, "Thin."),
    ]  # fmt: skip
    assert [(p.severity, p.text, p.section.code if p.section else "") for p in road.points(review)] == [
        (Severity.IDEA, "Ask Osby.", ""),
        (Severity.SHOULD, "Measure something simpler.", ""),
        (Severity.MUST, "Say where the number comes from.", "need"),
    ]


def test_points_are_changed_by_their_key_and_what_is_left_out_is_removed(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    review = road.draft(cast.project, cast.facilitator)
    actions.save_draft(review, road.whole(), by=cast.facilitator)
    first, second, _ = road.points(review)
    kept = PointDraft("need", Severity.MUST, "Ask Osby and Höör.", key=first.key)
    new = PointDraft("effect", Severity.IDEA, "Count dogs.")
    actions.save_draft(review, road.whole(points=(kept, new)), by=cast.facilitator)
    found = road.points(review)
    assert [(p.severity, p.text) for p in found] == [
        (Severity.MUST, "Ask Osby and Höör."), (Severity.IDEA, "Count dogs."),
    ]  # fmt: skip
    assert (found[0].key, db.session.get(Point, second.id)) == (first.key, None)


def test_an_older_window_does_not_overwrite_a_newer_draft(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    review = road.draft(cast.project, cast.facilitator)
    old = Draft(levels={}, comments={}, points=(), summary="Old.", seen=review.version)
    actions.save_draft(review, road.whole(), by=cast.facilitator)
    with pytest.raises(RuleViolation, match="saved in another window"):
        actions.save_draft(review, old, by=cast.facilitator)
    assert review.summary == "Show it."


def test_a_recommendation_of_another_round_is_not_kept(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    review = road.draft(cast.project, cast.facilitator)
    actions.save_draft(review, road.whole("continue"), by=cast.facilitator)
    assert review.recommendation is None


@pytest.mark.parametrize(
    "lack",
    [{"levels": {"need": 3}}, {"recommendation": ""}, {"summary": "  "}],
    ids=["level", "recommendation", "summary"],
)
def test_an_unfinished_review_is_not_handed_in(cast: Cast, lack: dict[str, object]) -> None:
    road.hand_in(cast.project, cast.culture)
    review = road.draft(cast.project, cast.facilitator)
    whole = road.whole()
    values = {name: getattr(whole, name) for name in Draft.__struct_fields__} | lack
    actions.save_draft(review, Draft(**values), by=cast.facilitator)
    with pytest.raises(RuleViolation, match="not finished"):
        actions.submit_review(review, by=cast.facilitator)
    assert review.is_draft


def test_a_review_is_handed_in_once_and_then_stands(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    review = road.review(cast.project, cast.facilitator)
    with pytest.raises(RuleViolation, match="already handed in"):
        actions.submit_review(review, by=cast.facilitator)
    with pytest.raises(RuleViolation, match="already handed in"):
        actions.save_draft(review, road.whole(), by=cast.facilitator)


def test_the_last_review_of_the_round_releases_all_of_them_and_the_team_is_written_to(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    cast.business.language = "en"
    road.review(cast.project, cast.facilitator)
    assert queries.release_of(cast.project, road.the_round()) is None
    road.review(cast.project, cast.colleague)
    release = queries.release_of(cast.project, road.the_round())
    assert release is not None
    assert release.by is None
    letters = db.session.scalars(select(Mail).order_by(Mail.id)).all()
    assert [(m.to, m.language, m.values["project"], m.template) for m in letters] == [
        ("culture@example.org", "sv", "Öppna dörrar", "reviews/mail/released"),
        ("business@example.org", "en", "Open doors", "reviews/mail/released"),
        ("tourism@example.org", "sv", "Öppna dörrar", "reviews/mail/released"),
        ("second@example.org", "sv", "Öppna dörrar", "reviews/mail/released"),
    ]
    verbs = [a.verb for a in db.session.scalars(select(Activity).order_by(Activity.id))]
    assert verbs == [
        Verb.SUBMITTED, Verb.REVIEW_STARTED, Verb.REVIEW_SUBMITTED,
        Verb.REVIEW_STARTED, Verb.REVIEW_SUBMITTED, Verb.REVIEWS_RELEASED,
    ]  # fmt: skip


def test_imported_history_writes_to_nobody(cast: Cast) -> None:
    road.released(cast, "midway", road.on(2, 1))
    assert db.session.scalars(select(Mail)).all() == []
    release = db.session.scalars(select(Release)).one()
    assert release.at == road.on(2, 1)
    assert {clock.local(a.at).date() for a in db.session.scalars(select(Activity))} == {road.on(2, 1).date()}
