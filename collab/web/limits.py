"""Rate limits, counted in the database and so shared by all processes."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network

from flask import current_app, request
from sqlalchemy import Integer, String, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from collab import clock, db
from collab.errors import TooMany


class Attempt(db.Base):
    """How often a bucket was used in one window of time."""

    __tablename__ = "attempt"
    bucket: Mapped[str] = mapped_column(String(80), primary_key=True)
    window: Mapped[int] = mapped_column(Integer, primary_key=True)
    """Unix time of the window's start, in seconds."""
    count: Mapped[int] = mapped_column(Integer)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times in `period`, counted in fixed windows."""

    name: str
    most: int
    period: timedelta


def count(limit: Limit, what: str) -> None:
    """Count one use of `limit` by `what`. Raises TooMany past it. Commits at once, whatever the answer.

    Call it before the write transaction begins (see `transactions.prepared`).
    """
    seconds = int(limit.period.total_seconds())
    now = int(clock.real().timestamp())
    window = now - now % seconds
    bucket = f"{limit.name}:{_fingerprint(what)}"
    with db.apart() as connection:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        used = connection.scalar(
            insert(Attempt)
            .values(bucket=bucket, window=window, count=1)
            .on_conflict_do_update(
                index_elements=["bucket", "window"], set_={"count": Attempt.__table__.c.count + 1}
            )
            .returning(Attempt.__table__.c.count)
        )
    if (used or 0) > limit.most:
        raise TooMany(window + seconds - now, is_first=used == limit.most + 1)


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
