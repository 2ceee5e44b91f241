"""The worker lets a child solve, looks after it, and never waits for it; who dies is taken up again, once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from collab import clock, db, work
from collab.config import Settings
from collab.divisions import actions, jobs, queries
from collab.divisions.actions.turns import TURNS
from collab.divisions.jobs import Solver
from collab.divisions.models import Search, SearchState
from collab.proposals.progress import Step
from collab.teams.composition import Rule, RuleKind
from tests.divisions.people import EACH_SECTOR, SIZE, asked, newcomers, search
from tests.support.cast import Cast

ROOT = Path(__file__).resolve().parents[2]
SLEEPER = (sys.executable, "-c", "import time; time.sleep(60)")


@pytest.fixture
def solver(site: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Solver]:
    monkeypatch.setattr(Solver, "look_every", 0.0)
    monkeypatch.chdir(ROOT)
    found = Solver(settings.database_url)
    yield found
    found.end()


def work_until(solver: Solver, is_so: Callable[[], bool], seconds: float = 120) -> None:
    """Let the worker look after its child until something is so."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        solver()
        time.sleep(0.05)


def now(asked_for: Search) -> Search:
    """The search as the database has it now."""
    db.session.rollback()
    db.session.refresh(asked_for)
    return asked_for


def has_found_one(asked_for: Search) -> bool:
    """Whether the search says that it betters a division that it has, or looks for another."""
    told = asked_for.told or {}
    return told.get("step") in {Step.MIXING, Step.ANOTHER}


def child_of(solver: Solver) -> Any:
    return solver._child


def test_a_child_solves_what_somebody_asked(solver: Solver, cast: Cast) -> None:
    newcomers(cast, 9)
    wanted = search(cast, asked(SIZE, EACH_SECTOR))
    assert wanted.state is SearchState.WAITING
    work_until(solver, lambda: not now(wanted).is_under_way)
    assert wanted.state is SearchState.DONE
    assert wanted.answer is not None
    assert (wanted.answer["status"], wanted.turn, wanted.deaths) == ("optimal", 1, 0)
    found = queries.divisions_of(wanted)
    assert [division.position for division in found] == [1, 2, 3]
    everybody = sorted(queries.ground_of(wanted).people)
    for division in found:
        assert sorted(code for team in division.teams for code in team["members"]) == everybody
        assert queries.judged(division, queries.instance_of(wanted)).broken == ()
        assert [team["team"] for team in division.teams if team["team"]] == ["sparet", "ensam"]


def test_what_cannot_be_is_explained_in_both_languages(solver: Solver, cast: Cast) -> None:
    newcomers(cast, 8, ["culture", "business"])
    wanted = search(cast, asked(SIZE, EACH_SECTOR, count=(3, 3)))
    work_until(solver, lambda: not now(wanted).is_under_way)
    assert wanted.state is SearchState.IMPOSSIBLE
    assert wanted.answer is not None
    assert wanted.answer["conflict"][0]["sentence"] == {
        "sv": "En från turism räcker inte till tre team som alla ska ha en.",
        "en": "One from tourism is not enough for three teams that should all have one.",
    }
    less = wanted.answer["relaxations"][0]
    with db.transaction():
        again = actions.ask_with_less(wanted, 0, by=cast.facilitator)
    assert queries.asked_of(again).gave_way[0].sv == less["sentence"]["sv"]
    work_until(solver, lambda: not now(again).is_under_way)
    assert (again.state, len(queries.divisions_of(again)) > 0) == (SearchState.DONE, True)


def test_a_search_is_stopped_and_keeps_what_it_has(solver: Solver, cast: Cast) -> None:
    newcomers(cast, 150)
    wanted = search(cast, asked(SIZE, Rule(RuleKind.TRAVEL, False, most=40)))
    work_until(solver, lambda: has_found_one(now(wanted)))
    with db.transaction():
        actions.stop(wanted)
    work_until(solver, lambda: not now(wanted).is_under_way)
    assert wanted.state is SearchState.STOPPED
    found = queries.divisions_of(wanted)
    assert [division.position for division in found] == list(range(1, len(found) + 1))
    everybody = sorted(queries.ground_of(wanted).people)
    assert sorted(code for team in found[0].teams for code in team["members"]) == everybody
    assert queries.judged(found[0], queries.instance_of(wanted)).broken == ()


def test_a_child_that_does_not_listen_is_cut_off(
    solver: Solver, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "COMMAND", SLEEPER)
    monkeypatch.setattr(jobs, "PATIENCE", timedelta(0))
    newcomers(cast, 5)
    wanted = search(cast, asked(SIZE))
    work_until(solver, lambda: now(wanted).state is SearchState.RUNNING)
    with db.transaction():
        actions.stop(wanted)
    work_until(solver, lambda: not now(wanted).is_under_way)
    assert (wanted.state, child_of(solver)) == (SearchState.STOPPED, None)


def test_a_child_that_misses_its_emergency_stop_has_failed(
    solver: Solver, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "COMMAND", SLEEPER)
    monkeypatch.setattr(jobs, "LONGEST", 0.2)
    newcomers(cast, 5)
    wanted = search(cast, asked(SIZE))
    work_until(solver, lambda: now(wanted).state is SearchState.FAILED)


def test_a_search_that_nobody_has_begun_stops_at_once(site: Flask, cast: Cast) -> None:
    newcomers(cast, 5)
    wanted = search(cast, asked(SIZE))
    with db.transaction():
        actions.stop(wanted)
    assert (wanted.state, wanted.turn) == (SearchState.STOPPED, 0)


def test_after_a_killed_child_another_tries_and_after_a_second_nobody(
    solver: Solver, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "COMMAND", SLEEPER)
    newcomers(cast, 5)
    wanted = search(cast, asked(SIZE))
    seen = []
    for _ in range(2):
        work_until(solver, lambda: child_of(solver) is not None)
        os.kill(child_of(solver).process.pid, signal.SIGKILL)
        work_until(solver, lambda: child_of(solver) is None)
        seen.append((now(wanted).state, wanted.deaths, wanted.turn))
    assert seen == [(SearchState.WAITING, 1, 1), (SearchState.FAILED, 2, 2)]
    assert solver() is False


def test_a_search_of_a_worker_that_was_killed_is_taken_up_by_another(
    solver: Solver, cast: Cast, wait_until: Callable[[Any], None]
) -> None:
    newcomers(cast, 9)
    wanted = search(cast, asked(SIZE))
    with db.transaction() as session:
        dead = TURNS.take(session)
    assert dead is not None
    assert solver() is False
    wait_until(clock.now() + work.SILENCE + timedelta(seconds=1))
    work_until(solver, lambda: now(wanted).state is not SearchState.RUNNING or wanted.turn == 2)
    with db.transaction() as session:
        assert TURNS.end(session, dead, SearchState.DONE) is False
    assert (wanted.deaths, wanted.turn) == (1, 2)


def test_a_worker_that_is_told_to_end_ends_its_child_and_lets_the_search_wait(
    solver: Solver, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "COMMAND", SLEEPER)
    newcomers(cast, 5)
    wanted = search(cast, asked(SIZE))
    work_until(solver, lambda: child_of(solver) is not None)
    process: subprocess.Popen[bytes] = child_of(solver).process
    solver.end()
    assert process.returncode == -signal.SIGTERM
    assert (now(wanted).state, wanted.deaths) == (SearchState.WAITING, 0)


def test_looking_after_a_child_takes_no_time(
    solver: Solver, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "COMMAND", SLEEPER)
    newcomers(cast, 5)
    search(cast, asked(SIZE))
    work_until(solver, lambda: child_of(solver) is not None)
    began = time.monotonic()
    assert [solver() for _ in range(10)] == [False] * 10
    assert time.monotonic() - began < 1
