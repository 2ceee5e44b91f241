"""The plan of a project: its sections, what they were before, versions of the whole with a name."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from collab import db
from collab.archive.scribe import Said, Scribe, said, when, words
from collab.programmes.models import PlanSection
from collab.projects.models import NamedPlan, PlanText, PlanVersion, Project


def read(project: Project, scribe: Scribe) -> Said:
    """The keys of a project that tell its plan."""
    texts = db.session.scalars(
        select(PlanText)
        .join(PlanText.section)
        .where(PlanText.project_id == project.id)
        .order_by(PlanSection.position)
    ).all()
    if not texts:
        return {"plan": {}}
    edited = {text.section.code: _edited(text, scribe) for text in texts}
    latest = max(edited.values(), key=lambda one: str(one["at"]))
    versions = {text.section.code: _versions(text, scribe) for text in texts}
    return {
        "plan_edited": latest,
        **said(sections_edited={code: one for code, one in edited.items() if one != latest}),
        "plan": {text.section.code: text.source for text in texts},
        **said(
            plan_versions={code: ones for code, ones in versions.items() if ones},
            named_plans=_named(project, scribe),
        ),
    }


def _edited(text: PlanText, scribe: Scribe) -> Said:
    return said(at=when(text.edited_at), by=scribe.who(text.edited_by_id))


def _versions(text: PlanText, scribe: Scribe) -> list[Said]:
    """Every version, unless the section itself tells all there is to tell."""
    rows = db.session.scalars(
        select(PlanVersion).where(PlanVersion.text_id == text.id).order_by(PlanVersion.number)
    ).all()
    told = [_version(row, text, scribe) for row in rows]
    plain = {"number": text.version, **_edited(text, scribe)}
    return [] if told == [plain] and text.version == 1 else told


def _version(row: PlanVersion, text: PlanText, scribe: Scribe) -> Said:
    return {
        "number": row.number,
        **said(
            at=when(row.saved_at),
            by=scribe.who(row.by_id),
            reason=row.reason,
            restored_from=row.restored_from,
            merged_with=row.merged_with,
        ),
        **({} if row.number == text.version else {"text": row.source}),
    }


def _named(project: Project, scribe: Scribe) -> list[Said]:
    rows = db.session.scalars(
        select(NamedPlan)
        .options(selectinload(NamedPlan.versions).joinedload(PlanVersion.text).joinedload(PlanText.section))
        .where(NamedPlan.project_id == project.id)
        .order_by(NamedPlan.named_at, NamedPlan.id)
    )
    return [
        said(
            id=row.key,
            name=row.name,
            at=when(row.named_at),
            by=scribe.who(row.named_by_id),
            sections={
                version.text.section.code: version.number
                for version in sorted(row.versions, key=lambda v: v.text.section.position)
            },
            headings=[{"code": code, "name": words(name)} for code, name in row.headings_of_then()],
        )
        for row in rows
    ]
