"""Whether a worker lives, and whether the clocks agree."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from collab import clock
from collab.accounts.models import SecurityEvent
from collab.cli.examination.finding import Finding, ok, problem, warning
from collab.mail.models import Mail
from collab.web.health import WORKER, Heartbeat

BUSY, DEAD = timedelta(seconds=30), timedelta(minutes=5)
"""Ages of the last sign of life at which a worker may be held up, and must be taken for dead."""
APART, ASTRAY = timedelta(seconds=2), timedelta(seconds=30)
"""How far clocks may stand from each other before somebody should look, and must act."""
SET_IT = "Let the machine set its clock (systemd-timesyncd or chrony)."


def of_worker(connection: Connection) -> list[Finding]:
    """When a worker last showed life."""
    at = connection.scalar(select(Heartbeat.at).where(Heartbeat.part == WORKER))
    if at is None:
        return [problem("worker", "none has ever run: no mail goes out. Start: collab worker")]
    age = clock.real() - at
    words = f"last seen {max(0, int(age.total_seconds()))} seconds ago"
    if age > DEAD:
        return [problem("worker", f"{words}: no mail goes out. Start: collab worker")]
    if age > BUSY:
        return [warning("worker", f"{words}. Is the mail server slow? Look again in a minute.")]
    return [ok("worker", words)]


def of_clock(connection: Connection) -> list[Finding]:
    """This machine's clock beside the database server's, and beside what was written last."""
    now = clock.real()
    found = [_of_past(now, _last_written(connection))]
    if connection.dialect.name == "postgresql":
        asked = clock.real()
        theirs = connection.execute(select(func.clock_timestamp())).scalar_one()
        found.append(_of_server(_apart(theirs, asked, clock.real())))
    return found


def _apart(theirs: datetime, asked: datetime, answered: datetime) -> timedelta:
    """How far a clock is from ours, that was read at some moment between these two."""
    return max(asked - theirs, theirs - answered, timedelta(0))


def _last_written(connection: Connection) -> datetime | None:
    moments = (Heartbeat.at, Mail.created_at, SecurityEvent.at)
    written = [connection.scalar(select(func.max(moment))) for moment in moments]
    return max((moment for moment in written if moment is not None), default=None)


def _of_past(now: datetime, last: datetime | None) -> Finding:
    if last is not None and last - now > APART:
        ahead = int((last - now).total_seconds())
        return problem(
            "clock", f"it stands at {_said(now)}, {ahead} seconds before the last thing written. {SET_IT}"
        )
    return ok("clock", f"it stands at {_said(now)}, after everything that was written")


def _of_server(difference: timedelta) -> Finding:
    words = f"{difference.total_seconds():.1f} seconds from this machine's"
    if difference > ASTRAY:
        return problem("database's clock", f"{words}. {SET_IT}")
    if difference > APART:
        return warning("database's clock", f"{words}. {SET_IT}")
    return ok("database's clock", words)


def _said(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
