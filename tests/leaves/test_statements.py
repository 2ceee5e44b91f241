"""Statements that are built once: other values each time, the clock's time when they are asked."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Select, bindparam, select, true

from collab import clock, db
from collab.activity import actions as activity
from collab.activity.models import Activity, Verb
from collab.projects.models import Project, Status
from collab.statements import at_most, built_once, rows_of, site_time
from tests.support.cast import Cast
from tests.support.statements import sent_by

COLLAB = Path(__file__).resolve().parents[2] / "collab"
_built: list[tuple[Any, ...]] = []


@built_once
def _projects(is_upwards: bool, **of: Any) -> Select[str]:
    _built.append((is_upwards, *of))
    wanted = select(Project.slug).order_by(Project.slug if is_upwards else Project.slug.desc())
    if "slugs" in of:
        wanted = wanted.where(Project.slug.in_(of["slugs"]))
    if "team_id" in of:
        wanted = wanted.where(Project.team_id == of["team_id"])
    return wanted


@built_once
def _recorded() -> Select[int]:
    return select(Activity.id).where(Activity.at <= site_time())


def _found(*looks: bool, **of: Any) -> list[str]:
    return list(db.session.scalars(*_projects(*looks, **of)))


def test_a_statement_is_built_once_for_each_look_and_asked_with_other_values(cast: Cast) -> None:
    own, other = cast.project, cast.other_project
    _built.clear()
    assert _found(True, team_id=own.team_id) == [own.slug]
    assert _found(True, team_id=other.team_id) == [other.slug]
    assert _built == [(True, "team_id")]
    assert _found(True) == sorted([own.slug, other.slug])
    assert _found(False) == sorted([own.slug, other.slug], reverse=True)
    assert _built == [(True, "team_id"), (True,), (False,)]


def test_a_list_of_values_may_be_of_any_length(cast: Cast) -> None:
    both = sorted([cast.project.slug, cast.other_project.slug])
    assert _found(True, slugs=both) == both
    assert _found(True, slugs=both[:1]) == both[:1]
    assert _found(True, slugs=[]) == []


def test_the_time_is_the_one_at_which_the_statement_is_asked(cast: Cast) -> None:
    now = clock.now()
    activity.record(Verb.UPDATE_POSTED, cast.project, by=cast.culture)
    db.session.flush()
    with clock.at(now - timedelta(days=1)):
        assert not list(db.session.scalars(*_recorded()))
    with clock.at(now + timedelta(days=1)):
        assert len(list(db.session.scalars(*_recorded()))) == 1


def test_a_kept_statement_is_found_by_itself_and_what_is_made_of_it_is_not(cast: Cast) -> None:
    statement, values = _projects(True, team_id=cast.project.team_id)
    again, _ = _projects(True, team_id=cast.other_project.team_id)
    alike = select(Project.slug).order_by(Project.slug).where(Project.team_id == bindparam("team_id"))
    keys = [_key(one) for one in (statement, again, alike, statement.where(true()))]
    assert keys[0] is keys[1]
    assert keys[0] not in keys[2:]
    assert db.session.scalars(statement.limit(at_most(1)), values).all() == [cast.project.slug]


def _key(statement: Select[str]) -> Any:
    found = statement._generate_cache_key()
    return found.key if found else None


@built_once
def _on_track(**of: Any) -> Select[str]:
    return select(Project.slug).where(Project.status == Status.ON_TRACK, Project.team_id == of["team_id"])


def test_words_that_never_change_are_written_into_a_kept_statement(cast: Cast) -> None:
    cast.project.status, cast.other_project.status = Status.ON_TRACK, Status.STUCK
    db.session.commit()
    own, other = (_on_track(team_id=project.team_id) for project in (cast.project, cast.other_project))
    asked = sent_by(lambda: db.session.scalars(*own).all())
    assert [one for one in asked if "status = 'on_track'" in one] != []
    assert db.session.scalars(*own).all() == [cast.project.slug]
    assert db.session.scalars(*other).all() == []


def test_rows_are_what_the_session_answers_with_all_that_is_not_written_yet(cast: Cast) -> None:
    asked = _projects(True, team_id=cast.project.team_id)
    cast.project.slug = "a-new-name"
    with db.session.no_autoflush:
        assert rows_of(*asked) == [("oppna-dorrar",)]
    assert rows_of(*asked) == [("a-new-name",)]
    assert rows_of(*asked) == db.session.execute(*asked).all()


def test_no_limit_is_bound_for_sqlite_would_plan_its_statement_each_time(cast: Cast) -> None:
    few = select(Project.slug).order_by(Project.slug).limit(at_most(1))
    assert re.findall(r"LIMIT \S+", str(few.compile(db.engine()))) == ["LIMIT 1"]
    assert list(db.session.scalars(few)) == [min(cast.project.slug, cast.other_project.slug)]
    limits = {
        path.name: found
        for path in COLLAB.rglob("*.py")
        if (found := re.findall(r"\.limit\((?!at_most\().*", path.read_text(encoding="utf-8")))
    }
    assert limits == {}
