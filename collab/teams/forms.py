"""The form that answers a request to join."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from collab.text import _l
from collab.web.forms import Form

LONGEST_ANSWER = 1000
"""Characters."""


class AnswerForm(Form):
    """A word to the one who asked. Which button was pressed says yes or no."""

    answer = TextAreaField(
        _l("Your answer"),
        [InputRequired(_l("Write a word to the one who asked.")), Length(max=LONGEST_ANSWER)],
    )
