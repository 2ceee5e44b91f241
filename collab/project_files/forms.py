"""The forms of files: the file, what a picture shows and who has agreed to it, why it is taken away."""

from datetime import date
from typing import Any

from flask import current_app
from flask_wtf.file import FileField
from itsdangerous import BadData, URLSafeTimedSerializer
from msgspec import Struct, convert, to_builtins
from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    BooleanField,
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from collab import clock
from collab.files.actions import Description
from collab.files.forms import LONGEST_ALTERNATIVE
from collab.project_files.actions import Agreement, Said, Shown
from collab.project_files.arrived import Arrived
from collab.project_files.kinds import Kind
from collab.project_files.models import (
    LONGEST_CREDIT,
    LONGEST_DESCRIPTION,
    LONGEST_REASON,
    LONGEST_WHO,
    FileVersion,
    ProjectFile,
    Purpose,
    Readers,
)
from collab.project_files.recognising import too_large
from collab.projects.shared_form import Shared, Versioned
from collab.text import _, _l
from collab.web.forms import Form, Near

KEPT_FOR = 12 * 3600
"""Seconds that a file which came with an unfinished form can be used: half as long as its bytes are kept."""
READERS = {
    Readers.PROGRAMME: _l("everybody in the programme"),
    Readers.TEAM: _l("your team, the facilitators and the organisers"),
}
REPORTS = "reports"
LEFT_TO_REPORTS = {REPORTS: _l("whoever may read an update that it stands at")}
PURPOSES = {
    Purpose.PLAN: _l("the project's plan and reports"),
    Purpose.WEB: _l("public pages on the web"),
    Purpose.PRESS: _l("newspapers and other press"),
    Purpose.SOCIAL: _l("social media"),
}
OF_PICTURES = ("alternative", "is_decorative", "caption", "credit", "who", "given_on", "purposes")
NOBODY, AGREED = "nobody", "agreed"


class Upload(Struct, frozen=True):
    """What came in a form's file field: a file that is kept, or the sentence that says why not."""

    arrived: Arrived | None
    refusal: str = ""


def _offered(words: dict[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


class _WhenAgreed(Optional):
    """Lets a field be empty until somebody has agreed. Its label does not say that one likes."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags = {}


def _stripped(text: str | None) -> str:
    return (text or "").strip()


class ConsentForm(Form):
    """Who has agreed to be seen in a picture."""

    who = StringField(_l("Who has agreed"), [Length(max=LONGEST_WHO)], filters=[_stripped])
    given_on = DateField(_l("Agreed on"), [_WhenAgreed(), Near()])
    purposes = SelectMultipleField(
        _l("The picture may be used in"), choices=_offered(PURPOSES), coerce=Purpose
    )

    def is_agreed(self) -> bool:
        """Whether all of it is said; what is missing becomes an error of its field."""
        _demand(self.who, bool(self.who.data), _("Write who has agreed: an office, or “two visitors”."))
        given: date | None = self.given_on.data
        _demand(self.given_on, given is not None, _("Choose the day on which they agreed."))
        if given is not None:
            _demand(
                self.given_on, given <= clock.today(), _("That day has not come yet. Choose an earlier one.")
            )
        _demand(self.purposes, bool(self.purposes.data), _("Choose at least one use that they agreed to."))
        return not (self.who.errors or self.given_on.errors or self.purposes.errors)

    def agreement(self) -> Agreement | None:
        """Who has agreed; None where it is not said."""
        if not self.who.data or self.given_on.data is None:
            return None
        return Agreement(self.who.data, self.given_on.data, tuple(self.purposes.data or ()))


class PictureFields(ConsentForm, Versioned):
    """What is said of a picture."""

    alternative = StringField(
        _l("What does the picture show?"), [Length(max=LONGEST_ALTERNATIVE)], filters=[_stripped]
    )
    is_decorative = BooleanField(_l("The picture is only decoration"))
    caption = StringField(_l("Caption"), [Optional(), Length(max=LONGEST_ALTERNATIVE)], filters=[_stripped])
    credit = StringField(
        _l("Who took the picture"), [Optional(), Length(max=LONGEST_CREDIT)], filters=[_stripped]
    )

    def validate_is_decorative(self, field: BooleanField) -> None:
        """Throw no text away: whoever said both chooses."""
        if field.data and self.alternative.data:
            said = _(
                "Is it decoration, or does the text tell what it shows? Empty the text or take away the tick."
            )
            raise ValidationError(said)

    def described(self) -> Description:
        """What was said of it."""
        alternative = "" if self.is_decorative.data else self.alternative.data or ""
        return Description(alternative, bool(self.is_decorative.data), self.caption.data or "")

    def is_described(self) -> bool:
        """Whether it is said what the picture shows."""
        said = _("Tell what the picture shows, or say that it is only decoration.")
        return _demand(self.alternative, not self.described().is_missing, said)


class FileForm(PictureFields):
    """A file, chosen now or kept since the form came the first time, and what is said of it."""

    file = FileField(_l("File"))
    kept = HiddenField(validators=[Length(max=2000)])
    too_large = HiddenField()
    """Said by the page that let go of a file, since sending it would have been in vain."""
    description = TextAreaField(
        _l("Description"), [Optional(), Length(max=LONGEST_DESCRIPTION)], filters=[_stripped]
    )
    readers = SelectField(
        _l("Visible to:"), choices=_offered(READERS), coerce=Readers, default=Readers.PROGRAMME
    )
    reason = StringField(
        _l("Why there is a new version"), [Optional(), Length(max=LONGEST_REASON)], filters=[_stripped]
    )
    people = RadioField(
        _l("Can anybody in the picture be recognised?"),
        choices=_offered({NOBODY: _l("No, nobody"), AGREED: _l("Yes, and they have agreed")}),
        validate_choice=False,
    )

    arrived: Arrived | None = None

    def arrive(self, upload: Upload, whose: str) -> None:
        """Meet what came: now, or with an earlier round. `whose` tells this form's person and project."""
        is_let_go = bool(self.too_large.data) and upload.arrived is None
        self.refusal_of_file = upload.refusal or (str(too_large()) if is_let_go else "")
        self.too_large.data = ""
        came_before = None if self.refusal_of_file else unpacked(self.kept.data or "", whose)
        self.arrived = upload.arrived or came_before
        self.kept.data = packed(self.arrived, whose) if self.arrived else ""

    @property
    def is_of_picture(self) -> bool:
        """Whether what came is a picture."""
        return self.arrived is not None and self.arrived.picture is not None

    @property
    def asks_of_picture(self) -> bool:
        """Whether what came is a picture, or something is to be put right in what is said of one."""
        return self.is_of_picture or any(self[name].errors for name in OF_PICTURES)

    def is_whole(self) -> bool:
        """Whether nothing is missing; what is becomes an error of its field."""
        missing = self.refusal_of_file or _("Choose a file.")
        is_whole = _demand(self.file, self.arrived is not None and not self.refusal_of_file, missing)
        if self.is_of_picture:
            said = _("Say whether anybody can be recognised.")
            is_whole &= self.is_described()
            is_whole &= _demand(self.people, self.people.data in (NOBODY, AGREED), said)
            if self.people.data == AGREED:
                is_whole &= self.is_agreed()
        return is_whole

    def said(self) -> Said:
        """What was said of the file."""
        return Said(
            description=self.description.data or "",
            readers=self.readers.data,
            reason=self.reason.data or "",
            shown=self._shown() if self.is_of_picture else None,
        )

    def _shown(self) -> Shown:
        is_of_people = self.people.data == AGREED
        agreement = self.agreement() if is_of_people else None
        return Shown(self.described(), self.credit.data or "", is_of_people, agreement)


class DescriptionForm(Shared, PictureFields):
    """What is said of a file that is there."""

    SHARED = ("alternative", "is_decorative", "caption", "credit", "description", "readers")

    description = TextAreaField(
        _l("Description"), [Optional(), Length(max=LONGEST_DESCRIPTION)], filters=[_stripped]
    )
    readers = SelectField(_l("Visible to:"), choices=_offered(READERS))

    def meet_saved(self, file: ProjectFile, newest: FileVersion) -> int:
        """Bring it together with what is said of the file now. Answers the status of the page."""
        picture = newest.picture
        if file.follows_reports:
            self.readers.choices = _offered({**LEFT_TO_REPORTS, **READERS})
        saved = {
            "alternative": picture.alternative if picture else "",
            "is_decorative": bool(picture and picture.is_decorative),
            "caption": picture.caption if picture else "",
            "credit": newest.credit,
            "description": file.description,
            "readers": REPORTS if file.follows_reports else file.readers,
        }
        return self.bring_together(saved, file.version)

    def said(self, newest: FileVersion) -> Said:
        """What was said of the file."""
        is_picture = newest.kind is Kind.PICTURE
        shown = Shown(self.described(), self.credit.data or "") if is_picture else None
        readers = None if self.readers.data == REPORTS else Readers(self.readers.data)
        return Said(self.description.data or "", readers, shown=shown)


class RemovalForm(Form):
    """Why a file is taken away."""

    why = StringField(
        _l("Why is it taken away?"),
        [DataRequired(_l("Write a word why, for those who look for the file.")), Length(max=LONGEST_REASON)],
        filters=[_stripped],
    )


class WithdrawalForm(Form):
    """Since when somebody agrees no longer."""

    on = DateField(_l("Withdrawn on"), [InputRequired(_l("Choose a day.")), Near()])


def packed(arrived: Arrived, whose: str) -> str:
    """What came, for a hidden field of the form: nobody else can use it, and nobody can change it."""
    return _signer(whose).dumps(to_builtins(arrived, str_keys=True))


def unpacked(sealed: str, whose: str) -> Arrived | None:
    """What `packed` sealed; None for anything else, and after twelve hours."""
    try:
        told = _signer(whose).loads(sealed, max_age=KEPT_FOR)
    except BadData:
        return None
    return convert(told, Arrived, str_keys=True)


def _signer(whose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt=f"arrived file {whose}")


def _demand(field: Field, holds: bool, sentence: str) -> bool:
    """Whether it holds; if not, the sentence is the field's error."""
    if not holds:
        field.errors = [*field.errors, sentence]
    return holds
