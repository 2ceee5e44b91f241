"""`collab serve` and `collab worker`: what they refuse, how they serve and stop."""

import json
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import Executable, create_engine, insert, update
from sqlalchemy.pool import QueuePool

from collab import clock, config, db, wsgi
from collab.accounts.models import Person
from collab.cli import checks
from collab.config import DEMONSTRATION_SECRET, Settings
from collab.demonstration.models import SiteDay
from tests.operations.conftest import Live, environment_of
from tests.operations.running import answers, get, run, until


def test_without_settings_every_one_that_is_missing_is_named() -> None:
    for command in ("serve", "worker"):
        done = run(command)
        assert (done.returncode, done.stdout) == (2, "")
        assert [line.split()[1] for line in done.stderr.splitlines()] == [
            "COLLAB_SECRET_KEY",
            "COLLAB_DATABASE_URL",
            "COLLAB_ADDRESS",
            "COLLAB_SMTP_URL",
            "COLLAB_MAIL_FROM",
        ]


def test_the_secret_of_the_demonstration_is_refused(stamped: Settings) -> None:
    done = run("serve", environment=environment_of(stamped, 8000, COLLAB_SECRET_KEY=DEMONSTRATION_SECRET))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "collab: COLLAB_SECRET_KEY is the demonstration's. A real site needs a secret of its own.\n"
    )


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_database_that_does_not_answer_may_answer_soon(settings: Settings, command: str) -> None:
    nobody = replace(settings, database_url="postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    done = run(command, environment=environment_of(nobody, 8000))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("collab: COLLAB_DATABASE_URL: the database cannot be reached or used: ")


def test_what_will_not_pass_ends_with_2_whatever_else_may(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    within = replace(settings, instance=tmp_path / "file" / "x")
    away, empty = "postgresql+psycopg://nobody@127.0.0.1:9/nothing", f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    for url, code in ((away, 1), (empty, 2)):
        done = run("worker", environment=environment_of(replace(within, database_url=url), 8000))
        assert (done.returncode, len(done.stderr.splitlines())) == (code, 2)


def test_what_the_processes_fork_from_is_made_once_and_has_connected_to_nothing(
    stamped: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment_of(stamped, 8000).items():
        monkeypatch.setenv(name, value)
    wsgi.site_app.cache_clear()
    app = wsgi.site_app()
    with app.app_context():
        pool = db.engine().pool
    wsgi.site_app.cache_clear()
    assert isinstance(pool, QueuePool)
    assert (pool.checkedin(), pool.checkedout()) == (0, 0)
    assert app.extensions["collab-settings"].database_url == stamped.database_url


def test_a_database_that_was_not_migrated_is_refused(settings: Settings, tmp_path: Path) -> None:
    empty = replace(settings, database_url=f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    done = run("serve", environment=environment_of(empty, 8000))
    assert done.returncode == 2
    assert done.stderr == "collab: The database has no tables yet. Run: collab database upgrade\n"


@pytest.mark.parametrize(
    "statement",
    [
        insert(SiteDay).values(moment=clock.real(), set_at=clock.real()),
        update(Person).where(Person.handle == "culture").values(password_hash="x"),
    ],
    ids=["the day of a demonstration", "somebody of a demonstration who has a password"],
)
def test_a_demonstrations_database_is_refused(stamped: Settings, statement: Executable) -> None:
    engine = create_engine(stamped.database_url, **db.engine_options(stamped.database_url))
    with db.writing(), engine.begin() as connection:
        connection.execute(update(Person).values(is_demonstration=True))
    assert checks.of_database(stamped) == []
    with db.writing(), engine.begin() as connection:
        connection.execute(statement)
    engine.dispose()
    assert checks.of_database(stamped) == [
        "The database is a demonstration's. A real site starts with a database of its own."
    ]


def test_a_sqlite_that_can_damage_its_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.of_sqlite("sqlite:////srv/collab.sqlite3") == []
    monkeypatch.setattr(db, "SAFE_SQLITE", (999, 0, 0))
    assert checks.of_sqlite("postgresql+psycopg://localhost/collab") == []
    (sentence,) = checks.of_sqlite("sqlite:////srv/collab.sqlite3")
    assert sentence.endswith(
        "can damage a database that several processes write (fixed in 999.0.0). "
        "Install the pysqlite3 package, or use PostgreSQL."
    )


def test_a_folder_that_cannot_be_written_is_refused(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    within = replace(settings, instance=tmp_path / "file" / "x")
    assert checks.of_folder(within) == [
        f"COLLAB_INSTANCE: the folder {within.instance} cannot be written (Not a directory)."
    ]


def test_a_real_site_has_no_door_for_the_demonstration(live: Live) -> None:
    assert get(live.port, "/demo").status == 404
    assert get(live.port, "/health/live").status == 200


def test_it_stops_when_told(live: Live) -> None:
    assert len(live.process.children) == 2
    live.process.signal(signal.SIGTERM)
    assert live.process.wait() == 0
    assert live.process.alive == []


def test_a_web_process_that_died_is_replaced(live: Live) -> None:
    first, second = live.process.children
    os.kill(first, signal.SIGKILL)
    until(lambda: len(live.process.children) == 2 and first not in live.process.children)
    assert second in live.process.children
    until(lambda: answers(live.port))
    assert [get(live.port, "/health/live").status for _ in range(20)] == [200] * 20


def test_a_server_whose_processes_die_again_and_again_says_that_it_failed(live: Live) -> None:
    while live.process.process.poll() is None:
        for pid in live.process.children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)
    assert live.process.wait() == 1
    assert "the web server stopped by itself" in live.process.logged.read_text()


def test_a_second_server_on_the_same_port_is_refused(live: Live) -> None:
    done = run("serve", environment=live.environment)
    assert (done.returncode, done.stderr) == (
        2,
        f"collab: COLLAB_LISTEN: 127.0.0.1:{live.port} cannot be used (Address already in use). "
        "Choose another port.\n",
    )


def test_every_answer_is_one_line_of_log_without_what_was_asked(live: Live) -> None:
    get(live.port, "/showcases?q=hemligt", {"Cookie": "session=hemligt", "User-Agent": "hemligt"})
    get(live.port, "/sign-in/link/hemligt")
    live.process.signal(signal.SIGTERM)
    live.process.wait()
    logged = live.process.logged.read_text()
    assert "hemligt" not in logged
    lines = [json.loads(line) for line in logged.splitlines()]
    asked = [
        (line["method"], line["route"], line["status"]) for line in lines if line["message"] == "answered"
    ]
    assert asked[-2:] == [("GET", "/showcases", 200), ("GET", "/sign-in/link/<token>", 410)]
    assert {key for line in lines for key in line} == {
        "at", "level", "from", "message", "request_id", "method", "route", "status", "ms",
    }  # fmt: skip
    assert all(line["at"].endswith("+00:00") for line in lines)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"COLLAB_SECRET_KEY": "short"}, "COLLAB_SECRET_KEY is missing or shorter than 32 characters."),
        ({"COLLAB_DATABASE_URL": "mysql://x"}, "COLLAB_DATABASE_URL is missing or of an unknown kind."),
        ({"COLLAB_ADDRESS": "http://collab.example.org"}, "COLLAB_ADDRESS must be https:// except on this"),
        ({"COLLAB_ADDRESS": "http://localhost/sub"}, "COLLAB_ADDRESS is missing or not an address"),
        ({"COLLAB_ADDRESS": "https://collab.example.org"}, "COLLAB_ADDRESS is https:// but COLLAB_TRUSTED_"),
        ({"COLLAB_TRUSTED_PROXIES": "-1"}, "COLLAB_TRUSTED_PROXIES must be a whole number, not '-1'."),
        ({"COLLAB_TRUSTED_PROXIES": "6"}, "COLLAB_TRUSTED_PROXIES is 6; more than 5 is a mistake."),
        ({"COLLAB_SMTP_URL": "http://mail"}, "COLLAB_SMTP_URL is missing or not smtp://host:port."),
        ({"COLLAB_SMTP_URL": "smtp://user:pa/ss@host:587"}, "COLLAB_SMTP_URL cannot be read. Is its port a"),
        ({"COLLAB_SMTP_URL": "smtp://host:port"}, "COLLAB_SMTP_URL cannot be read. Is its port a number"),
        ({"COLLAB_DATABASE_URL": "postgresql://u:pass@host:port/db"}, "COLLAB_DATABASE_URL cannot be read."),
        ({"COLLAB_DATABASE_URL": "sqlite:/var/x"}, "COLLAB_DATABASE_URL is missing or of an unknown kind."),
        ({"COLLAB_MAIL_FROM": "nobody"}, "COLLAB_MAIL_FROM is missing or not a sender."),
        ({"COLLAB_MAIL_FROM": "A <a@b.example>\nBcc: c@d.example"}, "COLLAB_MAIL_FROM is missing or not"),
        ({"COLLAB_LISTEN": "8000"}, "COLLAB_LISTEN must be address:port such as 127.0.0.1:8000, not '8000'."),
    ],
)
def test_a_setting_that_cannot_work_is_named(
    settings: Settings, change: dict[str, str], problem: str
) -> None:
    environment = environment_of(settings, 8000)
    assert config.from_environment(environment).listen == "127.0.0.1:8000"
    with pytest.raises(config.SettingsError) as wrong:
        config.from_environment({**environment, **change})
    assert [said[: len(problem)] for said in wrong.value.problems] == [problem]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COLLAB_SMTP_URL", "smtp://user:xqz/w@host:587"),
        ("COLLAB_DATABASE_URL", "postgresql://user:xqzw@host:port/db"),
    ],
)
def test_a_setting_that_cannot_be_read_is_told_without_a_word_of_the_password(
    settings: Settings, name: str, value: str
) -> None:
    done = run("check", environment=environment_of(settings, 8000, **{name: value}))
    assert (done.returncode, done.stderr) == (1, "")
    assert f"problem  settings: {name} cannot be read." in done.stdout
    assert "xqz" not in done.stdout
