"""`collab programme import`: a programme from its files."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask

from collab.archive import importing
from collab.archive.importing import Report
from collab.archive.problems import Refused
from collab.files import serving


@click.group()
def programme() -> None:
    """Bring whole programmes in."""


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
