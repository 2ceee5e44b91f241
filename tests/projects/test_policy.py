"""Who may what with a project, and that the policy and its SQL twin agree."""

from datetime import date

import pytest
from sqlalchemy import select

from collab import db
from collab.programmes.models import PlanSection
from collab.projects import policy
from collab.projects.models import Milestone, PlanText, Project
from tests.support.cast import Cast
from tests.teams.test_policy import everybody


@pytest.mark.parametrize(
    ("verb", "twin"),
    [("read", "visible_to"), ("edit", "editable_by"), ("read_inside", "inside_visible_to")],
)
def test_policy_and_twin_agree_about_every_project(cast: Cast, verb: str, twin: str) -> None:
    projects = db.session.scalars(select(Project)).all()
    for name, person in everybody(cast).items():
        said = {p.slug for p in projects if getattr(policy, verb)(person, p)}
        seen = set(db.session.scalars(select(Project.slug).where(getattr(policy, twin)(person))))
        assert said == seen, name


def test_milestones_and_sections_are_read_by_those_who_read_the_project(cast: Cast) -> None:
    section = db.session.scalars(select(PlanSection)).first()
    milestone = Milestone(project=cast.project, title="Doors open", due_on=date(2017, 5, 20))
    text = PlanText(project=cast.project, section=section, source="Why")
    db.session.add_all([milestone, text])
    db.session.flush()
    for name, person in everybody(cast).items():
        reads = policy.read(person, cast.project)
        milestones = db.session.scalars(select(Milestone).where(policy.milestone_visible_to(person))).all()
        texts = db.session.scalars(select(PlanText).where(policy.text_visible_to(person))).all()
        answers = [
            policy.read_milestone(person, milestone),
            policy.read_text(person, text),
            list(milestones) == [milestone],
            list(texts) == [text],
        ]
        assert answers == [reads] * 4, name


def test_only_the_team_edits_its_project(cast: Cast) -> None:
    editors = {name for name, person in everybody(cast).items() if policy.edit(person, cast.project)}
    assert editors == {"culture", "business", "tourism", "second"}
