"""A week in a programme of many: what each project's team does in it, written by the thousand."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select, update

from bench import sites
from bench.multiply import multiply
from bench.sites import Site
from collab import clock, config, db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.app import create_app
from collab.demonstration import days, loading
from collab.keys import new_key
from collab.migrations import steps
from collab.notifications.kinds import Kind, Pace
from collab.notifications.models import NoticeChoices
from collab.programmes.models import Membership, Role
from collab.projects.models import Project
from collab.teams.models import TeamMember
from collab.updates.models import Comment, Update, Visibility

BEGINS = days.DEFAULT.moment - timedelta(days=7)
"""A Monday at nine."""
OVER = days.DEFAULT.moment - timedelta(hours=15)
"""The Sunday evening."""
UPDATES, COMMENTS, EDITS = 2, 3, 4
"""In each project: updates, comments to each of them, one of which mentions its author, and edits."""
Row = dict[str, Any]


def laid_out(folder: Path, database_url: str, people: int) -> Site:
    """A site whose programme has at least so many participants with projects, who did things for a week."""
    folder.mkdir(parents=True, exist_ok=True)
    site = Site(folder, config.sqlalchemy_url(database_url), 0)
    steps.upgrade(site.database_url)
    with create_app(site.settings()).app_context():
        loading.load_shipped(lambda _: None)
        with db.transaction():
            there = sum(len(team) for team in _teams().values())
            copies = -(-(people - there) // there)
            if copies > 0:
                multiply(db.session.connection(), copies)
            db.session.execute(update(Activity).values(noticed_at=clock.real()))
            _live_a_week()
        sites.finish()
    return site


def _teams() -> dict[int, list[tuple[int, str]]]:
    """Ids and handles of the participants of each project."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows = db.session.execute(
        select(Project.id, Person.id, Person.handle)
        .join(TeamMember, TeamMember.team_id == Project.team_id)
        .join(Membership, TeamMember.membership_id == Membership.id)
        .join(Person, Membership.person_id == Person.id)
        .where(Membership.role == Role.PARTICIPANT)
        .order_by(Project.id, Person.id)
    )
    for project_id, person_id, handle in rows:
        found.setdefault(project_id, []).append((person_id, handle))
    return found


def _live_a_week() -> None:
    projects = {project.id: project for project in db.session.scalars(select(Project))}
    updates, comments, deeds = list[Row](), list[Row](), list[Row]()
    numbers = _after(Update), _after(Comment)
    for project_id, team in _teams().items():
        project = projects[project_id]
        scope = {"programme_id": project.programme_id, "team_id": project.team_id, "project_id": project.id}
        for number in range(UPDATES):
            written, answers = _update(project_id, team, number, numbers)
            updates.append(written)
            comments += answers
            deeds.append(_deed(Verb.UPDATE_POSTED, written["author_id"], "project_update", written, scope))
            deeds += [_deed(Verb.COMMENTED, one["author_id"], "comment", one, scope) for one in answers]
        edit = {"id": project_id, "at": BEGINS}
        deeds += [
            _deed(Verb.SUMMARY_EDITED, team[n % len(team)][0], "project", edit, scope) for n in range(EDITS)
        ]
    for model, rows in ((Update, updates), (Comment, comments), (Activity, deeds)):
        db.session.execute(insert(model), rows)
    weekly = {kind.value: Pace.WEEKLY.value for kind in Kind}
    people = db.session.scalars(select(Person.id))
    db.session.execute(insert(NoticeChoices), [{"person_id": one, "paces": weekly} for one in people])


def _after(model: type[Any]) -> Iterator[int]:
    return count((db.session.scalar(select(func.max(model.id))) or 0) + 1)


def _update(
    project_id: int, team: list[tuple[int, str]], number: int, numbers: tuple[Iterator[int], Iterator[int]]
) -> tuple[Row, list[Row]]:
    author, handle = team[number % len(team)]
    at = BEGINS + timedelta(days=2 * number)
    written = {
        "id": next(numbers[0]), "key": new_key(), "project_id": project_id, "author_id": author, "at": at,
        "visibility": Visibility.TEAM if number else Visibility.PROGRAMME, "posted_at": at,
        "text": "We met.", "html": "<p>We met.</p>",
    }  # fmt: skip
    others = list(islice((person for person, _ in team if person != author), COMMENTS))
    answers = [
        {
            "id": next(numbers[1]), "key": new_key(), "update_id": written["id"], "author_id": other,
            "at": at + timedelta(hours=1 + turn), "text": f"@{handle}, when?" if turn == 0 else "Good.",
        }
        for turn, other in enumerate(others)
    ]  # fmt: skip
    return written, answers


def _deed(verb: Verb, by: int, kind: str, thing: Row, scope: dict[str, int]) -> Row:
    told = {"verb": verb, "by_id": by, "subject_kind": kind, "subject_id": thing["id"], "at": thing["at"]}
    return {**told, "detail": {}, **scope}
