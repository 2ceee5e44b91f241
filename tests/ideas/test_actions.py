"""Proposing, changing and taking back ideas; wishing; starting a team around an idea."""

import pytest
from sqlalchemy import func, select

from collab import db
from collab.accounts.models import Person
from collab.activity.models import Activity, Verb
from collab.errors import RuleViolation
from collab.forming import actions as forming
from collab.forming import queries as forming_queries
from collab.ideas import actions, queries
from collab.ideas.actions import Overtaken, Wanted, Words
from collab.ideas.models import Idea, Wish
from collab.ideas.queries import Wishes
from collab.mail.models import Mail
from collab.teams import queries as teams
from tests.ideas.wishing import an_idea, place
from tests.support.cast import Cast
from tests.teams.test_actions import newcomer


def recorded() -> list[tuple[Verb, str]]:
    found = db.session.scalars(select(Activity).order_by(Activity.id))
    return [(row.verb, row.by.handle if row.by else "") for row in found]


def changed(idea: Idea, words: Words, by: Person) -> None:
    """By somebody who has seen the idea as it is."""
    actions.change(idea, words, by=by, seen=actions.words_of(idea).mark)


def test_what_an_organiser_proposes_is_the_programmes_theme_and_everybody_elses_is_their_own(
    cast: Cast,
) -> None:
    people = (cast.organiser, cast.facilitator, cast.culture)
    ideas = [actions.propose(cast.programme, Words(person.handle), by=person) for person in people]
    owners = [idea.proposed_by.person.handle if idea.proposed_by else "" for idea in ideas]
    assert owners == ["", "facilitator", "culture"]
    assert recorded() == [(Verb.IDEA_PROPOSED, handle) for handle in ("organiser", "facilitator", "culture")]


def test_two_ideas_are_never_called_the_same(cast: Cast) -> None:
    first = actions.propose(cast.programme, Words("Nattåg"), by=cast.culture)
    other = actions.propose(cast.programme, Words("Dagtåg"), by=cast.culture)
    for act in (
        lambda: actions.propose(cast.programme, Words("NATTÅG"), by=cast.business),
        lambda: changed(other, Words("nattåg"), cast.culture),
    ):
        with pytest.raises(RuleViolation, match="Det finns redan en idé som heter Nattåg"):
            act()
    changed(first, Words("Nattåg", "Med sovvagn.", 2), cast.culture)
    assert (first.description, first.teams_most) == ("Med sovvagn.", 2)


def test_an_idea_that_is_saved_unchanged_is_not_recorded(cast: Cast) -> None:
    idea = actions.propose(cast.programme, Words("Nattåg", "Sov."), by=cast.culture)
    changed(idea, Words("Nattåg", "Sov."), cast.culture)
    changed(idea, Words("Nattåg", "Sov gott."), cast.organiser)
    assert recorded() == [(Verb.IDEA_PROPOSED, "culture"), (Verb.IDEA_CHANGED, "organiser")]


def test_who_saves_over_what_they_have_not_seen_is_refused(cast: Cast) -> None:
    idea = actions.propose(cast.programme, Words("Nattåg", "Sov."), by=cast.culture)
    seen = actions.words_of(idea).mark
    actions.change(idea, Words("Nattåg", "Sov.", 2), by=cast.organiser, seen=seen)
    with pytest.raises(Overtaken, match="Någon annan sparade medan du skrev"):
        actions.change(idea, Words("Nattåg", "Sov gott."), by=cast.culture, seen=seen)
    assert actions.words_of(idea) == Words("Nattåg", "Sov.", 2)
    actions.change(idea, Words("Nattåg", "Sov.", 2), by=cast.culture, seen=seen)
    assert recorded() == [(Verb.IDEA_PROPOSED, "culture"), (Verb.IDEA_CHANGED, "organiser")]


def test_an_idea_is_taken_back_once_and_falls_out_of_wishes(cast: Cast) -> None:
    idea, other = an_idea(cast.programme, "Nattåg"), an_idea(cast.programme, "Dagtåg")
    actions.wish(place(cast.culture), Wanted([idea, other]))
    actions.withdraw(idea, by=cast.organiser)
    own = queries.own_wishes(place(cast.culture))
    assert ([i.title for i in own.ideas], [i.title for i in own.gone]) == (["Dagtåg"], ["Nattåg"])
    with pytest.raises(RuleViolation, match="har tagits tillbaka"):
        actions.withdraw(idea, by=cast.organiser)
    assert db.session.scalar(select(func.count()).select_from(Mail)) == 0


def test_new_wishes_take_the_place_of_the_old_ones_and_are_nowhere_recorded(cast: Cast) -> None:
    first, second, third = (an_idea(cast.programme, title) for title in "ABC")
    me, friend, other = (place(person) for person in (cast.culture, cast.business, cast.other))
    actions.wish(me, Wanted([first, second], [friend], [other]))
    actions.wish(me, Wanted([second, third, first], [other], [friend]))
    expected = Wishes((second.id, third.id, first.id), frozenset({other.id}), frozenset({friend.id}))
    assert queries.wishes_of(cast.programme.id) == {me.id: expected}
    actions.wish(me, Wanted())
    assert queries.wishes_of(cast.programme.id) == {}
    assert recorded() == []
    assert db.session.scalar(select(func.count()).select_from(Mail)) == 0


def test_wishes_that_make_no_sense_change_nothing(cast: Cast) -> None:
    idea, me, other = an_idea(cast.programme, "A"), place(cast.culture), place(cast.other)
    actions.wish(me, Wanted([idea], [other]))
    for wanted in (
        Wanted([idea, idea]),
        Wanted([], [me]),
        Wanted([], [], [me]),
        Wanted([], [other], [other]),
        Wanted([], [other, other]),
    ):
        with pytest.raises(RuleViolation):
            actions.wish(me, wanted)
    assert queries.wishes_of(cast.programme.id)[me.id] == Wishes((idea.id,), frozenset({other.id}))


def test_a_team_gathers_around_an_idea_as_long_as_it_has_room(cast: Cast) -> None:
    idea, free = an_idea(cast.programme, "Nattåg"), an_idea(cast.programme, "Dagtåg")
    idea.teams_most = 1
    people = [place(newcomer(cast, home, number)) for number, home in enumerate(["osby", "hoganas", "osby"])]
    team = forming.start("Ett", "", is_open=True, by=people[0], idea=idea)
    assert teams.working_on_ideas(cast.programme.id) == {idea.id: [team]}
    assert forming_queries.ideas_with_room(cast.programme) == [free]
    with pytest.raises(RuleViolation, match="redan så många team"):
        forming.start("Två", "", is_open=True, by=people[1], idea=idea)
    forming.dissolve(team, by=cast.facilitator, reason="De hittade annat.")
    assert forming.start("Två", "", is_open=True, by=people[1], idea=idea).idea == idea
    actions.withdraw(free, by=cast.organiser)
    with pytest.raises(RuleViolation, match="har tagits tillbaka"):
        forming.start("Tre", "", is_open=True, by=people[2], idea=free)


def test_who_leaves_the_programme_takes_their_wishes_along_and_leaves_their_ideas(cast: Cast) -> None:
    person = newcomer(cast, "osby")
    idea, me, other = an_idea(cast.programme, "Nattåg", person), place(person), place(cast.other)
    actions.wish(me, Wanted([idea], [other]))
    actions.wish(other, Wanted([idea], [], [me]))
    db.session.flush()
    db.session.execute(person.__table__.delete().where(person.__table__.c.id == person.id))
    db.session.expire_all()
    assert queries.wishes_of(cast.programme.id) == {other.id: Wishes((idea.id,))}
    assert idea.proposed_by is None
    assert db.session.scalar(select(func.count()).select_from(Wish)) == 1
