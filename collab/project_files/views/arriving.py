"""What comes with a form: looked at and kept before the write transaction begins."""

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import request
from werkzeug.datastructures import FileStorage

from collab.accounts.visitor import signed_in
from collab.errors import RuleViolation
from collab.files.prepared import LARGEST, PictureRefused
from collab.files.serving import store
from collab.later import later
from collab.project_files import limits, names, queries, recognising
from collab.project_files.arrived import Arrived
from collab.project_files.forms import Upload, unpacked
from collab.project_files.kinds import Kind
from collab.project_files.refusal import FileRefused
from collab.projects import policy
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.web.access import authorize
from collab.web.limits import Limit, count

if TYPE_CHECKING:
    from collab.files import pictures
else:
    pictures = later("collab.files.pictures")

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
        _spare(unpacked(request.form.get("kept", ""), whose(project)))
        return Upload(None)
    count(UPLOADS, str(signed_in().id))
    try:
        return Upload(_kept(file, is_for_picture=_is_for_picture(slug, key)))
    except RuleViolation as refusal:
        return Upload(None, str(refusal))


def _is_for_picture(slug: str, key: str) -> bool:
    if key:
        return queries.is_picture(queries.get_file(slug, key, viewer=signed_in()))
    return request.args.get("kind") == "picture"


def _kept(file: FileStorage, *, is_for_picture: bool) -> Arrived:
    name = file.filename or ""
    kind = _kind(file, is_for_picture)
    if kind is Kind.PICTURE:
        return _picture(file, names.cleaned(name, kind))
    size = file.stream.seek(0, 2)
    return Arrived(names.cleaned(name, kind), kind, size, store().keep_stream(file.stream))


def _kind(file: FileStorage, is_for_picture: bool) -> Kind:
    try:
        return recognising.recognise(file.stream, file.filename or "")
    except FileRefused:
        if is_for_picture:
            recognising.demand_picture(file.stream)
        raise


def _picture(file: FileStorage, name: str) -> Arrived:
    file.stream.seek(0)
    try:
        prepared = pictures.prepare(file.stream.read(LARGEST + 1))
    except PictureRefused as refusal:
        raise recognising.refusal_of_picture(file.filename or "", str(refusal)) from refusal
    kept = store().keep_picture(prepared)
    widest = max(kept.variants)
    return Arrived(name, Kind.PICTURE, len(prepared.variants[widest]), kept.variants[widest], kept)


def _spare(arrived: Arrived | None) -> None:
    """Let no sweep take the bytes between this form and its row."""
    if arrived is not None:
        variants = arrived.picture.variants.values() if arrived.picture else ()
        for name in {arrived.sha256, *variants}:
            store().spare(name)


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
