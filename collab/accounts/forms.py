"""The forms of accounts: signing in, asking for a link, one's own password and language."""

from typing import Any

from wtforms import EmailField, Field, HiddenField, PasswordField, RadioField, ValidationError
from wtforms.validators import InputRequired, Length

from collab.accounts import passwords
from collab.accounts.models import Person
from collab.accounts.passwords import Weakness
from collab.text import _, _l
from collab.web.forms import Form

LONGEST_ADDRESS = 254


def has_at(_form: Form, field: Field) -> None:
    """An e-mail address has an @ with something on both sides; more is for the mail to find out."""
    before, at, after = (field.data or "").strip().rpartition("@")
    if not (before and at and after):
        raise ValidationError(_("An e-mail address looks like name@municipality.se."))


def _address() -> EmailField:
    needed = InputRequired(_l("Write your e-mail address."))
    return EmailField(_l("E-mail address"), [needed, Length(max=LONGEST_ADDRESS), has_at])


class SignInForm(Form):
    """An address and a password. Whether they belong together was found out before the form is asked."""

    email = _address()
    password = PasswordField(_l("Password"), [InputRequired(_l("Write your password."))])
    next = HiddenField()

    def __init__(self, *args: Any, is_proven: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_proven = is_proven

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields, then the pair. It never says which of the two was wrong."""
        if not super().validate(extra_validators):
            return False
        if not self.is_proven:
            self.form_errors.append(_("That e-mail address and password do not belong together."))
        return self.is_proven


class LinkForm(Form):
    """An address to mail a sign-in link to."""

    email = _address()
    next = HiddenField()


WEAK = {
    Weakness.TOO_SHORT: _l("Choose at least %(num)s characters.", num=passwords.SHORTEST),
    Weakness.TOO_LONG: _l("Choose at most %(num)s characters.", num=passwords.LONGEST),
    Weakness.COMMON: _l("Many people use that password, so it is guessed first. Choose another."),
    Weakness.OWN_ADDRESS: _l("Your e-mail address is part of that password. Choose another."),
}


class PasswordForm(Form):
    """A new password, and the present one where there is one."""

    present = PasswordField(_l("Present password"))
    new = PasswordField(_l("New password"), [InputRequired(_l("Write a new password."))])

    def __init__(self, *args: Any, person: Person, is_proven: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.is_proven = is_proven
        if person.password_hash is None:
            del self.present

    def validate_present(self, field: Field) -> None:
        """It must be the one that is kept; comparing was done before."""
        if not self.is_proven:
            raise ValidationError(_("That is not your present password."))

    def validate_new(self, field: Field) -> None:
        """It must not be easy to guess."""
        weakness = passwords.weakness(field.data or "", self.person.email)
        if weakness is not None:
            raise ValidationError(WEAK[weakness])


class LanguageForm(Form):
    """Which language the site speaks and writes to one."""

    code = RadioField(_l("Language"), choices={"sv": "Svenska", "en": "English"})
