"""Who is where in a programme, from the files where they say it and from the site where they do not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from collab import clock, db
from collab.archive.records.people import PersonRecord
from collab.archive.records.programme import OrganisationRecord, ProgrammeFile
from collab.archive.records.projects import ProjectRecord
from collab.archive.records.reviewing import CriterionRecord, RecommendationRecord, RoundRecord
from collab.archive.records.teams import TeamRecord
from collab.archive.shaping import Shaper
from collab.programmes.models import Membership, Organisation, Programme, Role
from collab.projects.models import Project
from collab.reviews.models import Criterion, Exclusion, Recommendation, ReviewRound, Submission
from collab.teams.models import Team, TeamMember


@dataclass(slots=True)
class World:
    """What checks across files ask. Everything is by the names that files use."""

    roles: dict[str, Role] = field(default_factory=dict)
    employers: dict[str, str] = field(default_factory=dict)
    handles: set[str] = field(default_factory=set)
    one_team_each: bool = True
    """Whether a person is in at most one team."""
    municipality_of: dict[str, str] = field(default_factory=dict)
    """Organisation → municipality code."""
    members: dict[str, set[str]] = field(default_factory=dict)
    """Team → people."""
    teams: dict[str, str] = field(default_factory=dict)
    """Project → team."""
    municipalities: dict[str, set[str]] = field(default_factory=dict)
    """Project → municipality codes."""
    rounds: dict[str, ReviewRound | RoundRecord] = field(default_factory=dict)
    recommended_in: dict[str, list[str]] = field(default_factory=dict)
    """Recommendation → rounds."""
    criteria: set[str] = field(default_factory=set)
    excluded: set[tuple[str, str]] = field(default_factory=set)
    """(project, person) on the site."""
    handed_in: set[tuple[str, str]] = field(default_factory=set)
    """(round, project) on the site."""

    def team_of(self, project: str) -> set[str]:
        """The people of the project's team; nobody when the team is unknown."""
        return self.members.get(self.teams.get(project, ""), set())

    def is_in_team(self, person: str | None, team: str) -> bool:
        """Whether the person is in the team; yes when either is unknown, which is said elsewhere."""
        members = self.members.get(team)
        return person is None or members is None or person not in self.roles or person in members

    def is_team_member(self, person: str | None, project: str) -> bool:
        """Whether the person works on the project; yes when one of them is unknown."""
        return self.is_in_team(person, self.teams.get(project, ""))

    def is_open(self, code: str, moment: datetime) -> bool:
        """Whether the round was open; yes for an unknown round, which is named elsewhere."""
        round_ = self.rounds.get(code)
        return round_ is None or round_.opens_on <= clock.local(moment).date() <= round_.closes_on

    def seats(self, code: str) -> int | None:
        """How many reviewers a project has in the round; None for an unknown round."""
        round_ = self.rounds.get(code)
        return None if round_ is None else round_.reviewers_per_project

    def has_role(self, person: str | None, *roles: Role) -> bool:
        """Whether the person has one of the roles; yes for an unknown person, who is named elsewhere."""
        return person is None or self.roles.get(person, roles[0]) in roles


def around(programme: Programme | None, shaper: Shaper) -> World:
    """The world of a programme once the shaped files are in it."""
    world = World()
    if programme is not None:
        _recall(world, programme)
    for file in shaper.found(ProgrammeFile):
        world.one_team_each = file.is_one_team_each
    _add_organisations(world, shaper.found(OrganisationRecord))
    for person in shaper.found(PersonRecord):
        world.roles[person.id] = person.role
        world.employers[person.id] = person.organisation
        world.handles.add(person.handle)
    _seat(world, shaper.found(TeamRecord))
    for project in shaper.found(ProjectRecord):
        world.teams[project.id] = project.team
        world.municipalities[project.id] = set(project.municipalities)
    world.rounds |= {r.code: r for r in shaper.found(RoundRecord)}
    world.recommended_in |= {r.code: r.rounds for r in shaper.found(RecommendationRecord)}
    world.criteria |= {c.code for c in shaper.found(CriterionRecord)}
    return world


def _add_organisations(world: World, records: Iterable[OrganisationRecord]) -> None:
    for code, slug in db.session.execute(select(Organisation.code, Organisation.slug)):
        if code is not None:
            world.municipality_of[slug] = code
    world.municipality_of |= {o.id: o.code for o in records if o.code is not None}


def _seat(world: World, teams: list[TeamRecord]) -> None:
    """Who is in which team. Where a place could not be read, nobody can say who is in the team."""
    unsure = {team.id for team in teams if len(team.members) < len(team.node["members"].value)}
    seated = {team.id: {m.person for m in team.members} for team in teams if team.id not in unsure}
    for people in seated.values() if world.one_team_each else ():
        for others in world.members.values():
            others.difference_update(people)  # who is in a file's team has left the one before
    for team, people in seated.items():
        world.members.setdefault(team, set()).update(people)
    for team in unsure:
        world.members.pop(team, None)


def _recall(world: World, programme: Programme) -> None:
    world.one_team_each = programme.one_team_each
    memberships = db.session.scalars(select(Membership).where(Membership.programme_id == programme.id)).all()
    for place in memberships:
        world.roles[place.code] = place.role
        world.employers[place.code] = place.organisation.slug
        world.handles.add(place.person.handle)
    codes = {place.id: place.code for place in memberships}
    seats = select(Team.slug, TeamMember.membership_id).join(TeamMember.team)
    for team, membership_id in db.session.execute(seats.where(Team.programme_id == programme.id)):
        world.members.setdefault(team, set()).add(codes[membership_id])
    for project in db.session.scalars(select(Project).where(Project.programme_id == programme.id)):
        world.teams[project.slug] = project.team.slug
        world.municipalities[project.slug] = {o.code for o in project.municipalities if o.code}
    _recall_reviewing(world, programme)


def _recall_reviewing(world: World, programme: Programme) -> None:
    rounds = db.session.scalars(select(ReviewRound).where(ReviewRound.programme_id == programme.id))
    world.rounds |= {r.code: r for r in rounds}
    given = db.session.scalars(select(Recommendation).where(Recommendation.programme_id == programme.id))
    world.recommended_in |= {r.code: r.round_codes for r in given}
    world.criteria |= set(
        db.session.scalars(select(Criterion.code).where(Criterion.programme_id == programme.id))
    )
    ties = select(Project.slug, Membership.code).select_from(Exclusion)
    ties = ties.join(Project, Project.id == Exclusion.project_id)
    ties = ties.join(Membership, Membership.person_id == Exclusion.person_id)
    mine = (Project.programme_id == programme.id) & (Membership.programme_id == programme.id)
    world.excluded |= {(project, person) for project, person in db.session.execute(ties.where(mine))}
    entered = select(ReviewRound.code, Project.slug).select_from(Submission)
    entered = entered.join(Submission.round).join(Submission.project)
    entered = entered.where(Project.programme_id == programme.id)
    world.handed_in |= {(code, project) for code, project in db.session.execute(entered)}
