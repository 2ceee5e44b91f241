"""Whom a text can name: the people and teams of a programme that go with what is typed."""

from datetime import timedelta

import pytest
from flask import Flask
from msgspec.structs import asdict
from sqlalchemy import select

from collab import clock, db
from collab.programmes.models import Membership
from collab.text import Localised, in_language
from collab.updates import queries
from collab.updates.queries import Nameable
from collab.updates.views import talking
from collab.web.limits import Limit
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.support.statements import statements_of

NAMES = "/programmes/kultur-pa-resande-fot/names"


@pytest.mark.parametrize(
    ("typed", "handles"),
    [
        ("cul", ["culture"]),
        ("KULTUR", ["culture", "colleague", "second"]),
        ("höga", ["tourism"]),
        ("hoga", ["tourism"]),
        ("näring", ["business", "other"]),
        ("processl", ["facilitator", "colleague"]),
        ("arrang", ["organiser"]),
        ("spår", ["sparet"]),
        ("turism", ["tourism"]),
        ("öppna", ["sparet"]),
        ("utom", []),
        ("", []),
        (".", []),
    ],
)
def test_by_handle_name_municipality_sector_and_role(typed: str, handles: list[str], cast: Cast) -> None:
    with in_language("sv"):
        assert [one.handle for one in queries.nameable(cast.programme, typed)] == handles


def test_whose_handle_begins_so_comes_first(cast: Cast) -> None:
    cast.second.handle = "kulturstrateg.simrishamn"
    with in_language("sv"):
        found = queries.nameable(cast.programme, "kulturs")
    assert [one.handle for one in found] == ["kulturstrateg.simrishamn", "colleague"]


def test_whose_name_begins_so_comes_before_those_of_whom_it_is_told_otherwise(cast: Cast) -> None:
    cast.business.name = Localised("Ansvarig för turism, Osby", "Responsible for tourism, Osby")
    cast.other.name = Localised("Turismstrateg, Ystad", "Tourism strategist, Ystad")
    db.session.flush()
    with in_language("sv"):
        found = queries.nameable(cast.programme, "turis")
    assert [one.handle for one in found] == ["other", "tourism", "business"]


def test_who_it_is_stands_beside_the_name_and_no_address_of_mail(cast: Cast, browsers: Browsers) -> None:
    answer = browsers(cast.other).get(f"{NAMES}?q=sp")
    assert answer.get_json() == [
        {"handle": "sparet", "name": "Spåret", "about": "Team, Open doors", "reads": True}
    ]
    head = browsers(cast.other).get(f"{NAMES}?q=cul").get_json()[0]
    assert head == asdict(Nameable("culture", "Head of culture, Kristianstad", "Kristianstad, Culture"))


def test_of_what_is_for_the_team_alone_it_is_said_whom_it_does_not_reach(
    cast: Cast, browsers: Browsers
) -> None:
    def who(typed: str, readers: str) -> list[tuple[str, bool]]:
        of = f"q={typed}&project={cast.project.slug}&readers={readers}"
        found = browsers(cast.culture).get(f"{NAMES}?{of}").get_json()
        return [(one["handle"], one["about"].endswith(", cannot read this")) for one in found]

    assert who("business", "team") == [("business", False), ("other", True)]
    assert who("business", "programme") == [("business", False), ("other", False)]
    assert who("facil", "team") == [("facilitator", False), ("colleague", False)]
    assert who("head", "team")[-1] == ("other", True)
    assert who("sp", "team") == [("sparet", False)]
    assert browsers(cast.culture).get(f"{NAMES}?q=sp&readers=team&project=none").status_code == 404


def test_a_dissolved_team_is_not_offered(cast: Cast) -> None:
    cast.team.dissolved_at = clock.now()
    db.session.flush()
    assert queries.nameable(cast.programme, "sparet") == []


def test_at_most_eight_in_two_statements_however_many_there_are(cast: Cast, app: Flask) -> None:
    place = db.session.scalars(select(Membership).where(Membership.person_id == cast.second.id)).one()

    def asked() -> int:
        db.session.refresh(cast.programme)
        return statements_of(lambda: queries.nameable(cast.programme, "s"))

    few = asked()
    for number in range(9):
        _another(place, number)
    db.session.commit()
    assert (few, asked(), len(queries.nameable(cast.programme, "s"))) == (2, 2, 8)


def test_no_script_looks_through_a_programme_without_end(
    cast: Cast, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert talking.NAMES.most == 2400
    monkeypatch.setattr(talking, "NAMES", Limit("names", 1, timedelta(days=1)))
    one, other = browsers(cast.other), browsers(cast.culture)
    assert [browser.get(f"{NAMES}?q=sp").status_code for browser in (one, one, other)] == [200, 429, 200]


def _another(place: Membership, number: int) -> None:
    person = type(place.person)(email=f"s{number}@example.org", handle=f"s{number}", name=place.person.name)
    db.session.add(
        Membership(
            programme=place.programme, person=person, organisation=place.organisation,
            sector=place.sector, role=place.role, title=place.title, code=f"s{number}",
        )
    )  # fmt: skip
