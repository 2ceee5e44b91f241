"""Rate limits, counted in the database and so shared by all processes."""

from datetime import timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network

from flask import current_app, request
from msgspec import Struct
from sqlalchemy import Integer, String, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from collab import clock, db
from collab.errors import TooMany
from collab.metrics.book import book
from collab.metrics.families import LIMITED


class Attempt(db.Base):
    """How often a bucket was used in one window of time."""

    __tablename__ = "attempt"
    bucket: Mapped[str] = mapped_column(String(80), primary_key=True)
    window: Mapped[int] = mapped_column(Integer, primary_key=True)
    """Unix time of the window's start, in seconds."""
    count: Mapped[int] = mapped_column(Integer)


class Limit(Struct, frozen=True):
    """At most `most` times in `period`, counted in fixed windows."""

    name: str
    most: int
    period: timedelta


def count(limit: Limit, what: str) -> None:
    """Count one use of `limit` by `what`. Raises TooMany past it. Commits at once, whatever the answer.

    Call it before the write transaction begins (see `transactions.prepared`).
    """
    number = use(limit, what)
    if number > limit.most:
        seconds = int(limit.period.total_seconds())
        left = seconds - int(clock.real().timestamp()) % seconds
        raise TooMany(left, is_first=number == limit.most + 1)


def use(limit: Limit, what: str) -> int:
    """Count one use and answer how many there are in this window. Commits at once, as `count` does."""
    with db.apart() as connection:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        number = connection.scalar(
            insert(Attempt)
            .values(**_place(limit, what), count=1)
            .on_conflict_do_update(
                index_elements=["bucket", "window"], set_={"count": Attempt.__table__.c.count + 1}
            )
            .returning(Attempt.__table__.c.count)
        )
    if number and number > limit.most:
        book.add(LIMITED, limit.name)
    return number or 0


def used(limit: Limit, what: str) -> int:
    """How often `what` has used `limit` in this window."""
    with db.engine().connect() as connection:
        return connection.scalar(select(Attempt.count).filter_by(**_place(limit, what))) or 0


def _place(limit: Limit, what: str) -> dict[str, str | int]:
    now = int(clock.real().timestamp())
    window = now - now % int(limit.period.total_seconds())
    return {"bucket": f"{limit.name}:{_fingerprint(what)}", "window": window}


def forget_old() -> None:
    """Delete counters older than two days: the worker calls it now and then."""
    oldest = int((clock.real() - timedelta(days=2)).timestamp())
    with db.apart() as connection:
        connection.execute(delete(Attempt).where(Attempt.window < oldest))


def address() -> str:
    """The caller's network address as the trusted proxies gave it; of IPv6 the network of 64 bits."""
    try:
        remote = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if remote.version == 4:
        return str(remote)
    within = remote.ipv4_mapped  # how a socket for both kinds names a caller of the older one
    return str(within or ip_network((int(remote), 64), strict=False))


def _fingerprint(what: str) -> str:
    key = str(current_app.config["SECRET_KEY"])
    return sha256(f"{key}\x1f{what}".encode()).hexdigest()[:32]
