"""Agreeing to statements, going through a gate, being let through, going back."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from collab import clock, db, text
from collab.accounts.models import Person
from collab.errors import RuleViolation
from collab.mail import actions as mail
from collab.programmes.models import Stage
from collab.projects import actions as projects
from collab.projects.actions import Grounds
from collab.projects.models import Agreement, Passage, Project, Way
from collab.stages import queries
from collab.stages.judging import Statement
from collab.stages.queries import StageShown, Whereabouts
from collab.teams import letters
from collab.teams import queries as teams
from collab.text import _


class Unready(RuleViolation):
    """The gate misses something: nobody goes through it yet."""

    def __init__(self) -> None:
        super().__init__(_("The project cannot go on yet. This is missing:"))


def agree(project: Project, codes: Collection[str], *, seen: str, by: Person) -> None:
    """Let the person agree to the statements of these codes and to no others.

    `seen`: the fingerprint of the stage that the person's page showed. Raises RuleViolation when the project
    is at another one, or the words are others.
    """
    _agree(_held(project, seen), project, codes, by)


def proceed(project: Project, codes: Collection[str], *, seen: str, by: Person) -> Passage:
    """Go through the gate, agreeing to these statements.

    Raises RuleViolation as `agree` does, and Unready while anything is missing.
    """
    here = _held(project, seen)
    _agree(here, project, codes, by)
    here = queries.whereabouts(project)
    if here.gate.missing:
        raise Unready
    return _move(project, _after(here), Grounds(Way.GATE, checks=_said(here)), by)


def let_through(project: Project, reason: str, *, seen: str, by: Person) -> Passage:
    """Let the team through, whatever is missing. Raises RuleViolation without a reason, and as `agree`."""
    if not reason.strip():
        raise RuleViolation(_("Say why you let the team through. It reads it."))
    here = _held(project, seen)
    grounds = Grounds(Way.LET_THROUGH, reason.strip(), _said(here))
    passage = _move(project, _after(here), grounds, by)
    _write_to_team(project, passage, by)
    return passage


def go_back(project: Project, to: str, reason: str, *, seen: str, by: Person) -> Passage:
    """Go back to the stage of that code.

    Raises RuleViolation as `agree` does, without a reason, and where the stage is not an earlier one.
    """
    if not reason.strip():
        raise RuleViolation(_("Say why the project goes back. Others read it."))
    here = _held(project, seen)
    target = next((stage for stage in here.earlier if stage.code == to), None)
    if target is None:
        raise RuleViolation(_("Choose a stage that comes before the one where the project is."))
    passage = _move(project, target, Grounds(Way.BACK, reason.strip()), by)
    _write_to_team(project, passage, by)
    return passage


def _held(project: Project, seen: str) -> Whereabouts:
    """Where the project is, which nobody changes meanwhile, as long as it is where the person saw it."""
    db.hold(project)
    here = queries.whereabouts(project)
    code = seen.partition(" ")[0]
    if code not in {stage.code for stage in here.stages}:
        raise RuleViolation(
            _("The stage that your page showed has gone from the programme. This is the page as it is now.")
        )
    if code != here.now.code:
        raise RuleViolation(
            _("The project has come to the stage %(stage)s meanwhile. This is the page as it is now.",
              stage=here.now.name)
        )  # fmt: skip
    if seen != here.now.fingerprint:
        raise RuleViolation(
            _("What the gate asks for was changed meanwhile. Read the statements again before you agree.")
        )
    return here


def _agree(here: Whereabouts, project: Project, codes: Collection[str], by: Person) -> None:
    mine = Agreement.project_id == project.id, Agreement.by_id == by.id, Agreement.passage_id.is_(None)
    found = db.session.scalars(select(Agreement).where(*mine, Agreement.stage_id == here.now.id))
    kept = {(row.code, row.words): row for row in found}
    wanted = {(said.code, said.label): said for said in here.gate.statements if said.code in codes}
    for key in kept.keys() - wanted.keys():
        db.session.delete(kept[key])
    db.session.flush()
    for key in wanted.keys() - kept.keys():
        db.session.add(_agreement(project, here.now, wanted[key], by))
    db.session.flush()


def _agreement(project: Project, stage: StageShown, said: Statement, by: Person) -> Agreement:
    return Agreement(
        project=project, stage_id=stage.id, code=said.code, words=said.label, by=by, at=clock.now()
    )


def _after(here: Whereabouts) -> StageShown:
    if here.next is None:
        raise RuleViolation(_("This is the last stage: there is none to go on to."))
    return here.next


def _move(project: Project, target: StageShown, grounds: Grounds, by: Person) -> Passage:
    return projects.move_to_stage(project, db.session.get_one(Stage, target.id), grounds, by=by)


def _said(here: Whereabouts) -> list[dict[str, Any]]:
    return [
        {"code": c.code, "label": {"sv": c.label.sv, "en": c.label.en}, "is_met": c.is_met}
        for c in here.gate.checks
    ]


def _write_to_team(project: Project, passage: Passage, by: Person) -> None:
    """Tell the others of the team."""
    for person in teams.people_in(project.team):
        if person == by:
            continue
        with text.in_language(person.language):
            values = {
                "project": str(project.title),
                "slug": project.slug,
                "stage": str(passage.to_stage.name),
                "by": str(by.name),
                "reason": passage.reason,
                "is_back": passage.way is Way.BACK,
                "project_id": project.id,
                **letters.to_member(person, project.team_id),
            }
        mail.post(to=person.email, language=person.language, template="stages/mail/moved", values=values)
