"""What a programme defines and who takes part in it."""

from collab.programmes import queries
from collab.programmes.models import Part, Sector
from tests.support.cast import Cast


def test_what_a_programme_defines_comes_in_its_order(cast: Cast) -> None:
    assert [s.code for s in queries.defined(Sector, cast.programme.id)] == ["culture", "business", "tourism"]
    assert [g.code for g in queries.goals(cast.programme.id)] == ["between"]


def test_municipalities_are_told_apart_by_their_part(cast: Cast) -> None:
    every = queries.municipalities(cast.programme.id)
    invited = queries.municipalities(cast.programme.id, Part.INVITED)
    assert {m.slug for m in every} == {"kristianstad", "karlskrona", "hoganas", "simrishamn", "osby"}
    assert [m.slug for m in invited] == ["osby"]


def test_participants_are_those_with_that_role(cast: Cast) -> None:
    names = {m.person.handle for m in queries.participants(cast.programme.id)}
    assert names == {"culture", "business", "tourism", "second", "other"}


def test_places_that_begin_alike_have_letters_of_their_own(cast: Cast) -> None:
    letters = {m.short_name: m.letters for m in queries.municipalities(cast.programme.id)}
    assert letters == {
        "Kristianstad": "Kr", "Karlskrona": "Kk", "Höganäs": "Hn", "Simrishamn": "Sh", "Osby": "Os",
    }  # fmt: skip
