"""`collab check`: every thing is one line, every problem is said, and the exit code tells scripts."""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import create_engine, delete, insert, make_url, update

from collab import clock, config, db
from collab.cli import check, checks, serving
from collab.cli.examination import database, documents, life, search, surroundings
from collab.cli.examination import mail as examination_of_mail
from collab.config import Settings
from collab.demonstration.models import SiteDay
from collab.mail.delivery import MOST_ATTEMPTS
from collab.mail.models import Mail
from collab.migrations import steps
from collab.search import rebuilding
from collab.search.models import SearchEntry
from collab.updates import actions as updates
from collab.web import health
from collab.web.health import Heartbeat
from tests.mail.conftest import MailServer, mail_server  # noqa: F401 - a fixture
from tests.operations.conftest import environment_of
from tests.operations.running import run
from tests.project_files.shelf import a_file
from tests.showcases import stage
from tests.support import cast as casting
from tests.updates.written import a_post

UNSAFE = [
    "problem  durability: fsync is off: what was saved can be lost or damaged when the machine stops. "
    "Set it to on in postgresql.conf.",
    "problem  durability: full_page_writes is off: what was saved can be lost or damaged when the machine "
    "stops. Set it to on in postgresql.conf.",
    "problem  durability: synchronous_commit is off: what was saved last can be lost when the server stops. "
    "Set it to on.",
]
"""What the tests' own cluster, which is in a hurry, deserves."""


@pytest.fixture
def sound(
    stamped: Settings,
    site: Flask,
    tmp_path: Path,
    mail_server: Callable[..., MailServer],  # noqa: F811 - the fixture
) -> Settings:
    """The settings of a site with which all is well."""
    health.beat()
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o700)
    if stamped.database_url.startswith("sqlite"):
        Path(stamped.database_url.removeprefix("sqlite:///")).parent.chmod(0o700)
    return replace(stamped, instance=instance, smtp_url=mail_server().url)


def lines_of(settings: Settings, problems: tuple[str, ...] = ()) -> list[str]:
    return [str(found) for found in check.examine(settings, list(problems))]


def wrong_with(settings: Settings, *problems: str) -> list[str]:
    """What is not well, but for what the tests' cluster lacks."""
    return [line for line in lines_of(settings, problems) if not line.startswith("ok") and line not in UNSAFE]


def test_of_a_sound_site_every_thing_is_ok(sound: Settings, server: str) -> None:
    environment = environment_of(sound, 8000, COLLAB_SMTP_URL=sound.smtp_url)
    done = run("check", environment=environment)
    *lines, end = done.stdout.splitlines()
    things = [line[9:].partition(":")[0] for line in lines]
    kind = ["durability"] * 3 if server else ["pragmas"]
    folder = f"folder {sound.instance}", f"disk of {sound.instance}"
    assert things[:4] == ["settings", "secret", *folder]
    after = things.index("database")
    clocks = ["clock", "database's clock"] if server else ["clock"]
    assert things[after:] == [
        "database", *kind, "schema", "content", "worker", *clocks, "waiting mail", "search", "mail server",
        "documents",
    ]  # fmt: skip
    assert [line for line in lines if not line.startswith("ok ")] == (UNSAFE if server else [])
    expected = ("3 problems, no warnings.", 1) if server else ("no problems, no warnings.", 0)
    assert (end, done.returncode, done.stderr) == (*expected, "")


def test_every_problem_is_said_and_not_only_the_first(tmp_path: Path) -> None:
    done = run("check", environment={"COLLAB_INSTANCE": str(tmp_path / "nowhere")})
    assert done.returncode == 1
    *lines, end = done.stdout.splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["problem", "settings:", "COLLAB_DATABASE_URL"],
        ["problem", "settings:", "COLLAB_ADDRESS"],
        ["problem", "settings:", "COLLAB_SMTP_URL"],
        ["problem", "settings:", "COLLAB_MAIL_FROM"],
        ["problem", "secret:", "COLLAB_SECRET_KEY"],
        ["problem", "folder", f"{tmp_path}/nowhere:"],
        ["problem", "database:", "not"],
        ["ok", "documents:", "Word,"],
    ]
    assert end == "7 problems, no warnings."


def test_a_database_that_is_not_there_is_not_made(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "collab.sqlite3"
    nothing = replace(settings, database_url=f"sqlite:///{file}")
    assert f"problem  database: there is no file {file}. Run: collab database upgrade" in lines_of(nothing)
    assert not file.exists()
    file.write_text("This is a letter, and no database. " * 99)
    said = "COLLAB_DATABASE_URL: the database cannot be reached or used: file is not a database"
    assert f"problem  database: {said}" in lines_of(nothing)
    nobody = replace(settings, database_url="postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    assert any("the database cannot be reached or used: " in line for line in lines_of(nobody))


def test_a_database_without_tables_is_to_be_upgraded(sound: Settings, tmp_path: Path) -> None:
    file = tmp_path / "old" / "collab.sqlite3"
    file.parent.mkdir(mode=0o700)
    file.touch()
    old = replace(sound, database_url=f"sqlite:///{file}")
    assert wrong_with(old) == [
        "problem  schema: The database has no tables yet. Run: collab database upgrade"
    ]
    steps.upgrade(old.database_url, "0001")
    assert wrong_with(old) == [
        f"problem  schema: The database is at 0001, not at {steps.newest()}. Run: collab database upgrade"
    ]


def test_a_demonstrations_database_is_a_problem(sound: Settings, site: Flask) -> None:
    with db.apart() as connection:
        connection.execute(insert(SiteDay).values(moment=clock.real(), set_at=clock.real()))
    assert wrong_with(sound) == [
        "problem  content: The database is a demonstration's. A real site starts with a database of its own."
    ]


@pytest.mark.parametrize(
    ("seconds", "verdict"), [(0, "ok"), (29, "ok"), (40, "warning"), (299, "warning"), (400, "problem")]
)
def test_a_worker_is_as_well_as_its_last_sign_of_life(
    sound: Settings, site: Flask, seconds: int, verdict: str
) -> None:
    with db.apart() as connection:
        connection.execute(update(Heartbeat).values(at=clock.real() - timedelta(seconds=seconds)))
    (line,) = [line for line in lines_of(sound) if " worker: " in line]
    assert line.split()[0] == verdict
    if verdict == "problem":
        assert line.endswith("seconds ago: no mail goes out. Start: collab worker")


def test_a_worker_that_never_ran_is_a_problem(sound: Settings, site: Flask) -> None:
    with db.apart() as connection:
        connection.execute(Heartbeat.__table__.delete())  # type: ignore[attr-defined]
    assert wrong_with(sound) == ["problem  worker: none has ever run: no mail goes out. Start: collab worker"]


def test_a_clock_that_stands_before_the_last_thing_written_is_a_problem(sound: Settings, site: Flask) -> None:
    with db.apart() as connection:
        connection.execute(update(Heartbeat).values(at=clock.real() + timedelta(seconds=1000)))
    (line,) = wrong_with(sound)
    assert line.startswith("problem  clock: it stands at 20")
    assert " seconds before the last thing written. Let the machine set its clock" in line


@pytest.mark.parametrize(("seconds", "verdict"), [(1, "ok"), (5, "warning"), (31, "problem")])
def test_a_database_server_whose_clock_differs_is_named(seconds: int, verdict: str) -> None:
    ours = clock.real()
    theirs = SimpleNamespace(scalar_one=lambda: ours + timedelta(seconds=seconds))
    server = SimpleNamespace(
        dialect=SimpleNamespace(name="postgresql"), execute=lambda _: theirs, scalar=lambda _: None
    )
    found = life.of_clock(server)  # type: ignore[arg-type]
    assert [one.verdict for one in found] == ["ok", verdict]


@pytest.mark.parametrize(("minutes", "verdict"), [(1, "ok"), (6, "warning"), (61, "problem")])
def test_mail_that_waits_long_is_named(sound: Settings, site: Flask, minutes: int, verdict: str) -> None:
    letter = {"to": "a@example.org", "language": "sv", "template": "x", "values": {}}
    since = clock.real() - timedelta(minutes=minutes)
    with db.apart() as connection:
        connection.execute(insert(Mail).values(**letter, created_at=since))
        connection.execute(insert(Mail).values(**letter, created_at=since, attempts=MOST_ATTEMPTS))
        connection.execute(insert(Mail).values(**letter, created_at=since - timedelta(days=9), sent_at=since))
        found = [str(one) for one in examination_of_mail.of_outbox(connection)]
    assert found[0].startswith(f"{verdict:8} waiting mail: the oldest waits for {minutes} minutes")
    assert found[1:] == ["warning  mail given up: 1 in the last 30 days. See failure in the table mail."]


def test_an_index_from_before_search_found_everything_is_named_until_it_is_rebuilt(
    sound: Settings, site: Flask
) -> None:
    cast = casting.load()
    update = a_post(cast.project, cast.culture)
    updates.comment(update, "Well done", by=cast.other)
    updates.comment(update, "!", by=cast.other)
    stage.published(cast)
    a_file(cast.project, cast.culture)
    db.session.commit()
    assert found_by_search() == "ok       search: it finds everything that has words"
    with db.transaction():
        db.session.execute(delete(SearchEntry))
    assert found_by_search() == (
        "warning  search: things are not found (comment: 1, membership: 8, plan_text: 2, project: 2, "
        "project_file: 1, project_update: 1, showcase: 1, team: 2). Run: collab search rebuild"
    )
    rebuilding.rebuild(lambda _kind, _done: None)
    assert found_by_search().startswith("ok ")


def found_by_search() -> str:
    with db.apart() as connection:
        (found,) = search.of_index(connection)
    return str(found)


def test_a_mail_server_that_does_not_let_the_site_in_is_a_problem(
    sound: Settings,
    mail_server: Callable[..., MailServer],  # noqa: F811 - the fixture
) -> None:
    strict = mail_server("login")
    known = f"smtp://collab:p%40ss%2Fword@127.0.0.1:{strict.port}"
    assert wrong_with(replace(sound, smtp_url=known)) == []
    (line,) = wrong_with(replace(sound, smtp_url=known.replace("word", "wrong")))
    assert line.startswith(
        f"problem  mail server: 127.0.0.1:{strict.port} does not let the site in (no-entry: 535 "
    )
    assert strict.kept == []
    strict.stop()
    (line,) = wrong_with(replace(sound, smtp_url=known))
    assert "(unreachable: Connection refused)" in line
    assert "p%40ss" not in line


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("postgresql+psycopg:///collab?host=/run/postgresql", "collab at /run/postgresql"),
        ("postgresql+psycopg://u:p@db.example.org/collab", "collab at db.example.org"),
        ("postgresql+psycopg:///collab", "collab at the usual socket"),
    ],
)
def test_a_database_is_told_with_its_place_also_when_that_is_a_socket(url: str, where: str) -> None:
    shown = {"server_version": "15.9", "server_version_num": "150009", "server_encoding": "UTF8"}
    answers = SimpleNamespace(
        engine=SimpleNamespace(url=make_url(url)),
        scalar=lambda asked: shown.get(str(asked).removeprefix("SHOW "), "on"),
    )
    told, *_ = database.of_postgresql(answers)  # type: ignore[arg-type]
    assert str(told) == f"ok       database: PostgreSQL 15.9, {where}"


def test_files_that_the_site_cannot_work_with_are_a_problem(
    sound: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert surroundings.of_files(sound) == []
    sound.files.touch()
    (said,) = surroundings.of_files(sound)
    assert str(said) == (
        f"problem  files: the folder {sound.files} cannot be written (Not a directory). "
        "Let the user own it that the site runs as."
    )
    assert checks.of_folder(sound) == [
        f"COLLAB_INSTANCE: the folder {sound.instance} cannot be written (File exists)."
    ]
    sound.files.unlink()
    (sound.files / "ab").mkdir(parents=True)
    assert [str(said) for said in surroundings.of_files(sound)] == [
        f"ok       files: {sound.files} can be read and written"
    ]
    monkeypatch.setattr(os, "access", lambda path, _how: not str(path).endswith("/ab"))
    (said,) = surroundings.of_files(sound)
    assert str(said).startswith(f"problem  files: the folder {sound.files}/ab cannot be read and written.")


def test_a_folder_that_others_may_look_into_is_a_problem(sound: Settings) -> None:
    sound.instance.chmod(0o755)
    assert wrong_with(sound) == [
        f"problem  folder {sound.instance}: everybody on this machine may look or write there (mode ...5). "
        f"Run: chmod o= {sound.instance}"
    ]


def test_too_little_room_is_named(sound: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    (fine,) = surroundings.of_disk(sound.instance)
    assert fine.verdict == "ok"
    monkeypatch.setattr(surroundings, "SCARCE", 10**18)
    (look,) = surroundings.of_disk(sound.instance)
    assert str(look).startswith("warning  disk of ")
    assert str(look).endswith(" free. Make room before it is full.")
    monkeypatch.setattr(surroundings, "LITTLE", 10**18)
    (act,) = surroundings.of_disk(sound.instance)
    assert str(act).endswith(" free. Make room: uploads and the database will fail soon.")


def test_a_secret_that_can_be_guessed_is_a_problem(sound: Settings) -> None:
    (line,) = wrong_with(replace(sound, secret_key="abc" * 20))
    assert line.startswith("problem  secret: COLLAB_SECRET_KEY has too few different characters (3)")
    environment = environment_of(sound, 8000, COLLAB_SECRET_KEY=config.DEMONSTRATION_SECRET)
    assert wrong_with(*[config.read(environment)[0]], *config.read(environment)[1])[0] == (
        "problem  secret: COLLAB_SECRET_KEY is the demonstration's. A real site needs a secret of its own."
    )


def test_a_name_that_is_no_setting_is_doubted(sound: Settings) -> None:
    environment = environment_of(sound, 8000, COLLAB_ADRESS="https://collab.example.org")
    (name,) = config.unknown(environment)
    assert name == "COLLAB_ADRESS"
    found = [str(line) for line in check.examine(sound, [], [name]) if name in str(line)]
    assert found == ["warning  settings: COLLAB_ADRESS is no setting of Collab. Is it misspelt?"]


def test_every_setting_is_explained() -> None:
    assert set(re.findall(r"^  (COLLAB_\w+)", serving.VARIABLES, re.MULTILINE)) == config.VARIABLES


def test_a_pragma_that_does_not_hold_is_named() -> None:
    held = {
        "journal_mode": "wal", "synchronous": "2", "busy_timeout": "5000", "foreign_keys": "1",
        "trusted_schema": "0",
    }  # fmt: skip
    assert database.wrong_pragmas(held) == []
    wrong = database.wrong_pragmas({**held, "journal_mode": "delete", "synchronous": "1"})
    assert [words.split(".")[0] for words in wrong] == [
        "journal_mode is delete and not WAL",
        "synchronous is NORMAL and not FULL",
    ]


def test_a_server_of_postgresql_that_is_not_safe_is_named() -> None:
    safe = {
        "server_version": "15.20", "server_version_num": "150020", "server_encoding": "UTF8", "fsync": "on",
        "full_page_writes": "on", "synchronous_commit": "remote_apply", "transaction_read_only": "off",
    }  # fmt: skip
    assert database.wrong_settings(safe) == []
    unsafe = {
        "server_version": "14.1", "server_version_num": "140001", "server_encoding": "LATIN1", "fsync": "off",
        "full_page_writes": "off", "synchronous_commit": "off", "transaction_read_only": "on",
    }  # fmt: skip
    assert [words.split(":")[0].split(".")[0] for words in database.wrong_settings(unsafe)] == [
        "fsync is off", "full_page_writes is off", "synchronous_commit is off", "the server is 14",
        "the encoding is LATIN1", "it can only be read",
    ]  # fmt: skip


def test_the_pragmas_are_asked_as_the_site_opens_the_database(sound: Settings, server: str) -> None:
    if server:
        assert [line for line in lines_of(sound) if not line.startswith("ok")] == UNSAFE
        return
    engine = create_engine(sound.database_url, **db.engine_options(sound.database_url))
    with engine.connect() as connection:
        assert [str(found) for found in database.of_sqlite(connection)][1] == (
            f"ok       pragmas: {', '.join(db.PRAGMAS)}"
        )
        connection.rollback()
        connection.connection.driver_connection.execute("PRAGMA synchronous=NORMAL")  # type: ignore[union-attr]
        assert database.of_sqlite(connection)[1].words.startswith("synchronous is NORMAL and not FULL. ")
    engine.dispose()


def test_a_machine_without_pango_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "weasyprint.py").write_text('raise OSError("cannot load library libpango-1.0-0")\n')
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    documents.lacking.cache_clear()
    found = [str(one) for one in documents.of_documents()]
    documents.lacking.cache_clear()
    assert found == [
        "warning  documents: PDF cannot be made (cannot load library libpango-1.0-0); Word and Markdown can. "
        "Run: apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    ]


@pytest.mark.parametrize(("second", "apart"), [(10, 0), (14, 0), (7, 3), (21, 6)])
def test_the_time_that_an_answer_takes_is_no_difference_of_clocks(second: int, apart: int) -> None:
    day = datetime(2017, 5, 15, 9, 0, tzinfo=UTC)
    asked, answered = day.replace(second=10), day.replace(second=15)
    assert life._apart(day.replace(second=second), asked, answered) == timedelta(seconds=apart)
