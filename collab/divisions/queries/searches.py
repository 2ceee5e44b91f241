"""Reading searches and the divisions that they found."""

from sqlalchemy import func, select
from sqlalchemy.orm import defer, joinedload

from collab import db
from collab.accounts.models import Person
from collab.divisions import policy
from collab.divisions.models import UNDER_WAY, Division, Search
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


def count_divisions(programme: Programme) -> dict[int, int]:
    """How many divisions each of the programme's searches found, by the search's id."""
    counted = (
        select(Division.search_id, func.count())
        .join(Division.search)
        .where(Search.programme_id == programme.id)
        .group_by(Division.search_id)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}


def under_way(programme: Programme) -> Search | None:
    """The search that the programme waits for, or None. There is never more than one."""
    wanted = Search.programme_id == programme.id, Search.state.in_(UNDER_WAY)
    return db.session.scalars(select(Search).where(*wanted)).first()
