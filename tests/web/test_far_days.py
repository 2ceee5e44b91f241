"""Every form that takes a day or a time refuses, at its field, the first and the last that there are."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from wtforms import DateField, DateTimeLocalField, TimeField

from collab import db
from collab.demonstration.forms import DayForm, SpecimenForm
from collab.files import pictures, serving
from collab.forming.forms import DateForm
from collab.messages.forms import TimeForm
from collab.project_files.forms import ConsentForm, DescriptionForm, FileForm, PictureFields, WithdrawalForm
from collab.project_files.models import ProjectFile
from collab.projects.homes_form import HomeForm
from collab.projects.milestone_forms import LaterForm, MilestoneForm
from collab.projects.models import Milestone
from collab.stalls.forms import SnoozeForm
from collab.updates.forms import UpdateForm
from collab.web.forms import Form
from tests.conftest import Browsers
from tests.files.corpus import encoded, two_tone
from tests.messages import letters
from tests.project_files import shelf
from tests.projects.test_homes import SENT
from tests.support.cast import Cast
from tests.updates.test_writing import filled

PROJECT = "/projects/oppna-dorrar"
DAYS = ("0001-01-01", "9999-12-31")
FIELDS = DateField, DateTimeLocalField, TimeField
APART = {DayForm, SpecimenForm, PictureFields, DescriptionForm}
"""The demonstration's own (tests/demonstration/test_day.py has the first, nobody sends the other), what is
shared, and one that asks for no day of what it shares.
"""
Sent = tuple[str, dict[str, object], str]
"""Where a form is sent to, what stands in it beside the day, and the field of the day."""


def a_file(cast: Cast) -> ProjectFile:
    kept = serving.store().keep_picture(pictures.prepare(encoded(two_tone(960, 640))))
    return shelf.a_picture(cast.project, cast.culture, kept)


def a_consent(cast: Cast) -> Sent:
    who = {"who": "Två besökare", "purposes": "plan"}
    return f"{PROJECT}/files/{a_file(cast).key}/1/consents/new", who, "given_on"


def a_withdrawal(cast: Cast) -> Sent:
    file = a_file(cast)
    consent = shelf.consent_to(file)
    return f"{PROJECT}/files/{file.key}/consents/{consent.key}/withdrawal", {}, "on"


def a_picture(_cast: Cast) -> Sent:
    picture = BytesIO(encoded(two_tone(960, 640)))
    said = {"readers": "programme", "alternative": "A wall", "people": "agreed", "who": "Två besökare"}
    return (
        f"{PROJECT}/files/new?kind=picture",
        {"file": (picture, "a.jpg"), "purposes": "plan", **said},
        "given_on",
    )


def a_milestone(cast: Cast) -> str:
    milestone = Milestone(project=cast.project, title="Dörrar", due_on=date(2017, 5, 20))
    db.session.add(milestone)
    db.session.flush()
    return f"{PROJECT}/milestones/{milestone.key}"


def a_done_one(cast: Cast) -> Sent:
    said = {"title": "Dörrar", "owner": 0, "due_on": "2017-05-20", "state": "done", "version": 1}
    return a_milestone(cast), said, "done_on"


def a_later_one(cast: Cast) -> Sent:
    return a_milestone(cast) + "/later", {"why": "Snö.", "version": 1}, "due_on"


SENT_TO: dict[type[Form], list[tuple[str, Callable[[Cast], Sent]]]] = {
    TimeForm: [
        (
            "facilitator",
            lambda c: (
                f"/messages/{letters.a_draft(c).key}/schedule",
                {"hour": "08:00", "version": 1},
                "day",
            ),
        )
    ],
    SnoozeForm: [
        ("facilitator", lambda _: (f"{PROJECT}/snooze", {"note": "Semester.", "version": 0}, "until"))
    ],
    DateForm: [
        ("facilitator", lambda _: ("/teams/sparet/mend/date", {"date-reason": "Mer tid."}, "date-day"))
    ],
    HomeForm: [("culture", lambda _: (f"{PROJECT}/anchoring/kristianstad", SENT, "decided_on"))],
    MilestoneForm: [
        ("culture", lambda _: (f"{PROJECT}/milestones/new", {"title": "Dörrar", "owner": 0}, "due_on")),
        ("culture", a_done_one),
    ],
    LaterForm: [("culture", a_later_one)],
    ConsentForm: [("culture", a_consent)],
    FileForm: [("culture", a_picture)],
    WithdrawalForm: [("culture", a_withdrawal)],
    UpdateForm: [
        ("culture", lambda _: (f"{PROJECT}/updates/new", filled(publish="1"), "next_step_due_on")),
        ("culture", lambda _: (f"{PROJECT}/updates/new", filled(draft="1"), "next_step_due_on")),
        ("culture", lambda _: (f"{PROJECT}/updates/new", filled(publish="1"), "goes_out")),
    ],
}


def forms(kind: type[Form] = Form) -> Iterator[type[Form]]:
    for below in kind.__subclasses__():
        yield from (below, *forms(below))


def own_days(form: type[Form]) -> bool:
    """Whether the form has a day of its own, or is sent with one."""
    fields = (getattr(form, name, None) for name in dir(form))
    return any(issubclass(getattr(field, "field_class", object), FIELDS) for field in fields)


def test_every_form_with_a_day_is_named_here(app: Flask) -> None:
    ours = {form for form in forms() if own_days(form) and form.__module__.startswith("collab.")}
    assert ours == {*SENT_TO, *APART}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(("who", "sent"), [one for several in SENT_TO.values() for one in several])
def test_the_first_and_the_last_day_are_refused_where_they_stand(
    cast: Cast, browsers: Browsers, who: str, sent: Callable[[Cast], Sent], day: str
) -> None:
    path, said, field = sent(cast)
    db.session.commit()
    typed = f"{day}T12:00" if field == "goes_out" else day
    answer = browsers(getattr(cast, who)).post(path, {**said, field: typed})
    page = answer.get_data(as_text=True)
    assert (answer.status_code, typed in page) == (422, True)
