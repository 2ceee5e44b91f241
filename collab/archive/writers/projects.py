"""Projects: the summary, the plan, milestones and anchoring."""

from datetime import datetime, time

from collab import clock
from collab.accounts.models import Person
from collab.activity.models import Verb
from collab.archive.desk import Desk
from collab.archive.keeping import tell
from collab.archive.pictures import cover_seed
from collab.archive.records.projects import AnchoringRecord, MilestoneRecord, ProjectRecord, ProjectsFile
from collab.archive.writers import plans, shelf, stages, strands
from collab.programmes.models import Branch, Goal, Organisation, Stage
from collab.projects.models import Anchoring, Milestone, Project
from collab.teams import queries as teams
from collab.teams.models import Team


def write(file: ProjectsFile, desk: Desk) -> None:
    """Every project of the file."""
    for record in file.projects:
        project = _project(record, file.demonstration, desk)
        plans.write(project, record, desk)
        strands.write(project, record.strands, desk)
        for milestone in record.milestones:
            _milestone(project, milestone, desk)
        for position, anchoring in enumerate(record.anchoring):
            _anchoring(project, position, anchoring, desk)
        stages.write(project, record, desk)
        shelf.write(project, record, desk, is_invented=project.is_demonstration)


def _project(record: ProjectRecord, is_invented: bool, desk: Desk) -> Project:
    team = desk.one(Team, slug=record.team)
    is_invented = is_invented if record.demonstration is None else record.demonstration
    kept = desk.keeper.keep(
        Project,
        {"slug": record.id},
        {
            "programme_id": desk.programme.id,
            "team": team,
            "title": record.title,
            "promise": record.promise,
            "started_on": record.started_on,
            "is_demonstration": is_invented,
            **_classified(record, desk),
            **_cover(record, team, is_invented, desk),
        },
        {"stage": desk.mine(Stage, code=record.stage), "status": record.status},
    )
    project = kept.row
    if kept.is_new:
        tell(Verb.PROJECT_STARTED, project, by=_starter(team), at=record.started_on)
    elif kept.changed:
        project.version += 1
    return project


def _starter(team: Team) -> Person | None:
    return next((place.person for place in teams.coordinators(team)), None)


def _cover(record: ProjectRecord, team: Team, is_invented: bool, desk: Desk) -> dict[str, object]:
    if record.cover is None:
        return {}
    started_at = clock.in_stockholm(datetime.combine(record.started_on, time(12)))
    seed = cover_seed(record)
    picture = desk.picture(seed, record.cover, by=_starter(team), at=started_at, is_invented=is_invented)
    return {"cover": picture, "cover_alternative": record.cover.alt}


def _classified(record: ProjectRecord, desk: Desk) -> dict[str, object]:
    branches = [desk.mine(Branch, code=code) for code in record.branches]
    goals = [desk.mine(Goal, code=code) for code in record.goals]
    places = [desk.one(Organisation, code=code) for code in record.municipalities]
    return {
        "branches": sorted(branches, key=lambda branch: branch.position),
        "goals": sorted(goals, key=lambda goal: goal.number),
        "municipalities": sorted(places, key=lambda place: place.id),
    }


def _milestone(project: Project, record: MilestoneRecord, desk: Desk) -> None:
    owner = desk.place(record.owner) if record.owner else None
    kept = desk.keeper.keep(
        Milestone,
        {"key": desk.key("milestone", record.id)},
        {
            "project": project,
            "title": record.title,
            "due_on": record.due_on,
            "owner": owner,
            "done_on": record.done_on,
            "is_begun": record.begun,
            **strands.of_milestone(record, desk),
        },
    )
    strands.write_slips(kept.row, record, desk)
    if kept.changed:
        kept.row.version += 1
    if record.done_on is not None and (kept.is_new or "done_on" in kept.changed):
        tell(Verb.MILESTONE_DONE, kept.row, by=owner.person if owner else None, at=record.done_on)


def _anchoring(project: Project, position: int, record: AnchoringRecord, desk: Desk) -> None:
    desk.keeper.row(
        Anchoring,
        {"project": project, "organisation": desk.organisation(record.organisation)},
        position=position,
        informed=record.informed,
        mandate=record.mandate.level,
        reference=record.mandate.reference,
        decided_on=record.mandate.decided_on,
        hours=record.hours,
        money_sek=record.money_sek,
        note=record.note,
    )
