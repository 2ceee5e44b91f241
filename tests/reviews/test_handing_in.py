"""Handing in: the plan as it was, frozen."""

from datetime import date

from sqlalchemy import select

from collab import clock, db
from collab.activity.models import Activity, Verb
from collab.programmes.models import Stage
from collab.projects.models import Anchoring, Mandate, Milestone, PlanText
from collab.reviews import actions, queries
from collab.reviews.models import Submission
from tests.conftest import Browsers
from tests.reviews import road
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.together import AT_ONCE, together


def test_the_edition_holds_sections_milestones_and_anchoring(cast: Cast) -> None:
    road.write_plan(cast.project)
    place = cast.project.municipalities[0]
    gone = {"given_up_on": date(2017, 5, 9), "given_up_why": "No ramp."}
    db.session.add(Milestone(project=cast.project, title="Ramp", due_on=date(2017, 5, 20), **gone))
    db.session.add(
        Anchoring(project=cast.project, organisation=place, informed=[], mandate=Mandate.BOARD,
                  reference="KS 2017/1", decided_on=date(2017, 3, 1), hours=40, money_sek=5_000)
    )  # fmt: skip
    db.session.flush()
    html = "<p>Nobody passes the library.</p>\n"
    assert actions.frozen_edition(cast.project) == {
        "sections": [
            {"code": "need", "name": {"sv": "Behov", "en": "Need"}, "html": html},
            {"code": "idea", "name": {"sv": "Idé", "en": "Idea"}, "html": html},
        ],
        "milestones": [
            {
                "title": "Keys",
                "due_on": "2017-05-20",
                "owner": {"sv": "Kulturchef, Kristianstad", "en": "Head of culture, Kristianstad"},
                "done_on": None,
            }
        ],
        "anchoring": [
            {
                "municipality": place.short_name,
                "mandate": "board",
                "reference": "KS 2017/1",
                "decided_on": "2017-03-01",
                "hours": 40,
                "money_sek": 5_000,
                "note": "",
            }
        ],
    }


def test_what_is_written_after_does_not_leak_into_what_the_reviewers_read(cast: Cast) -> None:
    submission = road.hand_in(cast.project, cast.culture)
    before = dict(submission.edition)
    for text in db.session.scalars(select(PlanText)):
        text.source, text.html = "Changed.", "<p>Changed.</p>"
    for step in db.session.scalars(select(Milestone)):
        step.title = "Changed"
    db.session.commit()
    db.session.expire_all()
    assert submission.edition == before


def test_handing_in_is_recorded_with_its_round(cast: Cast) -> None:
    road.write_plan(cast.project)
    actions.hand_in(cast.project, road.the_round(), by=cast.business)
    db.session.flush()
    submission = queries.submission_of(cast.project, road.the_round())
    assert submission is not None
    assert (submission.by, submission.at.date()) == (cast.business, clock.today())
    told = db.session.scalars(select(Activity)).all()
    assert [(a.verb, a.by, a.subject_kind, a.project_id, a.detail) for a in told] == [
        (Verb.SUBMITTED, cast.business, "submission", cast.project.id, {"round": "final"})
    ]


def test_handing_in_to_the_first_round_brings_the_project_to_its_stage(cast: Cast) -> None:
    road.write_plan(cast.project)
    midway = road.the_round("midway")
    midway.for_stages = ["plan", "work"]
    cast.project.stage = db.session.scalars(select(Stage).where(Stage.code == "idea")).one()
    with clock.at(road.on(1, 20)):
        actions.hand_in(cast.project, midway, by=cast.culture)
    db.session.flush()
    assert cast.project.stage.code == "plan"
    verbs = [a.verb for a in db.session.scalars(select(Activity).order_by(Activity.id))]
    assert verbs == [Verb.STAGE_REACHED, Verb.SUBMITTED]


def test_history_is_recorded_without_the_gate_at_its_own_time(cast: Cast) -> None:
    then = road.on(1, 20)
    submission = actions.record_submission(cast.project, road.the_round("midway"), by=cast.culture, at=then)
    db.session.flush()
    activity = db.session.scalars(select(Activity)).one()
    assert (submission.at, activity.at) == (then, then)


def test_of_many_who_hand_in_at_once_one_does_and_the_others_are_told(cast: Cast, browsers: Browsers) -> None:
    road.write_plan(cast.project)
    db.session.commit()
    team = [browsers(cast.culture) for _ in range(AT_ONCE)]
    answers = together(lambda n: team[n].post("/projects/oppna-dorrar/submission"))
    assert len(list(db.session.scalars(select(Submission)))) == 1
    assert sorted(answer.status_code for answer in answers) == [303] + [422] * 5
    said = "The project has already been handed in to this round."
    told = [said in words_of(answer.get_data(as_text=True)) for answer in answers]
    assert sorted(told) == [False] + [True] * 5
