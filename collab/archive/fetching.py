"""Fetching pictures that lie beside the files: what a site has prepared is kept as it is, byte for byte."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

from collab.archive.pictures import Beside
from collab.archive.problems import Problems, Refused
from collab.archive.records.shelf import FileVersionRecord
from collab.archive.source import Node
from collab.files.store import KeptPicture, Store, hash_of
from collab.project_files.recognising import recognise
from collab.project_files.refusal import FileRefused

FILES = "files"
"""Where the bytes of other files lie, beside the files, each named by its SHA-256."""


def fetch_files(records: Iterable[FileVersionRecord], store: Store) -> dict[str, int]:
    """Keep the files that are no pictures, and answer how many bytes each hash has.

    Raises Refused with each that is missing, is another one, or is of another kind than is said.
    """
    problems, sizes = Problems(), dict[str, int]()
    for record in records:
        if record.sha256 is not None:
            path = Path(record.node.file).parent / FILES / record.sha256
            _keep_file(path, record, store, problems)
            sizes[record.sha256] = path.stat().st_size if path.is_file() else 0
    if problems:
        raise Refused(problems)
    return sizes


def _keep_file(path: Path, record: FileVersionRecord, store: Store, problems: Problems) -> None:
    try:
        with path.open("rb") as file:
            if recognise(file, record.name) is not record.kind:
                problems.add(record.node, f"{path} is not of the kind {record.kind}.")
            if hash_of(file) != record.sha256:
                problems.add(record.node, f"{path} does not hold the bytes that its name says.")
            elif not problems:
                store.keep_stream(file)
    except FileRefused as no:
        problems.add(record.node, f"{path}: {no}")
    except OSError as error:
        problems.add(record.node, f"{path} cannot be read: {error.strerror}.")


def fetch(pictures: Sequence[Beside], store: Store) -> dict[str, KeptPicture]:
    """Keep the pictures and answer them by key. Raises Refused with each that is missing or another."""
    problems = Problems()
    found = {picture.key: _read(picture, problems) for picture in pictures}
    if problems:
        raise Refused(problems)
    return {
        picture.key: KeptPicture(
            max(picture.paths),
            picture.height,
            {width: store.keep(data) for width, data in sorted(found[picture.key].items())},
        )
        for picture in pictures
    }


def _read(picture: Beside, problems: Problems) -> dict[int, bytes]:
    read = {}
    for width, path in picture.paths.items():
        data = _bytes(path, picture.node, problems)
        if data is not None and _is_picture(data, width):
            read[width] = data
        elif data is not None:
            problems.add(picture.node, f"{path} is no WebP picture {width} pixels wide.")
    return read


def _bytes(path: Path, node: Node, problems: Problems) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        problems.add(node, f"{path} cannot be read: {error.strerror}.")
        return None


def _is_picture(data: bytes, width: int) -> bool:
    try:
        with Image.open(BytesIO(data), formats=("WEBP",)) as image:
            image.verify()
            return bool(image.width == width)
    except (OSError, SyntaxError, ValueError):
        return False
