"""A picture in a form: the file, what it shows, whether it is only decoration."""

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from flask import request
from flask_wtf.file import FileField
from msgspec import Struct
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, Field, StringField, ValidationError
from wtforms.validators import Length

from collab.files.actions import Description
from collab.files.prepared import LARGEST, PictureRefused, too_large
from collab.files.serving import store
from collab.files.store import KeptPicture
from collab.later import later
from collab.text import _l
from collab.web.forms import Part, leaves

if TYPE_CHECKING:
    from collab.files import pictures
else:
    pictures = later("collab.files.pictures")

LONGEST_ALTERNATIVE = 300
TOO_LARGE = "-too-large"
"""After the name of a file field: the page says by it that it let go of a picture (preview-picture.js)."""


class Upload(Struct, frozen=True):
    """What came in a form's file field: the kept picture, or the sentence that says why not."""

    kept: KeptPicture | None
    refusal: str = ""


Uploads = dict[str, Upload]
"""By the name of the field."""


def receive(most: int, *others: str) -> Uploads:
    """Decode and keep a request's first pictures: in a `prepared` function, once the policy has said yes.

    `others`: the names of fields for files that are no pictures.
    """
    came = ((name, file) for name, file in request.files.items() if file and name not in others)
    return let_go() | {name: _received(file) for name, file in islice(came, most)}


def let_go() -> Uploads:
    """What the page let go of, since sending it would have been in vain: a refusal for each such field."""
    names = (name.removesuffix(TOO_LARGE) for name in request.form if name.endswith(TOO_LARGE))
    return {name: Upload(None, str(too_large())) for name in names}


def _received(file: FileStorage) -> Upload:
    try:
        return Upload(store().keep_picture(pictures.prepare(file.read(LARGEST + 1))))
    except PictureRefused as refusal:
        return Upload(None, str(refusal))


class PictureField(FileField):  # type: ignore[misc]
    """A file field for a picture. `upload` is what `hand_out` gave it; a refused one is the field's error."""

    upload: Upload | None = None

    @property
    def kept(self) -> KeptPicture | None:
        """The picture that came, when it is one."""
        return self.upload.kept if self.upload else None

    def pre_validate(self, form: Any) -> None:
        """Say what is wrong with the picture."""
        if self.upload is not None and self.upload.refusal:
            raise ValidationError(self.upload.refusal)


class PictureForm(Part):
    """The fields of one picture: `FormField(PictureForm)`; templates hand them to `picture_field`."""

    file = PictureField(_l("Choose a picture"))
    alternative = StringField(_l("What does the picture show?"), [Length(max=LONGEST_ALTERNATIVE)])
    is_decorative = BooleanField(_l("The picture is only decoration"))

    @property
    def is_refused(self) -> bool:
        """Whether a picture came that cannot be taken."""
        return self.file.upload is not None and bool(self.file.upload.refusal)

    def described(self) -> Description:
        """What was said of the picture."""
        if self.is_decorative.data:
            return Description(is_decorative=True)
        return Description((self.alternative.data or "").strip())


def hand_out(uploads: Uploads, fields: Iterable[Field]) -> None:
    """Give every picture field of a form (also of forms inside it) what came for it, before validation."""
    for field in leaves(fields):
        if isinstance(field, PictureField):
            field.upload = uploads.get(field.name)
