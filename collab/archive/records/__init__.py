"""What each kind of file says, as records."""

from collab.archive.records.conference import ConferenceFile
from collab.archive.records.head import Head
from collab.archive.records.people import PeopleFile
from collab.archive.records.programme import ProgrammeFile
from collab.archive.records.projects import ProjectsFile
from collab.archive.records.teams import TeamsFile

FILES: dict[str, type[Head]] = {
    "programme": ProgrammeFile,
    "people": PeopleFile,
    "teams": TeamsFile,
    "projects": ProjectsFile,
    "conference": ConferenceFile,
}
"""The key that tells what a file is about, in the order in which files are written."""
