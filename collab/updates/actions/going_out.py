"""What becomes of an update at the time that its author has chosen."""

from typing import Any

from collab import clock, db
from collab.accounts.models import Person
from collab.errors import RuleViolation
from collab.mail import actions as mail
from collab.programmes import policy as programmes
from collab.projects import policy as projects
from collab.teams.letters import to_member
from collab.text import in_language, moment
from collab.updates import policy
from collab.updates.actions.writing import publish
from collab.updates.content import Content
from collab.updates.models import Update

TEMPLATE = "updates/mail/not_out"


def go_out(update: Update) -> None:
    """Post an update whose time has come, as its author left it with the button.

    One that its author has begun to change, or that lacks something by now, becomes a draft again, and its
    author is told by mail. So does one whose programme is over, and one whose author may not write about the
    project any more: who has left a team gets no mail about it.
    """
    author = update.author
    if author is None or not projects.belong(author, update.project):
        wait_no_longer(update)
        return
    why = _hindrance(update, author)
    if why:
        _tell(update, author, why)
        wait_no_longer(update)


def wait_no_longer(update: Update) -> None:
    """Let it be a draft like any other."""
    update.goes_out_at = update.reopened_at = None


def _hindrance(update: Update, author: Person) -> dict[str, Any]:
    """Why it is not posted, as the letter tells it; nothing where it is."""
    if not policy.edit(author, update):
        with in_language(author.language):
            over = programmes.why_closed(update.project.programme)
        return {"is_reopened": False, "lacks": [], "refusal": over, "is_over": True}
    content = Content.of(update)
    lacks = [what.value for what in content.missing(update.posted_on(clock.now()))]
    if update.reopened_at is not None or lacks:
        return {"is_reopened": update.reopened_at is not None, "lacks": lacks, "refusal": ""}
    try:
        with in_language(author.language), db.session.begin_nested():
            publish(update, content, by=author)
    except RuleViolation as refusal:
        return {"is_reopened": False, "lacks": [], "refusal": str(refusal)}
    return {}


def _tell(update: Update, author: Person, why: dict[str, Any]) -> None:
    with in_language(author.language):
        values = {
            "key": update.key,
            "project": update.project.title.said(author.language),
            "moment": moment(update.goes_out_at or clock.now()),
            **why,
            **to_member(author, update.project.team_id),
        }
    mail.post(to=author.email, language=author.language, template=TEMPLATE, values=values)
