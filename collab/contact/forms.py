"""The forms of contact: a view, and its answer."""

from wtforms import EmailField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, Length, Optional

from collab.contact.models import View
from collab.text import _l
from collab.web.forms import Form

TOO_LONG = _l("Write at most %(num)s characters.", num=View.LONGEST)


def _stripped(text: str | None) -> str:
    """What was typed without the blanks around it."""
    return (text or "").strip()


class ViewForm(Form):
    """What a visitor wants to say, and where an answer may go."""

    about = StringField(_l("What is it about?"), [Optional(), Length(max=120)], filters=[_stripped])
    text = TextAreaField(
        _l("What do you want to say?"),
        [DataRequired(_l("Write what you want to say.")), Length(max=View.LONGEST, message=TOO_LONG)],
        filters=[_stripped],
    )
    email = EmailField(
        _l("Your e-mail address"),
        [
            Optional(),
            Length(max=254),
            Email(_l("An e-mail address looks like name@municipality.se."), allow_smtputf8=False),
        ],
        filters=[_stripped],
    )

    @property
    def whole(self) -> str:
        """What was written, with what it is about on a line of its own."""
        return f"{self.about.data}\n\n{self.text.data}" if self.about.data else str(self.text.data)


class AnswerForm(Form):
    """An organiser's answer."""

    text = TextAreaField(
        _l("Your answer"),
        [DataRequired(_l("Write an answer.")), Length(max=View.LONGEST, message=TOO_LONG)],
        filters=[_stripped],
    )
