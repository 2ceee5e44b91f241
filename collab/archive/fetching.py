"""Fetching pictures that lie beside the files: what a site has prepared is kept as it is, byte for byte."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

from collab.archive.pictures import Beside
from collab.archive.problems import Problems, Refused
from collab.archive.source import Node
from collab.files.store import KeptPicture, Store


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
