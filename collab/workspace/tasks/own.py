"""What waits for a participant in the programme, whatever their project."""

from collections.abc import Callable

from flask import url_for

from collab import clock
from collab.accounts.models import Person
from collab.activity.models import Verb
from collab.ideas import queries as ideas
from collab.notifications import queries as notices
from collab.programmes import policy
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.reviews import queries as reviews
from collab.teams import queries as teams
from collab.teams import sentences
from collab.text import _, _n, ago, begun, in_words, shortened
from collab.together import Reading, ready, side_by_side
from collab.updates import queries as updates
from collab.updates.models import Kind
from collab.workspace.tasks.task import Task


def _requests(person: Person, _programme: Programme) -> Reading[list[Task]]:
    requests = yield from teams.requests_waiting_for.part(person)
    return [
        Task(
            on=clock.local(request.asked_at).date(),
            title=_("%(who)s asks to join your team", who=request.who),
            text=request.message,
            verb=_("Answer"),
            is_deadline=False,
            url=url_for("workspace.team", slug=request.team_slug, _anchor="requests"),
        )
        for request in requests
    ]


def _invitations(person: Person, _programme: Programme) -> Reading[list[Task]]:
    invitations = yield from teams.invitations_waiting_for.part(person)
    return [
        Task(
            on=clock.local(invitation.sent_at).date(),
            title=_("%(team)s wants you in the team", team=invitation.team_name),
            text=invitation.message,
            verb=_("Answer"),
            is_deadline=False,
            url=url_for("teams.answer_invitation", slug=invitation.team_slug, key=invitation.key),
        )
        for invitation in invitations
    ]


def _finding(person: Person, programme: Programme) -> Reading[list[Task]]:
    """Who is in no team looks for one, and wishes while teams form; where no day is set they always do."""
    last = programme.teams_form_until
    they_form = last is None or clock.today() <= last
    is_alone, ranking = yield from side_by_side(
        teams.is_without_team.part(person, programme.id),
        ideas.ranking_of.part(person, programme.id) if they_form else ready(None),
    )
    if not is_alone:
        return []
    return [_team(programme, they_form), *([_wish(programme, ranking)] if ranking else [])]


def _team(programme: Programme, they_form: bool) -> Task:
    return Task(
        on=programme.teams_form_until,
        title=_("You are not in a team yet"),
        text=_("See who takes part and which teams have room. Ask to join a team, or start one.")
        if they_form
        else _(
            "Teams were to be ready by then. Ask to join one that has room, or those who lead the programme."
        ),
        verb=_("Find each other"),
        url=url_for("forming.find", slug=programme.slug),
    )


def _wish(programme: Programme, ranking: ideas.Ranking) -> Task:
    return Task(
        on=programme.teams_form_until,
        title=_("Rank your wishes"),
        text=_("%(idea)s, which you wished for, was taken back. See whether your wishes are still right.",
               idea=ranking.gone)
        if ranking.gone
        else _("Which ideas would you most like to work on, and with whom? Teams are put together by it."),
        verb=_("Wish"),
        url=url_for("ideas.wish", slug=programme.slug),
    )  # fmt: skip


def _incomplete(person: Person, programme: Programme) -> Reading[list[Task]]:
    late = yield from teams.late_teams_of.part(person, programme.id)
    if not late:
        return []
    names = {sector.code: sector.name for sector in programmes.sectors(programme.id)}
    return [
        Task(
            on=team.due_on,
            title=_("%(team)s is not complete", team=team.name),
            text=" ".join(sentences.sentence(judgement, names) for judgement in team.unmet),
            verb=_("Find who is missing"),
            url=url_for("forming.find", slug=programme.slug),
        )
        for team in late
    ]


def _points(person: Person, programme: Programme) -> Reading[list[Task]]:
    found = yield from reviews.points_waiting.part(person, programme)
    return [
        Task(
            on=waiting.due_on,
            title=_("Answer the points of the review: %(round)s", round=waiting.round),
            text=_("Unanswered: %(points)s. Say what you have done, or why not.", points=_counted(waiting)),
            verb=_("Answer"),
            url=url_for("reviews.project", slug=waiting.slug),
        )
        for waiting in found
    ]


def _counted(waiting: reviews.WaitingPoints) -> str:
    must = _n("%(num)s must", "%(num)s musts", waiting.musts)
    should = _n("%(num)s should", "%(num)s shoulds", waiting.shoulds)
    counted = (must, waiting.musts), (should, waiting.shoulds)
    return ", ".join(words for words, number in counted if number)


def _unmarked(person: Person, programme: Programme) -> Reading[list[Task]]:
    if not policy.write(programme):
        return []
    found = yield from updates.unmarked_questions.part(person, programme.id)
    return [
        Task(
            on=clock.local(own.since).date(),
            title=_("Is your question answered?"),
            text=_("%(comments)s: “%(text)s”", comments=_comments(own.comments), text=own.quote),
            verb=_("Mark the answer"),
            url=url_for("updates.show", key=own.key, _anchor="comments"),
            is_deadline=False,
            about=own.key,
        )
        for own in found
    ]


def _comments(number: int) -> str:
    return _n("One comment", "%(count)s comments", number, count=begun(in_words(number)))


def _drafts(person: Person, _programme: Programme) -> Reading[list[Task]]:
    found = yield from updates.drafts_waiting_for.part(person)
    return [
        Task(
            on=None,
            title=_("Finish your draft"),
            text=_begun(draft),
            verb=_("Go on writing"),
            url=url_for("updates.edit", key=draft.key),
        )
        for draft in found
    ]


def _begun(draft: updates.Draft) -> str:
    """By its first words one draft is told from another."""
    facts = {"project": draft.project_title, "when": ago(draft.saved_at)}
    if not draft.quote:
        return _("%(project)s, saved %(when)s.", **facts)
    return _("“%(words)s” %(project)s, saved %(when)s.", words=shortened(draft.quote, 60), **facts)


def _plan(person: Person, _programme: Programme) -> Reading[list[Task]]:
    found = yield from projects.drafts_of.part(person)
    return [
        Task(
            on=None,
            title=_("Save your draft: %(section)s", section=draft.section),
            text=_unsaved(draft),
            verb=_("Go on writing"),
            url=url_for("projects.edit_section", slug=draft.project, section=draft.code),
        )
        for draft in found
    ]


def _unsaved(draft: projects.OwnDraft) -> str:
    told = {"project": draft.title, "when": ago(draft.drafted_at)}
    if not draft.is_overtaken:
        return _("%(project)s, typed %(when)s. Nobody else sees it yet.", **told)
    if draft.is_own:
        return _("%(project)s, typed %(when)s. You have saved the section since, in another window.", **told)
    return _("%(project)s, typed %(when)s. Somebody has saved the section since.", **told)


def mentions(person: Person, programme: Programme) -> Reading[list[Task]]:
    """What mentions the person and is not opened; a question waits by itself until its answer is marked.

    So does a comment on a question of the person's own.
    """
    found = yield from notices.mentions_waiting.part(person, programme.id)
    return [
        Task(
            on=clock.local(item.event.at).date(),
            title=_mention(item),
            text=shortened(item.event.quote or str(item.event.label)),
            verb=_("Read"),
            url=url_for("notifications.show", key=item.key),
            is_deadline=False,
            about=item.event.values.get("key", ""),
            gives_way=True,
        )
        for item in found
        if item.event.verb is Verb.COMMENTED or item.event.sort != Kind.QUESTION
    ]


def _mention(item: notices.Item) -> str:
    who = item.event.by or _("Somebody who has left")
    return _("%(who)s mentions your team", who=who) if item.team else _("%(who)s mentions you", who=who)


def questions(person: Person, programme: Programme, project: Project | None) -> Reading[list[Task]]:
    """Open questions to the person, and to the project where it is given."""
    if not policy.write(programme):
        return []
    found = yield from updates.questions_to.part(person, programme.id, project)
    return [
        Task(
            on=clock.local(question.since).date(),
            title=_question(question),
            text=question.quote,
            verb=_("Answer"),
            url=url_for("updates.show", key=question.key, _anchor="comments"),
            is_deadline=False,
            about=question.key,
        )
        for question in found
    ]


def _question(question: updates.Asked) -> str:
    who = question.who or _("Somebody who has left")
    if question.is_mine:
        return _("%(who)s asks you", who=who)
    if question.is_to_team:
        return _("%(who)s asks your team", who=who)
    return _("%(who)s asks somebody in your team", who=who)


KINDS: tuple[Callable[[Person, Programme], Reading[list[Task]]], ...] = (
    _requests,
    _invitations,
    _finding,
    _incomplete,
    _points,
    _unmarked,
    mentions,
    _drafts,
    _plan,
)
