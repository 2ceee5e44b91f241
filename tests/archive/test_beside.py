"""Two programmes on one site, each with its own sectors, rules and people."""

from pathlib import Path

import pytest
from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.archive.problems import Refused
from collab.demonstration import loading
from collab.programmes import queries
from collab.programmes.models import Enrolment, Membership, Programme, Sector, TeamRule
from collab.teams.models import Team
from collab.text import Localised
from tests.archive.conftest import Load
from tests.archive.fingerprint import rows

pytestmark = pytest.mark.usefixtures("empty_site", "small")

SHIPPED = loading.SHIPPED / "nar-kultur-ar-resans-mal"


def both(load: Load) -> tuple[Programme, Programme]:
    """The small programme, and the shipped one without its projects beside it."""
    load()
    for name in ("programme", "people", "ideas", "teams"):
        Path(f"shipped-{name}.yaml").write_bytes((SHIPPED / f"{name}.yaml").read_bytes())
    load("shipped-programme", "shipped-people", "shipped-ideas", "shipped-teams")
    return queries.get_programme("skolmat-2019"), queries.get_programme("nar-kultur-ar-resans-mal")


def replace(file: str, old: str, new: str) -> None:
    path = Path(file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def sectors(programme: Programme) -> list[str]:
    chosen = select(Sector.code).where(Sector.programme_id == programme.id).order_by(Sector.position)
    return list(db.session.scalars(chosen))


def test_each_programme_has_its_own_sectors_and_rules(load: Load) -> None:
    small, large = both(load)
    assert (sectors(small), sectors(large)) == (["kitchen", "school"], ["culture", "business", "tourism"])
    rules = select(TeamRule.kind).order_by(TeamRule.position)
    asked = ["size", "sectors", "each-sector", "travel"]
    assert list(db.session.scalars(rules.where(TeamRule.programme_id == small.id))) == asked
    assert len(db.session.scalars(rules.where(TeamRule.programme_id == large.id)).all()) == 5


def test_a_municipality_in_both_is_one_organisation_with_two_enrolments(load: Load) -> None:
    small, large = both(load)
    enrolled = select(Enrolment).where(Enrolment.organisation.has(code="1080"))
    assert {e.programme_id for e in db.session.scalars(enrolled)} == {small.id, large.id}


def test_the_site_shows_the_programme_that_is_newest_by_year(load: Load) -> None:
    small, _large = both(load)
    assert queries.current_programme() == small


def test_the_second_import_leaves_the_first_programme_as_it_was(load: Load) -> None:
    load()
    kept = ("team", "team_member", "project", "edition", "membership", "sector", "review", "comment")
    before = rows()
    both(load)
    after = rows()
    assert [name for name in kept if not set(before[name]) <= set(after[name])] == []


def test_both_can_be_imported_again_and_nothing_changes(load: Load) -> None:
    both(load)
    before = rows()
    report = load()
    assert (sum(report.made.values()), sum(report.changed.values())) == (0, 0)
    assert rows() == before


def test_somebody_with_an_account_gets_a_place_and_keeps_her_name(load: Load) -> None:
    cook = Person(email="kok@ronneby.example", handle="kok.ronneby", name=Localised("Kocken", "The cook"))
    with db.transaction():
        db.session.add(cook)
    load()
    place = db.session.scalars(select(Membership).where(Membership.code == "ronneby-kitchen")).one()
    assert (place.person.handle, place.person.name.sv) == ("kok.ronneby", "Kocken")


def test_an_e_mail_address_of_somebody_else_is_a_problem(load: Load) -> None:
    stranger = Person(email="Kok@ronneby.example", handle="stranger", name=Localised("Främling", "Stranger"))
    with db.transaction():
        db.session.add(stranger)
    with pytest.raises(Refused) as refused:
        load()
    assert str(refused.value) == (
        "people.yaml:31 people[2].email: kok@ronneby.example already belongs to stranger."
    )


def test_a_handle_of_somebody_else_is_a_problem(load: Load) -> None:
    stranger = Person(email="x@y.example", handle="kok.ronneby", name=Localised("Främling", "Stranger"))
    with db.transaction():
        db.session.add(stranger)
    with pytest.raises(Refused) as refused:
        load()
    assert str(refused.value) == (
        "people.yaml:26 people[2].handle: kok.ronneby is already somebody else's handle."
    )


def test_the_address_of_a_team_in_another_programme_is_taken(load: Load) -> None:
    both(load)
    for old, new in (("id: stationsvakterna", "id: grytan"),):
        replace("shipped-teams.yaml", old, new)
    with pytest.raises(Refused) as refused:
        load("shipped-teams")
    assert (
        'shipped-teams.yaml:8 teams[0].id: "grytan" is a team of another programme.'
        in str(refused.value).splitlines()
    )
    assert db.session.scalars(select(Team).where(Team.slug == "grytan")).one().name == "Grytan"
