"""`collab programme import` and `export`: a programme from its files and back into them."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click
from flask import Flask

from collab.archive import exporting, importing
from collab.archive.dumping import Unfaithful
from collab.archive.exporting import FolderTaken
from collab.archive.importing import Report
from collab.archive.problems import Refused
from collab.errors import NotFound
from collab.files import serving
from collab.programmes import queries


@click.group()
def programme() -> None:
    """Bring whole programmes in, and write them down."""


@programme.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def import_(make_site: Callable[[], Flask], files: tuple[Path, ...]) -> None:
    """Import a programme from FILES: all of them when all are right, else nothing and every reason why not.

    Importing the same files twice changes nothing. What a file no longer names stays on the site.
    """
    with make_site().app_context():
        try:
            report = importing.import_files(files, store=serving.store(), progress=click.echo)
        except Refused as no:
            _refuse(no)
    click.echo(_sentence(report))


@programme.command()
@click.argument("slug")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def export(make_site: Callable[[], Flask], slug: str, folder: Path) -> None:
    """Write the programme SLUG to FOLDER: files and pictures that `import` reads.

    The folder is made; there must be nothing in it yet. It holds e-mail addresses and what reviewers have
    written: keep it as you keep a backup.
    """
    with make_site().app_context():
        try:
            report = exporting.export_programme(slug, folder, store=serving.store(), progress=click.echo)
        except (FolderTaken, Unfaithful) as no:
            _stop(str(no))
        except NotFound as no:
            _stop(_missing(slug, no))
    click.echo(f"Exported {slug} to {folder}: {report.files} files, {report.pictures} pictures.")


def _stop(said: str) -> NoReturn:
    click.echo(f"collab: {said}", err=True)
    sys.exit(2)


def _missing(slug: str, no: NotFound) -> str:
    known = ", ".join(queries.slugs()) or "none yet"
    if str(no) == slug:
        return f"There is no programme {slug}. This site has: {known}."
    return f"There is {no} in {serving.store().where}. Bring it back from an older backup, then try again."


def _refuse(no: Refused) -> None:
    for problem in no.problems:
        click.echo(str(problem), err=True)
    count = len(no.problems)
    click.echo(f"{count} problem{'s' if count != 1 else ''}; nothing was imported.", err=True)
    sys.exit(1)


def _sentence(report: Report) -> str:
    if not report.made and not report.changed:
        return "Nothing new: the site already holds what the files say."
    made, changed = (sum(counts.values()) for counts in (report.made, report.changed))
    return f"Imported: {made} new rows, {changed} changed."
