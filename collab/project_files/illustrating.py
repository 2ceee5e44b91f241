"""The pictures among a project's files, as its plan shows them."""

from collections.abc import Collection

from flask import url_for

from collab.accounts.models import Person
from collab.project_files import queries
from collab.project_files.queries import FileRow
from collab.projects.illustrations import Illustration, address_of
from collab.projects.models import Project


def find(project: Project, viewer: Person, keys: Collection[str] | None) -> list[Illustration]:
    """Those of these pictures, or all, that may be shown to the viewer."""
    rows = queries.pictures_of(project, viewer=viewer, keys=keys)
    return [_illustration(project.slug, row) for row in rows]


def line_of(slug: str, row: FileRow) -> str:
    """The Markdown that shows a picture in the plan."""
    words = row.picture.alternative if row.picture else ""
    plain = " ".join(words.replace("[", "(").replace("]", ")").replace("\\", "").split())
    return f"![{plain}]({address_of(slug)}{row.key})"


def _illustration(slug: str, row: FileRow) -> Illustration:
    if row.picture is None:
        raise ValueError(f"{row.name} is no picture")
    sources = {width: _address(slug, row, width) for width in row.picture.widths}
    return Illustration(
        key=row.key,
        name=row.name,
        src=sources[row.picture.widths[0]],
        srcset=", ".join(f"{address} {width}w" for width, address in sources.items()),
        width=row.picture.width,
        height=row.picture.height,
        alternative=row.picture.alternative,
        caption=row.picture.caption,
        credit=row.credit,
        line=line_of(slug, row),
    )


def _address(slug: str, row: FileRow, width: int) -> str:
    return url_for("project_files.picture", slug=slug, key=row.key, number=row.number, width=width)
