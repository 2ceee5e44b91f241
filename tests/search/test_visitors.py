"""Searching without an account, or without a place in the programme: what is public, and nothing else."""

import pytest

from collab import db
from tests.conftest import Browsers
from tests.search.test_page import PAGE, WRITE
from tests.support.cast import Cast


@pytest.mark.parametrize("state", WRITE)
def test_without_a_place_in_the_programme_one_finds_what_is_public(
    cast: Cast, browsers: Browsers, state: str
) -> None:
    WRITE[state](cast)
    db.session.commit()
    said = [browsers(who).text(f"{PAGE}?q=museum") for who in (None, cast.outsider)]
    assert ["1 hit " in page for page in said] == [state == "for anybody"] * 2
    assert browsers().get(f"{PAGE}?q=museum&kind=comment").status_code == 404


def test_the_gallery_leads_a_visitor_to_what_teams_have_told(cast: Cast, browsers: Browsers) -> None:
    gallery = browsers().get("/programmes/kultur-pa-resande-fot/showcases?q=museum").text
    assert f'href="{PAGE}?q=museum"' in gallery
    assert "showcases?q=museum" in browsers().get(f"{PAGE}?q=museum").text
