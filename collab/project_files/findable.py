"""What is found of a project's files: how they are called and described, while they are there."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from collab import db
from collab.project_files.models import FileVersion, ProjectFile
from collab.projects.models import Project
from collab.search.findable import Findable, Said, both

NEWEST = (
    select(FileVersion.uploaded_at)
    .where(FileVersion.file_id == ProjectFile.id, FileVersion.number == ProjectFile.latest)
    .scalar_subquery()
)


def _says(file: ProjectFile) -> Said | None:
    if file.removed_at is not None:
        return None
    return Said((file.name,), (file.description,), of=both(file.project.title))


FINDABLES = (
    Findable(
        kind="project_file",
        watched=("name", "description", "removed_at"),
        says=_says,
        within=lambda programme_id: db.refers(
            ProjectFile.project_id, Project, Project.programme_id == programme_id
        ),
        at=NEWEST,
        follows=((Project, ("title",), lambda number: ProjectFile.project_id == number),),
        needs=(joinedload(ProjectFile.project, innerjoin=True),),
        shown={"text": ProjectFile.description, "of": Project.title, "day": NEWEST},
    ),
)
