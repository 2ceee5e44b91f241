"""What is missing in the teams just now, in words: milestones late or without an owner, teams not whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import url_for
from sqlalchemy import ColumnElement, Row, func, select

from collab import clock, db
from collab.accounts.models import Person
from collab.forming import queries as forming_queries
from collab.ideas import policy as ideas_policy
from collab.ideas import queries as ideas
from collab.programmes.models import Programme
from collab.projects.models import Milestone, Project, Status
from collab.projects.queries import still_open
from collab.teams import queries as teams
from collab.text import Localised, _, _n, begun, in_words, listed

MOST_NAMES = 4
"""So many people without a team are named."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: how bad, which team or project, a sentence, where to look."""

    status: Status
    subject: str
    sentence: str
    verb: str
    url: str
    waits: bool = False
    """Whether it waits for those who lead: while teams form, who has none and what is not whole."""


def gaps(programme: Programme, *, viewer: Person) -> list[Gap]:
    """The worst first: teams, then milestones; while teams form, also who has none and who has not wished."""
    forming = [*_people(programme), *_teams(programme, viewer)]
    if teams_form(programme):
        forming = [replace(gap, waits=True) for gap in (*forming, *_wishes(programme, viewer))]
        return [*forming, *_late(programme), *_unowned(programme)]
    return [*forming, *_late(programme), *_unowned(programme)]


def teams_form(programme: Programme) -> bool:
    """Whether the programme's teams are still forming."""
    return programme.teams_form_until is not None and clock.today() <= programme.teams_form_until


def _people(programme: Programme) -> list[Gap]:
    alone = forming_queries.without_team(programme)
    if not alone:
        return []
    names = listed(str(place.person.name) for place in alone[:MOST_NAMES])
    rest = len(alone) - MOST_NAMES
    said = _n("is in no team.", "are in no team.", len(alone))
    if rest > 0:
        more = in_words(rest)
        said = _n("and one more are in no team.", "and %(count)s more are in no team.", rest, count=more)
    return [
        Gap(
            status=Status.AT_RISK,
            subject=names,
            sentence=said,
            verb=_("Find them a team"),
            url=url_for("forming.find", slug=programme.slug, team="none"),
        )
    ]


def _wishes(programme: Programme, viewer: Person) -> list[Gap]:
    """Who has no team and has not wished yet, for as long as wishes help."""
    wanting = ideas.places_without_wishes(
        programme.id, reads_apart=ideas_policy.read_apart(viewer, programme)
    ).where(~teams.has_team())
    count = db.session.scalar(select(func.count()).select_from(wanting.subquery())) or 0
    if not count:
        return []
    return [
        Gap(
            status=Status.AT_RISK,
            subject=begun(_n("One person", "%(count)s people", count, count=in_words(count))),
            sentence=_n(
                "has no team and has not wished yet.", "have no team and have not wished yet.", count
            ),
            verb=_("See who"),
            url=url_for("workspace.wishes", slug=programme.slug),
        )
    ]


def _teams(programme: Programme, viewer: Person) -> list[Gap]:
    return [
        Gap(
            status=Status.AT_RISK,
            subject=card.name,
            sentence=_("does not meet the rules for teams yet."),
            verb=_("See the team"),
            url=url_for("workspace.team", slug=card.slug),
        )
        for card in teams.list_teams(programme, viewer=viewer)
        if not card.composition.is_complete
    ]


def _late(programme: Programme) -> list[Gap]:
    late = _counted(programme, Milestone.due_on < clock.today())
    return [
        _milestone_gap(
            slug,
            str(title),
            _n(
                "has a milestone that is late.",
                "has %(count)s milestones that are late.",
                number,
                count=in_words(number),
            ),
        )
        for slug, title, number in late
    ]


def _unowned(programme: Programme) -> list[Gap]:
    unowned = _counted(programme, Milestone.owner_id.is_(None))
    return [
        _milestone_gap(
            slug,
            str(title),
            _n(
                "has a milestone without an owner.",
                "has %(count)s milestones without an owner.",
                number,
                count=in_words(number),
            ),
        )
        for slug, title, number in unowned
    ]


def _milestone_gap(slug: str, title: str, sentence: str) -> Gap:
    here = url_for("workspace.project", slug=slug, _anchor="milestones")
    return Gap(Status.AT_RISK, title, sentence, _("See the milestones"), here)


def _counted(programme: Programme, condition: ColumnElement[bool]) -> Sequence[Row[str, Localised, int]]:
    return db.session.execute(
        select(Project.slug, Project.title, func.count())
        .join(Milestone, Milestone.project_id == Project.id)
        .where(Project.programme_id == programme.id, still_open(), condition)
        .group_by(Project.id, Project.slug, Project.title)
        .order_by(func.count().desc())
    ).all()
