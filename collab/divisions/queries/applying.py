"""Whether a proposal can become the programme's teams, and whether what was made of it can be undone."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from collab import db
from collab.accounts.models import Person
from collab.activity import queries as activity
from collab.activity.queries import Event
from collab.divisions import placing
from collab.divisions.asking import Pair, divided_in_vain
from collab.divisions.ground import Difference, said
from collab.divisions.models import Applied, Division, Search
from collab.divisions.placing import Plan, Target
from collab.divisions.queries.instances import asked_of, differences_for
from collab.divisions.queries.pictures import Picture, picture_of, seated
from collab.divisions.queries.standing import Standing, standing_of
from collab.ideas import queries as ideas
from collab.ideas.models import Idea
from collab.programmes import queries as programmes
from collab.programmes.models import Membership, Programme, Role
from collab.teams import composition, sentences
from collab.teams import queries as teams
from collab.teams.models import Team, TeamMember
from collab.text import _, listed, spoken


class Outlook(Struct, frozen=True):
    """A proposal over the programme as it is now: the page and the gate ask the same."""

    standing: Standing
    plan: Plan
    changed: tuple[Difference, ...]
    """What has happened since somebody asked."""
    said: tuple[str, ...]
    """The same as sentences."""
    hindrances: tuple[str, ...]
    """Why it cannot be applied, as sentences; empty when it can."""
    divides_in_vain: bool
    """Whether a team that was to be divided anew runs a project by now: asking the same would be refused."""

    @property
    def is_outdated(self) -> bool:
        """Whether people or teams are others than those it was made for."""
        return any(difference.concerns_teams for difference in self.changed)

    @property
    def ended(self) -> list[str]:
        """The names of the teams that end."""
        return [self.standing.teams[slug] for slug in self.plan.ended]


def outlook_of(division: Division, *, viewer: Person) -> Outlook:
    """How it would be to apply the proposal now, as the viewer may know it; constantly many statements."""
    search = division.search
    standing = standing_of(search.programme)
    changed = tuple(differences_for(search, standing.ground, viewer=viewer))
    targets = placing.targets_of(division.teams)
    asked = asked_of(search)
    divided = placing.anew(asked, standing.ground.teams)
    plan = placing.plan(targets, standing.ground.teams, divided)
    names = {**search.names["people"], **search.names["themes"]}
    called = {code: spoken(name) if isinstance(name, dict) else name for code, name in names.items()}
    known = {**called, **standing.people, **standing.themes}
    team_names = {**search.names["teams"], **standing.teams}
    hindrances = [
        *_outdated(changed),
        *_unwilling(placing.unwilling(targets, standing.ground.wishes, asked.together), known),
        *_running(standing, plan),
        *_too_many(search.programme, targets),
    ]
    sentences_ = tuple(said(difference, known, team_names) for difference in changed)
    in_vain = bool(divided_in_vain(asked, standing.ground))
    return Outlook(standing, plan, changed, sentences_, tuple(hindrances), in_vain)


def _outdated(changed: Collection[Difference]) -> Iterator[str]:
    if any(difference.concerns_teams for difference in changed):
        yield _("People or teams are others than when the proposal was made. Ask for proposals anew.")


def _unwilling(pairs: Iterable[Pair], known: Mapping[str, object]) -> Iterator[str]:
    for pair in pairs:
        yield _(
            "%(people)s would be in the same team, and one of them wishes to be apart from the other. "
            "Ask for proposals anew, or move one of them in the proposal.",
            people=listed(str(known.get(code, code)) for code in pair),
        )  # fmt: skip


def _running(standing: Standing, plan: Plan) -> Iterator[str]:
    """Teams that somebody would leave although they run a project."""
    for slug in plan.left:
        if slug in standing.projects:
            yield _("%(team)s runs %(project)s and cannot be divided anew. Ask with the team as it is.",
                    team=standing.teams[slug], project=standing.projects[slug])  # fmt: skip


def _too_many(programme: Programme, targets: Collection[Target]) -> Iterator[str]:
    """Hard rules of the programme, not of the search, that a team would exceed."""
    rules = teams.rules_of(programme.id)
    sectors = [sector.code for sector in programmes.sectors(programme.id)]
    places = memberships(programme)
    for target in targets:
        crew = [teams.as_member(places[who]) for who in target.members if who in places]
        for judgement in composition.judge([m.seen_from for m in crew], rules, sectors).exceeded:
            yield sentences.refusal(judgement)


def memberships(programme: Programme) -> dict[str, Membership]:
    """Who takes part, by code."""
    return {place.code: place for place in programmes.participants(programme.id)}


def everybody(programme: Programme) -> dict[str, Membership]:
    """Who has a place in the programme, by code: also who takes part no longer and is in a team still."""
    found = db.session.scalars(
        select(Membership)
        .options(joinedload(Membership.person))
        .where(Membership.programme_id == programme.id)
    )
    return {place.code: place for place in found}


def teams_by_slug(programme: Programme) -> dict[str, Team]:
    """Every team that the programme has or had."""
    found = db.session.scalars(select(Team).where(Team.programme_id == programme.id))
    return {team.slug: team for team in found}


def proposers(programme: Programme) -> dict[str, str]:
    """Key of an idea → the code of who proposed it; without the organisers' own."""
    found = ideas.of_programme(programme.id)
    return {idea.key: idea.proposed_by.code for idea in found if idea.proposed_by is not None}


def coordinators_of(programme: Programme) -> set[str]:
    """The codes of those who coordinate a team."""
    return set(
        db.session.scalars(
            select(Membership.code)
            .join(TeamMember, TeamMember.membership_id == Membership.id)
            .where(Membership.programme_id == programme.id, TeamMember.is_coordinator)
        )
    )


def applied_of(division: Division) -> Applied | None:
    """What was made of the proposal and not undone, or None."""
    return _latest(Applied.division_id == division.id, Applied.undone_at.is_(None))


def tried(division: Division) -> Applied | None:
    """What was made of the proposal last, be it undone or not, or None."""
    return _latest(Applied.division_id == division.id)


def applied_in(search: Search) -> Applied | None:
    """What was made of one of the search's proposals and not undone, or None."""
    own = select(Division.id).where(Division.search_id == search.id)
    return _latest(Applied.division_id.in_(own), Applied.undone_at.is_(None))


def is_spare(search: Search) -> bool:
    """Whether the search is over and none of its proposals was ever applied, be it undone or not."""
    own = select(Division.id).where(Division.search_id == search.id)
    return not search.is_under_way and _latest(Applied.division_id.in_(own)) is None


def _latest(*wanted: ColumnElement[bool]) -> Applied | None:
    people = joinedload(Applied.applied_by), joinedload(Applied.undone_by)
    return db.session.scalars(
        select(Applied)
        .options(*people, joinedload(Applied.division))
        .where(*wanted)
        .order_by(Applied.id.desc())
    ).first()


class BuiltOn(Struct, frozen=True):
    """What others have made of the teams since a proposal was applied; empty while it can be undone."""

    events: tuple[Event, ...]
    """The latest first."""
    sentences: tuple[str, ...]
    """What is otherwise without anybody's record of it."""

    def __bool__(self) -> bool:
        return bool(self.events or self.sentences)


def built_on(applied: Applied) -> BuiltOn:
    """What stands in the way of undoing, in a constant number of statements."""
    programme = applied.division.search.programme
    there = teams_by_slug(programme)
    touched = [there[slug] for slug in applied.after["teams"] if slug in there]
    places = everybody(programme)
    codes = {who for _slug, who in seated(applied.after)}
    now = picture_of(touched, [places[code] for code in codes if code in places])
    gone = [_("Somebody of these teams has left the programme.")] if _has_left(applied, places) else []
    events = activity.in_teams_since([team.id for team in touched], applied.after["last_event"])
    in_the_way = _in_the_way(applied, there, {idea.id: idea for idea in ideas.of_programme(programme.id)})
    return BuiltOn(tuple(events), (*gone, *_otherwise(applied.after, now), *in_the_way))


def _has_left(applied: Applied, places: Mapping[str, Membership]) -> bool:
    """Whether one of these teams is there no more, or takes part no longer and was given a place."""
    after = seated(applied.after)
    given = {who for _slug, who in after - seated(applied.before)}
    taking_part = {code for code, place in places.items() if place.role is Role.PARTICIPANT}
    return not ({who for _slug, who in after} <= places.keys() and given <= taking_part)


def _in_the_way(applied: Applied, there: Mapping[str, Team], themes: Mapping[int, Idea]) -> Iterator[str]:
    """Who has taken the name or the idea of a team that would come back. `themes`: by id."""
    before, after = applied.before["teams"], applied.after["teams"]
    back = [
        there[slug]
        for slug, team in before.items()
        if slug in there and after[slug]["is_dissolved"] and not team["is_dissolved"]
    ]
    formed = after.keys() - before.keys()
    standing = [team for slug, team in there.items() if not team.is_dissolved and slug not in formed]
    names, working = {team.name.casefold() for team in standing}, Counter(team.idea_id for team in standing)
    for team in back:
        if team.name.casefold() in names:
            yield _("There is another team called %(team)s by now.", team=team.name)
        idea = themes.get(team.idea_id or 0)
        if idea is not None and not idea.has_room_beside(working[idea.id]):
            yield _("%(idea)s has as many teams by now as can work on it, without %(team)s.",
                    idea=idea.title, team=team.name)  # fmt: skip
        working[team.idea_id] += 1


def _seated_otherwise(team: str, then: list[dict[str, Any]], now: list[dict[str, Any]]) -> str:
    if {seat["who"] for seat in then} != {seat["who"] for seat in now}:
        return _("The team %(team)s has other members by now.", team=team)
    if {(seat["who"], seat["leads"]) for seat in then} != {(seat["who"], seat["leads"]) for seat in now}:
        return _("The team %(team)s has other coordinators by now.", team=team)
    if {(seat["who"], seat["task"]) for seat in then} != {(seat["who"], seat["task"]) for seat in now}:
        return _("Somebody in the team %(team)s has another task by now.", team=team)
    return _("Somebody has left the team %(team)s and come back.", team=team)


def _otherwise(then: Picture, now: Picture) -> Iterator[str]:
    for slug, team in then["teams"].items():
        here = now["teams"].get(slug)
        name = team["name"]
        if here is None or here["is_dissolved"] != team["is_dissolved"]:
            yield _("The team %(team)s is gone.", team=name)
        elif here != team:
            yield _("The team %(team)s is described otherwise.", team=name)
        elif now["seats"].get(slug) != then["seats"].get(slug):
            yield _seated_otherwise(name, then["seats"].get(slug, []), now["seats"].get(slug, []))
    if now["projects"] != then["projects"]:
        yield _("The teams run other projects.")
    if now["milestones"] != then["milestones"]:
        yield _("The milestones of the teams' projects are others.")
    if now["waiting"] != then["waiting"]:
        yield _("Other requests or invitations wait for an answer.")
