"""Who reads which file, and that the policy and its SQL twin agree."""

import pytest
from sqlalchemy import delete, select

from collab import db
from collab.accounts.models import Person
from collab.files import pictures, serving
from collab.files.store import KeptPicture
from collab.memory import forget
from collab.programmes.models import Membership
from collab.project_files import actions, policy, queries
from collab.project_files.models import ProjectFile, Readers
from collab.teams.models import TeamMember
from tests.files.corpus import encoded, two_tone
from tests.project_files import shelf
from tests.support.cast import THE_DAY, Cast
from tests.teams.test_policy import everybody

TEAM = {"culture", "business", "tourism", "second"}
LEADING = {"facilitator", "colleague", "organiser", "site organiser"}


@pytest.fixture
def kept(cast: Cast) -> KeptPicture:
    return serving.store().keep_picture(pictures.prepare(encoded(two_tone())))


People = dict[str, Person]


@pytest.fixture
def people(cast: Cast) -> People:
    return everybody(cast)


def readers(people: People, file: ProjectFile) -> set[str]:
    """Who reads the file, by the policy and by its twin, which must agree."""
    said = {name for name, person in people.items() if policy.read(person, file)}
    seen = {
        name
        for name, person in people.items()
        if db.session.scalar(
            select(ProjectFile.id).where(ProjectFile.id == file.id, policy.visible_to(person))
        )
    }
    assert said == seen
    return said


def test_a_file_for_the_programme_is_read_by_everybody_in_it(cast: Cast, people: People) -> None:
    assert readers(people, shelf.a_file(cast.project, cast.culture)) == TEAM | LEADING | {"other"}


def test_a_file_for_the_team_is_read_by_it_and_by_those_who_lead(cast: Cast, people: People) -> None:
    assert readers(people, shelf.a_file(cast.project, cast.culture, Readers.TEAM)) == TEAM | LEADING


def test_a_picture_whose_consent_is_withdrawn_is_read_by_its_team_alone(
    cast: Cast, people: People, kept: KeptPicture
) -> None:
    file = shelf.a_picture(cast.project, cast.culture, kept)
    before = readers(people, file)
    actions.withdraw_consent(shelf.consent_to(file), THE_DAY.date(), by=cast.culture)
    db.session.flush()
    assert (before, readers(people, file)) == (TEAM | LEADING | {"other"}, TEAM)


def test_each_version_of_a_picture_is_withheld_for_itself(
    cast: Cast, people: People, kept: KeptPicture
) -> None:
    file = shelf.a_picture(cast.project, cast.culture, kept)
    first = queries.newest(file)
    actions.withdraw_consent(shelf.consent_to(file), THE_DAY.date(), by=cast.culture)
    second = actions.add_version(file, *shelf.another_picture(kept), by=cast.culture)
    assert readers(people, file) == TEAM | LEADING | {"other"}
    assert [policy.read_version(cast.other, version) for version in (first, second)] == [False, True]
    assert [policy.read_version(cast.culture, version) for version in (first, second)] == [True, True]


def test_who_has_left_the_team_reads_nothing_of_it_any_more(cast: Cast) -> None:
    file = shelf.a_file(cast.project, cast.culture, Readers.TEAM)
    before = policy.read(cast.tourism, file), policy.read_version(cast.tourism, queries.newest(file))
    places = select(Membership.id).where(Membership.person_id == cast.tourism.id)
    db.session.execute(delete(TeamMember).where(TeamMember.membership_id.in_(places)))
    forget(db.session())
    after = policy.read(cast.tourism, file), policy.read_version(cast.tourism, queries.newest(file))
    assert (before, after) == ((True, True), (False, False))
