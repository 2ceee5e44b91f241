"""The part of an update's form that is about files: those that the project has, and a new one."""

from collections.abc import Collection, Mapping, Sequence

from flask import request
from flask_wtf.file import FileField
from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    HiddenField,
    SelectChoice,
    SelectMultipleField,
)
from wtforms.validators import Length, Optional

from collab.project_files.arrived import Arrived
from collab.project_files.forms import Upload, packed, unpacked
from collab.project_files.models import ProjectFile
from collab.project_files.queries import FileRow
from collab.projects.shared_form import Versioned
from collab.text import _, _l, listed
from collab.updates.models import NewFile, Visibility

NEW_FILE, KEPT_FILE = "new_file", "kept_file"


class FilesForm(Versioned):
    """Files that the update goes with. A new one is kept when something else in the form is wrong."""

    files = SelectMultipleField(_l("Files that the project has"), [Optional()])
    new_file = FileField(_l("Add a file"))
    kept_file = HiddenField(validators=[Length(max=2000)])
    too_large = HiddenField()
    """Said by the page that let go of a file, since sending it would have been in vain."""

    arrived: Arrived | None = None
    """The new file."""
    refusal_of_file = ""
    chosen: Sequence[ProjectFile] = ()
    """What `files` names of the project's, once the view has looked."""
    waiting: Sequence[NewFile] = ()
    """What came with the draft before, and is not the project's yet."""
    of_team: Mapping[str, str] = {}
    """The names of what is for the team alone by choice, by key."""

    def offer_files(
        self, rows: Sequence[FileRow], waiting: Sequence[NewFile], chosen: Collection[str]
    ) -> None:
        """What there is to choose from; for a form that nobody has sent yet those that are `chosen`, too."""
        self.waiting = waiting
        self.of_team = {row.key: row.name for row in rows if row.stays_with_team}
        offered = [(row.key, row.name) for row in rows] + [(file.key, file.name) for file in waiting]
        self.files.choices = [SelectChoice(*one) for one in offered]
        if not self.is_submitted():
            self.files.data = [*chosen, *(file.key for file in waiting)]

    def closed_to(self, visibility: Visibility) -> str:
        """Which of the chosen files readers of the update with that visibility cannot open, in a sentence."""
        chosen = [name for key, name in self.of_team.items() if key in (self.files.data or ())]
        return said_of_closed(chosen, visibility)

    def new_files(self) -> list[Arrived]:
        """What the update goes with and the project does not have: kept with the draft, and come now."""
        kept = [file for file in self.waiting if file.key in (self.files.data or ())]
        came = [Arrived(file.name, file.kind, file.size, file.sha256) for file in kept]
        return list(dict.fromkeys([*came, *([self.arrived] if self.arrived else [])]))

    def let_go_of_file(self) -> bool:
        """Do what "Remove the file" asks. Answers whether it was pressed."""
        if "remove_file" not in request.form:
            return False
        self.arrived, self.kept_file.data = None, ""
        return True

    def arrive_file(self, upload: Upload, whose: str) -> None:
        """Meet the file that came: now, or with an earlier round of this form."""
        kept = unpacked(self.kept_file.data or "", whose)
        self.arrived = upload.arrived or (None if upload.refusal else kept)
        self.refusal_of_file = upload.refusal
        self.kept_file.data = packed(self.arrived, whose) if self.arrived else ""

    def is_file_well(self) -> bool:
        """Whether the new file can be taken; if not, that is said at its field."""
        said = self.refusal_of_file
        if self.arrived is not None and self.arrived.picture is not None:
            said = _("This is a picture. Choose it under Picture, where one can say what it shows.")
            self.arrived, self.kept_file.data = None, ""
        if said:
            self.new_file.errors = [*self.new_file.errors, said]
        return not said


def said_of_closed(of_team: Sequence[str], visibility: Visibility) -> str:
    """That not every reader of the update can open these files of the team's; nothing where all can."""
    if not of_team or visibility is Visibility.TEAM:
        return ""
    return _(
        "Other readers cannot open %(names)s: only the team and those who lead the programme can.",
        names=listed(of_team),
    )
