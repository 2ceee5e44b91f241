"""Compiled templates lie in the instance, so that a new process need not compile them again."""

from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment
from msgspec.structs import replace

from collab import db
from collab.app import create_app
from collab.config import Settings
from collab.web.jinja import COMPILED, Compiled


@pytest.fixture
def another(site: Flask, settings: Settings, tmp_path: Path) -> Settings:
    """The same site with an instance of its own."""
    return replace(settings, instance=tmp_path / "instance")


def ask(settings: Settings) -> int:
    app = create_app(settings)
    status = app.test_client().get("/sign-in").status_code
    with app.app_context():
        db.session.remove()
        db.engine().dispose()
    return status


def test_what_one_process_has_compiled_the_next_one_finds(
    another: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(another) == 200
    assert list((another.instance / COMPILED).iterdir())
    compiled: list[object] = []
    compile_ = Environment.compile

    def count(self: Environment, source: object, *rest: object, **more: object) -> object:
        compiled.append(source)
        return compile_(self, source, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", count)
    assert (ask(another), compiled) == (200, [])


def test_a_full_disk_is_no_reason_not_to_show_a_page(
    another: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Compiled.__base__, "dump_bytecode", full)
    assert ask(another) == 200
    assert list((another.instance / COMPILED).iterdir()) == []


def test_where_nothing_can_be_written_templates_are_compiled_each_time(another: Settings) -> None:
    another.instance.parent.mkdir(exist_ok=True)
    another.instance.write_text("a file where the folder would be")
    assert ask(another) == 200
