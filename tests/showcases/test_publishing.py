"""From the working copy to the public page and back."""

import pytest
from msgspec.structs import replace

from collab import db, versions
from collab.errors import NotFound, RuleViolation
from collab.showcases import actions, gate, queries
from collab.showcases.content import Content
from collab.showcases.gate import Missing
from collab.text import Localised
from tests.showcases import stage
from tests.support.cast import Cast


def _missing(cast: Cast) -> list[Missing]:
    showcase = queries.showcase_of(cast.project)
    assert showcase is not None
    return gate.missing_for_publication(showcase, queries.pictures_of(showcase))


def test_an_empty_working_copy_lacks_everything_that_it_can_lack(cast: Cast) -> None:
    actions.start(cast.project)
    assert _missing(cast) == [
        Missing.APPROVAL, Missing.HEADLINE, Missing.STORY, Missing.EFFECT, Missing.AT_HOME,
    ]  # fmt: skip


def test_a_whole_working_copy_lacks_only_the_approval(cast: Cast) -> None:
    stage.composed(cast)
    assert _missing(cast) == [Missing.APPROVAL]


def test_the_gate_refuses_what_the_button_says_is_missing(cast: Cast) -> None:
    showcase = stage.composed(cast)
    with pytest.raises(RuleViolation):
        actions.publish(showcase, by=cast.culture)


def test_an_approved_project_with_a_whole_page_is_published(cast: Cast) -> None:
    edition = stage.published(cast)
    assert edition.number == 1
    assert queries.get_public("oppna-dorrar").id == edition.id


def test_a_later_edit_does_not_leak_into_the_public_page(cast: Cast) -> None:
    stage.published(cast)
    showcase = queries.showcase_of(cast.project)
    assert showcase is not None
    actions.save(showcase, replace(stage.WHOLE, takes="Tre stationer."), by=cast.culture)
    cast.project.title = Localised("Stängda dörrar", "Closed doors")
    db.session.commit()
    content = Content.thawed(queries.get_public("oppna-dorrar").content)
    assert (content.takes, content.title["sv"]) == ("En station och två värdar.", "Öppna dörrar")


def test_a_new_edition_replaces_the_old_one_and_keeps_it(cast: Cast) -> None:
    stage.published(cast)
    showcase = queries.showcase_of(cast.project)
    assert showcase is not None
    actions.save(showcase, replace(stage.WHOLE, takes="Tre stationer."), by=cast.culture)
    actions.publish(showcase, by=cast.business)
    assert [(e.number, e.is_current) for e in queries.editions_of(showcase)] == [(2, True), (1, False)]
    assert Content.thawed(queries.get_public("oppna-dorrar").content).takes == "Tre stationer."


def test_a_page_is_taken_down_only_with_a_reason_that_is_kept(cast: Cast) -> None:
    edition = stage.published(cast)
    with pytest.raises(RuleViolation):
        actions.unpublish(edition.showcase, by=cast.culture, reason="  ")
    actions.unpublish(edition.showcase, by=cast.culture, reason="Fel siffra")
    with pytest.raises(NotFound):
        queries.get_public("oppna-dorrar")
    assert (edition.unpublished_reason, edition.unpublished_by) == ("Fel siffra", cast.culture)


def test_publishing_and_taking_down_bump_the_public_version(cast: Cast) -> None:
    before = versions.read(db.engine())
    edition = stage.published(cast)
    after = versions.read(db.engine())
    actions.unpublish(edition.showcase, by=cast.culture, reason="Fel siffra")
    db.session.commit()
    assert (after - before, versions.read(db.engine()) - after) == (1, 1)


def test_an_old_page_never_overwrites_what_a_colleague_saved(cast: Cast) -> None:
    showcase = stage.composed(cast)
    opened = showcase.version
    actions.save(showcase, stage.WHOLE, by=cast.culture, seen=opened)
    with pytest.raises(RuleViolation):
        actions.save(showcase, stage.WHOLE, by=cast.business, seen=opened)


def test_content_survives_freezing_and_thawing_whole(cast: Cast) -> None:
    edition = stage.published(cast)
    content = Content.thawed(edition.content)
    assert Content.thawed(content.frozen()) == content
    assert [place.name for place in content.places] != []
    assert {member.sector for member in content.members} == {"culture", "business", "tourism"}


def test_an_edition_that_another_version_froze_is_read(cast: Cast) -> None:
    edition = stage.published(cast)
    content = Content.thawed(edition.content)
    older = content.frozen() | {"sponsor": "A mill"}
    older["members"] = [member | {"code": "1293"} for member in older["members"]]
    assert Content.thawed(older) == content
