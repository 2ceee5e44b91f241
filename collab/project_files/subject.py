"""What others may speak of: the files of projects."""

from collab.project_files import policy
from collab.project_files.models import ProjectFile
from collab.projects.models import Project
from collab.subjects import Subject, tell
from collab.text import Localised

SUBJECTS = (
    Subject(
        kind="project_file",
        model=ProjectFile,
        read=policy.read,
        visible_to=policy.visible_to,
        told=tell(ProjectFile, title=ProjectFile.name, slug=Project.slug, key=ProjectFile.key).join(
            ProjectFile.project
        ),
        address=lambda told: ("project_files.show", {"slug": told.slug, "key": told.key}),
        label=lambda told: Localised(told.title or ""),
    ),
)
