"""Reading projects: lists in few statements, plans with gaps, what is missing before a review."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from collab import clock, db
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import NotFound
from collab.programmes.models import Membership, Stage
from collab.projects import actions, queries
from collab.projects.actions import Writing
from collab.projects.models import Milestone, Project
from collab.projects.queries import Pace, Progress
from collab.projects.readiness import Matter
from collab.teams.models import Team
from collab.text import Localised
from tests.support.cast import Cast
from tests.support.statements import statements_of

DUE = date(2017, 5, 20)


def more_projects(cast: Cast, count: int) -> None:
    stage = db.session.scalars(select(Stage)).first()
    for i in range(count):
        team = Team(
            programme_id=cast.programme.id, slug=f"team-{i}", name=f"Team {i}", formed_on=date(2016, 10, 1)
        )
        db.session.add(
            Project(
                programme_id=cast.programme.id,
                team=team,
                slug=f"project-{i}",
                title=Localised(f"Projekt {i}"),
                promise=Localised("Löfte"),
                stage=stage,
                started_on=date(2016, 10, 1),
                municipalities=list(cast.project.municipalities),
            )
        )
    db.session.flush()


def test_a_project_is_found_by_those_in_its_programme_only(cast: Cast) -> None:
    assert queries.get_project("oppna-dorrar", viewer=cast.other) == cast.project
    for slug, viewer in (("oppna-dorrar", cast.outsider), ("no-such", cast.culture)):
        with pytest.raises(NotFound):
            queries.get_project(slug, viewer=viewer)


def test_the_list_takes_the_same_few_statements_however_long(cast: Cast) -> None:
    programme, viewer = cast.programme, cast.culture
    db.session.delete(cast.other_project)
    for more, wanted in ((0, 1), (2, 3)):
        more_projects(cast, more)
        assert len(queries.list_projects(programme, viewer=viewer)) == wanted
        assert statements_of(lambda: queries.list_projects(programme, viewer=viewer)) == 2


def test_the_list_is_in_swedish_order_and_says_when_a_project_was_last_heard_of(cast: Cast) -> None:
    heard = clock.now() - timedelta(days=3)
    activity.record(Verb.UPDATE_POSTED, cast.project, by=cast.culture, at=heard)
    activity.record(Verb.PLAN_EDITED, cast.project, by=cast.culture)
    cards = queries.list_projects(cast.programme, viewer=cast.facilitator)
    assert [(card.slug, card.last_update_at) for card in cards] == [
        ("ensam-ide", None), ("oppna-dorrar", heard),
    ]  # fmt: skip
    assert cards[1].places == ("Höganäs", "Karlskrona", "Kristianstad", "Simrishamn")


def test_the_list_is_closed_to_who_has_no_place_in_the_programme(cast: Cast) -> None:
    with pytest.raises(NotFound):
        queries.list_projects(cast.programme, viewer=cast.outsider)


def test_sections_come_in_the_programme_s_order_written_or_not(cast: Cast) -> None:
    actions.write_section(cast.project, "idea", Writing("One two", seen=0), by=cast.culture)
    need, idea = queries.sections(cast.project)
    assert (need.code, need.version, need.progress) == ("need", 0, Progress.NOT_BEGUN)
    assert (idea.code, idea.version, idea.progress) == ("idea", 1, Progress.BEGUN)
    assert idea.edited_by == cast.culture.name


def test_a_milestone_is_done_late_unowned_or_planned(cast: Cast) -> None:
    owner = db.session.scalars(select(Membership).where(Membership.person_id == cast.tourism.id)).one()
    today = date(2017, 5, 15)
    db.session.add_all(
        [
            Milestone(project=cast.project, title="A", due_on=date(2017, 5, 1), done_on=date(2017, 5, 2)),
            Milestone(project=cast.project, title="B", due_on=date(2017, 5, 14), owner=owner),
            Milestone(project=cast.project, title="C", due_on=today),
            Milestone(project=cast.project, title="D", due_on=date(2017, 6, 1), owner=owner),
        ]
    )
    db.session.flush()
    steps = queries.milestones(cast.project)
    assert [step.pace(today) for step in steps] == [Pace.DONE, Pace.LATE, Pace.UNOWNED, Pace.PLANNED]
    coming = queries.next_milestone(cast.project)
    assert coming is not None
    assert coming.title == "C"


def test_what_is_missing_for_a_review_is_asked_of_plan_milestones_and_team(cast: Cast) -> None:
    assert [m.matter for m in queries.missing_for_review(cast.project)] == [
        Matter.SECTION, Matter.SECTION, Matter.MILESTONES,
    ]  # fmt: skip
    assert [m.matter for m in queries.missing_for_review(cast.other_project)][3:] == [
        Matter.TEAM, Matter.TEAM, Matter.TEAM,
    ]  # fmt: skip


def test_standing_takes_two_statements_however_large_the_plan(cast: Cast) -> None:
    project = queries.get_project("oppna-dorrar", viewer=cast.culture)
    queries.standing(project)
    for more, wanted in ((1, 1), (2, 3)):
        db.session.add_all(Milestone(project=project, title=str(i), due_on=DUE) for i in range(more))
        db.session.flush()
        assert len(queries.standing(project).milestones) == wanted
        assert statements_of(lambda: queries.standing(project)) == 2


def test_a_person_s_project_is_the_one_of_her_team(cast: Cast) -> None:
    assert queries.project_of(cast.tourism, cast.programme) == cast.project
    assert queries.project_of(cast.facilitator, cast.programme) is None
    assert queries.for_team(cast.other_team) == [cast.other_project]
    assert queries.by_team(cast.programme)[cast.team.id] == [cast.project]
