"""A kept picture is answered so that a browser can only show it."""

from io import BytesIO

import pytest
from flask import Flask, request
from flask_wtf import FlaskForm
from wtforms import FormField

from collab.config import Settings
from collab.errors import NotFound
from collab.files import forms
from collab.files.models import Picture
from collab.files.pictures import prepare
from collab.files.serving import picture_response, store
from collab.text import in_language
from tests.files import corpus


class PageForm(FlaskForm):
    """A form with one picture in it, as features make them."""

    class Meta:
        csrf = False

    picture = FormField(forms.PictureForm)


def stored(width: int = 1000) -> Picture:
    kept = store().keep_picture(prepare(corpus.encoded(corpus.two_tone(width, width // 2))))
    variants = {str(w): name for w, name in kept.variants.items()}
    return Picture(width=kept.width, height=kept.height, variants=variants)


def test_a_picture_is_answered_as_webp_that_runs_nothing_and_is_kept_by_the_browser(app: Flask) -> None:
    with app.test_request_context():
        answer = picture_response(stored(), 480)
    assert answer.get_data()[8:12] == b"WEBP"
    assert {name: answer.headers[name] for name in sorted(answer.headers.keys())} == {
        "Cache-Control": "private, max-age=31536000, immutable",
        "Content-Disposition": "inline",
        "Content-Length": str(len(answer.get_data())),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Type": "image/webp",
        "ETag": answer.headers["ETag"],
        "X-Content-Type-Options": "nosniff",
    }


def test_a_picture_that_the_browser_has_is_not_sent_again(app: Flask) -> None:
    with app.test_request_context():
        picture = stored()
        tag = picture_response(picture, 480).headers["ETag"]
    with app.test_request_context(headers={"If-None-Match": tag}):
        answer = picture_response(picture, 480)
        assert (answer.status_code, answer.get_data()) == (304, b"")
        assert picture_response(picture, 960).status_code == 200


def test_a_width_that_no_picture_is_made_in_is_not_there(app: Flask) -> None:
    with app.test_request_context():
        picture = stored()
        assert picture_response(picture, 1600).headers["ETag"] == f'"{picture.variants["1000"]}"'
        with pytest.raises(NotFound):
            picture_response(picture, 481)


def test_a_file_name_never_becomes_a_path(app: Flask, settings: Settings) -> None:
    data = {"picture-file": (BytesIO(corpus.from_a_phone()), "../../../collab.html\0.jpg")}
    with app.test_request_context(method="POST", data=data):
        kept = forms.receive(1)["picture-file"].kept
    assert kept is not None
    assert list(settings.instance.rglob("*collab.html*")) == []
    assert store_names(settings) >= set(kept.variants.values())


def store_names(settings: Settings) -> set[str]:
    return {p.parent.name + p.name for p in settings.files.rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (corpus.from_a_phone(), "picture.jpg", []),
        (corpus.encoded(corpus.two_tone(), "PNG"), "really-a-png.pdf", []),
        (corpus.SVG, "picture.svg", ["The file is not a picture in JPEG, PNG, WebP, GIF or HEIC."]),
        (corpus.HTML, "picture.jpg", ["The file is not a picture in JPEG, PNG, WebP, GIF or HEIC."]),
    ],
)
def test_a_form_says_at_the_field_what_is_wrong_with_a_picture(
    app: Flask, data: bytes, name: str, error: list[str]
) -> None:
    fields = {"picture-file": (BytesIO(data), name), "picture-alternative": "A wall"}
    with app.test_request_context(method="POST", data=fields), in_language("en"):
        form = PageForm()
        forms.hand_out(forms.receive(1), form)
        assert form.validate() == (not error)
        assert form.picture.form.file.errors == error
        assert (form.picture.form.file.kept is not None) == (not error)


def test_an_empty_file_field_is_no_picture(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"picture-file": (BytesIO(b""), "")}):
        assert request.files
        assert forms.receive(1) == {}


def test_no_more_pictures_are_looked_at_than_a_form_can_hold(app: Flask) -> None:
    wall = corpus.encoded(corpus.two_tone())
    fields = {f"pictures-{n}-file": (BytesIO(wall), "wall.jpg") for n in range(9)}
    with app.test_request_context(method="POST", data=fields):
        assert len(forms.receive(4)) == 4
