"""From records to rows, one module for each kind of thing."""

from collections.abc import Mapping

from collab import db, versions
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.archive import held
from collab.archive.desk import Desk
from collab.archive.keeping import Keeper
from collab.archive.records.conference import ConferenceFile
from collab.archive.records.people import PeopleFile
from collab.archive.records.programme import ProgrammeFile
from collab.archive.records.projects import ProjectsFile
from collab.archive.records.teams import TeamsFile
from collab.archive.shaping import Shaper
from collab.archive.writers import (
    conference,
    definitions,
    occasions,
    people,
    programme,
    projects,
    reviewing,
    teams,
)
from collab.errors import NotFound
from collab.files.store import KeptPicture
from collab.programmes.models import Programme


def write(slug: str, shaper: Shaper, pictures: Mapping[str, KeptPicture]) -> Keeper:
    """Write all files of a programme and note the import, if it changed anything."""
    keeper = Keeper()
    desk = Desk(_programme(slug, shaper, keeper), keeper, pictures)
    for file in shaper.found(ProgrammeFile):
        occasions.write(file, desk)
    for people_file in shaper.found(PeopleFile):
        people.write(people_file, desk)
    for teams_file in shaper.found(TeamsFile):
        teams.write(teams_file, desk)
    for projects_file in shaper.found(ProjectsFile):
        projects.write(projects_file, desk)
    for conference_file in shaper.found(ConferenceFile):
        conference.write(conference_file, desk)
    if keeper.did_anything:
        activity.record(Verb.PROGRAMME_IMPORTED, desk.programme, by=None)
        versions.bump()
    return keeper


def _programme(slug: str, shaper: Shaper, keeper: Keeper) -> Programme:
    for file in shaper.found(ProgrammeFile):
        written = programme.write(file, keeper)
        definitions.write(file, written, keeper)
        reviewing.write(file, written, keeper)
        db.session.flush()
        return written
    known = held.programme_of(slug)
    if known is None:
        raise NotFound(slug)
    return known
