"""What waits for a participant: each thing with its date, one sentence and one verb."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from flask import url_for

from collab import clock
from collab.accounts.models import Person
from collab.ideas import queries as ideas
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.projects import policy
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.reviews import queries as reviews
from collab.showcases import queries as showcases
from collab.teams import queries as teams
from collab.teams import sentences
from collab.text import _, _n, ago, begun, in_words, shortened
from collab.updates import queries as updates
from collab.workspace.waiting import AHEAD, SOON, Wait, waits_for


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
    if project is not None and not policy.edit(person, project):
        project = None
    waits = waits_for(person, programme, project)
    found = [task for kind, tasks in _OWN.items() if kind in waits for task in tasks(person, programme)]
    if project is not None:
        kinds = [tasks for kind, tasks in _OF_THE_TEAM.items() if kind in waits]
        found += [task for tasks in kinds for task in tasks(person, project)]
    return sorted(found, key=lambda task: (task.on is None, task.on or date.max))


def _requests(person: Person, _programme: Programme) -> Iterator[Task]:
    for request in teams.requests_waiting_for(person):
        yield Task(
            on=clock.local(request.asked_at).date(),
            title=_("%(who)s asks to join your team", who=request.membership.person.name),
            text=request.message,
            verb=_("Answer"),
            is_deadline=False,
            url=url_for("workspace.team", slug=request.team.slug, _anchor="requests"),
        )


def _invitations(person: Person, _programme: Programme) -> Iterator[Task]:
    for invitation in teams.invitations_waiting_for(person):
        yield Task(
            on=clock.local(invitation.sent_at).date(),
            title=_("%(team)s wants you in the team", team=invitation.team.name),
            text=invitation.message,
            verb=_("Answer"),
            is_deadline=False,
            url=url_for("teams.answer_invitation", slug=invitation.team.slug, key=invitation.key),
        )


def _team(_person: Person, programme: Programme) -> Iterator[Task]:
    last = programme.teams_form_until
    yield Task(
        on=last,
        title=_("You are not in a team yet"),
        text=_("See who takes part and which teams have room. Ask to join a team, or start one.")
        if last is None or clock.today() <= last
        else _(
            "Teams were to be ready by then. Ask to join one that has room, or those who lead the programme."
        ),
        verb=_("Find each other"),
        url=url_for("forming.find", slug=programme.slug),
    )


def _incomplete(person: Person, programme: Programme) -> Iterator[Task]:
    names = {sector.code: sector.name for sector in programmes.sectors(programme.id)}
    for team in teams.coordinated_past_their_day(person, programme.id, clock.today()):
        unmet = teams.composition_of(team).unmet
        if unmet:
            yield Task(
                on=team.due_on,
                title=_("%(team)s is not complete", team=team.name),
                text=" ".join(sentences.sentence(judgement, names) for judgement in unmet),
                verb=_("Find who is missing"),
                url=url_for("forming.find", slug=programme.slug),
            )


def _wishes(person: Person, programme: Programme) -> Iterator[Task]:
    gone = ideas.own_wishes(programmes.place_of(person, programme.id)).gone
    yield Task(
        on=programme.teams_form_until,
        title=_("Rank your wishes"),
        text=_("%(idea)s, which you wished for, was taken back. See whether your wishes are still right.",
               idea=gone[0].title)
        if gone
        else _("Which ideas would you most like to work on, and with whom? Teams are put together by it."),
        verb=_("Wish"),
        url=url_for("ideas.wish", slug=programme.slug),
    )  # fmt: skip


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


def _drafts(person: Person, _programme: Programme) -> Iterator[Task]:
    for draft in updates.drafts_waiting_for(person):
        yield Task(
            on=None,
            title=_("Finish your draft"),
            text=_("%(project)s, saved %(when)s.", project=draft.project_title, when=ago(draft.saved_at)),
            verb=_("Go on writing"),
            url=url_for("updates.edit", key=draft.key),
        )


def _questions(person: Person, programme: Programme) -> Iterator[Task]:
    project = projects.project_of(person, programme)
    for asked in updates.questions_to(person, programme.id, project):
        who = asked.who or _("Somebody who has left")
        yield Task(
            on=clock.local(asked.since).date(),
            title=_("%(who)s asks you", who=who) if asked.is_mine else _("%(who)s asks your team", who=who),
            text=shortened(asked.text),
            verb=_("Answer"),
            url=url_for("updates.show", key=asked.key, _anchor="comments"),
            is_deadline=False,
        )


def _unmarked(person: Person, programme: Programme) -> Iterator[Task]:
    for own in updates.unmarked_questions(person, programme.id):
        counted = _n("One comment", "%(count)s comments", own.comments, count=begun(in_words(own.comments)))
        yield Task(
            on=clock.local(own.since).date(),
            title=_("Is your question answered?"),
            text=_("%(comments)s: “%(text)s”", comments=counted, text=shortened(own.text)),
            verb=_("Mark the answer"),
            url=url_for("updates.show", key=own.key, _anchor="comments"),
            is_deadline=False,
        )


def _plan(person: Person, _programme: Programme) -> Iterator[Task]:
    for draft in projects.drafts_of(person):
        yield Task(
            on=None,
            title=_("Save your draft: %(section)s", section=draft.section),
            text=_unsaved(draft),
            verb=_("Go on writing"),
            url=url_for("projects.edit_section", slug=draft.project, section=draft.code),
        )


def _unsaved(draft: projects.OwnDraft) -> str:
    told = {"project": draft.title, "when": ago(draft.drafted_at)}
    if not draft.is_overtaken:
        return _("%(project)s, typed %(when)s. Nobody else sees it yet.", **told)
    if draft.is_own:
        return _("%(project)s, typed %(when)s. You have saved the section since, in another window.", **told)
    return _("%(project)s, typed %(when)s. Somebody has saved the section since.", **told)


def _milestones(person: Person, project: Project) -> Iterator[Task]:
    here = url_for("workspace.project", slug=project.slug, _anchor="milestones")
    for step in projects.milestones_waiting(project, person, clock.today() + AHEAD):
        if step.due_on < clock.today():
            yield _late(step, project)
        elif step.owner is None:
            yield Task(step.due_on, _("Decide who owns “%(title)s”", title=step.title),
                       _("The milestone has no owner."), _("Choose an owner"), here)  # fmt: skip
        else:
            yield Task(step.due_on, _("Your milestone: %(title)s", title=step.title),
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


def _next_step(_person: Person, project: Project) -> Iterator[Task]:
    for update in updates.due_steps(project, clock.today() + SOON):
        yield Task(
            on=update.next_step_due_on,
            title=_("How did it go?"),
            text=_("Your team wrote: “%(step)s”", step=update.next_step),
            verb=_("Write an update"),
            url=url_for("updates.new", slug=project.slug),
        )


def _handing_in(_person: Person, project: Project) -> Iterator[Task]:
    current = reviews.open_round(project.programme_id, clock.today())
    if current is None:
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


def _showing(_person: Person, project: Project) -> Iterator[Task]:
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


_OWN: dict[Wait, Callable[[Person, Programme], Iterator[Task]]] = {
    Wait.REQUESTS: _requests,
    Wait.INVITATIONS: _invitations,
    Wait.TEAM: _team,
    Wait.INCOMPLETE: _incomplete,
    Wait.WISHES: _wishes,
    Wait.POINTS: _points,
    Wait.QUESTIONS: _questions,
    Wait.UNMARKED: _unmarked,
    Wait.DRAFTS: _drafts,
    Wait.PLAN: _plan,
}
_OF_THE_TEAM: dict[Wait, Callable[[Person, Project], Iterator[Task]]] = {
    Wait.MILESTONES: _milestones,
    Wait.NEXT_STEP: _next_step,
    Wait.HANDING_IN: _handing_in,
    Wait.SHOWING: _showing,
}
