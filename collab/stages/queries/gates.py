"""The gate of a project, and those of all projects of a programme."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from collab import clock
from collab.accounts.models import Person
from collab.errors import NotFound
from collab.projects import queries as projects
from collab.projects.models import Mandate, Project
from collab.projects.queries import HomeRow, Standing
from collab.projects.readiness import Written
from collab.reviews import queries as reviews
from collab.stages import policy
from collab.stages.facts import Facts, Home
from collab.stages.judging import Gate, Voices, judge
from collab.stages.queries.stages import StageShown, stages_of
from collab.stages.queries.tally import Tally, tally_of
from collab.text import Localised
from collab.together import Reading, askable, side_by_side


class Whereabouts(Struct, frozen=True):
    """Where a project is: the stages of its programme, the one it is at, the one after it, and its gate."""

    stages: tuple[StageShown, ...]
    now: StageShown
    next: StageShown | None
    """None at the last one."""
    gate: Gate

    @property
    def earlier(self) -> list[StageShown]:
        """The stages that the project can go back to, the nearest first."""
        return [stage for stage in reversed(self.stages) if stage.position < self.now.position]

    @property
    def is_late(self) -> bool:
        """Whether the day by which the stage should be left has passed."""
        return self.now.due_on < clock.today()


def get_project(slug: str, *, viewer: Person) -> Project:
    """The project of that slug, for its team and those who lead its programme. Raises NotFound else."""
    project = projects.get_project(slug, viewer=viewer)
    if not policy.read(viewer, project):
        raise NotFound(slug)
    return project


@askable
def whereabouts(project: Project) -> Reading[Whereabouts]:
    """Where the project is now, in one statement: the page, the button and the gate all ask here."""
    standing, homes, tally = yield from side_by_side(
        projects.standing.part(project), projects.homes.part(project), tally_of.part(project)
    )
    facts = facts_of(project, tally, standing, homes)
    return at_stage(project.programme_id, project.stage_id, facts, tally.voices)


def at_stage(programme_id: int, stage_id: int, facts: Facts, voices: Voices) -> Whereabouts:
    """Where a project with these facts is. Raises NotFound for a stage that the programme does not have."""
    stages = tuple(stages_of(programme_id))
    now = next((stage for stage in stages if stage.id == stage_id), None)
    if now is None:
        raise NotFound("a stage of the programme")
    coming = next((stage for stage in stages if stage.position > now.position), None)
    return Whereabouts(stages, now, coming, judge(now.checks, now.statements, facts, voices))


def facts_of(project: Project, tally: Tally, standing: Standing, homes: Iterable[HomeRow]) -> Facts:
    """What the gate looks at in a project whose plan, team and homes are at hand."""
    return assembled(
        project.promise,
        tally,
        project.programme_id,
        sections=[Written(s.code, s.name, s.words, s.min_words) for s in standing.sections],
        milestones=standing.dated,
        rules_missed=standing.composition.unmet,
        homes=homes,
    )


def assembled(
    promise: Localised, tally: Tally, programme_id: int, *, homes: Iterable[HomeRow], **plan: Any
) -> Facts:
    """The facts of a project. `plan`: sections, milestones and rules_missed as `Facts` has them."""
    names = {round_.code: round_.name for round_ in reviews.rounds_of(programme_id)}
    return Facts(
        promise=promise,
        homes=[_home(home) for home in homes],
        updates=tally.updates,
        rounds=tally.rounds(names),
        is_public=tally.public_since is not None,
        has_conference=tally.has_conference,
        is_on_stage=tally.sessions > 0,
        has_speaker=tally.speakers > 0,
        **plan,
    )


def _home(row: HomeRow) -> Home:
    return Home(
        row.slug,
        row.place,
        is_informed=bool(row.informed),
        is_decided=row.mandate is not Mandate.NONE and bool(row.reference),
    )
