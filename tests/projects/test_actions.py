"""Writing in a project: what changes, what is recorded, what is refused."""

from datetime import date

import pytest
from sqlalchemy import select

from collab import db, versions
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.files.actions import Description
from collab.files.store import KeptPicture
from collab.programmes.models import Membership
from collab.projects import actions
from collab.projects.actions import Overtaken, Step, Summary
from collab.projects.models import Project
from collab.text import Localised
from tests.support.cast import Cast


def recorded() -> list[tuple[Verb, str, int | None]]:
    db.session.flush()
    rows = db.session.scalars(select(Activity).order_by(Activity.id))
    return [(a.verb, a.subject_kind, a.by_id) for a in rows]


def public_version() -> int:
    db.session.commit()
    return versions.read(db.engine())


def place_of(person: Person) -> int:
    return db.session.scalars(select(Membership.id).where(Membership.person_id == person.id)).one()


def summary_of(project: Project, title: str) -> Summary:
    return Summary(Localised(title), project.promise, project.branches, project.goals, project.municipalities)


def test_the_summary_changes_from_the_newest_version_only(cast: Cast) -> None:
    project = cast.project
    actions.edit_summary(project, summary_of(project, "Nya dörrar"), seen=1, by=cast.culture)
    with pytest.raises(Overtaken):
        actions.edit_summary(project, summary_of(project, "Gamla dörrar"), seen=1, by=cast.business)
    assert (project.title.sv, project.version) == ("Nya dörrar", 2)
    assert recorded() == [(Verb.SUMMARY_EDITED, "project", cast.culture.id)]


def test_a_milestone_is_added_done_and_opened_again(cast: Cast) -> None:
    step = Step("Doors open", date(2017, 5, 20), place_of(cast.tourism))
    milestone = actions.add_milestone(cast.project, step, by=cast.culture)
    actions.finish_milestone(milestone, by=cast.tourism)
    assert milestone.done_on == date(2017, 5, 15)
    actions.finish_milestone(milestone, by=cast.tourism)
    actions.reopen_milestone(milestone, by=cast.tourism)
    assert milestone.done_on is None
    assert [verb for verb, _kind, _by in recorded()] == [
        Verb.MILESTONE_ADDED, Verb.MILESTONE_DONE, Verb.MILESTONE_CHANGED,
    ]  # fmt: skip


def test_a_milestone_is_not_done_on_a_day_to_come(cast: Cast) -> None:
    milestone = actions.add_milestone(
        cast.project, Step("Doors open", date(2017, 5, 20), None), by=cast.culture
    )
    later = Step("Doors open", date(2017, 5, 20), None, date(2017, 5, 16))
    with pytest.raises(RuleViolation):
        actions.edit_milestone(milestone, later, seen=1, by=cast.culture)


def test_changing_a_milestone_says_when_it_became_done(cast: Cast) -> None:
    milestone = actions.add_milestone(
        cast.project, Step("Doors open", date(2017, 5, 20), None), by=cast.culture
    )
    done = Step("Doors stand open", date(2017, 5, 20), None, date(2017, 5, 14))
    actions.edit_milestone(milestone, done, seen=1, by=cast.culture)
    actions.edit_milestone(milestone, done, seen=2, by=cast.culture)
    assert [verb for verb, _kind, _by in recorded()][1:] == [Verb.MILESTONE_DONE, Verb.MILESTONE_CHANGED]
    with pytest.raises(Overtaken):
        actions.edit_milestone(milestone, done, seen=2, by=cast.business)


def test_only_somebody_of_the_team_owns_a_milestone(cast: Cast) -> None:
    with pytest.raises(RuleViolation):
        actions.add_milestone(
            cast.project, Step("Doors open", date(2017, 5, 20), place_of(cast.other)), by=cast.culture
        )


def test_a_new_title_makes_public_pages_new(cast: Cast) -> None:
    before = public_version()
    actions.edit_summary(cast.project, summary_of(cast.project, "Nya dörrar"), seen=1, by=cast.culture)
    assert public_version() - before == 1


def test_a_cover_that_is_replaced_or_dropped_is_let_go(cast: Cast) -> None:
    kept = KeptPicture(480, 320, {480: "a" * 64})
    actions.choose_cover(cast.project, kept, Description("A door"), seen=1, by=cast.culture)
    first = cast.project.cover
    actions.choose_cover(cast.project, None, Description("An open door"), seen=2, by=cast.culture)
    assert first is not None
    assert (first.loose_since, cast.project.cover_alternative) == (None, "An open door")
    actions.choose_cover(cast.project, kept, Description("A wall"), seen=3, by=cast.culture)
    second = cast.project.cover
    actions.drop_cover(cast.project, seen=4, by=cast.culture)
    assert second is not None
    assert [picture.loose_since is None for picture in (first, second)] == [False, False]
    assert (cast.project.cover, cast.project.cover_alternative, cast.project.version) == (None, "", 5)
