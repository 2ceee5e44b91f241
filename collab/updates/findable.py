"""What is found of updates and of the comments on them: their words."""

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from collab import db
from collab.accounts.models import Person
from collab.projects.models import Project
from collab.search.findable import Findable, Said, both
from collab.updates.models import Comment, Update
from collab.updates.subject import WRITTEN

OUT = func.coalesce(Update.posted_at, Update.goes_out_at)
AUTHOR = select(Person.name).where(Person.id == Update.author_id).scalar_subquery()
COMMENTER = select(Person.name).where(Person.id == Comment.author_id).scalar_subquery()


def _says(update: Update) -> Said:
    is_told = update.posted_at is not None and update.withdrawn_at is None
    return Said(text=(update.text, update.next_step), of=both(update.project.title), is_told=is_told)


def _of_project(number: Any) -> ColumnElement[bool]:
    return db.refers(Comment.update_id, Update, Update.project_id == number)


FINDABLES = (
    Findable(
        kind="project_update",
        watched=("text", "next_step", "posted_at"),
        says=_says,
        within=lambda programme_id: db.refers(
            Update.project_id, Project, Project.programme_id == programme_id
        ),
        at=WRITTEN,
        follows=((Project, ("title",), lambda number: Update.project_id == number),),
        needs=(joinedload(Update.project, innerjoin=True),),
        is_public=True,
        shown={
            "html": Update.html,
            "text": Update.next_step,
            "by": AUTHOR,
            "day": WRITTEN,
            "out": OUT,
            "withdrawn": Update.withdrawn_at,
        },
    ),
    Findable(
        kind="comment",
        watched=("text",),
        says=lambda comment: Said(text=(comment.text,), of=both(comment.update.project.title)),
        within=lambda programme_id: db.refers(
            Comment.update_id,
            Update,
            db.refers(Update.project_id, Project, Project.programme_id == programme_id),
        ),
        at=Comment.at,
        follows=((Project, ("title",), _of_project),),
        needs=(joinedload(Comment.update, innerjoin=True).joinedload(Update.project, innerjoin=True),),
        shown={"html": Comment.html, "by": COMMENTER, "day": Comment.at},
    ),
)
