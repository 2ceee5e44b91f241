"""The part of an update's form that is about files: those that the project has, and a new one."""

from collections.abc import Collection, Sequence

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
from collab.text import _, _l

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
    """What `files` names, once the view has looked."""

    def offer_files(self, rows: Sequence[FileRow], chosen: Collection[str]) -> None:
        """The project's files to choose from; for a form that nobody has sent yet those that are chosen."""
        self.files.choices = [SelectChoice(row.key, row.name) for row in rows]
        if not self.is_submitted():
            self.files.data = list(chosen)

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
