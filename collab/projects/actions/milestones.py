"""The dated steps of a plan."""

from collections.abc import Collection
from datetime import date

from msgspec import Struct
from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.projects import queries
from collab.projects.actions.overtaking import demand_same
from collab.projects.actions.slips import slip
from collab.projects.models import Milestone, Project, State, WorkStrand
from collab.teams import queries as teams
from collab.text import _, full_day

_TOLD = {
    State.DONE: Verb.MILESTONE_DONE,
    State.GIVEN_UP: Verb.MILESTONE_GIVEN_UP,
    State.UNDER_WAY: Verb.MILESTONE_BEGUN,
}
"""What is recorded when a milestone comes into a state."""


class Step(Struct, frozen=True):
    """What a milestone says."""

    title: str
    due_on: date
    owner_id: int | None
    """A membership of the team."""
    done_on: date | None = None
    strand_id: int | None = None
    """A strand of work of the project."""
    is_begun: bool = False
    given_up_why: str = ""
    """Of one that is given up, and only of that."""
    why: str = ""
    """Why it moves to another day."""


def add_milestone(project: Project, step: Step, *, by: Person) -> Milestone:
    """Add a dated step to the plan."""
    demand_new_day(project, step.due_on)
    milestone = Milestone(project=project, title=step.title, due_on=step.due_on)
    _hand_over(milestone, step.owner_id)
    _join(milestone, step.strand_id)
    db.session.add(milestone)
    activity.record(Verb.MILESTONE_ADDED, milestone, by=by)
    return milestone


def demand_new_day(project: Project, on: date, *, is_open: bool = False) -> None:
    """Raises RuleViolation for a day before the project started or more than a year after the programme's
    last one; and, for a milestone that `is_open`, for one that has passed.
    """
    project.demand_begun(on)
    last = queries.last_day(project.programme)
    if (on.year - 1, on.month, on.day) > (last.year, last.month, last.day):
        raise RuleViolation(
            _(
                "That is more than a year after the programme's last day, %(day)s. Check the year.",
                day=full_day(last),
            )
        )
    if is_open and on < clock.today():
        raise RuleViolation(
            _("That day has passed. Choose a later one, or say that the milestone is done or given up.")
        )


def edit_milestone(milestone: Milestone, step: Step, *, seen: int, by: Person) -> None:
    """Change a milestone. `seen`: the version started from. Raises Overtaken, and RuleViolation when
    it is done on a day to come, when a day that is new is refused by `demand_new_day` or has passed while
    the milestone is open, and when it moves without a word why.
    """
    db.hold(milestone)
    demand_same(milestone.version, seen)
    before, due_on = milestone.state, milestone.due_on
    if step.due_on != due_on:
        demand_new_day(milestone.project, step.due_on, is_open=not (step.done_on or step.given_up_why))
    milestone.title, milestone.due_on = step.title, step.due_on
    _hand_over(milestone, step.owner_id)
    _join(milestone, step.strand_id)
    _bring(milestone, step)
    milestone.version += 1
    if moved := step.due_on != due_on:
        slip(milestone, due_on, step.why or step.given_up_why, by=by)
    if milestone.state is not before:
        activity.record(_TOLD.get(milestone.state, Verb.MILESTONE_CHANGED), milestone, by=by)
    elif not moved:
        activity.record(Verb.MILESTONE_CHANGED, milestone, by=by)


def postpone_milestone(milestone: Milestone, due_on: date, why: str, *, seen: int, by: Person) -> None:
    """Move a milestone to a later day that has not passed. `seen` as of `edit_milestone`.

    Raises Overtaken, and RuleViolation for a day that is not later, has passed, or comes without a word why.
    """
    db.hold(milestone)
    demand_same(milestone.version, seen)
    if milestone.state in (State.DONE, State.GIVEN_UP):
        raise RuleViolation(_("The milestone is no longer open. It keeps its day."))
    before = milestone.due_on
    if due_on <= before or due_on < clock.today():
        raise RuleViolation(_("Choose a day that is later than the old one and has not passed."))
    demand_new_day(milestone.project, due_on)
    milestone.due_on = due_on
    milestone.version += 1
    slip(milestone, before, why, by=by)


def finish_milestone(milestone: Milestone, *, by: Person) -> None:
    """Mark the milestone as done today; twice is once."""
    db.hold(milestone)
    if milestone.done_on is not None:
        return
    milestone.finish(clock.today())
    milestone.given_up_on, milestone.given_up_why = None, ""
    milestone.version += 1
    activity.record(Verb.MILESTONE_DONE, milestone, by=by)


def reopen_milestone(milestone: Milestone, *, by: Person) -> None:
    """Take back that the milestone is done; twice is once."""
    db.hold(milestone)
    if milestone.done_on is None:
        return
    milestone.done_on = None
    milestone.version += 1
    activity.record(Verb.MILESTONE_CHANGED, milestone, by=by)


def let_go_of_milestones(leaving: Collection[tuple[int, int]]) -> None:
    """Who leaves a team owns none of its open milestones any more. `leaving`: ids of team and membership."""
    wanted = (
        Project.team_id.in_({team for team, _ in leaving}),
        Milestone.owner_id.in_({who for _, who in leaving}),
        Milestone.done_on.is_(None),
    )
    rows = select(Milestone, Project.team_id).join(Milestone.project).where(*wanted)
    for milestone, team in db.session.execute(rows):
        if (team, milestone.owner_id) in leaving:
            milestone.owner = None
            milestone.version += 1


def _bring(milestone: Milestone, step: Step) -> None:
    """Bring the milestone into the state that the step says."""
    milestone.is_begun = step.is_begun
    if step.given_up_why:
        milestone.given_up_on = milestone.given_up_on or clock.today()
    else:
        milestone.given_up_on = None
    milestone.given_up_why = step.given_up_why
    if step.done_on is None:
        milestone.done_on = None
    elif step.done_on != milestone.done_on:
        milestone.project.demand_begun(step.done_on)
        milestone.finish(step.done_on)


def _hand_over(milestone: Milestone, owner_id: int | None) -> None:
    """Give the milestone to a member of the team, or to nobody yet."""
    crew = {m.membership_id for m in teams.members(milestone.project.team)}
    if owner_id is not None and owner_id != milestone.owner_id and owner_id not in crew:
        raise RuleViolation(_("The owner of a milestone is one of the team."))
    milestone.owner_id = owner_id


def _join(milestone: Milestone, strand_id: int | None) -> None:
    """Let the milestone belong to a strand of work of its project, or to none."""
    if strand_id is not None and strand_id != milestone.strand_id:
        strand = db.session.get(WorkStrand, strand_id)
        if strand is None or strand.project_id != milestone.project.id:
            raise RuleViolation(_("That strand of work is not one of the project's. Choose another."))
    milestone.strand_id = strand_id
