"""What is found of updates and of the comments on them: their words."""

from sqlalchemy import func, select

from collab import db
from collab.accounts.models import Person
from collab.projects.models import Project
from collab.search.findable import Findable, Said
from collab.updates.models import Comment, Update
from collab.updates.subject import WRITTEN

OUT = func.coalesce(Update.posted_at, Update.goes_out_at)
AUTHOR = select(Person.name).where(Person.id == Update.author_id).scalar_subquery()
COMMENTER = select(Person.name).where(Person.id == Comment.author_id).scalar_subquery()


def _says(update: Update) -> Said:
    is_told = update.posted_at is not None and update.withdrawn_at is None
    return Said(text=(update.text, update.next_step), is_told=is_told)


FINDABLES = (
    Findable(
        kind="project_update",
        watched=("text", "next_step", "posted_at"),
        says=_says,
        within=lambda programme_id: db.refers(
            Update.project_id, Project, Project.programme_id == programme_id
        ),
        at=WRITTEN,
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
        says=lambda comment: Said(text=(comment.text,)),
        within=lambda programme_id: db.refers(
            Comment.update_id,
            Update,
            db.refers(Update.project_id, Project, Project.programme_id == programme_id),
        ),
        at=Comment.at,
        shown={"html": Comment.html, "by": COMMENTER, "day": Comment.at},
    ),
)
