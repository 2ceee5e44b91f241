"""What each kind of file says, as records."""

from collab.archive.records.conference import ConferenceFile
from collab.archive.records.head import Head
from collab.archive.records.history import HistoryFile
from collab.archive.records.ideas import IdeasFile
from collab.archive.records.people import PeopleFile
from collab.archive.records.programme import ProgrammeFile
from collab.archive.records.projects import ProjectsFile
from collab.archive.records.reviews import ReviewsFile
from collab.archive.records.showcases import ShowcasesFile
from collab.archive.records.teams import TeamsFile
from collab.archive.records.updates import UpdatesFile

FILES: dict[str, type[Head]] = {
    "programme": ProgrammeFile,
    "people": PeopleFile,
    "ideas": IdeasFile,
    "teams": TeamsFile,
    "projects": ProjectsFile,
    "updates": UpdatesFile,
    "reviews": ReviewsFile,
    "showcases": ShowcasesFile,
    "conference": ConferenceFile,
    "history": HistoryFile,
}
"""The key that tells what a file is about, in the order in which files are written."""
