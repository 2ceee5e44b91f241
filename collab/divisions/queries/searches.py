"""Reading searches and the divisions that they found."""

from collections import defaultdict

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from collab import db
from collab.accounts.models import Person
from collab.divisions import policy
from collab.divisions.models import UNDER_WAY, Applied, Division, Search
from collab.errors import NotFound
from collab.programmes import policy as programmes
from collab.programmes.models import Programme


def get_search(key: str, *, viewer: Person) -> Search:
    """The search of that key. Raises NotFound for a key nobody has and for what the viewer may not see."""
    search = db.session.scalars(
        select(Search)
        .options(joinedload(Search.programme), joinedload(Search.asked_by))
        .where(Search.key == key)
    ).first()
    if search is None or not policy.read(viewer, search):
        raise NotFound(key)
    return search


def get_division(key: str, *, viewer: Person) -> Division:
    """The division of that key. Raises NotFound for a key nobody has and for what the viewer may not see."""
    division = db.session.scalars(
        select(Division)
        .options(joinedload(Division.search).joinedload(Search.programme))
        .where(Division.key == key)
    ).first()
    if division is None or not policy.read(viewer, division.search):
        raise NotFound(key)
    return division


def divisions_of(search: Search) -> list[Division]:
    """What the search found, the best first."""
    found = select(Division).where(Division.search_id == search.id).order_by(Division.position)
    return list(db.session.scalars(found))


def list_searches(programme: Programme, *, viewer: Person) -> list[Search]:
    """The programme's searches, the latest first, without what the solver was given.

    Raises NotFound for who does not lead the programme.
    """
    if not programmes.facilitate(viewer, programme):
        raise NotFound(programme.slug)
    return list(
        db.session.scalars(
            select(Search)
            .options(joinedload(Search.asked_by), defer(Search.names))
            .where(Search.programme_id == programme.id)
            .order_by(Search.asked_at.desc(), Search.id.desc())
        )
    )


class Found(Struct):
    """How many divisions a search found, and what was last made of one of them."""

    count: int = 0
    tried: int = 0
    """The place of the one that was last applied, from 1; 0: none ever was."""
    is_undone: bool = False


def found_by(programme: Programme) -> dict[int, Found]:
    """What each of the programme's searches found, by the search's id."""
    rows = db.session.execute(
        select(Division.search_id, Division.id, Division.position, Applied.id, Applied.undone_at)
        .join(Division.search)
        .outerjoin(Applied, Applied.division_id == Division.id)
        .where(Search.programme_id == programme.id)
    ).all()
    found: dict[int, Found] = defaultdict(Found)
    for search_id, _ in {(row[0], row[1]) for row in rows}:
        found[search_id].count += 1
    for search_id, _, position, _, undone_at in sorted(
        (row for row in rows if row[3] is not None), key=lambda row: row[3]
    ):
        found[search_id].tried, found[search_id].is_undone = position, undone_at is not None
    return dict(found)


def under_way(programme: Programme) -> Search | None:
    """The search that the programme waits for, or None. There is never more than one."""
    wanted = Search.programme_id == programme.id, Search.state.in_(UNDER_WAY)
    return db.session.scalars(select(Search).where(*wanted)).first()
