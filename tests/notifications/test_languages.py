"""Each letter speaks its reader's language, also of what a programme calls by names of its own."""

import pytest
from sqlalchemy import select

from collab import clock, db, versions
from collab.accounts import actions as accounts
from collab.accounts.models import Person
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.mail.letters import Letter, compose
from collab.mail.models import Mail
from collab.notifications import actions, mailing
from collab.notifications.kinds import Kind, Pace
from collab.notifications.rhythm import Quiet
from collab.programmes import queries as programmes
from collab.programmes.models import Programme
from collab.teams import actions as teams
from collab.text import Localised
from collab.updates import actions as updates
from collab.web.letters import render
from tests.forming.test_leading import place
from tests.notifications.telling import derived, known_update, long_ago, mailed, to
from tests.stages.asked import stage
from tests.support.cast import Cast
from tests.support.post import delivered
from tests.teams.test_actions import newcomer


def a_stage_is_reached(cast: Cast, *readers: Person) -> None:
    """The project reaches a stage with a name of its own, and these hear of it at once."""
    stage("plan").name = Localised("Planskedet", "The planning stage")
    versions.bump()
    for reader in readers:
        actions.choose(dict.fromkeys(Kind, Pace.AT_ONCE), Quiet(), by=reader)
    long_ago()
    activity.record(Verb.STAGE_REACHED, cast.project, by=cast.culture, stage="plan", way="gate")
    derived()


@pytest.mark.parametrize("languages", [("sv", "en"), ("en", "sv")])
def test_each_reads_the_name_of_a_stage_in_their_own_language(cast: Cast, languages: tuple[str, str]) -> None:
    readers = cast.business, cast.tourism
    for reader, language in zip(readers, languages, strict=True):
        accounts.choose_language(reader, language)
    a_stage_is_reached(cast, *readers)
    sent = mailed()
    names = {"sv": "nådde skedet Planskedet", "en": "reached the stage The planning stage"}
    for reader, language in zip(readers, languages, strict=True):
        (mail,) = to(reader, sent)
        assert names[language] in mail.text


def test_a_programme_calls_its_stages_by_its_own_names_when_another_is_the_current_one(cast: Cast) -> None:
    columns = {column.name for column in Programme.__table__.columns} - {"id"}
    same = {name: getattr(cast.programme, name) for name in columns}
    db.session.add(newer := Programme(**{**same, "slug": "newer", "first_year": 2030, "last_year": 2031}))
    a_stage_is_reached(cast, cast.tourism)
    assert programmes.current_id() == newer.id
    (mail,) = to(cast.tourism, mailed())
    assert "Planskedet" in mail.text


def test_a_letter_that_waits_follows_its_reader_into_another_language(cast: Cast) -> None:
    update = known_update(cast.project, cast.culture)
    updates.comment(update, "@tourism?", by=cast.business)
    derived()
    assert mailing.write_next()
    waiting = db.session.scalars(select(Mail).where(Mail.to == cast.tourism.email)).one()
    letter = Letter(
        1, "k", "a@example.org", waiting.language, waiting.template, waiting.values, clock.real(), 1
    )
    accounts.choose_language(cast.tourism, "en")
    db.session.commit()
    words = mailing.asked_again(render)(letter)
    assert words.text.startswith("Hello!")
    assert "Head of business, Karlskrona mentioned you in a comment: Open doors" in words.subject
    message = compose(letter, words, sender="Collab <a@example.org>", host="h.example")
    assert message["Content-Language"] == "en"


def test_a_letter_whose_words_were_found_when_it_was_written_is_of_one_language(cast: Cast) -> None:
    teams.ask(cast.team, "Får jag vara med?", by=place(newcomer(cast, "osby")))
    accounts.choose_language(cast.culture, "en")
    db.session.commit()
    (mail,) = to(cast.culture, delivered())
    assert mail.text.startswith("Hej!")
    assert "Turistchef" in mail.text
