"""A file that came with a form: recognised by its bytes and kept, before the write transaction begins."""

from typing import TYPE_CHECKING

from werkzeug.datastructures import FileStorage

from collab.files.prepared import LARGEST, PictureRefused
from collab.files.serving import store
from collab.later import later
from collab.project_files import names, recognising
from collab.project_files.arrived import Arrived
from collab.project_files.kinds import Kind
from collab.project_files.refusal import FileRefused

if TYPE_CHECKING:
    from collab.files import pictures
else:
    pictures = later("collab.files.pictures")


def keep(file: FileStorage, *, is_for_picture: bool = False) -> Arrived:
    """Keep the bytes of what came. Raises RuleViolation for what cannot be taken."""
    name = file.filename or ""
    kind = _kind(file, is_for_picture)
    if kind is Kind.PICTURE:
        return _picture(file, names.cleaned(name, kind))
    size = file.stream.seek(0, 2)
    return Arrived(names.cleaned(name, kind), kind, size, store().keep_stream(file.stream))


def spare(arrived: Arrived | None) -> None:
    """Let no sweep take the bytes between a form and their row."""
    if arrived is not None:
        variants = arrived.picture.variants.values() if arrived.picture else ()
        for name in {arrived.sha256, *variants}:
            store().spare(name)


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
