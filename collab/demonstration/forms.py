"""The forms of the demonstration: a day, and who to be."""

from datetime import date

from wtforms import (  # type: ignore[attr-defined] # SelectChoice is newer than the stubs
    BooleanField,
    DateField,
    DateTimeLocalField,
    EmailField,
    Field,
    FileField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from collab.clock import STOCKHOLM
from collab.demonstration.days import EARLIEST, LATEST
from collab.text import _, _l
from collab.web.forms import Form


class DayForm(Form):
    """A day and an hour on the clock in Europe/Stockholm, and the page to come back to."""

    moment = DateTimeLocalField(
        _l("Day and hour"), [InputRequired(_l("Choose a day and an hour."))], format="%Y-%m-%dT%H:%M"
    )
    back = HiddenField()

    def validate_moment(self, field: Field) -> None:
        """Not so far away that calendars stop making sense."""
        if field.data is not None and not EARLIEST <= field.data.replace(tzinfo=STOCKHOLM) <= LATEST:
            raise ValidationError(
                _("Choose a day from %(first)s to %(last)s.", first=EARLIEST.year, last=LATEST.year)
            )


class PlayerForm(Form):
    """Who to be, and where to go as that person."""

    handle = HiddenField(validators=[InputRequired()])
    next = HiddenField()


class SpecimenForm(Form):
    """The style guide's form: fields of each kind."""

    status = RadioField(
        _l("How does it go?"),
        choices=[
            SelectChoice("on_track", _l("On track")),
            SelectChoice("at_risk", _l("At risk")),
            SelectChoice("stuck", _l("Stuck")),
        ],
    )
    happened = TextAreaField(
        _l("What has happened?"), [Length(max=600, message=_l("Write at most %(num)s characters.", num=600))]
    )
    named = TextAreaField(_l("Your comment"), [Optional()])
    next_step = StringField(_l("What will you do next?"), [InputRequired(_l("Write what you will do next."))])
    due_on = DateField(_l("Done by"), [Optional()])
    place = SelectField(
        _l("Municipality"), choices=[SelectChoice("1293", "Hässleholm"), SelectChoice("1286", "Ystad")]
    )
    picture = FileField(_l("Picture"), [Optional()])
    shows = StringField(_l("What does the picture show?"), [Optional()])
    is_decoration = BooleanField(_l("The picture is only decoration"))
    branches = SelectMultipleField(
        _l("Branches"),
        [Optional()],
        choices=[SelectChoice("art", _l("Art")), SelectChoice("food", _l("Food"))],
    )
    stage = RadioField(
        _l("Which part?"),
        choices=[SelectChoice("idea", _l("Idea")), SelectChoice("plan", _l("Plan"))],
        validators=[InputRequired(_l("Choose one part."))],
    )
    agreed = BooleanField(
        _l("Everybody in the picture agrees"), [InputRequired(_l("Ask them, or choose another picture."))]
    )
    email = EmailField(_l("E-mail address"), [Optional()])
    password = PasswordField(_l("Password"), [Optional()])
    document = FileField(_l("Document"), [Optional()])
    wrong = StringField(_l("What is next?"), [InputRequired(_l("Write what is next."))])


def specimen(day: date) -> SpecimenForm:
    """The form as it comes back: something typed, too much of it, something missing, a picture refused."""
    text = " ".join([_("The jury is ready.")] * 50)
    typed = {"status": "at_risk", "happened": text, "due_on": day, "place": "1293"}
    form = SpecimenForm(formdata=None, meta={"csrf": False}, data=typed)
    form.validate()
    form.picture.errors = [_("The picture could not be read")]
    return form


def blank() -> SpecimenForm:
    """The form as it is when nobody has filled it in."""
    return SpecimenForm(formdata=None, prefix="blank-", branches=["food"])
