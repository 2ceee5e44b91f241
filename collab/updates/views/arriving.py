"""What comes with a form: its pictures are decoded and kept before the write transaction begins."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from flask import request

from collab import db
from collab.accounts.models import Person
from collab.files import actions as files
from collab.files.forms import Uploads, let_go, receive
from collab.updates.content import MOST_PICTURES
from collab.web.limits import Limit, count

UPLOADS = Limit("upload", 60, timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Arrival:
    """The pictures of a request, and by file field the key of the loose picture that each became."""

    uploads: Uploads = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)


def pictures_of_request(demand: Callable[[], None], *, by: Person) -> Arrival:
    """Keep every picture that came, whatever becomes of the rest of the form.

    A browser cannot fill in a file field again: when something else is wrong in the form, the picture is
    here already and nobody has to choose it twice. `demand()` raises for who may not bring any; where none
    came it is not asked, for the view asks the same once more.
    """
    if not any(request.files.values()):
        return Arrival(let_go())
    demand()
    count(UPLOADS, str(by.id))
    uploads = receive(MOST_PICTURES)
    with db.transaction():
        loose = {
            name: files.keep_loose(upload.kept, by=by) for name, upload in uploads.items() if upload.kept
        }
        keys = {name: picture.key for name, picture in loose.items()}
    return Arrival(uploads, keys)
