"""From records to rows, one module for each kind of thing."""

from collections.abc import Callable, Mapping
from typing import Any

from collab import db, versions
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.archive import held
from collab.archive.desk import Desk
from collab.archive.keeping import Keeper
from collab.archive.records.conference import ConferenceFile
from collab.archive.records.head import PartHead
from collab.archive.records.history import HistoryFile
from collab.archive.records.ideas import IdeasFile
from collab.archive.records.people import PeopleFile
from collab.archive.records.programme import ProgrammeFile
from collab.archive.records.projects import ProjectsFile
from collab.archive.records.reviews import ReviewsFile
from collab.archive.records.showcases import ShowcasesFile
from collab.archive.records.teams import TeamsFile
from collab.archive.records.updates import UpdatesFile
from collab.archive.shaping import Shaper
from collab.archive.writers import (
    conference,
    definitions,
    history,
    ideas,
    occasions,
    people,
    programme,
    projects,
    reviewing,
    reviews,
    showcases,
    teams,
    updates,
)
from collab.errors import NotFound
from collab.files.store import KeptPicture
from collab.programmes.models import Programme

WRITERS: dict[type[PartHead], Callable[[Any, Desk], None]] = {
    PeopleFile: people.write,
    IdeasFile: ideas.write,
    TeamsFile: teams.write,
    ProjectsFile: projects.write,
    UpdatesFile: updates.write,
    ReviewsFile: reviews.write,
    ShowcasesFile: showcases.write,
    ConferenceFile: conference.write,
}
"""In the order in which things come about."""


def write(slug: str, shaper: Shaper, pictures: Mapping[str, KeptPicture], sizes: Mapping[str, int]) -> Keeper:
    """Write all files of a programme and note the import, if it changed anything."""
    keeper, before = Keeper(), history.latest()
    desk = Desk(_programme(slug, shaper, keeper), keeper, pictures, sizes)
    for file in shaper.found(ProgrammeFile):
        occasions.write(file, desk)
    for kind, write_file in WRITERS.items():
        for written in shaper.found(kind):
            write_file(written, desk)
    for told in shaper.found(HistoryFile):
        history.write(told, before, desk)
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
