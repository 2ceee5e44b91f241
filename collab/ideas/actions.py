"""Proposing ideas, changing them, taking them back; wishing. What somebody wishes for is nowhere recorded."""

from collections.abc import Sequence
from hashlib import sha256

from msgspec import Struct
from sqlalchemy import delete

from collab import clock, db
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.errors import RuleViolation
from collab.ideas import queries
from collab.ideas.models import Companion, Idea, Wish
from collab.programmes import policy as programmes_policy
from collab.programmes import queries as programmes
from collab.programmes.models import Membership, Programme
from collab.text import _


class Words(Struct, frozen=True):
    """What an idea says."""

    title: str
    description: str = ""
    teams_most: int | None = None

    @property
    def mark(self) -> str:
        """Tells some words from others."""
        return sha256(repr(self).encode()).hexdigest()[:16]


class Overtaken(RuleViolation):
    """Somebody else saved while this person wrote: nothing is overwritten until they have seen it."""


class Wanted(Struct, frozen=True):
    """What somebody wishes for: ideas, the dearest first; people to be with; people to be apart from."""

    ideas: Sequence[Idea] = ()
    beside: Sequence[Membership] = ()
    apart: Sequence[Membership] = ()


def propose(programme: Programme, words: Words, *, by: Person) -> Idea:
    """Put an idea forward; what an organiser proposes is the organisers' own theme.

    Raises RuleViolation when the programme has one of that title.
    """
    db.hold(programme)
    _demand_new(words.title, programme)
    is_own_theme = programmes_policy.organise(by, programme)
    idea = Idea(
        programme=programme,
        title=words.title,
        description=words.description,
        teams_most=words.teams_most,
        proposed_by=None if is_own_theme else programmes.place_of(by, programme.id),
    )
    db.session.add(idea)
    activity.record(Verb.IDEA_PROPOSED, idea, by=by)
    return idea


def change(idea: Idea, words: Words, *, by: Person, seen: str) -> None:
    """Say it otherwise. `seen`: the mark of the words that `by` began with.

    Raises Overtaken when others are saved by now, RuleViolation once it is taken back, and for the title of
    another one.
    """
    _hold(idea)
    saved = words_of(idea)
    if saved == words:
        return
    if saved.mark != seen:
        raise Overtaken(_("Somebody else saved while you wrote. Look at both texts, then save again."))
    _demand_new(words.title, idea.programme, but=idea)
    idea.title, idea.description, idea.teams_most = words.title, words.description, words.teams_most
    activity.record(Verb.IDEA_CHANGED, idea, by=by)


def words_of(idea: Idea) -> Words:
    """What it says now."""
    return Words(idea.title, idea.description, idea.teams_most)


def withdraw(idea: Idea, *, by: Person) -> None:
    """Take it back: nobody can wish for it any more, and no other team can begin. Teams that have, go on.

    Who wished for it keeps the other wishes, and is reminded at home. Raises RuleViolation the second time.
    """
    _hold(idea)
    idea.withdrawn_at = clock.now()
    activity.record(Verb.IDEA_WITHDRAWN, idea, by=by)


def wish(place: Membership, wanted: Wanted) -> None:
    """Let these be what the participant wishes for. Raises RuleViolation for wishes that contradict."""
    db.hold(place)
    _demand_sense(place, wanted)
    for kind in (Wish, Companion):
        db.session.execute(delete(kind).where(kind.membership_id == place.id))
    ranked = enumerate(wanted.ideas, 1)
    db.session.add_all(Wish(membership=place, idea=idea, rank=rank) for rank, idea in ranked)
    for people, is_apart in ((wanted.beside, False), (wanted.apart, True)):
        db.session.add_all(Companion(membership=place, other=other, is_apart=is_apart) for other in people)


def _hold(idea: Idea) -> None:
    db.hold(idea.programme)
    db.session.refresh(idea)
    if idea.is_withdrawn:
        raise RuleViolation(_("The idea %(idea)s has been taken back.", idea=idea.title))


def _demand_new(title: str, programme: Programme, but: Idea | None = None) -> None:
    for other in queries.of_programme(programme.id):
        if other != but and other.title.casefold() == title.casefold():
            raise RuleViolation(
                _("There is an idea called %(idea)s already. Give yours another title.", idea=other.title)
            )


def _demand_sense(place: Membership, wanted: Wanted) -> None:
    people = [*wanted.beside, *wanted.apart]
    if place in people:
        raise RuleViolation(_("You are always with yourself. Choose somebody else."))
    if len(set(people)) < len(people) or len(set(wanted.ideas)) < len(wanted.ideas):
        raise RuleViolation(_("Choose every idea and every person once only."))
