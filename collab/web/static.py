"""Static files, read once at the start, under addresses that carry a mark of their content.

`/static/3f2a90c1d4/app.css`: the mark changes with the file, so a browser may keep what it got for ever. A
page from before an update may still ask for the old mark; it gets the file as it is now, for the moment. So
does who asks for `/favicon.ico`, as browsers do that have not read in a page where the icon is.
"""

import json
import mimetypes
from pathlib import Path

from flask import Flask

from collab.web.ready import Headers, Ready

ADDRESS = "/static/"
OTHERWISE = {"/favicon.ico": "img/icon.svg"}
"""Addresses by custom → the file that is meant."""
MARKS = "marks.json"
"""What the build says of its files: the mark of each path."""
ENCODINGS = {".br": "br", ".gz": "gzip"}
FOR_EVER = "public, max-age=31536000, immutable"
FOR_THE_MOMENT = "no-cache"


class NotBuilt(Exception):
    """There are no static files; says how to make them."""


class StaticFiles:
    """The files that `tools/frontend.py` built into `folder`, ready to be sent. Raises NotBuilt."""

    def __init__(self, folder: Path) -> None:
        try:
            marks: dict[str, str] = json.loads((folder / MARKS).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise NotBuilt(f"{folder / MARKS} is missing. In a checkout: make frontend") from None
        self.folder = folder
        self._marks = marks
        self._files: dict[str, Ready] = {}
        for path, mark in marks.items():
            body, encoded = (folder / path).read_bytes(), _encoded(folder / path)
            self._files[self.address(path)] = Ready(body, mark, _headers(path, FOR_EVER), encoded=encoded)
            self._files[path] = Ready(body, mark, _headers(path, FOR_THE_MOMENT), encoded=encoded)

    def address(self, path: str) -> str:
        """The address of a file, with its mark. Raises KeyError for a file that was not built."""
        return f"{ADDRESS}{self._marks[path]}/{path}"

    def find(self, path: str) -> Ready | None:
        """The file at a request's path: under its mark, without one, or under the mark of another day."""
        if path in OTHERWISE:
            return self._files.get(OTHERWISE[path])
        if not path.startswith(ADDRESS):
            return None
        rest = path.removeprefix(ADDRESS)
        return self._files.get(path) or self._files.get(rest) or self._files.get(rest.partition("/")[2])

    def __len__(self) -> int:
        return len(self._marks)


def install(app: Flask, folder: Path) -> StaticFiles:
    """Give the application the files of `folder`."""
    files = StaticFiles(folder)
    app.extensions["collab-static"] = files
    return files


def _encoded(file: Path) -> dict[str, bytes]:
    found = {name: file.with_name(file.name + ending) for ending, name in ENCODINGS.items()}
    return {name: path.read_bytes() for name, path in found.items() if path.is_file()}


def _headers(path: str, cache_control: str) -> Headers:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") or kind == "image/svg+xml" else ""
    return [
        ("Content-Type", kind + charset),
        ("Cache-Control", cache_control),
        ("Vary", "Accept-Encoding"),
    ]
