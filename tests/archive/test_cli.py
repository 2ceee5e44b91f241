"""`collab programme import` as somebody types it."""

from pathlib import Path

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
    assert result.stdout == "Imported: 53 new rows, 0 changed.\n"


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


def test_it_says_what_it_exported(empty_site: Flask, small: Path) -> None:
    run(empty_site, *FILES)
    result = CliRunner().invoke(programme, ["export", "skolmat-2019", "out"], obj=lambda: empty_site)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "Exported skolmat-2019 to out: 4 files, 0 pictures."
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "history.yaml", "people.yaml", "programme.yaml", "teams.yaml",
    ]  # fmt: skip


def test_a_programme_that_is_not_there_is_refused_with_those_that_are(empty_site: Flask) -> None:
    run(empty_site, *FILES)
    result = CliRunner().invoke(programme, ["export", "skolmat", "out"], obj=lambda: empty_site)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "collab: There is no programme skolmat. This site has: skolmat-2019.\n"


def test_a_folder_that_holds_something_is_refused(empty_site: Flask, small: Path) -> None:
    run(empty_site, *FILES)
    result = CliRunner().invoke(programme, ["export", "skolmat-2019", "."], obj=lambda: empty_site)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is there already and not empty" in result.stderr
