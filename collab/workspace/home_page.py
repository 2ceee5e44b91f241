"""The signed-in home: what waits for me, what changed, what is next."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from msgspec import Struct
from werkzeug.wrappers import Response

from collab import clock
from collab.accounts import actions as accounts
from collab.accounts.models import Person
from collab.accounts.visitor import signed_in
from collab.activity import queries as activity
from collab.activity.models import Verb
from collab.activity.queries import Scope
from collab.contact import queries as contact
from collab.forming import policy as forming
from collab.messages import queries as messages
from collab.programmes import policy
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import show_programme
from collab.projects import queries as projects
from collab.reviews import queries as reviews
from collab.teams import queries as teams
from collab.text import Localised, _
from collab.together import Reading, ready, together
from collab.updates import policy as updates_policy
from collab.updates import queries as updates
from collab.workspace import calendar, gaps, matrix, stalled
from collab.workspace.blueprint import bp
from collab.workspace.feed_pages import moment
from collab.workspace.tasks import asked_of, tasks_of

CHANGES = 12
WAITS = ("asked", "queue", "reports", "questions", "views", "undelivered", "held", "gaps")
"""What waits on the home of those who lead, by the names in its template."""
WHOLE = 3
"""So many of the newest updates are shown with text and picture."""


class Stop(Struct, frozen=True):
    """A date of the programme on the line."""

    title: Localised | str
    on: date
    state: str
    is_goal: bool


@bp.get("/home")
def home() -> ResponseReturnValue:
    """One page for each role: the participant's, the facilitator's, the organiser's."""
    person = signed_in()
    programme = programmes.current_programme()
    if programme is None or not policy.read(person, programme):
        return render_template("workspace/home_outside.html")
    show_programme(programme)
    if policy.facilitate(person, programme):
        return _leading(person, programme)
    return _taking_part(person, programme)


@bp.post("/home/visit")
def visit() -> Response:
    """Remember that everything new has been read, as far as the page knew of it."""
    accounts.note_visit(signed_in(), moment(request.form.get("until", "")))
    flash(_("Marked as read."), "success")
    return redirect(url_for(".home"), code=303)


def _taking_part(person: Person, programme: Programme) -> str:
    project = projects.project_of(person, programme)
    read = together(
        tasks=tasks_of.part(person, programme, project),
        news=_news(person, programme),
    )
    return render_template(
        "workspace/home.html",
        tasks=read["tasks"],
        project=project,
        may_post=project is not None and updates_policy.post(person, project),
        team=None if project else teams.team_of(person, programme.id),
        asked=[] if project else teams.requests_of(person, programme),
        may_start=forming.start(person, programme),
        stops=_stops(programme),
        **read["news"],
    )


def _leading(person: Person, programme: Programme) -> str:
    is_organiser, is_open = policy.organise(person, programme), policy.write(programme)
    read = _read_by_leading(person, programme, is_organiser, is_open)
    by_name = {task.about for task in read["asked"]}
    asks = [task for task in read["asked"] if not task.gives_way]
    return render_template(
        "workspace/home_leading.html",
        **{name: read[name] for name in WAITS},
        most_counted=updates.MOST_COUNTED,
        unnamed=[question for question in read["questions"].shown if question.key not in by_name],
        many_unnamed=read["questions"].count - len(asks),
        is_organiser=is_organiser,
        is_open=is_open,
        teams_form=is_open and gaps.teams_form(programme),
        rows=matrix.rows(read["cards"], read["teams"], read["weeks"], read["points"], clock.today()),
        weeks=updates.last_weeks(clock.today()),
        stops=_stops(programme),
        **read["standing_still"],
        **stalled.words(programme),
        **read["news"],
    )


def _read_by_leading(
    person: Person, programme: Programme, is_organiser: bool, is_open: bool
) -> dict[str, Any]:
    none = updates.NOTHING_WAITS
    return together(
        cards=projects.list_projects.part(programme, viewer=person),
        teams=teams.list_teams.part(programme, viewer=person),
        weeks=updates.weeks.part(programme),
        points=reviews.open_points.part(programme),
        asked=asked_of.part(person, programme),
        queue=reviews.queue_for.part(person, programme),
        reports=updates.unseen_reports.part(programme, viewer=person) if is_open else ready(none),
        questions=updates.open_questions.part(programme) if is_open else ready(none),
        views=contact.count_waiting.part(programme, viewer=person) if is_organiser else ready(0),
        undelivered=messages.undelivered.part(programme, viewer=person) if is_open else ready([]),
        held=messages.held_back.part(programme, viewer=person) if is_open else ready([]),
        gaps=gaps.gaps.part(programme, viewer=person) if is_open else ready([]),
        standing_still=stalled.of_programme.part(programme),
        news=_news(person, programme),
    )


def _news(person: Person, programme: Programme) -> Reading[dict[str, Any]]:
    """What others have done since the last visit, the newest updates of it whole."""
    now = clock.now()  # before the record is read: what comes meanwhile is newer than the page
    since, scope = person.last_here_at(now), Scope(programme_id=programme.id)
    found = yield from activity.since.part(scope, since, viewer=person, limit=CHANGES + 1)
    events = found[:CHANGES]
    posted = [event.values["key"] for event in events if event.verb is Verb.UPDATE_POSTED]
    whole = yield from updates.cards_of.part(posted[:WHOLE], person)
    return {
        "since": since,
        "until": now,
        "changes": events,
        "whole": whole,
        "has_more": len(found) > CHANGES,
    }


def _stops(programme: Programme) -> list[Stop]:
    """The last date of the programme that has passed, and those to come."""
    today = clock.today()
    events = calendar.programme_events(programme.id)
    past = [event for event in events if event.on < today][-1:]
    coming = [event for event in events if event.on >= today]
    return [
        *(Stop(event.title, event.on, "done", False) for event in past),
        *(
            Stop(
                event.title,
                event.on,
                "now" if i == 0 else "next",
                event.kind is calendar.EventKind.CONFERENCE,
            )
            for i, event in enumerate(coming)
        ),
    ]
