"""Who may what with ideas and wishes, and that the policy and its SQL twin agree."""

from sqlalchemy import select

from collab import db
from collab.ideas import policy
from collab.ideas.models import Idea
from tests.ideas.wishing import an_idea
from tests.support.cast import Cast
from tests.teams.test_policy import everybody

TAKING_PART = {"culture", "business", "tourism", "second", "other"}
LEADING = {"facilitator", "colleague", "organiser", "site organiser"}


def test_policy_and_twin_agree_about_every_idea(cast: Cast) -> None:
    ideas = [an_idea(cast.programme, "Kvar"), an_idea(cast.programme, "Borta", cast.culture, withdrawn=True)]
    for name, person in everybody(cast).items():
        said = {idea.title for idea in ideas if policy.read(person, idea)}
        seen = set(db.session.scalars(select(Idea.title).where(policy.visible_to(person))))
        assert said == seen, name


def test_everybody_in_the_programme_proposes_ideas_and_only_participants_wish(cast: Cast) -> None:
    people = everybody(cast)
    proposing = {name for name, person in people.items() if policy.propose(person, cast.programme)}
    wishing = {name for name, person in people.items() if policy.wish(person, cast.programme)}
    assert proposing == TAKING_PART | LEADING
    assert wishing == TAKING_PART


def test_only_those_who_lead_read_what_others_wish_for(cast: Cast) -> None:
    reading = {name for name, p in everybody(cast).items() if policy.read_wishes(p, cast.programme)}
    assert reading == LEADING


def test_only_facilitators_read_whom_others_would_be_apart_from(cast: Cast) -> None:
    people = everybody(cast)
    assert {n for n, p in people.items() if policy.read_apart(p, cast.programme)} == {
        "facilitator",
        "colleague",
    }
    cast.facilitator.is_site_organiser = True
    assert policy.read_apart(cast.facilitator, cast.programme)


def test_who_proposed_an_idea_and_the_organisers_change_it_until_it_is_taken_back(cast: Cast) -> None:
    people = everybody(cast)
    own, theme = an_idea(cast.programme, "Egen", cast.culture), an_idea(cast.programme, "Tema")
    gone = an_idea(cast.programme, "Borta", cast.culture, withdrawn=True)
    may = [{name for name, p in people.items() if policy.edit(p, idea)} for idea in (own, theme, gone)]
    assert may == [{"culture", "organiser", "site organiser"}, {"organiser", "site organiser"}, set()]
    assert policy.withdraw(cast.culture, own)
    assert not policy.withdraw(cast.business, own)
