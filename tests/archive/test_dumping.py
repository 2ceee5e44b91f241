"""Whatever text people write, a file of YAML gives it back as it was."""

from pathlib import Path
from random import Random

import pytest
import yaml
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from collab import db
from collab.archive import dumping
from collab.archive.cli import programme
from collab.archive.dumping import Unfaithful, dump
from collab.archive.source import Loader
from collab.files.models import Picture
from collab.projects.models import Project
from collab.teams.models import Team
from tests.archive.conftest import Load

LONG = "Ett ord till och ett till. " * 6
NASTY = (
    f" {LONG.strip()}", f"  {LONG}", f"{LONG} ", f"\t{LONG}", LONG.replace(" ", "  "),
    LONG.replace(" ", " \t"),
    "Före\x85efter", f"{LONG}\x85{LONG}", f"{LONG}\u2028", "\u2029", f"Rad\n{LONG}\u2028slut\n",
    " Rad\nRad", "Rad \nRad", "Rad\n\n\n", "\n", "\n\nRad", "a\r\nb", "\r", "\ufeffRad", f"\ufeff{LONG}",
    "- a", "# a", f"# {LONG}", ": ", "a: b", "%", "@a", "`", "'", '"', "\\", "\\\n", "|", ">", "~", "null",
    "yes", "1", "1_0", "0x1", "2017-05-01", "=", "<<", "---", "---\n---", "...", "...\n", "&a", "*a", "!a",
    "{", "[",
    "?", "? a", ",",
    "\xa0", f"\xa0{LONG}", "\u200b", "👩‍🍳", f"👩‍🍳 {LONG}", "\x7f", "\x1b[1m", "å" * 200, f"{'å' * 120} b",
)  # fmt: skip


def read_back(text: str) -> object:
    """As the only text, within a list, and deep within."""
    said = {"text": text, "list": [text, "x"], "deep": [{"a": {"b": text, "c": [{"d": text}]}}]}
    read = yaml.load(dump(said, "Remark"), Loader=Loader)  # noqa: S506 - a safe one
    return read == said


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_a_text_that_is_nasty_reads_as_it_is(text: str) -> None:
    assert read_back(text)


def test_so_do_a_thousand_of_them_put_together_by_lot() -> None:
    lot = Random(4711)
    for _ in range(1000):
        assert read_back("".join(lot.choices([*NASTY, " ", "\n", "ord"], k=lot.randint(2, 5))))


def test_what_reads_otherwise_is_named_by_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumping, "_style", lambda text: ">" if len(text) > 110 else None)
    with pytest.raises(Unfaithful) as no:
        dump({"updates": [{"text": "a"}, {"text": f" {LONG}a", "next": "b"}]}, "Remark")
    assert str(no.value) == "updates[1].text cannot be written so that it reads as it is."


def test_the_command_says_so_and_writes_nothing(
    empty_site: Flask, small: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    load("programme", "people", "teams")
    with db.transaction():
        db.session.scalars(select(Team)).one().presentation = f" {LONG}a"
    monkeypatch.setattr(dumping, "_style", lambda text: ">" if len(text) > 110 else None)
    done = CliRunner().invoke(programme, ["export", "skolmat-2019", "out"], obj=lambda: empty_site)
    assert done.exit_code == 2
    assert done.stderr.startswith("collab: teams.yaml: teams[0].")
    assert done.stderr.count("\n") == 1
    assert not Path("out").exists()


def test_a_file_that_is_gone_is_named_and_no_command_that_is_not_there(
    empty_site: Flask, small: Path, load: Load
) -> None:
    load()
    with db.transaction():
        db.session.add(
            Picture(key="k" * 16, variants={"480": "a" * 64}, width=480, height=9, alternative="x")
        )
        db.session.flush()
        db.session.scalars(select(Project)).one().cover = db.session.scalars(select(Picture)).one()
    done = CliRunner().invoke(programme, ["export", "skolmat-2019", "out"], obj=lambda: empty_site)
    where = empty_site.extensions["collab-settings"].files
    assert done.exit_code == 2
    assert done.stderr == (
        f"collab: There is no file {'a' * 64} in {where}. "
        "Bring it back from an older backup, then try again.\n"
    )
