"""Solving a search, in a process of its own: what is done and that it lives is told while it goes on."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from collab import clock, db
from collab.divisions import queries
from collab.divisions.actions import turns
from collab.divisions.actions.turns import TURNS
from collab.divisions.asking import formed
from collab.divisions.models import Division, Search, SearchState
from collab.later import later
from collab.proposals.answer import Answer, Clash, Status
from collab.proposals.progress import Progress
from collab.work import Turn

if TYPE_CHECKING:
    from collab.proposals import proposing
else:
    proposing = later("collab.proposals.proposing")

LOOK_EVERY = 1.0
"""Seconds between two looks at whether somebody asked to stop; as often it is told what is done."""


@contextmanager
def writing_on(engine: Engine) -> Iterator[Session]:
    """A short writing transaction of a process that has no site."""
    with db.writing(), Session(engine) as session, session.begin():
        yield session


class Line:
    """The line between a solver and the database: a thread that tells and listens, once a second."""

    def __init__(self, engine: Engine, turn: Turn) -> None:
        self._engine, self._turn = engine, turn
        self._told: dict[str, Any] | None = None
        self._over = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="line")

    def __enter__(self) -> "Line":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def tell(self, progress: Progress) -> None:
        """Say at the next occasion what is being done."""
        self._told = {"step": progress.step.value, "numbers": dict(progress.numbers)}

    def is_stopped(self) -> bool:
        """Whether somebody has asked to stop, or the search belongs to another solver by now."""
        return self._stop.is_set()

    def _run(self) -> None:
        while not self._over.is_set():
            with suppress(SQLAlchemyError):  # away or busy: the next second is another occasion
                self._speak()
            self._over.wait(LOOK_EVERY)

    def _speak(self) -> None:
        with writing_on(self._engine) as session:
            is_ours = TURNS.hear(session, self._turn, self._told)
            if not is_ours or turns.stop_asked_at(session, self._turn) is not None:
                self._stop.set()


def solve(engine: Engine, turn: Turn) -> bool:
    """Solve the search and keep what comes of it; whether the turn was the caller's own until the end."""
    with Session(engine) as session:
        search = session.get_one(Search, turn.work_id)
        instance = queries.instance_of(search)
    with Line(engine, turn) as line:
        answer = proposing.propose(instance, tell=line.tell, is_stopped=line.is_stopped)
    with writing_on(engine) as session:
        search = session.get_one(Search, turn.work_id)
        state = _state(answer, is_asked=search.stop_asked_at is not None)
        is_ours = TURNS.end(session, turn, state, answer=as_values(answer), ended_at=clock.real())
        if is_ours:
            session.add_all(_divisions(search, answer))
    return is_ours


def _state(answer: Answer, *, is_asked: bool) -> SearchState:
    if answer.status is Status.INFEASIBLE:
        return SearchState.IMPOSSIBLE
    if answer.status is Status.STOPPED and (is_asked or not answer.proposals):
        return SearchState.STOPPED
    return SearchState.DONE


def as_values(answer: Answer) -> dict[str, Any]:
    """The answer for JSON, but for its divisions."""
    return {
        "status": answer.status.value,
        "bounds": list(answer.bounds),
        "are_all": answer.are_all,
        "cut_off": answer.cut_off.value if answer.cut_off is not None else None,
        "conflict": _clash(answer.conflict),
        "further": [_clash(clash) for clash in answer.further],
        "is_each_enough": answer.is_each_enough,
        "relaxations": [
            {
                "changes": [{"at": at, "field": field, "value": value} for at, field, value in given.changes],
                "sentence": to_builtins(given.sentence),
            }
            for given in answer.relaxations
        ],
    }


def _clash(clash: Sequence[Clash]) -> list[dict[str, Any]]:
    return [{"rule": one.rule, "sentence": to_builtins(one.sentence)} for one in clash]


def _divisions(search: Search, answer: Answer) -> Iterator[Division]:
    stay = [
        (slug, set(team["members"]))
        for slug, team in formed(queries.asked_of(search), queries.ground_of(search))
    ]
    for position, proposal in enumerate(answer.proposals, 1):
        teams = [
            {
                "team": next((slug for slug, crew in stay if crew <= set(judged.team.members)), None),
                "theme": judged.team.theme,
                "members": list(judged.team.members),
            }
            for judged in proposal.judged.teams
        ]
        yield Division(
            search_id=search.id, position=position, teams=teams, made=teams, bounds=list(proposal.bounds)
        )
