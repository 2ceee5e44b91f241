"""Who may what with an update. `person` is None for a visitor without an account."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, false, or_

from collab import clock, db
from collab.accounts.models import Person, Viewer
from collab.programmes import policy as programmes
from collab.programmes.models import Programme
from collab.projects import policy as projects
from collab.projects.models import Project
from collab.statements import site_time
from collab.text import _l
from collab.updates.models import Comment, Kind, Update, Visibility

P = TypeVar("P", bound=Callable[..., bool])


def read(person: Person | None, update: Update) -> bool:
    """See the update: what is not out, or taken back, its author; the rest those whom the author chose."""
    if update.is_public or _wrote(person, update):
        return True
    if person is None or not update.is_posted:
        return False
    if update.visibility is Visibility.TEAM:
        return projects.read_inside(person, update.project)
    return projects.read(person, update.project)


def visible_to(person: Viewer | None) -> ColumnElement[bool]:
    """SQL twin of `read`."""
    public = Update.visibility == Visibility.PUBLIC
    if person is None:
        return and_(posted(), public)
    inside = db.refers(Update.project_id, Project, projects.inside_visible_to(person))
    around = db.refers(Update.project_id, Project, projects.visible_to(person))
    chosen = or_(
        public,
        and_(Update.visibility == Visibility.PROGRAMME, around),
        and_(Update.visibility == Visibility.TEAM, inside),
    )
    return or_(Update.author_id == person.id, and_(posted(), chosen))


def posted() -> ColumnElement[bool]:
    """SQL twin of `Update.is_posted`."""
    return and_(Update.posted_at <= site_time(), Update.withdrawn_at.is_(None))


def post(person: Person, project: Project) -> bool:
    """Write an update about the project: its team."""
    return projects.edit(person, project)


def set_rhythm(person: Person, programme: Programme) -> bool:
    """Say how often the programme's projects are to write: whoever organises it."""
    return programmes.organise(person, programme) and programmes.write(programme)


def _saying_no(said: object) -> Callable[[P], P]:
    """Let a policy carry the sentence that tells why it says no."""

    def carry(policy: P) -> P:
        policy.__dict__["refusal"] = said
        return policy

    return carry


@_saying_no(_l("Only who wrote the update and is in the team can change it, until it is withdrawn."))
def edit(person: Person, update: Update) -> bool:
    """Change it: the one who wrote it, while in the team, until it is withdrawn."""
    return withdraw(person, update) and post(person, update.project)


def withdraw(person: Person, update: Update) -> bool:
    """Take it back: the one who wrote it, while in the team; what is not out yet also after leaving it."""
    is_open = update.withdrawn_at is None and programmes.write(update.project.programme)
    return is_open and _wrote(person, update) and (not update.is_posted or post(person, update.project))


def comment(person: Person, update: Update) -> bool:
    """Answer it: everybody in the programme who can read it; one for the team, who could read the answer."""
    may_read = read_inside if update.visibility is Visibility.TEAM else read_comments
    return may_read(person, update) and programmes.write(update.project.programme)


def change_comment(person: Person, answer: Comment) -> bool:
    """Change one's own answer, or take it back, as long as one may answer there."""
    return _wrote_comment(person, answer) and read_comment(person, answer) and comment(person, answer.update)


def settle(person: Person, update: Update) -> bool:
    """Say which comment answers the question: who asked, the project's team, and who leads the programme.

    Those among them who read the comments.
    """
    is_open = update.kind is Kind.QUESTION and programmes.write(update.project.programme)
    return (
        is_open and read_comments(person, update) and (_wrote(person, update) or _answers_for(person, update))
    )


def acknowledge(person: Person, update: Update) -> bool:
    """Say that one has seen the report: who leads the programme, but for one's own."""
    is_report = update.status is not None and update.is_posted
    leads = programmes.facilitate(person, update.project.programme) and not _wrote(person, update)
    return is_report and leads and programmes.write(update.project.programme)


def be_noted(person: Person, update: Update) -> bool:
    """Whether it is kept that the person has opened it: of those in the programme, but for its author."""
    is_out = update.is_posted and programmes.write(update.project.programme)
    return is_out and not _wrote(person, update) and read_comments(person, update)


def see_openings(person: Person, update: Update) -> bool:
    """See who has opened its page: the project's team and those who lead the programme."""
    return update.is_posted and read_comments(person, update) and _answers_for(person, update)


def read_comments(person: Person | None, update: Update) -> bool:
    """Read the answers: those in the programme who can read the update while it is out, not the public."""
    if person is None or not update.is_posted:
        return False
    return read(person, update) and projects.read(person, update.project)


def read_inside(person: Person | None, update: Update) -> bool:
    """Read also those answers that were written to the team: the team and those who lead."""
    return (
        person is not None and read_comments(person, update) and projects.read_inside(person, update.project)
    )


def read_comment(person: Person | None, answer: Comment) -> bool:
    """Read one answer: as all answers to its update, once it is given and as long as it is."""
    is_given = answer.at <= clock.now() and answer.withdrawn_at is None
    return is_given and know_comment(person, answer)


def know_comment(person: Person | None, answer: Comment) -> bool:
    """Know of an answer, also of one that was taken back: what was written to the team stays there."""
    may_know = read_inside if answer.is_inside else read_comments
    return may_know(person, answer.update)


def comment_visible_to(person: Viewer | None) -> ColumnElement[bool]:
    """SQL twin of `read_comment`."""
    if person is None:
        return false()
    around = db.refers(Update.project_id, Project, projects.visible_to(person))
    told = db.refers(Comment.update_id, Update, posted(), visible_to(person), around)
    return and_(given(), told, told_to(person))


def told_to(person: Viewer | None) -> ColumnElement[bool]:
    """Of the answers to an update that the person may read: those that were not written to others alone."""
    if person is None:
        return ~Comment.is_inside
    inside = db.refers(Update.project_id, Project, projects.inside_visible_to(person))
    return or_(~Comment.is_inside, db.refers(Comment.update_id, Update, inside))


def given() -> ColumnElement[bool]:
    """Answers that are given by now and not taken back: those dated ahead wait, as updates do."""
    return and_(Comment.at <= site_time(), Comment.withdrawn_at.is_(None))


def _wrote(person: Person | None, update: Update) -> bool:
    return person is not None and update.author_id == person.id


def _wrote_comment(person: Person, answer: Comment) -> bool:
    return answer.author_id == person.id


def _answers_for(person: Person, update: Update) -> bool:
    """Whether the person is in the project's team or leads its programme."""
    return projects.belong(person, update.project) or programmes.facilitate(person, update.project.programme)
