"""Between stages, what their gates lead to and ask for, and the way that projects have come."""

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from collab.archive.held import asked_at_stages, slugs_of_occasions
from collab.archive.problems import Problems, nearest
from collab.archive.records.occasions import OccasionRecord
from collab.archive.records.projects import ProjectRecord
from collab.archive.records.stages import AgreementRecord
from collab.archive.records.work import CheckRecord, SectionRecord, StageRecord
from collab.archive.shaping import Shaper
from collab.archive.world import World
from collab.programmes.models import Programme, Role
from collab.projects.models import Way
from collab.stages.kinds import CheckKind
from collab.stages.queries import CONFERENCE


def check(known: Programme | None, shaper: Shaper, world: World, problems: Problems) -> None:
    """Note what does not fit in the programme's stages."""
    occasions = {occasion.slug for occasion in shaper.found(OccasionRecord)} | slugs_of_occasions(known)
    for stage in shaper.found(StageRecord):
        _check_occasion(stage, occasions, problems)
    longest = {section.code: section.max_words for section in shaper.found(SectionRecord)}
    for asked in shaper.found(CheckRecord):
        _check_settings(asked, longest, world, problems)


def asked_for(known: Programme | None, shaper: Shaper) -> dict[str, frozenset[str]]:
    """By stage the codes of what its gate asks for, in the files and else on the site."""
    return asked_at_stages(known) | {stage.code: stage.codes for stage in shaper.found(StageRecord)}


def check_ways(
    asked: Mapping[str, Collection[str]], authored: Shaper, world: World, problems: Problems
) -> None:
    """Note what does not fit in how projects have come where they are. `asked`: as `asked_for` says."""
    for project in authored.found(ProjectRecord):
        _check_way(project, problems)
        _check_codes(project.agreed, asked.get(project.stage), problems)
        for passage in project.passages:
            _check_people(passage.agreed, project, world, problems)
            _check_codes(passage.agreed, asked.get(passage.from_stage), problems)
            is_of_team = world.is_team_member(passage.by, project.id)
            if passage.way is Way.GATE and not is_of_team:
                problems.add(passage.node["by"], f'"{passage.by}" is not one of the project\'s team.')
            leads = world.has_role(passage.by, Role.FACILITATOR, Role.ORGANISER)
            if passage.way is Way.LET_THROUGH and not leads:
                problems.add(passage.node["by"], f'"{passage.by}" does not lead the programme.')
        _check_people(project.agreed, project, world, problems)


def _check_occasion(stage: StageRecord, occasions: Collection[str], problems: Problems) -> None:
    if stage.occasion is None or stage.occasion in {*occasions, CONFERENCE}:
        return
    hint = nearest(stage.occasion, [*occasions, CONFERENCE])
    problems.add(stage.node["occasion"], f'"{stage.occasion}" is no occasion\'s slug, nor conference.{hint}')


def _check_settings(asked: CheckRecord, longest: dict[str, int], world: World, problems: Problems) -> None:
    most = longest.get(asked.section or "")
    if asked.kind is CheckKind.SECTION_WORDS and most is not None and (asked.min or 0) > most:
        problems.add(asked.node["min"], f"The section has room for {most} words; this asks for more.")
    allowed = world.recommended_in.get(asked.recommendation or "")
    if allowed is not None and asked.round is not None and asked.round not in allowed:
        problems.add(asked.node["recommendation"], f"The round {asked.round} does not end in this.")


def _check_way(project: ProjectRecord, problems: Problems) -> None:
    way = sorted(project.passages, key=lambda passage: passage.at)
    for before, after in pairwise(way):
        if before.to_stage != after.from_stage:
            problems.add(after.node["from_stage"], f"The project was at the stage {before.to_stage} then.")
    if way and way[-1].to_stage != project.stage:
        problems.add(project.node["stage"], f"The last passage led to the stage {way[-1].to_stage}.")


def _check_codes(
    agreed: Iterable[AgreementRecord], asked: Collection[str] | None, problems: Problems
) -> None:
    """What has no words of its own is something that the stage asks for."""
    for one in agreed:
        if one.words is None and one.code not in (asked or ()):
            hint = nearest(one.code, asked or ())
            problems.add(one.node["code"], f'The stage asks for nothing called "{one.code}".{hint}')


def _check_people(
    agreed: Iterable[AgreementRecord], project: ProjectRecord, world: World, problems: Problems
) -> None:
    for one in agreed:
        if not world.is_team_member(one.by, project.id):
            problems.add(one.node["by"], f'"{one.by}" is not one of the project\'s team.')
