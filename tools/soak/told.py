"""Afterwards: was everybody told of every deed once, and was each letter that was due written once?"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from collab import db
from collab.accounts.models import Person
from collab.activity.models import Activity
from collab.app import create_app
from collab.config import Settings
from collab.mail.models import Mail
from collab.notifications import deriving, mailing
from collab.notifications.models import Notice
from collab.programmes.models import Membership
from collab.projects.models import Project
from collab.teams.models import TeamMember
from collab.updates.mentions import handles_in
from collab.updates.models import Comment, Update

Item = tuple[int, int]
"""A person, and the update that the person is told of."""


def catch_up(settings: Settings) -> None:
    """Do what the killed worker has left of telling and of writing letters."""
    with create_app(settings).app_context():
        for chore in (deriving.derive_next, mailing.write_next):
            while chore():
                db.session.remove()
        db.session.remove()
        db.engine().dispose()


def untold(connection: Connection) -> int:
    """Deeds of which nobody was told."""
    return connection.scalar(select(func.count(Activity.id)).where(Activity.noticed_at.is_(None))) or 0


def notices_too_many_or_few(connection: Connection) -> int:
    """Nobody opens anything: each has one item for each update, which counts every deed of others."""
    rows = connection.execute(select(Notice.person_id, Notice.subject_id, Notice.events))
    found = Counter[Item]()
    for person_id, update_id, events in rows:
        found[person_id, update_id] += events
    return _apart(found, _wanted(connection))


def letters_too_many_or_few(connection: Connection) -> int:
    """By mail everybody hears of what happens in the project, and of nothing else: of each update once."""
    items = {row.id: (row.person_id, row.subject_id) for row in connection.execute(select(Notice.__table__))}
    letters = connection.scalars(select(Mail.values).where(Mail.template == mailing.TEMPLATE))
    found = Counter(items.get(number, (0, 0)) for values in letters for number in values["notices"])
    teams = _teams(connection)
    wanted = Counter[Item]()
    for update_id, (project_id, author_id) in _updates(connection).items():
        wanted.update(_items(teams[project_id] - {author_id}, update_id))
    return _apart(found, wanted)


def _apart(found: Counter[Item], wanted: Counter[Item]) -> int:
    return sum(abs(found[item] - wanted[item]) for item in found.keys() | wanted.keys())


def _wanted(connection: Connection) -> Counter[Item]:
    """Of a post the team hears; of a comment the team, who wrote before, and who is mentioned."""
    teams, updates = _teams(connection), _updates(connection)
    people = {row.handle: row.id for row in connection.execute(select(Person.handle, Person.id))}
    wanted = Counter[Item]()
    talkers: defaultdict[int, set[int | None]] = defaultdict(set)
    for update_id, (project_id, author_id) in updates.items():
        wanted.update(_items(teams[project_id] - {author_id}, update_id))
        talkers[update_id] = {author_id}
    comments = select(Comment.update_id, Comment.author_id, Comment.text).order_by(Comment.at, Comment.id)
    for update_id, by_id, text in connection.execute(comments):
        mentioned = {people[handle] for handle in handles_in(text)}
        told = teams[updates[update_id][0]] | talkers[update_id] | mentioned
        wanted.update(_items(told - {by_id}, update_id))
        talkers[update_id].add(by_id)
    return wanted


def _items(people: Iterable[int | None], update_id: int) -> list[Item]:
    return [(person_id, update_id) for person_id in people if person_id is not None]


def _teams(connection: Connection) -> dict[int, set[int | None]]:
    """The people of each project."""
    found: defaultdict[int, set[int | None]] = defaultdict(set)
    seats = (
        select(Project.id, Membership.person_id)
        .join(TeamMember, TeamMember.team_id == Project.team_id)
        .join(Membership, Membership.id == TeamMember.membership_id)
    )
    for project_id, person_id in connection.execute(seats):
        found[project_id].add(person_id)
    return found


def _updates(connection: Connection) -> dict[int, tuple[int, int | None]]:
    """Project and author of each update."""
    rows = connection.execute(select(Update.id, Update.project_id, Update.author_id))
    return {row.id: (row.project_id, row.author_id) for row in rows}
