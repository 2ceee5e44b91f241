"""The conference: the day, each session, the iCalendar file. Public, kept as finished bytes."""

from datetime import timedelta

from flask import Blueprint, current_app, render_template
from markupsafe import Markup
from werkzeug.wrappers import Response

from collab import clock, db, versions
from collab.conference import linked_data, queries, timetable
from collab.conference.calendar import Issue, calendar
from collab.conference.linked_data import Setting
from collab.errors import NotFound
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.programmes.surroundings import overview, show_programme
from collab.text import language
from collab.web.addresses import absolute, site
from collab.web.cache import holds_until, kept
from collab.web.linked_data import Node, breadcrumbs, document
from collab.web.parts import kept_part

bp = Blueprint("conference", __name__)


@bp.get("/conference")
@kept()
def show() -> str:
    """The current programme's conference."""
    return _day(_current())


@bp.get("/programmes/<slug>/conference")
@kept()
def of_programme(slug: str) -> str:
    """Any programme's conference."""
    return _day(programmes.get_programme(slug))


@bp.get("/conference/<session>")
@kept()
def session(session: str) -> str:
    """One session of the current programme's conference."""
    return _session(_current(), session)


@bp.get("/programmes/<slug>/conference/<session>")
@kept()
def session_of_programme(slug: str, session: str) -> str:
    """One session of any programme's conference."""
    return _session(programmes.get_programme(slug), session)


@bp.get("/conference.ics")
@kept()
def ics() -> Response:
    """The current programme's conference for a calendar."""
    return _calendar(_current())


@bp.get("/programmes/<slug>/conference.ics")
@kept()
def ics_of_programme(slug: str) -> Response:
    """Any programme's conference for a calendar."""
    return _calendar(programmes.get_programme(slug))


def _current() -> Programme:
    programme = programmes.current_programme()
    if programme is None:
        raise NotFound("no programme")
    return programme


def _keep_while_true(conference: queries.Day, items: list[queries.Item]) -> None:
    """The page changes when something starts or ends, and at midnight while the days are counted down."""
    moment = clock.now()
    midnight = clock.local(moment).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    change = timetable.changes_at(items, moment)
    if change is not None:
        holds_until(min(change, midnight))


def _day(programme: Programme) -> str:
    show_programme(programme)
    conference = queries.get_conference(programme)
    items = queries.timetable(conference)
    moment = clock.now()
    _keep_while_true(conference, items)
    now, following = timetable.running(items, moment), timetable.upcoming(items, moment)
    days_left = (clock.local(conference.starts_at).date() - clock.today()).days
    is_on = bool(now or (following and days_left == 0))
    if is_on:  # the page says what time it is
        holds_until(moment.replace(second=0, microsecond=0) + timedelta(minutes=1))
    return render_template(
        "conference/show.html",
        conference=conference,
        items=items,
        slots=timetable.slots(items, moment),
        is_on=is_on,
        now=now,
        following=following,
        days_left=days_left,
        linked=kept_part(programme.id, "conference", caller=lambda: _linked(programme, conference, items)),
        addresses={"day": overview("conference"), "ics": overview("calendar")},
    )


def _linked(programme: Programme, conference: queries.Day, items: list[queries.Item]) -> Markup:
    day = linked_data.day(conference, items, _setting(programme))
    return document(day, _way(programme, conference))


def _setting(programme: Programme) -> Setting:
    return Setting(address=site() + overview("conference", programme), language=language())


def _way(programme: Programme, conference: queries.Day, *further: tuple[str, str]) -> Node:
    """From the programme to the page."""
    return breadcrumbs(
        (str(programme.name), overview("landing", programme)),
        (str(conference.title), overview("conference", programme)),
        *further,
    )


def _session(programme: Programme, slug: str) -> str:
    show_programme(programme)
    conference = queries.get_conference(programme)
    items = queries.timetable(conference)
    item = queries.get_session(conference, slug)
    _keep_while_true(conference, items)
    return render_template(
        "conference/session.html",
        conference=conference,
        item=item,
        linked=document(
            linked_data.part(item, conference, _setting(programme)),
            _way(programme, conference, (str(item.title), f"{overview('conference')}/{item.slug}")),
        ),
        is_now=item in timetable.running(items, clock.now()),
        is_over=item.ends_at <= clock.now(),
        meanwhile=[other for other in timetable.running(items, item.starts_at) if other != item],
        addresses={"day": overview("conference"), "ics": overview("calendar")},
    )


def _calendar(programme: Programme) -> Response:
    conference = queries.get_conference(programme)
    address = str(current_app.config["ADDRESS"]) + overview("conference", programme)
    host = absolute("front.index").partition("//")[2].rstrip("/")
    issue = Issue(host, address, versions.read(db.engine()), clock.real())
    body = calendar(conference, queries.timetable(conference), issue)
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{conference.slug}.ics"'
    return response
