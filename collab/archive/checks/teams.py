"""Between teams, their members and their projects."""

from collab.archive.problems import Problems
from collab.archive.records.programme import ProgrammeFile
from collab.archive.records.projects import ProjectRecord
from collab.archive.records.teams import JoinRecord, TeamRecord
from collab.archive.records.work import TeamRulesRecord
from collab.archive.shaping import Shaper
from collab.archive.world import World
from collab.programmes.models import Programme, Role
from collab.teams.composition import RuleKind
from collab.teams.models import JoinState


def check(shaper: Shaper, world: World, problems: Problems) -> None:
    """Note what does not fit."""
    for rules in shaper.found(TeamRulesRecord):
        _check_rules(rules, problems)
    for team in shaper.found(TeamRecord):
        _check_team(team, world, problems)
        for request in team.join_requests:
            _check_request(request, team, world, problems)
    for project in shaper.found(ProjectRecord):
        _check_project(project, world, problems)
    _check_decisions(shaper.found(ProjectRecord), problems)


def check_one_each(known: Programme | None, shaper: Shaper, world: World, problems: Problems) -> None:
    """Note who is in several teams of a site where, by its file, nobody can be from now on."""
    if known is None or known.one_team_each or not world.one_team_each:
        return
    named = {team.id for team in shaper.found(TeamRecord)}
    homes: dict[str, list[str]] = {}
    for slug in sorted(world.members.keys() - named):
        for person in world.members[slug]:
            homes.setdefault(person, []).append(slug)
    for file in shaper.found(ProgrammeFile):
        for person, slugs in sorted(homes.items()):
            if len(slugs) > 1:
                said = f'"{person}" is in several teams of the site: {", ".join(slugs)}.'
                problems.add(file.node["team_rules"]["one_team_each"], said)


def _check_rules(rules: TeamRulesRecord, problems: Problems) -> None:
    """No two rules are of one kind: the site has one place for each, where organisers change it."""
    seen: set[RuleKind] = set()
    for record in rules.rules:
        if record.rule in seen:
            said = f"There is a rule of the kind {record.rule.value} above. Make one rule of the two."
            problems.add(record.node["rule"], said)
        seen.add(record.rule)


def _check_team(team: TeamRecord, world: World, problems: Problems) -> None:
    mine: set[str] = set()
    for member in team.members:
        node = member.node["person"]
        elsewhere = [t for t, people in world.members.items() if member.person in people and t != team.id]
        if elsewhere and world.one_team_each:
            problems.add(node, f'"{member.person}" is already in the team {elsewhere[0]}.')
        if member.person in mine:
            problems.add(node, f'"{member.person}" is in this team twice.')
        if not world.has_role(member.person, Role.PARTICIPANT):
            problems.add(node, f'"{member.person}" is no participant.')
        mine.add(member.person)
    for number, person in enumerate(team.coordinators):
        if not world.is_in_team(person, team.id):
            problems.add(team.node["coordinators"][number], f'"{person}" is not one of the team.')


def _check_request(request: JoinRecord, team: TeamRecord, world: World, problems: Problems) -> None:
    came_and_went = {person for change in team.changes for person in (change.person, change.by)}
    answerer = request.answered_by
    if answerer is not None and answerer not in came_and_went and not world.is_in_team(answerer, team.id):
        problems.add(request.node["answered_by"], f'"{answerer}" is not one of the team.')
    latest = max((r for r in team.join_requests if r.person == request.person), key=lambda r: r.asked_at)
    if request is not latest:
        if request.state is JoinState.PENDING:
            said = f'"{request.person}" has asked this team again: this was answered.'
            problems.add(request.node["state"], said)
        return
    members = world.members.get(team.id)
    others = came_and_went | {invitation.person for invitation in team.invitations}
    if members is None or request.person in others:
        return
    if (request.state is JoinState.ACCEPTED) != (request.person in members):
        problems.add(request.node["state"], "Whoever was accepted is one of the team, and nobody else.")


def _check_project(project: ProjectRecord, world: World, problems: Problems) -> None:
    people = [(m.node["owner"], m.owner) for m in project.milestones]
    edited = [project.plan_edited, *project.sections_edited.values()]
    people += [(one.node["by"], one.by) for one in edited if one is not None]
    for node, person in people:
        if not world.is_team_member(person, project.id):
            problems.add(node, f'"{person}" is not one of the team {project.team}.')
    for anchoring in project.anchoring:
        code = world.municipality_of.get(anchoring.organisation)
        if code not in project.municipalities:
            problems.add(anchoring.node["organisation"], "The project has no such municipality.")
    _check_municipalities(project, world, problems)


def _check_municipalities(project: ProjectRecord, world: World, problems: Problems) -> None:
    for person in sorted(world.team_of(project.id)):
        code = world.municipality_of.get(world.employers.get(person, ""))
        if code is not None and code not in project.municipalities:
            problems.add(project.node["municipalities"], f'{code} is missing, where "{person}" comes from.')


def _check_decisions(projects: list[ProjectRecord], problems: Problems) -> None:
    """A municipality gives each of its decisions a reference of its own."""
    seen: set[tuple[str, str]] = set()
    for anchoring in (anchoring for project in projects for anchoring in project.anchoring):
        reference = (anchoring.organisation, anchoring.mandate.reference)
        if anchoring.mandate.reference and reference in seen:
            problems.add(anchoring.mandate.node["reference"], "This reference belongs to another project.")
        seen.add(reference)
