"""Which pictures a public page shows, in which order, and which it leaves out."""

import pytest

from collab import db
from collab.errors import NotFound
from collab.files.actions import Description, store_picture
from collab.files.pictures import prepare
from collab.files.serving import store
from collab.showcases import actions, gate, queries
from collab.showcases.freezing import freeze
from collab.showcases.gate import Missing
from collab.showcases.models import Consent, Showcase
from collab.updates import actions as updates
from tests.conftest import Browsers
from tests.files import corpus
from tests.showcases import stage
from tests.showcases.test_views import FORM
from tests.support.cast import Cast

HERE = "/projects/oppna-dorrar/showcase"
NOBODY = Consent.NONE_RECOGNISABLE.value


def _rows(*rows: tuple[str, bool, str]) -> dict[str, str]:
    """The form's rows of pictures: key, whether it is shown, its number."""
    fields = {}
    for index, (key, is_shown, number) in enumerate(rows):
        fields |= {
            f"pictures-{index}-key": key,
            f"pictures-{index}-position": number,
            f"pictures-{index}-consent": NOBODY,
        }
        fields |= {f"pictures-{index}-is_shown": "y"} if is_shown else {}
    return fields


def _showcase(cast: Cast) -> Showcase:
    db.session.rollback()
    found = queries.showcase_of(cast.project)
    assert found is not None
    return found


def _shown(cast: Cast) -> list[str]:
    return [place.picture.key for place in queries.pictures_of(_showcase(cast))]


def test_pictures_of_the_pages_own_are_offered_first_in_their_order(cast: Cast) -> None:
    stage.update_with_picture(cast, "from-update")
    stage.pictured(cast, "second", "first")
    keys = [picture.key for picture in queries.pictures_to_choose_from(cast.project)]
    assert keys == ["second", "first", "from-update"]


def test_a_picture_that_is_shown_and_comes_from_an_update_is_offered_once(cast: Cast) -> None:
    _, picture = stage.update_with_picture(cast, "both")
    actions.choose_pictures(actions.start(cast.project), [(picture, Consent.GIVEN)])
    db.session.flush()
    assert queries.pictures_to_choose_from(cast.project) == [picture]


def test_saving_keeps_the_pictures_that_came_with_an_import(cast: Cast, browsers: Browsers) -> None:
    stage.pictured(cast, "one", "two")
    db.session.commit()
    page = browsers(cast.culture).get(HERE).get_data(as_text=True)
    assert ('value="one"' in page, 'value="two"' in page) == (True, True)
    answer = browsers(cast.culture).post(HERE, {**FORM, **_rows(("one", True, "1"), ("two", True, "2"))})
    assert (answer.status_code, _shown(cast)) == (303, ["one", "two"])


def test_the_team_chooses_the_order_by_number(cast: Cast, browsers: Browsers) -> None:
    stage.pictured(cast, "one", "two", "three")
    db.session.commit()
    fields = _rows(("one", True, ""), ("two", True, "2"), ("three", True, "1"))
    browsers(cast.culture).post(HERE, {**FORM, **fields})
    assert _shown(cast) == ["three", "two", "one"]


def test_a_key_that_was_not_offered_is_not_shown(cast: Cast, browsers: Browsers) -> None:
    stage.pictured(cast, "one")
    db.session.commit()
    answer = browsers(cast.culture).post(HERE, {**FORM, **_rows(("foreign", True, "1"), ("one", True, "2"))})
    assert (answer.status_code, _shown(cast)) == (303, ["one"])


def test_the_first_picture_is_the_cover_of_a_project_without_one(cast: Cast) -> None:
    stage.pictured(cast, "one", "two")
    showcase = _flushed(cast)
    content = freeze(showcase, queries.pictures_of(showcase))
    assert content.cover is not None
    assert (content.cover.key, [image.key for image in content.pictures]) == ("one", ["two"])


def test_the_projects_own_cover_comes_before_the_first_picture(cast: Cast) -> None:
    stage.pictured(cast, "one", "two")
    showcase = _flushed(cast)
    cast.project.cover = queries.pictures_of(showcase)[1].picture
    content = freeze(showcase, queries.pictures_of(showcase))
    assert content.cover is not None
    assert (content.cover.key, [image.key for image in content.pictures]) == ("two", ["one", "two"])


def _flushed(cast: Cast) -> Showcase:
    found = queries.showcase_of(cast.project)
    assert found is not None
    return found


def test_a_picture_of_a_withdrawn_update_is_neither_gated_nor_published(cast: Cast) -> None:
    update, picture = stage.update_with_picture(cast, "taken-back")
    showcase = stage.composed(cast)
    actions.choose_pictures(showcase, [(picture, Consent.UNKNOWN)])
    db.session.flush()
    assert Missing.CONSENT in gate.missing_for_publication(showcase, queries.pictures_of(showcase))
    updates.withdraw(update, by=cast.culture)
    db.session.flush()
    pictures = queries.pictures_of(showcase)
    assert gate.missing_for_publication(showcase, pictures) == [Missing.APPROVAL]
    content = freeze(showcase, pictures)
    assert (content.cover, content.pictures) == (None, [])


def test_a_picture_that_another_posted_update_shows_as_well_stays(cast: Cast) -> None:
    update, picture = stage.update_with_picture(cast, "twice")
    again, _ = stage.update_with_picture(cast, "other")
    again.pictures[0].picture = picture
    actions.choose_pictures(actions.start(cast.project), [(picture, Consent.GIVEN)])
    updates.withdraw(update, by=cast.culture)
    db.session.flush()
    assert [place.picture for place in queries.pictures_of(_flushed(cast))] == [picture]


def test_the_compose_page_tells_of_a_picture_that_is_left_out(cast: Cast, browsers: Browsers) -> None:
    update, picture = stage.update_with_picture(cast, "taken-back")
    actions.choose_pictures(actions.start(cast.project), [(picture, Consent.GIVEN)])
    updates.withdraw(update, by=cast.culture)
    db.session.commit()
    text = browsers(cast.culture).text(HERE)
    assert "1 picture that you chose is left out: its update has been withdrawn." in text


@pytest.mark.parametrize(("who", "may"), [("culture", True), ("organiser", True), ("other", False)])
def test_working_pictures_are_for_those_who_may_preview(cast: Cast, who: str, may: bool) -> None:
    (picture,) = stage.pictured(cast, "one")
    try:
        found = queries.get_working_picture(cast.project, "one", viewer=getattr(cast, who)) == picture
    except NotFound:
        found = False
    assert found == may


def test_a_picture_of_nothing_is_not_a_working_picture(cast: Cast) -> None:
    stage.pictured(cast, "one")
    with pytest.raises(NotFound):
        queries.get_working_picture(cast.project, "two", viewer=cast.culture)


def test_a_public_picture_stays_in_browsers_and_goes_from_the_site_with_its_page(
    cast: Cast, browsers: Browsers
) -> None:
    kept = store().keep_picture(prepare(corpus.encoded(corpus.two_tone())))
    picture = store_picture(kept, Description("A platform"), by=cast.culture)
    actions.choose_pictures(actions.start(cast.project), [(picture, Consent.NONE_RECOGNISABLE)])
    edition = stage.published(cast)
    path = f"/showcases/oppna-dorrar/pictures/{picture.key}/480.webp"
    shown = browsers().get(path)
    assert (shown.status_code, shown.content_type) == (200, "image/webp")
    assert shown.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    actions.unpublish(edition.showcase, by=cast.culture, reason="A mistake")
    db.session.commit()
    for headers in ({}, {"If-None-Match": shown.headers["ETag"]}):
        gone = browsers().get(path, headers=headers)
        assert (gone.status_code, gone.headers["Cache-Control"]) == (404, "no-store")
