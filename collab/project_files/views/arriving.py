"""What comes with a form: looked at and kept before the write transaction begins."""

from datetime import timedelta

from flask import request

from collab.accounts.visitor import signed_in
from collab.errors import RuleViolation
from collab.project_files import keeping, limits, queries
from collab.project_files.forms import Upload, unpacked
from collab.projects import policy
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.web.access import authorize
from collab.web.limits import Limit, count

UPLOADS = Limit("upload", 60, timedelta(hours=1))


def writable(slug: str) -> Project:
    """The project, for somebody who may write in it. Raises NotFound or Forbidden."""
    project = projects.get_project(slug, viewer=signed_in())
    authorize(policy.edit, project)
    return project


def whose(project: Project) -> str:
    """Tells the person and the project that a form's file is kept for."""
    return f"{signed_in().id} {project.id}"


def arrive(slug: str, key: str = "") -> Upload:
    """Keep the file that came, whatever becomes of the rest of the form; one that came before stays kept.

    `key`: of the file that it becomes a version of.
    """
    project = writable(slug)
    file = request.files.get("file")
    if not file:
        keeping.spare(unpacked(request.form.get("kept", ""), whose(project)))
        return Upload(None)
    count(UPLOADS, str(signed_in().id))
    try:
        return Upload(keeping.keep(file, is_for_picture=_is_for_picture(slug, key)))
    except RuleViolation as refusal:
        return Upload(None, str(refusal))


def _is_for_picture(slug: str, key: str) -> bool:
    if key:
        return queries.is_picture(queries.get_file(slug, key, viewer=signed_in()))
    return request.args.get("kind") == "picture"


LIMITS = {
    "file": limits.MOST_OF_A_FILE // limits.MEGABYTE,
    "bytes": limits.MOST_OF_A_FILE,
    "pixels": limits.MOST_OF_A_PICTURE // limits.MEGABYTE,
    "widest": limits.WIDEST,
    "team": limits.MOST_OF_A_TEAM // limits.GIGABYTE,
    "packed": limits.MOST_PACKED,
    "times": limits.MOST_TIMES,
    "unpacked": limits.MOST_UNPACKED // limits.MEGABYTE,
}
"""What the form says beforehand: megabytes, bytes, millions of pixels, pixels across, gigabytes, files,
times, megabytes."""
