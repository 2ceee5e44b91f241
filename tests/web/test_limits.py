"""Rate limits: counted in the database, exact with many at once, and by the address that cannot be forged."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import func, select

from collab import clock, db
from collab.app import create_app
from collab.config import Settings
from collab.errors import TooMany
from collab.web import limits
from collab.web.limits import Attempt, Limit, count

THREE = Limit("three", 3, timedelta(days=1))


def rows() -> list[tuple[str, int]]:
    db.session.rollback()
    return [(row.bucket, row.count) for row in db.session.execute(select(Attempt.bucket, Attempt.count))]


def test_past_the_limit_one_is_told_how_long_to_wait(site: Flask) -> None:
    for _ in range(3):
        count(THREE, "somebody")
    with pytest.raises(TooMany) as no:
        count(THREE, "somebody")
    midnight = 86400 - clock.real().timestamp() % 86400
    assert abs(no.value.seconds - midnight) <= 1


def test_limits_and_those_they_count_are_kept_apart(site: Flask) -> None:
    for who in ("one", "other"):
        for _ in range(3):
            count(THREE, who)
            count(replace(THREE, name="another"), who)
    assert sorted(used for _, used in rows()) == [3, 3, 3, 3]
    assert not any("one" in bucket or "other" in bucket.partition(":")[2] for bucket, _ in rows())


def test_a_new_window_begins_at_nought(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        count(THREE, "somebody")
    tomorrow = clock.real() + timedelta(days=1)
    monkeypatch.setattr(clock, "real", lambda: tomorrow)
    count(THREE, "somebody")
    assert sorted(used for _, used in rows()) == [1, 3]


def test_a_try_is_counted_even_when_all_else_is_rolled_back(site: Flask) -> None:
    count(THREE, "somebody")
    db.session.rollback()
    assert [used for _, used in rows()] == [1]


def test_many_at_once_are_counted_exactly(site: Flask) -> None:
    most = Limit("many", 20, timedelta(days=1))

    def attempt(_: int) -> bool:
        with site.app_context():
            try:
                count(most, "everybody")
            except TooMany:
                return False
            return True

    with ThreadPoolExecutor(8) as threads:
        allowed = list(threads.map(attempt, range(40)))
    assert allowed.count(True) == 20
    assert [used for _, used in rows()] == [40]


def test_old_counters_are_forgotten(site: Flask) -> None:
    count(THREE, "somebody")
    with db.transaction():
        db.session.add(Attempt(bucket="old", window=int(clock.real().timestamp()) - 3 * 86400, count=9))
    limits.forget_old()
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "", "10.0.0.9"),
        (0, "1.2.3.4", "10.0.0.9"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 7.7.7.7, 1.2.3.4", "1.2.3.4"),
        (1, "not an address", "unknown"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "2001:db8::1", "2001:db8::/64"),
        (1, "::ffff:1.2.3.4", "1.2.3.4"),
    ],
)
def test_the_address_is_what_the_trusted_proxies_say(
    settings: Settings, proxies: int, forwarded: str, seen: str
) -> None:
    app = create_app(replace(settings, trusted_proxies=proxies))
    told: list[str] = []
    app.before_request(lambda: told.append(limits.address()))
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    app.test_client().get("/health/live", headers=headers, environ_base={"REMOTE_ADDR": "10.0.0.9"})
    with app.app_context():
        db.engine().dispose()
    assert told == [seen]
