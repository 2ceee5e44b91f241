"""What waits for a team: milestones, the next step, the round that is open, the page for everybody."""

from collections.abc import Callable

from flask import url_for

from collab import clock
from collab.accounts.models import Person
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.reviews import queries as reviews
from collab.showcases import queries as showcases
from collab.text import _, _n, begun, in_words
from collab.together import Reading
from collab.updates import queries as updates
from collab.workspace.tasks.task import AHEAD, SOON, Task


def _milestones(person: Person, project: Project) -> Reading[list[Task]]:
    steps = yield from projects.milestones_waiting.part(project, person, clock.today() + AHEAD)
    return [_milestone(step, project) for step in steps]


def _milestone(step: projects.Step, project: Project) -> Task:
    here = url_for("workspace.project", slug=project.slug, _anchor="milestones")
    if step.due_on < clock.today():
        return _late(step, project)
    if step.owner is None:
        return Task(step.due_on, _("Decide who owns “%(title)s”", title=step.title),
                    _("The milestone has no owner."), _("Choose an owner"), here)  # fmt: skip
    return Task(step.due_on, _("Your milestone: %(title)s", title=step.title),
                _("Mark it when it is done."), _("See the milestone"), here)  # fmt: skip


def _late(step: projects.Step, project: Project) -> Task:
    """One that has passed its day asks for another one."""
    return Task(
        on=step.due_on,
        title=_("Your milestone: %(title)s", title=step.title)
        if step.owner
        else _("Nobody's milestone: %(title)s", title=step.title),
        text=_("Its day has passed. Is it done? If not, say when it will be, and why."),
        verb=_("Give it a new date"),
        url=url_for("projects.postpone_milestone", slug=project.slug, key=step.key),
    )


def _next_step(_person: Person, project: Project) -> Reading[list[Task]]:
    steps = yield from updates.due_steps.part(project, clock.today() + SOON)
    return [
        Task(
            on=step.due_on,
            title=_("How did it go?"),
            text=_("Your team wrote: “%(step)s”", step=step.text),
            verb=_("Tell how it went"),
            url=url_for("updates.new", slug=project.slug, reminded=1),
        )
        for step in steps
    ]


def _handing_in(_person: Person, project: Project) -> Reading[list[Task]]:
    current = reviews.open_round(project.programme_id, clock.today())
    if current is None:
        return []
    missing = yield from reviews.owed_to.part(current, project)
    if missing is None:
        return []
    return [
        Task(
            on=current.closes_on,
            title=_("Hand the project in: %(round)s", round=current.name),
            text=_lacking(len(missing)) if missing else _("Everything is in place."),
            verb=_("See what is missing") if missing else _("Hand it in"),
            url=url_for("reviews.project", slug=project.slug),
        )
    ]


def _lacking(number: int) -> str:
    return begun(
        _n(
            "One thing is missing first.",
            "%(count)s things are missing first.",
            number,
            count=in_words(number),
        )
    )


def _showing(_person: Person, project: Project) -> Reading[list[Task]]:
    page = yield from showcases.unshown.part(project)
    if page is None:
        return []
    return [
        Task(
            on=None,
            title=_("Show %(project)s to everybody", project=project.title),
            text=_("The project is approved and its public page is written. Look at it and publish.")
            if page.is_written
            else _("The project is approved. Compose its public page and publish it."),
            verb=_("Preview and publish") if page.is_written else _("Compose the page"),
            url=url_for("showcases.preview" if page.is_written else "showcases.edit", slug=project.slug),
        )
    ]


KINDS: tuple[Callable[[Person, Project], Reading[list[Task]]], ...] = (
    _milestones,
    _next_step,
    _handing_in,
    _showing,
)
