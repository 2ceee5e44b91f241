"""`collab programme import` as somebody types it."""

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select

from collab import db
from collab.archive.cli import programme
from collab.programmes.models import Programme

pytestmark = pytest.mark.usefixtures("small")

FILES = ("programme.yaml", "people.yaml", "teams.yaml")


def run(site: Flask, *words: str) -> Result:
    """Type the command on a site."""
    return CliRunner().invoke(programme, ["import", *words], obj=lambda: site)


def test_it_says_what_it_imported(empty_site: Flask) -> None:
    result = run(empty_site, *FILES)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Imported: 51 new rows, 0 changed.\n"


def test_a_second_time_it_says_that_there_is_nothing_new(empty_site: Flask) -> None:
    run(empty_site, *FILES)
    assert run(empty_site, *FILES).stdout == "Nothing new: the site already holds what the files say.\n"


def test_problems_go_to_stderr_with_exit_code_1_and_nothing_is_imported(empty_site: Flask) -> None:
    result = run(empty_site, "programme.yaml", "teams.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[0].startswith("teams.yaml:")
    assert result.stderr.splitlines()[-1] == "6 problems; nothing was imported."
    with empty_site.app_context():
        assert db.session.scalar(select(func.count(Programme.id))) == 0


def test_without_a_file_it_says_what_it_needs(empty_site: Flask) -> None:
    result = run(empty_site)
    assert result.exit_code == 2
    assert "Missing argument 'FILES...'." in result.stderr
