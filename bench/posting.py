"""The updates with a picture that the bench posts."""

import io
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from flask_wtf.csrf import generate_csrf
from PIL import Image

from bench.load import Request
from bench.sites import CSRF, Writer
from collab.demonstration import days

BOUNDARY = "----a-boundary-of-the-bench"
SIDE = (1600, 1200)


def maker(app: Flask, writers: list[Writer], *, has_picture: bool) -> Callable[[int], Request]:
    """What post number n sends: each time the next writer's update, with a picture that nobody has sent."""
    with app.test_request_context() as context:
        context.session["csrf_token"] = CSRF
        token = str(generate_csrf())

    def make(index: int) -> Request:
        writer = writers[index % len(writers)]
        fields = {
            "csrf_token": token, "idempotency_key": f"bench-key-{index}", "form_key": f"bench-{index}",
            "version": "0", "status": "on_track", "kind": "progress", "visibility": "programme",
            "text": f"We met in Tomelilla and counted {index} visitors.",
            "next_step": "Write to the schools.",
            "next_step_due_on": (days.DEFAULT.moment + timedelta(days=14)).date().isoformat(),
            "publish": "1",
        }  # fmt: skip
        picture = _picture(index) if has_picture else b""
        if has_picture:
            fields["pictures-0-alternative"] = "A harbour in spring"
        headers = {"Cookie": writer.cookie, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return f"/projects/{writer.project}/updates/new", _multipart(fields, picture), headers

    return make


def _picture(index: int) -> bytes:
    """A JPEG as a telephone's mail program shrinks it, unlike every other one."""
    image = Image.linear_gradient("L").resize(SIDE).convert("RGB")
    image.putpixel((index % SIDE[0], index // SIDE[0]), (255, 0, 0))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def _multipart(fields: dict[str, str], picture: bytes) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if picture:
        head = (
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
            'name="pictures-0-file"; filename="harbour.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
        )
        parts.append(head.encode() + picture + b"\r\n")
    return b"".join([*parts, f"--{BOUNDARY}--\r\n".encode()])
