"""What comes with a form: pictures and a file are looked at and kept before the write transaction begins."""

from collections.abc import Callable
from datetime import timedelta

from flask import request
from msgspec import Struct, field

from collab import db
from collab.accounts.models import Person
from collab.errors import RuleViolation
from collab.files import actions as files
from collab.files.forms import Uploads, let_go, receive
from collab.project_files import keeping
from collab.project_files.forms import Upload, unpacked
from collab.project_files.recognising import too_large
from collab.projects.models import Project
from collab.updates.content import MOST_PICTURES
from collab.updates.files_form import KEPT_FILE, NEW_FILE
from collab.web.limits import Limit, count

UPLOADS = Limit("upload", 60, timedelta(hours=1))


class Arrival(Struct, frozen=True):
    """The pictures of a request, by file field the key of the loose one that each became; and the file."""

    uploads: Uploads = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    file: Upload = field(default_factory=lambda: Upload(None))


def arrive(demand: Callable[[], Project], *, by: Person) -> Arrival:
    """Keep every picture and the file that came, whatever becomes of the rest of the form.

    A browser cannot fill in a file field again: when something else is wrong in the form, what was chosen is
    here already and nobody has to choose it twice. `demand()` answers the project and raises for who may not
    bring any; where none came it is not asked, for the view asks the same once more.
    """
    came_before = request.form.get(KEPT_FILE, "")
    if not any(request.files.values()) and not came_before:
        return Arrival(let_go(), file=_file())
    project = demand()
    count(UPLOADS, str(by.id))
    keeping.spare(unpacked(came_before, whose(project, by)))
    uploads = receive(MOST_PICTURES, NEW_FILE)
    return Arrival(uploads, _loose(uploads, by), _file())


def whose(project: Project, person: Person) -> str:
    """Tells the person and the project that a form's file is kept for."""
    return f"{person.id} {project.id}"


def _loose(uploads: Uploads, by: Person) -> dict[str, str]:
    with db.transaction():
        loose = {
            name: files.keep_loose(upload.kept, by=by) for name, upload in uploads.items() if upload.kept
        }
        return {name: picture.key for name, picture in loose.items()}


def _file() -> Upload:
    """The new file of the request, or why it cannot be taken."""
    file = request.files.get(NEW_FILE)
    if not file:
        return Upload(None, str(too_large()) if request.form.get("too_large") else "")
    try:
        return Upload(keeping.keep(file))
    except RuleViolation as refusal:
        return Upload(None, str(refusal))
