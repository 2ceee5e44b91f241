"""projects.yaml: development projects with plan, milestones and anchoring."""

from sqlalchemy import select

from collab import db
from collab.archive.readers import plans, shelf, stages, strands
from collab.archive.readers.head import head
from collab.archive.scribe import Said, Scribe, all_flagged, said, unless, words
from collab.projects.models import Anchoring, Milestone, Project

REMARK = """Development projects. The plan is Markdown.
plan_edited: who wrote in it last; sections_edited: who did where that differs."""


def read(scribe: Scribe) -> Said | None:
    """The whole file; None without projects."""
    projects = scribe.mine(Project, Project.id)
    if not projects:
        return None
    is_invented = all_flagged(project.is_demonstration for project in projects)
    return {
        **head(scribe, is_invented),
        "projects": [_project(project, is_invented, scribe) for project in projects],
    }


def _project(project: Project, is_invented: bool, scribe: Scribe) -> Said:
    return {
        "id": project.slug,
        "team": project.team.slug,
        **said(demonstration=unless(is_invented, project.is_demonstration)),
        "title": words(project.title),
        "promise": words(project.promise),
        "stage": project.stage.code,
        "status": project.status.value,
        "started_on": project.started_on,
        "branches": [branch.code for branch in project.branches],
        "goals": [goal.code for goal in project.goals],
        "municipalities": sorted(place.code for place in project.municipalities if place.code),
        **said(cover=_cover(project, is_invented, scribe)),
        **plans.read(project, scribe),
        **said(strands=strands.read(project, scribe)),
        **said(milestones=_milestones(project, scribe), anchoring=_anchoring(project)),
        **stages.read(project, scribe),
        **said(files=shelf.read(project, is_invented, scribe)),
    }


def _cover(project: Project, is_invented: bool, scribe: Scribe) -> Said | None:
    return scribe.picture(project.cover, is_invented) if project.cover else None


def _milestones(project: Project, scribe: Scribe) -> list[Said]:
    rows = db.session.scalars(
        select(Milestone).where(Milestone.project_id == project.id).order_by(Milestone.due_on, Milestone.id)
    )
    return [
        said(
            id=row.key,
            title=row.title,
            due_on=row.due_on,
            owner=scribe.places.get(row.owner_id or 0),
            strand=row.strand.key if row.strand else None,
            begun=row.is_begun or None,
            done_on=row.done_on,
            given_up=strands.given_up(row),
            moved=strands.slips(row, scribe),
        )
        for row in rows
    ]


def _anchoring(project: Project) -> list[Said]:
    rows = db.session.scalars(
        select(Anchoring).where(Anchoring.project_id == project.id).order_by(Anchoring.position, Anchoring.id)
    )
    return [
        {
            "organisation": row.organisation.slug,
            "informed": row.informed,
            "mandate": said(level=row.mandate.value, reference=row.reference, decided_on=row.decided_on),
            "hours": row.hours,
            "money_sek": row.money_sek,
            **said(note=row.note),
        }
        for row in rows
    ]
