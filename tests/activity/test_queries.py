"""The record as each person may read it."""

from datetime import timedelta

import pytest
from sqlalchemy import event, union_all

from collab import clock, db, subjects
from collab.accounts.models import Person
from collab.activity import actions, queries
from collab.activity.models import Verb
from collab.activity.queries import Scope
from collab.subjects import Told
from collab.updates.models import Visibility
from tests.support.cast import Cast
from tests.updates.written import a_post, on


def _verbs(scope: Scope, viewer: Person) -> list[Verb]:
    return [e.verb for e in queries.feed(scope, viewer=viewer).events]


def test_a_teams_own_update_is_in_the_feed_of_the_team_and_of_nobody_outside(cast: Cast) -> None:
    a_post(cast.project, cast.culture, visibility=Visibility.TEAM)
    scope = Scope(project_id=cast.project.id)
    assert _verbs(scope, cast.business) == [Verb.UPDATE_POSTED]
    assert _verbs(scope, cast.facilitator) == [Verb.UPDATE_POSTED]
    assert _verbs(scope, cast.other) == []
    assert _verbs(scope, cast.outsider) == []


def test_what_everybody_may_read_is_in_everybodys_feed(cast: Cast) -> None:
    a_post(cast.project, cast.culture, visibility=Visibility.PROGRAMME)
    assert _verbs(Scope(programme_id=cast.programme.id), cast.other) == [Verb.UPDATE_POSTED]
    assert _verbs(Scope(programme_id=cast.programme.id), cast.outsider) == []


def test_a_withdrawn_update_leaves_the_feed_and_stays_in_the_audit(cast: Cast) -> None:
    update = a_post(cast.project, cast.culture)
    update.withdrawn_at = clock.now()
    db.session.flush()
    scope = Scope(programme_id=cast.programme.id)
    assert _verbs(scope, cast.other) == []
    assert [e.verb for e in queries.audit(scope).events] == [Verb.UPDATE_POSTED]


def test_the_newest_stands_first_and_older_ones_follow_page_by_page(cast: Cast) -> None:
    for day in range(1, 6):
        a_post(cast.project, cast.culture, at=on(5, day))
    scope = Scope(project_id=cast.project.id)
    first = queries.feed(scope, viewer=cast.culture, limit=3)
    second = queries.feed(scope, viewer=cast.culture, limit=3, before=first.older)
    days = [clock.local(e.at).day for e in [*first.events, *second.events]]
    assert (days, second.older) == ([5, 4, 3, 2, 1], None)


def test_ones_own_doings_are_no_news(cast: Cast) -> None:
    a_post(cast.project, cast.culture)
    scope = Scope(programme_id=cast.programme.id)
    assert queries.since(scope, None, viewer=cast.culture) == []
    assert [e.verb for e in queries.since(scope, None, viewer=cast.business)] == [Verb.UPDATE_POSTED]


def test_what_was_read_is_no_news(cast: Cast) -> None:
    a_post(cast.project, cast.culture)
    db.session.flush()
    scope, now = Scope(programme_id=cast.programme.id), clock.now()
    found = [queries.since(scope, moment, viewer=cast.business) for moment in (now, now - timedelta(hours=1))]
    assert [len(events) for events in found] == [0, 1]


def test_an_event_leads_to_what_it_speaks_of(cast: Cast) -> None:
    actions.record(Verb.SUMMARY_EDITED, cast.project, by=cast.culture)
    db.session.flush()
    found = queries.feed(Scope(project_id=cast.project.id), viewer=cast.other).events[0]
    assert (found.label, found.endpoint, found.values) == (
        cast.project.title,
        "workspace.project",
        {"slug": "oppna-dorrar"},
    )


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_takes_the_same_number_of_statements_at_any_length(cast: Cast, count: int) -> None:
    for day, (project, author) in enumerate(
        [(cast.project, cast.culture), (cast.other_project, cast.other), (cast.project, cast.business)][
            :count
        ],
        1,
    ):
        a_post(project, author, at=on(5, day))
    db.session.commit()
    viewer, scope = cast.business, Scope(programme_id=cast.programme.id)
    db.session.expunge(cast.project)
    db.session.expunge(cast.other_project)
    assert viewer.id
    statements: list[str] = []
    event.listen(db.engine(), "before_cursor_execute", lambda *a: statements.append(a[2]))
    assert len(queries.feed(scope, viewer=viewer).events) == count
    assert len([s for s in statements if s.startswith("SELECT")]) == 2


def test_the_record_of_what_is_deleted_stays_and_speaks_of_nothing(cast: Cast) -> None:
    """SQLite gives the id of a deleted row to the next one."""
    update = a_post(cast.project, cast.culture)
    actions.let_go(update)
    scope = Scope(project_id=cast.project.id)
    assert [(e.verb, e.label, e.endpoint) for e in queries.audit(scope).events] == [
        (Verb.UPDATE_POSTED, "", "")
    ]
    assert _verbs(scope, cast.culture) == []


def test_what_all_kinds_tell_is_united_in_one_statement(cast: Cast) -> None:
    a_post(cast.project, cast.culture)
    db.session.flush()
    kinds = [subjects.of_kind(kind) for kind in subjects.kinds()]
    told = [Told(*row) for row in db.session.execute(union_all(*(kind.told for kind in kinds)))]
    found = {thing.kind: subjects.of_kind(thing.kind) for thing in told}
    assert {"programme", "membership", "team", "project", "project_update"} <= found.keys()
    assert all(found[thing.kind].label(thing) for thing in told)
    assert {thing.name for thing in told if thing.kind == "project_update"} == {cast.project.title}
