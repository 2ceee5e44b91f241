"""The facilitator's queue: oldest first, one thing to do in each row."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.programmes.models import Stage
from collab.projects.models import Project
from collab.reviews import actions, queries
from collab.reviews.actions import Draft, Reply
from collab.reviews.models import AnswerState, Exclusion
from collab.reviews.queries import Next
from collab.reviews.rubric import Progress
from collab.text import Localised
from tests.reviews import road
from tests.support.cast import Cast
from tests.support.statements import statements_of


def queue(cast: Cast, person: Person | None = None) -> list[tuple[Next, str]]:
    rows = queries.queue_for(person or cast.facilitator, cast.programme)
    return [(row.next, row.slug) for row in rows]


def test_a_project_that_lacks_reviewers_can_be_taken(cast: Cast) -> None:
    assert queue(cast) == []
    road.hand_in(cast.project, cast.culture)
    (row,) = queries.queue_for(cast.facilitator, cast.programme)
    assert (row.next, row.reading, row.days, row.key, row.round_code) == (Next.TAKE, 1, 7, "", "final")
    road.draft(cast.project, cast.colleague)
    (row,) = queries.queue_for(cast.facilitator, cast.programme)
    assert (row.next, row.reading, row.handed_in) == (Next.TAKE, 2, ())


def test_full_projects_and_projects_with_a_tie_are_not_offered(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    db.session.add(Exclusion(project_id=cast.project.id, person_id=cast.colleague.id, reason="A tie"))
    db.session.flush()
    assert queue(cast, cast.colleague) == []
    assert queue(cast, cast.facilitator) == [(Next.TAKE, "oppna-dorrar")]
    road.the_round().reviewers_per_project = 1
    road.draft(cast.project, cast.organiser)
    assert queue(cast, cast.facilitator) == []


def test_organisers_and_strangers_are_offered_nothing(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    for person in (cast.organiser, cast.culture, cast.outsider):
        assert queue(cast, person) == []


def test_an_own_draft_is_written_then_continued_with_its_progress(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    theirs = road.draft(cast.project, cast.colleague)
    mine = road.draft(cast.project, cast.facilitator)
    assert queue(cast) == [(Next.WRITE, "oppna-dorrar")]
    half = Draft(levels={"need": 2}, comments={}, points=())
    actions.save_draft(mine, half, by=cast.facilitator)
    actions.save_draft(theirs, road.whole(), by=cast.colleague)
    actions.submit_review(theirs, by=cast.colleague)
    db.session.flush()
    (row,) = queries.queue_for(cast.facilitator, cast.programme)
    assert (row.next, row.key, row.progress, row.reading, row.handed_in) == (
        Next.CONTINUE, mine.key, Progress(1, 2), 2, (cast.colleague.name,),
    )  # fmt: skip


def test_what_has_waited_longest_stands_first(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture, at=road.on(5, 10))
    actions.record_submission(cast.other_project, road.the_round(), by=cast.other, at=road.on(5, 4))
    db.session.flush()
    assert queue(cast) == [(Next.TAKE, "ensam-ide"), (Next.TAKE, "oppna-dorrar")]


def test_answers_are_read_then_the_project_can_be_approved(cast: Cast) -> None:
    mine, _ = road.released(cast)
    assert queue(cast) == [], "musts are unanswered"
    road.answer_all(cast)
    (row,) = queries.queue_for(cast.facilitator, cast.programme)
    assert (row.next, row.key, row.answers, row.musts) == (Next.READ, mine.key, 3, 1)
    actions.read_answers(mine, by=cast.facilitator)
    db.session.flush()
    assert queue(cast) == [(Next.APPROVE, "oppna-dorrar")]
    assert queue(cast, cast.colleague) == [(Next.APPROVE, "oppna-dorrar")], "no answers of theirs"
    actions.approve(cast.project, by=cast.colleague)
    db.session.flush()
    assert queue(cast) == []


def test_a_new_answer_after_the_reading_brings_the_row_back(cast: Cast) -> None:
    mine, _ = road.released(cast)
    road.answer_all(cast, at=road.on(5, 14))
    actions.read_answers(mine, by=cast.facilitator)
    must = road.points(mine)[2]
    actions.answer(
        must, Reply(AnswerState.DONE, "More."), by=cast.culture, at=clock.now() + timedelta(hours=1)
    )
    db.session.flush()
    (row,) = queries.queue_for(cast.facilitator, cast.programme)
    assert (row.next, row.answers) == (Next.READ, 1)


def test_an_approval_that_was_taken_back_is_not_asked_for_again(cast: Cast) -> None:
    mine, _ = road.released(cast)
    road.answer_all(cast)
    actions.read_answers(mine, by=cast.facilitator)
    actions.approve(cast.project, by=cast.facilitator)
    actions.withdraw_approval(cast.project, reason="Wait.", by=cast.facilitator)
    db.session.flush()
    assert queue(cast) == []


def test_answers_stay_until_the_team_has_the_reviews_of_a_later_round(cast: Cast) -> None:
    road.released(cast, "midway", road.on(2, 1))
    road.answer_all(cast, "midway", road.on(2, 20))
    assert queue(cast) == [(Next.READ, "oppna-dorrar")]
    road.hand_in_again(cast.project, cast.culture, "final")
    assert queue(cast) == [(Next.READ, "oppna-dorrar"), (Next.TAKE, "oppna-dorrar")]
    for reviewer in (cast.facilitator, cast.colleague):
        road.review(cast.project, reviewer)
    assert queue(cast) == []


def test_days_never_count_backwards(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture, at=road.on(5, 18))
    (row,) = queries.queue_for(cast.facilitator, cast.programme)
    assert row.days == 0


def more_projects(cast: Cast, count: int) -> list[Project]:
    stage = db.session.scalars(select(Stage).where(Stage.code == "plan")).one()
    made = [
        Project(programme=cast.programme, team=cast.team, slug=f"more-{n}", title=Localised(f"Mer {n}"),
                promise=Localised("Löfte."), stage=stage, started_on=cast.project.started_on)
        for n in range(count)
    ]  # fmt: skip
    db.session.add_all(made)
    db.session.flush()
    return made


def busy(cast: Cast, rows: int) -> None:
    """Per row one project to take, one begun, one with answers, one that can be approved."""
    projects = more_projects(cast, rows * 4)
    for number in range(rows):
        free, begun, answered, ready = projects[number * 4 : number * 4 + 4]
        for project in (free, begun, answered, ready):
            road.hand_in(project, cast.culture)
        draft = road.draft(begun, cast.facilitator)
        actions.save_draft(draft, Draft({"need": 1}, {}, ()), by=cast.facilitator)
        for project in (answered, ready):
            review = road.review(project, cast.facilitator)
            actions.release(project, road.the_round(), by=cast.organiser)
            for point in road.points(review):
                actions.answer(point, Reply(AnswerState.DONE, "Yes."), by=cast.culture)
            if project is ready:
                actions.read_answers(review, by=cast.facilitator)
    db.session.flush()
    db.session.expire_all()
    _ = (cast.facilitator.id, cast.organiser.id, cast.programme.id)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_takes_three_statements_however_long(cast: Cast, rows: int) -> None:
    busy(cast, rows)
    listed: list[queries.QueueRow] = []
    read = statements_of(lambda: listed.extend(queries.queue_for(cast.facilitator, cast.programme)))
    assert (len(listed), read) == (4 * rows, 3)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_overview_takes_seven_statements_however_long(cast: Cast, rows: int) -> None:
    busy(cast, rows)
    listed: list[queries.ProjectLine] = []
    read = statements_of(lambda: listed.extend(queries.list_projects(cast.programme, viewer=cast.organiser)))
    assert (len(listed), read) == (4 * rows + 2, 7)


def test_the_overview_says_how_far_each_project_has_come(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    road.review(cast.project, cast.facilitator)
    lonely, ours = queries.list_projects(cast.programme, viewer=cast.colleague)
    assert (lonely.slug, lonely.round, lonely.reviews, lonely.is_approved) == ("ensam-ide", None, 0, False)
    assert (ours.reviews, ours.wanted, ours.is_released, ours.musts) == (1, 2, False, 0)
    actions.release(cast.project, road.the_round(), by=cast.organiser)
    db.session.flush()
    _, ours = queries.list_projects(cast.programme, viewer=cast.colleague)
    assert (ours.is_released, ours.musts, ours.is_approved) == (True, 1, False)
    road.answer_all(cast)
    actions.approve(cast.project, by=cast.colleague)
    db.session.flush()
    _, ours = queries.list_projects(cast.programme, viewer=cast.colleague)
    assert (ours.musts, ours.is_approved) == (0, True)


def test_the_overview_is_not_for_participants(cast: Cast) -> None:
    for person in (cast.culture, cast.outsider):
        with pytest.raises(NotFound):
            queries.list_projects(cast.programme, viewer=person)
