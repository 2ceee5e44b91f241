"""What is found of a project's files: how they are called and described, while they are there."""

from sqlalchemy import select

from collab import db
from collab.project_files.models import FileVersion, ProjectFile
from collab.projects.models import Project
from collab.search.findable import Findable, Said

NEWEST = (
    select(FileVersion.uploaded_at)
    .where(FileVersion.file_id == ProjectFile.id, FileVersion.number == ProjectFile.latest)
    .scalar_subquery()
)


def _says(file: ProjectFile) -> Said | None:
    return Said((file.name,), (file.description,)) if file.removed_at is None else None


FINDABLES = (
    Findable(
        kind="project_file",
        watched=("name", "description", "removed_at"),
        says=_says,
        within=lambda programme_id: db.refers(
            ProjectFile.project_id, Project, Project.programme_id == programme_id
        ),
        at=NEWEST,
        shown={"text": ProjectFile.description, "of": Project.title, "day": NEWEST},
    ),
)
