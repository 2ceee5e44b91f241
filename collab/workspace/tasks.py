"""What waits for a participant: each thing with its date, one sentence and one verb."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for

from collab import clock
from collab.accounts.models import Person
from collab.programmes.models import Programme
from collab.projects import policy
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.reviews import queries as reviews
from collab.showcases import queries as showcases
from collab.teams import queries as teams
from collab.text import _, _n, ago, begun, in_words
from collab.updates import queries as updates

SOON = timedelta(days=7)
AHEAD = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits. Without a date it comes last."""

    on: date | None
    title: str
    text: str
    verb: str
    url: str
    is_deadline: bool = True
    """Else `on` is the day since which it waits."""

    @property
    def is_late(self) -> bool:
        """Whether its day has passed."""
        return self.is_deadline and self.on is not None and self.on < clock.today()

    @property
    def is_soon(self) -> bool:
        """Within a week, or late."""
        return self.on is not None and self.on <= clock.today() + SOON


def tasks_of(person: Person, programme: Programme) -> list[Task]:
    """Everything that waits for the person, the earliest date first."""
    project = projects.project_of(person, programme)
    found = [*_requests(person), *_points(person, programme), *_drafts(person)]
    if project is not None and policy.edit(person, project):
        found += [
            *_milestones(person, project),
            *_next_step(project),
            *_handing_in(project),
            *_showing(project),
        ]
    return sorted(found, key=lambda task: (task.on is None, task.on or date.max))


def _requests(person: Person) -> Iterator[Task]:
    for request in teams.requests_waiting_for(person):
        yield Task(
            on=clock.local(request.asked_at).date(),
            title=_("%(who)s asks to join your team", who=request.membership.person.name),
            text=request.message,
            verb=_("Answer"),
            is_deadline=False,
            url=url_for("workspace.team", slug=request.team.slug, _anchor="requests"),
        )


def _points(person: Person, programme: Programme) -> Iterator[Task]:
    for waiting in reviews.points_waiting(person, programme):
        must = _n("%(num)s must", "%(num)s musts", waiting.musts)
        should = _n("%(num)s should", "%(num)s shoulds", waiting.shoulds)
        counted = [words for words, number in ((must, waiting.musts), (should, waiting.shoulds)) if number]
        yield Task(
            on=waiting.due_on,
            title=_("Answer the points of the review: %(round)s", round=waiting.round),
            text=_("Unanswered: %(points)s. Say what you have done, or why not.", points=", ".join(counted)),
            verb=_("Answer"),
            url=url_for("reviews.project", slug=waiting.slug),
        )


def _drafts(person: Person) -> Iterator[Task]:
    for draft in updates.drafts_waiting_for(person):
        yield Task(
            on=None,
            title=_("Finish your draft"),
            text=_("%(project)s, saved %(when)s.", project=draft.project_title, when=ago(draft.saved_at)),
            verb=_("Go on writing"),
            url=url_for("updates.edit", key=draft.key),
        )


def _milestones(person: Person, project: Project) -> Iterator[Task]:
    horizon = clock.today() + AHEAD
    here = url_for("workspace.project", slug=project.slug, _anchor="milestones")
    for step in projects.milestones(project):
        if step.done_on or step.due_on > horizon:
            continue
        if step.owner is None:
            yield Task(step.due_on, _("Decide who owns “%(title)s”", title=step.title),
                       _("The milestone has no owner."), _("Choose an owner"), here)  # fmt: skip
        elif step.owner == person.name:
            late = step.due_on < clock.today()
            yield Task(step.due_on, _("Your milestone: %(title)s", title=step.title),
                       _("It should have been done. Mark it, or give it a new date.") if late
                       else _("Mark it when it is done."), _("See the milestone"), here)  # fmt: skip


def _next_step(project: Project) -> Iterator[Task]:
    latest = updates.latest_posted(project)
    if latest is None or latest.next_step_due_on is None or latest.next_step_due_on > clock.today() + SOON:
        return
    yield Task(
        on=latest.next_step_due_on,
        title=_("How did it go?"),
        text=_("Your team wrote: “%(step)s”", step=latest.next_step),
        verb=_("Write an update"),
        url=url_for("updates.new", slug=project.slug),
    )


def _handing_in(project: Project) -> Iterator[Task]:
    current = reviews.open_round(project.programme, clock.today())
    if current is None or not reviews.owes_submission(project, current):
        return
    missing = reviews.missing_for_submission(project, current)
    yield Task(
        on=current.closes_on,
        title=_("Hand the project in: %(round)s", round=current.name),
        text=begun(
            _n(
                "One thing is missing first.",
                "%(count)s things are missing first.",
                len(missing),
                count=in_words(len(missing)),
            )
        )
        if missing
        else _("Everything is in place."),
        verb=_("See what is missing") if missing else _("Hand it in"),
        url=url_for("reviews.project", slug=project.slug),
    )


def _showing(project: Project) -> Iterator[Task]:
    if reviews.approval_of(project) is None:
        return
    if showcases.public_edition_of(project) is not None:
        return
    is_written = showcases.showcase_of(project) is not None
    yield Task(
        on=None,
        title=_("Show %(project)s to everybody", project=project.title),
        text=_("The project is approved and its public page is written. Look at it and publish.")
        if is_written
        else _("The project is approved. Compose its public page and publish it."),
        verb=_("Preview and publish") if is_written else _("Compose the page"),
        url=url_for("showcases.preview" if is_written else "showcases.edit", slug=project.slug),
    )
