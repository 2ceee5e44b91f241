"""Writing to those whom a proposal concerns: one letter each, with their team as it is then."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct

from collab.accounts.models import Person
from collab.mail import actions as mail
from collab.teams import letters
from collab.teams import queries as teams
from collab.teams.models import Team


class Told(StrEnum):
    """What is told."""

    PLACED = "placed"
    UNDONE = "undone"


class News(Struct, frozen=True):
    """What happened, by whom, and why."""

    what: Told
    by: Person
    reason: str


class _Crew(Struct, frozen=True):
    """A team with its people, or nobody's."""

    team: Team | None = None
    people: Sequence[Person] = ()
    leaders: Sequence[Person] = ()


def tell(news: News, changed: Iterable[Team], alone: Iterable[Person] = ()) -> None:
    """Write to everybody in these teams, and to those who are `alone` afterwards. Not to who did it."""
    crews = list(_crews(list(changed)))
    concerned = [(person, crew) for crew in crews for person in crew.people]
    concerned += [(person, _Crew()) for person in alone]
    written = [
        (person.email, person.language, _values(news, person, crew))
        for person, crew in concerned
        if person.id != news.by.id
    ]
    mail.post_all(_TEMPLATES[news.what], written)


def _crews(changed: Sequence[Team]) -> Iterator[_Crew]:
    seated = teams.places_of(changed)
    for team in changed:
        people = [place.membership.person for place in seated[team.id]]
        leaders = [place.membership.person for place in seated[team.id] if place.is_coordinator]
        yield _Crew(team, people, leaders)


def _values(news: News, person: Person, crew: _Crew) -> dict[str, Any]:
    language = person.language
    return {
        "team": crew.team.name if crew.team is not None else "",
        "slug": crew.team.slug if crew.team is not None else "",
        "people": [member.name.said(language) for member in crew.people],
        "leaders": [leader.name.said(language) for leader in crew.leaders],
        "leads": person in crew.leaders,
        "by": news.by.name.said(language),
        "said": news.reason,
        **(letters.to_member(person, crew.team.id) if crew.team is not None else {}),
    }


_TEMPLATES = {Told.PLACED: "divisions/mail/placed", Told.UNDONE: "divisions/mail/undone"}
