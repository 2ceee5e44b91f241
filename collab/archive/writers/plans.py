"""The plan of a project: its sections, what they were before, versions of the whole with a name."""

from collections.abc import Mapping

from collab import markdown
from collab.archive.desk import Desk
from collab.archive.records.plans import NamedPlanRecord, VersionRecord
from collab.archive.records.projects import ProjectRecord
from collab.errors import NotFound
from collab.programmes.models import PlanSection
from collab.projects.illustrations import address_of, words_in
from collab.projects.models import NamedPlan, PlanText, PlanVersion, Project

FIRST = 1


def write(project: Project, record: ProjectRecord, desk: Desk) -> None:
    """Every section of the plan, with its versions."""
    for code in record.plan:
        versions = record.plan_versions.get(code, [])
        text = _text(project, code, record, desk)
        for version in versions:
            _earlier(text, version, desk)
        _newest(text, versions, desk)
    for named in record.named_plans:
        _named(project, named, desk)


def _text(project: Project, code: str, record: ProjectRecord, desk: Desk) -> PlanText:
    source, edited = record.plan[code], record.sections_edited.get(code) or record.plan_edited
    if edited is None:
        raise NotFound(f"nobody has edited {code}")
    number = max((version.number for version in record.plan_versions.get(code, [])), default=FIRST)
    by, section = desk.person_or_nobody(edited.by), desk.mine(PlanSection, code=code)
    kept = desk.keeper.keep(
        PlanText,
        {"project": project, "section": section},
        _rendered(project, section, source),
        {"edited_at": edited.at, "edited_by": by, "version": number},
    )
    if kept.changed:
        kept.row.version += 1
        kept.row.edited_at, kept.row.edited_by = edited.at, by
    return kept.row


def _earlier(text: PlanText, record: VersionRecord, desk: Desk) -> None:
    if record.text is not None:
        written = _rendered(text.project, text.section, record.text)
        _version(text, record.number, {**written, **_said(record, desk)}, desk)


def _newest(text: PlanText, versions: list[VersionRecord], desk: Desk) -> None:
    """The version that the section is now; a file that has changed since makes one more."""
    said = next((_said(v, desk) for v in versions if v.text is None and v.number == text.version), None)
    edited = {"saved_at": text.edited_at, "by": text.edited_by}
    own = {"source": text.source, "html": text.html, "words": text.words}
    _version(text, text.version, {**own, **(said or edited)}, desk)


def _version(text: PlanText, number: int, values: Mapping[str, object], desk: Desk) -> None:
    desk.keeper.row(PlanVersion, {"text": text, "number": number}, **values)


def _said(record: VersionRecord, desk: Desk) -> dict[str, object]:
    return {
        "saved_at": record.at,
        "by": desk.person_or_nobody(record.by),
        "reason": record.reason,
        "restored_from": record.restored_from,
        "merged_with": record.merged_with,
    }


def _rendered(project: Project, section: PlanSection, source: str) -> dict[str, object]:
    html = markdown.render(source, pictures=address_of(project.slug))
    return {"source": source, "html": html, "words": words_in(source, project.slug, by_goal=section.by_goal)}


def _named(project: Project, record: NamedPlanRecord, desk: Desk) -> None:
    numbers = record.sections.items()
    desk.keeper.row(
        NamedPlan,
        {"key": desk.key("named plan", record.id)},
        project=project,
        name=record.name,
        named_at=record.at,
        named_by=desk.person_or_nobody(record.by),
        versions=[_saved(project, code, number, desk) for code, number in numbers],
        headings=[
            {"code": one.code, "name": {"sv": one.name.sv, "en": one.name.en}} for one in record.headings
        ]
        or None,
    )


def _saved(project: Project, code: str, number: int, desk: Desk) -> PlanVersion:
    section = desk.mine(PlanSection, code=code)
    text = desk.one(PlanText, project_id=project.id, section_id=section.id)
    return desk.one(PlanVersion, text_id=text.id, number=number)
