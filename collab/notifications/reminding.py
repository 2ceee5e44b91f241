"""Reminders: one gentle letter to each in a team that has not written for as long as its programme's rhythm.

Whoever has written since, has left the team or wants none is not reminded, not even by a letter that waits.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from collab import clock, db
from collab.accounts.models import Person
from collab.mail import actions as mail
from collab.mail.letters import Letter, NothingToSay
from collab.notifications import leaving, queries, rhythm
from collab.notifications.kinds import Kind
from collab.notifications.models import Reminder
from collab.programmes import policy as programmes
from collab.programmes.models import Programme
from collab.projects import queries as projects
from collab.projects.models import Project
from collab.statements import at_most
from collab.teams import queries as teams
from collab.updates import policy as updates
from collab.updates.models import Update
from collab.updates.queries import latest_of, latest_report_of
from collab.updates.rhythm import EVERY, Rhythm, morning_of, weeks_before
from collab.updates.starting import time_to_write

TEMPLATE = "notifications/mail/reminder"


def remind_next() -> bool:
    """A chore: remind the team of one project. Returns whether there was one.

    The letters and the word that they are written are one transaction: no team is reminded twice.
    """
    morning = morning_of(clock.now())
    if morning is None:
        return False
    with db.transaction():
        project = db.session.scalars(_due(morning)).first()
        if project is None:
            return False
        db.hold(project)
        _remind(project, clock.local(morning).date())
    return True


def filled(letter: Letter, person: Person) -> Letter:
    """The letter as it goes out now. Raises NothingToSay when there is nothing to be reminded of any more."""
    reminder = db.session.get(Reminder, letter.values["reminder"])
    project = db.session.get(Project, reminder.project_id) if reminder is not None else None
    if reminder is None or project is None or not _wants(person, project):
        raise NothingToSay
    token = leaving.token_of(person)
    return replace(letter, values=_said(project, reminder), leave=("notifications.leave", {"token": token}))


def _said(project: Project, reminder: Reminder) -> dict[str, Any]:
    """What the letter says. Raises NothingToSay when the team has written, or the rhythm is another now."""
    pace, report = Rhythm.of(project.programme), latest_report_of(project)
    time = time_to_write(latest_of(project), pace, project.started_on)
    if time is None:
        raise NothingToSay
    return {
        "title": project.title,
        "slug": project.slug,
        "question": pace.question,
        "time": time,
        "next_step": report.next_step.rstrip(". ") if report is not None else "",
        "due_on": report.next_step_due_on if report is not None else None,
    }


def _remind(project: Project, morning: date) -> None:
    """Write to each of the team, unless another worker has done so while this one waited."""
    reminded = select(Reminder.id).where(Reminder.project_id == project.id, Reminder.morning == morning)
    if db.session.scalars(reminded).first() is not None:
        return
    reminder = Reminder(project_id=project.id, morning=morning)
    db.session.add(reminder)
    db.session.flush()
    for person in teams.people_in(project.team):
        if _wants(person, project):
            values = {"person": person.id, "reminder": reminder.id}
            letter = mail.post(to=person.email, language=person.language, template=TEMPLATE, values=values)
            letter.due_at = clock.real_of(rhythm.unless_quiet(clock.now(), queries.choices_of(person).quiet))


def _wants(person: Person, project: Project) -> bool:
    """Whether the person may write, and takes reminders of this project."""
    here = queries.paces_by_project(person).get(project.id)
    return queries.choices_of(person).takes(Kind.REMINDER, here) and updates.post(person, project)


def _due(morning: datetime) -> Select[Project]:
    """SQL: the first project whose team is to be reminded that morning, and has not been."""
    kept = (
        Programme.rhythm_weekday == clock.local(morning).weekday(),
        programmes.writable(Project.programme_id),
    )
    silent = or_(*(_is_silent(weeks, morning) for weeks in EVERY))
    due = select(Project).join(Project.programme).where(*kept, silent, projects.is_going_on())
    return due.order_by(Project.id).limit(at_most(1))


def _is_silent(weeks: int, morning: datetime) -> ColumnElement[bool]:
    """Whether this is the programme's rhythm, and the project was neither heard of nor reminded in it.

    Days are counted, as the letter does: who wrote after last week's letter is reminded again this week.
    """
    day = clock.local(weeks_before(morning, weeks)).date()
    since = clock.in_stockholm(datetime.combine(day + timedelta(days=1), time()))
    wrote = exists().where(Update.project_id == Project.id, updates.posted(), Update.posted_at >= since)
    was_reminded = exists().where(Reminder.project_id == Project.id, Reminder.morning > day)
    return and_(Programme.rhythm_weeks == weeks, Project.started_on <= day, ~wrote, ~was_reminded)
