"""Updates with their pictures, contributions and comments."""

from typing import Any

from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.archive.desk import Desk, as_problem_of
from collab.archive.pictures import enumerated
from collab.archive.records.updates import (
    CommentRecord,
    ContributionRecord,
    ReactionRecord,
    SettledRecord,
    UpdateRecord,
    UpdatesFile,
    WordingRecord,
)
from collab.files.actions import Description
from collab.programmes.models import Goal, Indicator
from collab.project_files.models import ProjectFile
from collab.projects.models import Project
from collab.updates import actions
from collab.updates.content import Content, Counted, Shown
from collab.updates.models import (
    Acknowledgement,
    Comment,
    CommentWording,
    MarkedAnswer,
    Reaction,
    Update,
    Wording,
)


def write(file: UpdatesFile, desk: Desk) -> None:
    """Every update of the file, in the order in which they were posted."""
    write_one = _kept if file.exported else _update
    for record in sorted(file.updates, key=lambda r: r.posted_at):
        is_invented = file.demonstration if record.demonstration is None else record.demonstration
        update = write_one(record, is_invented, desk)
        for comment in record.comments:
            _comment(update, record, comment, desk)
        for reaction in record.reactions:
            _reaction(update, None, reaction, desk)
        for wording in record.said_before:
            _wording(update, wording, desk)
        if record.acknowledged is not None:
            _acknowledged(update, record.acknowledged, desk)


def _update(record: UpdateRecord, is_invented: bool, desk: Desk) -> Update:
    author = desk.person(record.author)
    key = desk.key("update", record.id)
    update = db.session.scalars(select(Update).where(Update.key == key)).first()
    content = _content(record, author, is_invented, desk)
    if update is None:
        update = desk.keeper.make(
            Update,
            key=key,
            project=desk.one(Project, slug=record.project),
            author=author,
            created_at=record.posted_at,
            is_demonstration=is_invented,
        )
        with as_problem_of(record.node):
            actions.publish(update, content, by=author, at=record.posted_at)
    elif content != Content.of(update):
        with as_problem_of(record.node):
            actions.publish(update, content, by=author)
        desk.keeper.changed[Update.__tablename__] += 1
    return update


def _kept(record: UpdateRecord, is_invented: bool, desk: Desk) -> Update:
    """An update as a site had it, with what became of it; the project's status comes with the project."""
    author = desk.person_or_nobody(record.author)
    content = _content(record, author, is_invented, desk)
    kept = desk.keeper.keep(
        Update,
        {"key": desk.key("update", record.id)},
        {
            "posted_at": record.posted_at,
            "edited_at": record.edited_at,
            "withdrawn_at": record.withdrawn_at,
            **_written(content),
        },
        {
            "project": desk.one(Project, slug=record.project),
            "author": author,
            "created_at": record.posted_at,
            "saved_at": record.edited_at or record.posted_at,
            "is_demonstration": is_invented,
        },
    )
    if kept.is_new or kept.changed or content != Content.of(kept.row):
        actions.write(kept.row, content)
    return kept.row


def _written(content: Content) -> dict[str, Any]:
    return {
        "status": content.status,
        "text": content.text,
        "next_step": content.next_step,
        "next_step_due_on": content.next_step_due_on,
        "kind": content.kind,
        "visibility": content.visibility,
        "goals": list(content.goals),
        "files": list(content.files),
    }


def _content(record: UpdateRecord, author: Person | None, is_invented: bool, desk: Desk) -> Content:
    goals = sorted((desk.mine(Goal, code=code) for code in record.goals), key=lambda goal: goal.number)
    counted = (_counted(said, desk) for said in record.contributes)
    shown = []
    for seed, said in enumerated(record.id, record.pictures):
        picture = desk.picture(seed, said, by=author, at=record.posted_at, is_invented=is_invented)
        shown.append(Shown(picture, Description(said.alt, said.decorative, said.caption)))
    return Content(
        status=record.status,
        text=record.text,
        next_step=record.next_step.text if record.next_step else "",
        next_step_due_on=record.next_step.due_on if record.next_step else None,
        kind=record.kind,
        visibility=record.visibility,
        goals=tuple(goals),
        counted=tuple(sorted(counted, key=lambda one: one.indicator.id)),
        pictures=tuple(shown),
        files=tuple(_files(record, desk)),
    )


def _files(record: UpdateRecord, desk: Desk) -> list[ProjectFile]:
    found = [desk.one(ProjectFile, key=desk.key("project file", name)) for name in record.files]
    return sorted(found, key=lambda file: file.id)


def _counted(record: ContributionRecord, desk: Desk) -> Counted:
    goals = select(Goal.id).where(Goal.programme_id == desk.programme.id)
    chosen = select(Indicator).where(Indicator.code == record.indicator, Indicator.goal_id.in_(goals))
    return Counted(db.session.scalars(chosen).one(), record.value, record.note)


def _wording(update: Update, said: WordingRecord, desk: Desk) -> None:
    desk.keeper.row(
        Wording,
        {"update": update, "until": said.until},
        kind=said.kind,
        status=said.status,
        visibility=said.visibility,
        text=said.text,
        next_step=said.next_step,
        next_step_due_on=said.next_step_due_on,
        counted=[{"indicator": one.indicator, "value": one.value} for one in said.counted],
    )


def _comment(update: Update, record: UpdateRecord, said: CommentRecord, desk: Desk) -> None:
    key = said.id or desk.derived_key("comment", record.id, said.author, said.at.isoformat())
    found = db.session.scalars(select(Comment).where(Comment.key == key)).first()
    if found is not None and found.withdrawn_at is not None:
        return  # what was taken back here stays so
    is_inside = record.is_inside(said)
    answer = found or _answer(update, key, said, desk, is_inside=is_inside)
    became = {
        "text": said.text,
        "edited_at": said.edited_at,
        "withdrawn_at": said.withdrawn_at,
        "is_inside": answer.is_inside or is_inside,
    }
    if desk.keeper.change(answer, became):
        answer.html = actions.rendered(said.text, update.project)
    for before in said.said_before:
        of = {"comment": answer, "until": before.until}
        desk.keeper.row(CommentWording, of, visibility=before.visibility, text=before.text)
    for reaction in said.reactions:
        _reaction(update, answer, reaction, desk)
    if said.marked is not None:
        _marked(answer, said.marked, desk)


def _answer(update: Update, key: str, said: CommentRecord, desk: Desk, *, is_inside: bool) -> Comment:
    """A new comment, as it was when it was written and as it is now."""
    began = select(Comment).where(Comment.key == said.answers)
    comment = desk.keeper.make(
        Comment,
        key=key,
        form_key=key,
        update=update,
        author=desk.person_or_nobody(said.author),
        answers_id=db.session.scalars(began).one().id if said.answers else None,
        text=said.text,
        html=actions.rendered(said.text, update.project),
        at=said.at,
        edited_at=said.edited_at,
        withdrawn_at=said.withdrawn_at,
        is_inside=is_inside,
    )
    db.session.flush()
    activity.record(Verb.COMMENTED, comment, by=comment.author, at=said.at)
    return comment


def _reaction(update: Update, comment: Comment | None, said: ReactionRecord, desk: Desk) -> None:
    of = {"update": update, "comment": comment, "person": desk.person(said.by), "word": said.word}
    desk.keeper.row(Reaction, of, at=said.at)


def _marked(comment: Comment, record: SettledRecord, desk: Desk) -> None:
    """The comment as the answer; a mark that is there already becomes this one."""
    of = {"update": comment.update}
    kept = desk.keeper.keep(MarkedAnswer, of, {"comment": comment, **_settled(record, desk)})
    if kept.is_new:
        activity.record(Verb.QUESTION_ANSWERED, comment, by=kept.row.by, at=record.at)


def _acknowledged(update: Update, record: SettledRecord, desk: Desk) -> None:
    kept = desk.keeper.keep(Acknowledgement, {"update": update}, _settled(record, desk))
    if kept.is_new:
        activity.record(Verb.REPORT_ACKNOWLEDGED, update, by=kept.row.by, at=record.at)


def _settled(record: SettledRecord, desk: Desk) -> dict[str, Any]:
    """Who and when; whoever the file does not name stays who it is."""
    return {"at": record.at, **({"by": desk.person(record.by)} if record.by else {})}
