"""Ideas and wishes as tests write them, past every rule."""

from sqlalchemy import select

from collab import clock, db
from collab.accounts.models import Person
from collab.ideas.models import Companion, Idea, Wish
from collab.programmes.models import Membership, Programme


def place(person: Person) -> Membership:
    """The person's place in the programme."""
    return db.session.scalars(select(Membership).where(Membership.person_id == person.id)).one()


def an_idea(programme: Programme, title: str, by: Person | None = None, *, withdrawn: bool = False) -> Idea:
    """An idea of somebody, or a theme of the organisers."""
    idea = Idea(
        programme=programme,
        title=title,
        proposed_by=place(by) if by else None,
        withdrawn_at=clock.now() if withdrawn else None,
    )
    db.session.add(idea)
    db.session.flush()
    return idea


def a_wish(person: Person, *ideas: Idea) -> None:
    """The person would like to work on these, the first most."""
    who = place(person)
    db.session.add_all(Wish(membership=who, idea=idea, rank=rank) for rank, idea in enumerate(ideas, 1))
    db.session.flush()


def a_companion(person: Person, other: Person, *, is_apart: bool = False) -> None:
    """The person wants to be in a team with somebody, or apart from them."""
    db.session.add(Companion(membership=place(person), other=place(other), is_apart=is_apart))
    db.session.flush()
