"""Writing in a project: summary, plan, milestones, cover. Each change is recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from collab import clock, db, markdown, versions
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.files import actions as files
from collab.files.actions import Description
from collab.files.models import Picture
from collab.files.store import KeptPicture
from collab.programmes.models import Branch, Goal, Membership, Organisation, PlanSection
from collab.projects.models import Milestone, PlanText, Project
from collab.teams import queries as teams
from collab.teams.models import Team
from collab.text import Localised, _


class Overtaken(RuleViolation):
    """Somebody else saved while this person wrote: nothing is overwritten until they have seen it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a project says of itself in short."""

    title: Localised
    promise: Localised
    branches: list[Branch]
    goals: list[Goal]
    municipalities: list[Organisation]


@dataclass(frozen=True, slots=True)
class Step:
    """What a milestone says."""

    title: str
    due_on: date
    owner_id: int | None
    """A membership of the team."""
    done_on: date | None = None


def edit_summary(project: Project, summary: Summary, *, seen: int, by: Person) -> None:
    """Change the summary. `seen`: the version that the person started from. Raises Overtaken."""
    db.hold(project)
    _demand_same(project.version, seen)
    project.title, project.promise = summary.title, summary.promise
    project.branches, project.goals = summary.branches, summary.goals
    project.municipalities = summary.municipalities
    project.version += 1
    activity.record(Verb.SUMMARY_EDITED, project, by=by)
    versions.bump()  # public updates say the title as it is now


def write_section(project: Project, code: str, source: str, *, seen: int, by: Person) -> PlanText:
    """Write a section of the plan. `seen`: the version started from, 0 for none. Raises Overtaken."""
    db.hold(project)
    section = db.session.scalars(
        select(PlanSection).where(PlanSection.programme_id == project.programme_id, PlanSection.code == code)
    ).one()
    text = db.session.scalars(
        select(PlanText)
        .where(PlanText.project_id == project.id, PlanText.section_id == section.id)
        .execution_options(populate_existing=True)
    ).first()
    _demand_same(text.version if text else 0, seen)
    if text is None:
        text = PlanText(project=project, section=section, version=0)
        db.session.add(text)
    text.source, text.html, text.words = source, markdown.render(source), markdown.plain_words(source)
    text.version += 1
    text.edited_at, text.edited_by = clock.now(), by
    activity.record(Verb.PLAN_EDITED, text, by=by, section=code)
    return text


def add_milestone(project: Project, step: Step, *, by: Person) -> Milestone:
    """Add a dated step to the plan."""
    project.demand_begun(step.due_on)
    milestone = Milestone(project=project, title=step.title, due_on=step.due_on)
    _hand_over(milestone, step.owner_id)
    db.session.add(milestone)
    activity.record(Verb.MILESTONE_ADDED, milestone, by=by)
    return milestone


def edit_milestone(milestone: Milestone, step: Step, *, seen: int, by: Person) -> None:
    """Change a milestone. `seen`: the version started from. Raises Overtaken, and RuleViolation when
    it is done on a day to come, or when a day that is new lies before the project's start.
    """
    db.hold(milestone)
    _demand_same(milestone.version, seen)
    was_done_on = milestone.done_on
    if step.due_on != milestone.due_on:
        milestone.project.demand_begun(step.due_on)
    milestone.title, milestone.due_on = step.title, step.due_on
    _hand_over(milestone, step.owner_id)
    if step.done_on is None:
        milestone.done_on = None
    elif step.done_on != was_done_on:
        milestone.project.demand_begun(step.done_on)
        milestone.finish(step.done_on)
    milestone.version += 1
    newly_done = was_done_on is None and milestone.done_on is not None
    activity.record(Verb.MILESTONE_DONE if newly_done else Verb.MILESTONE_CHANGED, milestone, by=by)


def finish_milestone(milestone: Milestone, *, by: Person) -> None:
    """Mark the milestone as done today; twice is once."""
    if milestone.done_on is not None:
        return
    milestone.finish(clock.today())
    milestone.version += 1
    activity.record(Verb.MILESTONE_DONE, milestone, by=by)


def reopen_milestone(milestone: Milestone, *, by: Person) -> None:
    """Take back that the milestone is done; twice is once."""
    if milestone.done_on is None:
        return
    milestone.done_on = None
    milestone.version += 1
    activity.record(Verb.MILESTONE_CHANGED, milestone, by=by)


def choose_cover(
    project: Project, kept: KeptPicture | None, said: Description, *, seen: int, by: Person
) -> None:
    """Give the project a cover picture, or with None say anew what the present one shows.

    `seen`: the version of the project that the person started from. Raises Overtaken.
    """
    db.hold(project)
    _demand_same(project.version, seen)
    if kept is not None:
        _replace_cover(project, files.store_picture(kept, said, by=by))
    elif project.cover is not None:
        files.describe(project.cover, said)
    else:
        raise RuleViolation(_("Choose a picture."))
    project.cover_alternative = project.cover.alternative if project.cover else ""
    _cover_changed(project, by)


def drop_cover(project: Project, *, seen: int, by: Person) -> None:
    """Let the drawn landscape be the cover again. `seen`: as of `choose_cover`. Raises Overtaken."""
    db.hold(project)
    _demand_same(project.version, seen)
    _replace_cover(project, None)
    project.cover_alternative = ""
    _cover_changed(project, by)


def _replace_cover(project: Project, picture: Picture | None) -> None:
    if project.cover is not None:
        files.let_go(project.cover)
    project.cover = picture


def _cover_changed(project: Project, by: Person) -> None:
    project.version += 1
    activity.record(Verb.SUMMARY_EDITED, project, by=by, part="cover")


def _hand_over(milestone: Milestone, owner_id: int | None) -> None:
    """Give the milestone to a member of the team, or to nobody yet."""
    crew = {m.membership_id for m in teams.members(milestone.project.team)}
    if owner_id is not None and owner_id != milestone.owner_id and owner_id not in crew:
        raise RuleViolation(_("The owner of a milestone is one of the team."))
    milestone.owner_id = owner_id


def _demand_same(version: int, seen: int) -> None:
    if version != seen:
        raise Overtaken(_("Somebody else saved while you wrote. Look at both texts, then save again."))


def let_go_of_milestones(projects: Iterable[Project], membership: Membership) -> None:
    """Who leaves the team owns none of its open milestones any more."""
    for project in projects:
        theirs = Milestone.project_id == project.id, Milestone.owner_id == membership.id
        for milestone in db.session.scalars(select(Milestone).where(*theirs, Milestone.done_on.is_(None))):
            milestone.owner = None
            milestone.version += 1


def hand_over(projects: Iterable[Project], team: Team) -> None:
    """Let another team run the projects."""
    for project in projects:
        db.hold(project)
        project.team = team
        project.version += 1
    db.session.flush()
    versions.bump()  # public pages say whose project it is
