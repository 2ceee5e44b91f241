"""A project's way through the stages, and what its team agrees to now."""

from collab.activity.models import Verb
from collab.archive.desk import Desk
from collab.archive.keeping import tell
from collab.archive.records.projects import ProjectRecord
from collab.archive.records.stages import AgreementRecord, PassageRecord
from collab.programmes.models import Stage
from collab.projects.models import Agreement, Passage, Project, Way
from collab.text import Localised


def write(project: Project, record: ProjectRecord, desk: Desk) -> None:
    """Every passage with what was agreed to before it, then what is agreed to at the stage of the file."""
    for told in record.passages:
        passage = _passage(project, told, desk)
        for agreement in told.agreed:
            _agreement(project, passage.from_stage, agreement, passage, desk)
    here = desk.mine(Stage, code=record.stage)
    for agreement in record.agreed:
        _agreement(project, here, agreement, None, desk)


def _passage(project: Project, record: PassageRecord, desk: Desk) -> Passage:
    by = desk.person_or_nobody(record.by)
    kept = desk.keeper.keep(
        Passage,
        {"key": desk.key("passage", record.id)},
        {
            "project": project,
            "from_stage": desk.mine(Stage, code=record.from_stage),
            "to_stage": desk.mine(Stage, code=record.to_stage),
            "way": record.way,
            "at": record.at,
            "by": by,
            "reason": record.reason,
            "checks": [
                {"code": c.code, "label": {"sv": c.label.sv, "en": c.label.en}, "is_met": c.is_met}
                for c in record.checks
            ],
        },
    )
    if kept.is_new:
        verb = Verb.STAGE_RETURNED if record.way is Way.BACK else Verb.STAGE_REACHED
        tell(verb, project, by=by, at=record.at, stage=record.to_stage, way=record.way.value)
    return kept.row


def _agreement(
    project: Project, stage: Stage, record: AgreementRecord, passage: Passage | None, desk: Desk
) -> None:
    desk.keeper.row(
        Agreement,
        {
            "project": project,
            "stage": stage,
            "code": record.code,
            "by": desk.person_or_nobody(record.by),
            "at": record.at,
        },
        words=record.words or _words(stage, record.code),
        passage=passage,
    )


def _words(stage: Stage, code: str) -> Localised:
    """What the stage calls it; that it does was checked."""
    asked = [*stage.statements, *stage.checks]
    return next(Localised(**one["label"]) for one in asked if one["code"] == code)
