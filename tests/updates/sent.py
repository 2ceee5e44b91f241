"""What a browser sends when somebody writes an update, and what the page answers."""

import re
from io import BytesIO
from typing import Any

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from collab import db
from collab.updates.models import Update
from tests.files import corpus

NEW = "/projects/oppna-dorrar/updates/new"
ASK = "Tell what the picture shows, or say that it is only decoration"
FIELDS = {
    "form_key": "the-form",
    "version": "0",
    "status": "at_risk",
    "text": "The jury is done.",
    "next_step": "Write to the five",
    "next_step_due_on": "2017-05-24",
    "kind": "progress",
    "visibility": "programme",
}


def filled(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in {**FIELDS, **changes}.items() if value is not None}


def a_file(name: str = "platform.jpg", data: bytes | None = None) -> tuple[BytesIO, str]:
    return BytesIO(data if data is not None else corpus.from_a_phone()), name


def updates() -> list[Update]:
    db.session.rollback()
    return list(db.session.scalars(select(Update).order_by(Update.id)))


def the_update() -> Update:
    (found,) = updates()
    return found


def count_of(model: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def summary_of(response: TestResponse) -> list[tuple[str, str]]:
    """The links of the error summary: (field's id, sentence)."""
    html = response.get_data(as_text=True)
    found = re.search(r'id="errors".*?</ul>', html, re.S)
    return re.findall(r'<a href="#([^"]+)">([^<]+)</a>', found[0]) if found else []


def value_of(response: TestResponse, name: str) -> str:
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', response.get_data(as_text=True))
    value = re.search(r'value="([^"]*)"', tag[0]) if tag else None
    return value[1] if value else ""
