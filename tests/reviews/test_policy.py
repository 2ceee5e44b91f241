"""Who may what with reviews, in sentences, and that policy and SQL agree."""

from collections.abc import Iterator

from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.programmes.models import Membership, Organisation
from collab.reviews import policy
from collab.reviews.models import Exclusion, Point, Release, Review, Submission
from collab.reviews.policy import Tie
from collab.reviews.subject import SUBJECTS
from collab.subjects import Subject, Told
from tests.reviews import road
from tests.support.cast import Cast


def everybody(cast: Cast) -> Iterator[Person]:
    yield from (cast.culture, cast.business, cast.tourism, cast.second, cast.other)
    yield from (cast.facilitator, cast.colleague, cast.organiser, cast.outsider)


def who(cast: Cast, verb: object, thing: object) -> set[str]:
    assert callable(verb)
    return {person.handle for person in everybody(cast) if verb(person, thing)}


TEAM = {"culture", "business", "tourism", "second"}
LEADERS = {"facilitator", "colleague", "organiser"}


def excluded(cast: Cast, person: Person) -> None:
    db.session.add(Exclusion(project_id=cast.project.id, person_id=person.id, reason="Knows them well"))
    db.session.flush()


def observing(cast: Cast) -> Person:
    cast.outsider.handle = "observer"
    region = db.session.scalars(select(Organisation).where(Organisation.slug == "osby")).one()
    db.session.add(
        Membership(programme=cast.programme, person=cast.outsider, organisation=region, role="observer",
                   title=cast.outsider.name)
    )  # fmt: skip
    db.session.flush()
    return cast.outsider


def test_a_facilitator_from_the_same_municipality_cannot_review(cast: Cast) -> None:
    road.moved(cast.facilitator, "kristianstad")
    assert policy.tie_of(cast.facilitator, cast.project) is Tie.OWN_ORGANISATION
    assert who(cast, policy.review, cast.project) == {"colleague"}


def test_a_municipality_that_is_only_in_the_team_is_a_tie_as_well(cast: Cast) -> None:
    cast.project.municipalities = []
    road.moved(cast.facilitator, "kristianstad")
    assert policy.tie_of(cast.facilitator, cast.project) is Tie.OWN_ORGANISATION


def test_a_facilitator_with_a_declared_tie_cannot_review_or_approve(cast: Cast) -> None:
    excluded(cast, cast.facilitator)
    assert policy.tie_of(cast.facilitator, cast.project) is Tie.EXCLUDED
    assert policy.tie_of(cast.facilitator, cast.other_project) is None
    assert who(cast, policy.review, cast.project) == {"colleague"}
    assert who(cast, policy.approve, cast.project) == {"colleague", "organiser"}


def test_an_organiser_approves_but_does_not_review(cast: Cast) -> None:
    assert who(cast, policy.review, cast.project) == {"facilitator", "colleague"}
    assert who(cast, policy.approve, cast.project) == LEADERS


def test_only_the_team_hands_in_and_only_team_and_leaders_follow(cast: Cast) -> None:
    observing(cast)
    assert who(cast, policy.hand_in, cast.project) == TEAM
    assert who(cast, policy.follow, cast.project) == TEAM | LEADERS


def test_a_draft_is_read_and_written_by_its_reviewer_alone(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    draft = road.draft(cast.project, cast.facilitator)
    assert who(cast, policy.read, draft) == {"facilitator"}
    assert who(cast, policy.write, draft) == {"facilitator"}


def test_a_tie_that_comes_up_ends_the_writing(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    draft = road.draft(cast.project, cast.facilitator)
    excluded(cast, cast.facilitator)
    assert who(cast, policy.write, draft) == set()


def test_the_team_sees_nothing_before_the_release(cast: Cast) -> None:
    road.hand_in(cast.project, cast.culture)
    review = road.review(cast.project, cast.facilitator)
    assert who(cast, policy.read, review) == LEADERS
    (point, *_) = road.points(review)
    assert who(cast, policy.answer, point) == set()


def test_the_team_reads_and_answers_what_is_released(cast: Cast) -> None:
    review, _ = road.released(cast)
    (point, *_) = road.points(review)
    assert who(cast, policy.read, review) == LEADERS | TEAM
    assert who(cast, policy.answer, point) == TEAM
    assert who(cast, policy.read_answers, review) == {"facilitator"}
    assert who(cast, policy.write, review) == set()


def test_an_observer_sees_no_reviews(cast: Cast) -> None:
    observer = observing(cast)
    review, _ = road.released(cast)
    assert not policy.read(observer, review)
    assert not policy.follow(observer, cast.project)


def test_policy_and_sql_agree_for_everybody_in_every_state(cast: Cast) -> None:
    observing(cast)
    road.released(cast)
    road.hand_in_again(cast.project, cast.culture, "midway")
    road.review(cast.project, cast.facilitator, "midway")
    road.draft(cast.project, cast.colleague, "midway")
    db.session.flush()
    for subject in SUBJECTS:
        things = list(db.session.scalars(select(subject.model)))
        assert things, subject.kind
        for person in everybody(cast):
            found = set(db.session.scalars(select(subject.model).where(subject.visible_to(person))))
            assert found == {thing for thing in things if subject.read(person, thing)}, (
                subject.kind, person.handle,
            )  # fmt: skip


def _told(subject: Subject, of_id: int) -> Told:
    return Told(*db.session.execute(subject.told.where(subject.model.id == of_id)).one())


def test_what_can_be_spoken_of_has_its_table_and_page(cast: Cast) -> None:
    review, _ = road.released(cast)
    (point, *_) = road.points(review)
    release = db.session.scalars(select(Release)).one()
    submission = db.session.scalars(select(Submission)).one()
    said = {s.kind: s for s in SUBJECTS}
    for thing in (submission, review, release):
        subject = said[type(thing).__tablename__]
        told = _told(subject, thing.id)
        assert subject.address(told) == ("reviews.project", {"slug": "oppna-dorrar"})
        assert subject.label(told) == cast.project.title
    told = _told(said["point"], point.id)
    assert said["point"].address(told)[1]["_anchor"] == f"point-{point.key}"
    assert {s.model for s in SUBJECTS} == {Submission, Review, Release, Point}


def test_the_sql_of_a_tie_agrees_with_the_policy(cast: Cast) -> None:
    road.moved(cast.facilitator, "simrishamn")
    excluded(cast, cast.colleague)
    projects = (cast.project, cast.other_project)
    model = type(cast.project)
    for person in (cast.facilitator, cast.colleague, cast.organiser):
        place = db.session.scalars(select(Membership).where(Membership.person_id == person.id)).one()
        tied = set(db.session.scalars(select(model).where(policy.tied(person, place.organisation_id))))
        assert tied == {p for p in projects if policy.tie_of(person, p) is not None}, person.handle


def test_the_sql_over_places_agrees_with_the_policy_as_well(cast: Cast) -> None:
    road.moved(cast.facilitator, "simrishamn")
    excluded(cast, cast.colleague)
    for project in (cast.project, cast.other_project):
        tied = set(db.session.scalars(select(Membership).where(policy.has_tie(project))))
        everyone = db.session.scalars(select(Membership))
        assert tied == {m for m in everyone if policy.tie_of(m.person, project) is not None}, project.slug


def test_a_tie_is_read_by_whoever_has_it_and_by_organisers(cast: Cast) -> None:
    excluded(cast, cast.colleague)
    tie = db.session.scalars(select(Exclusion)).one()
    assert who(cast, policy.read_tie, tie) == {"colleague", "organiser"}
    for person in everybody(cast):
        found = db.session.scalars(select(Exclusion).where(policy.ties_visible_to(person))).all()
        assert bool(found) == policy.read_tie(person, tie), person.handle


def test_organisers_say_who_reviews_and_leaders_declare_ties(cast: Cast) -> None:
    assert who(cast, policy.assign, cast.project) == {"organiser"}
    assert who(cast, policy.declare_tie, cast.project) == LEADERS
