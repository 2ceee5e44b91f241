"""What the programme is like, as proposals stand on it, and what is said of what has changed since."""

from sqlalchemy import delete, select

from collab import clock, db, versions
from collab.accounts.models import Person
from collab.divisions import queries
from collab.divisions.ground import Wanted
from collab.programmes.models import Membership, TeamRule
from collab.teams.models import TeamMember
from collab.text import in_language
from tests.divisions import found
from tests.divisions.people import newcomers
from tests.ideas.wishing import a_companion, a_wish, an_idea
from tests.support.cast import Cast
from tests.support.statements import statements_of


def code(person: Person) -> str:
    return db.session.scalars(select(Membership.code).where(Membership.person == person)).one()


def test_everybody_who_takes_part_stands_there_by_code_with_their_wishes(cast: Cast) -> None:
    sea, food = an_idea(cast.programme, "Havet"), an_idea(cast.programme, "Maten")
    a_wish(cast.culture, food, sea)
    a_companion(cast.culture, cast.other)
    a_companion(cast.other, cast.tourism, is_apart=True)
    cast.team.idea = sea
    db.session.commit()
    standing = queries.standing_of(cast.programme)
    ground = standing.ground
    crew = sorted(code(p) for p in (cast.culture, cast.business, cast.tourism, cast.second))
    assert ground.people[code(cast.culture)] == ("culture", "1290")
    assert ground.teams == {"ensam": (code(cast.other),), "sparet": tuple(crew)}
    assert ground.wishes == {
        code(cast.culture): Wanted((food.key, sea.key), (code(cast.other),)),
        code(cast.other): Wanted(apart=(code(cast.tourism),)),
    }
    assert (ground.themes, ground.ideas) == ({sea.key: None, food.key: None}, {"sparet": sea.key})
    assert str(standing.people[code(cast.culture)]) == "Kulturchef, Kristianstad"
    assert standing.themes == {sea.key: "Havet", food.key: "Maten"}
    assert (standing.teams, list(standing.sectors)) == (
        {"ensam": "Ensam", "sparet": "Spåret"},
        ["culture", "business", "tourism"],
    )


def test_it_takes_the_same_few_statements_however_many_there_are(cast: Cast) -> None:
    queries.standing_of(cast.programme)
    few = statements_of(lambda: queries.standing_of(cast.programme))
    for person in newcomers(cast, 12):
        a_wish(person.person, an_idea(cast.programme, f"Idé {person.code}"))
    db.session.commit()
    db.session.refresh(cast.programme)
    assert statements_of(lambda: queries.standing_of(cast.programme)) == few


def test_what_happened_since_is_said_in_words(cast: Cast) -> None:
    (gone,) = newcomers(cast, 1)
    theme = an_idea(cast.programme, "Havet")
    db.session.commit()
    search = found.a_search(cast)
    assert queries.said_since(search, viewer=cast.facilitator) == []
    db.session.delete(gone)
    theme.withdrawn_at = clock.now()
    a_companion(cast.other, cast.tourism)
    db.session.execute(delete(TeamRule).where(TeamRule.kind == "sectors"))
    places = select(Membership.id).where(Membership.person == cast.second)
    db.session.execute(delete(TeamMember).where(TeamMember.membership_id.in_(places)))
    versions.bump()
    db.session.commit()
    with in_language("en"):
        assert queries.said_since(search, viewer=cast.facilitator) == [
            "Head 0 has left the programme meanwhile.",
            "Culture strategist, Simrishamn has left the team Spåret meanwhile.",
            "Head of business, Simrishamn wishes for something else meanwhile.",
            "The programme's rules for teams were changed meanwhile.",
            "The theme Havet was taken back meanwhile.",
        ]
