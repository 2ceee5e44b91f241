"""What is missing in the teams just now, in words: milestones late or without an owner, teams not whole."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Select, case, func, select

from collab import clock
from collab.accounts.models import Person
from collab.forming import queries as forming
from collab.ideas import policy as ideas_policy
from collab.ideas import queries as ideas
from collab.programmes.models import Membership, Programme
from collab.projects.models import Milestone, Project
from collab.projects.queries import still_open
from collab.statements import built_once
from collab.teams import queries as teams
from collab.teams.queries import TeamCard
from collab.text import Localised, _, _n, begun, in_words, listed
from collab.together import Reading, askable, asked, ready, side_by_side

MOST_NAMES = 4
"""So many people without a team are named."""


class Gap(Struct, frozen=True):
    """One gap: which team or project, a sentence, where to look."""

    subject: str
    sentence: str
    verb: str
    url: str
    waits: bool = False
    """Whether it waits for those who lead: while teams form, who has none and what is not whole."""


@askable
def gaps(programme: Programme, *, viewer: Person) -> Reading[list[Gap]]:
    """First who is in no team and teams that are not whole, and while teams form who has not wished.

    Then milestones: late ones, then those without an owner, each with the project that has most first.
    """
    alone, cards, wanting, milestones = yield from side_by_side(
        forming.without_team.part(programme),
        teams.list_teams.part(programme, viewer=viewer),
        _wanting(programme, viewer) if teams_form(programme) else ready(0),
        asked(_milestones(programme_id=programme.id, today=clock.today())),
    )
    people = [*_people(programme, alone), *_teams(cards), *_wishes(programme, wanting)]
    if teams_form(programme):
        people = [replace(gap, waits=True) for gap in people]
    return [*people, *_late(milestones), *_unowned(milestones)]


def teams_form(programme: Programme) -> bool:
    """Whether the programme's teams are still forming."""
    return programme.teams_form_until is not None and clock.today() <= programme.teams_form_until


def _people(programme: Programme, alone: Sequence[Localised]) -> list[Gap]:
    if not alone:
        return []
    names = listed(str(name) for name in alone[:MOST_NAMES])
    rest = len(alone) - MOST_NAMES
    said = _n("is in no team.", "are in no team.", len(alone))
    if rest > 0:
        more = in_words(rest)
        said = _n("and one more are in no team.", "and %(count)s more are in no team.", rest, count=more)
    return [
        Gap(
            subject=names,
            sentence=said,
            verb=_("Find a team"),
            url=url_for("forming.find", slug=programme.slug, team="none"),
        )
    ]


def _wanting(programme: Programme, viewer: Person) -> Reading[int]:
    """How many have no team and have not wished yet."""
    reads_apart = ideas_policy.read_apart(viewer, programme)
    ((count,),) = yield from asked(_without_wishes(reads_apart, programme_id=programme.id))
    number: int = count
    return number


@built_once
def _without_wishes(reads_apart: bool, *, programme_id: Any) -> Select[int]:
    places = ideas.places_without_wishes(programme_id, reads_apart=reads_apart).where(~teams.has_team())
    return select(func.count()).select_from(places.with_only_columns(Membership.id).subquery())


def _wishes(programme: Programme, count: int) -> list[Gap]:
    if not count:
        return []
    return [
        Gap(
            subject=begun(_n("One person", "%(count)s people", count, count=in_words(count))),
            sentence=_n(
                "has no team and has not wished yet.", "have no team and have not wished yet.", count
            ),
            verb=_("See who"),
            url=url_for("workspace.wishes", slug=programme.slug),
        )
    ]


def _teams(cards: Iterable[TeamCard]) -> list[Gap]:
    return [
        Gap(
            subject=card.name,
            sentence=_("does not meet the rules for teams yet."),
            verb=_("See the team"),
            url=url_for("workspace.team", slug=card.slug),
        )
        for card in cards
        if not card.composition.is_complete
    ]


def _late(rows: Sequence[Any]) -> list[Gap]:
    return [
        _milestone_gap(
            row,
            _n(
                "has a milestone that is late.",
                "has %(count)s milestones that are late.",
                row.late,
                count=in_words(row.late),
            ),
        )
        for row in sorted(rows, key=lambda row: -row.late)
        if row.late
    ]


def _unowned(rows: Sequence[Any]) -> list[Gap]:
    return [
        _milestone_gap(
            row,
            _n(
                "has a milestone without an owner.",
                "has %(count)s milestones without an owner.",
                row.unowned,
                count=in_words(row.unowned),
            ),
        )
        for row in sorted(rows, key=lambda row: -row.unowned)
        if row.unowned
    ]


def _milestone_gap(project: Any, sentence: str) -> Gap:
    here = url_for("workspace.project", slug=project.slug, _anchor="milestones")
    return Gap(str(project.title), sentence, _("See the milestones"), here)


@built_once
def _milestones(*, programme_id: Any, today: Any) -> Select[*tuple[Any, ...]]:
    """How many open milestones of each project are late, and how many nobody owns."""
    late = func.sum(case((Milestone.due_on < today, 1), else_=0))
    unowned = func.sum(case((Milestone.owner_id.is_(None), 1), else_=0))
    return (
        select(Project.slug, Project.title, late.label("late"), unowned.label("unowned"))
        .join(Milestone, Milestone.project_id == Project.id)
        .where(Project.programme_id == programme_id, still_open())
        .group_by(Project.id, Project.slug, Project.title)
        .order_by(Project.id)
    )
