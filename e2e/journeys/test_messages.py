"""An organiser writes to all tourism managers in Blekinge; each gets one copy."""

from e2e.cast import PROGRAMME_MANAGER
from e2e.desk import Desk
from e2e.pages.demonstration import Outbox, Stage
from e2e.pages.messages import NewMessage

SUBJECT = "Gemensam turismdag i Karlskrona"


def test_an_organiser_writes_to_all_tourism_managers_in_blekinge(desk: Desk) -> None:
    page = desk.browser()
    Stage.open(page).be(PROGRAMME_MANAGER)
    form = NewMessage.open(page).choose("Turism", "Blekinge län")
    message = form.draft(SUBJECT, "Hej **{namn}**!\n\nVi ses, ni i {kommun} också.")
    recipients = message.recipients()
    assert len(recipients) == len(set(recipients)) > 1
    message.send()
    for who in recipients:
        place = who.rpartition(", ")[2]
        letter = Outbox.open(page).read(SUBJECT, f"@{place.lower().replace('ö', 'o')}.example")
        letter.says(f"Vi ses, ni i {place} också.")
    Outbox.open(page)
    assert page.get_by_role("link", name=SUBJECT).count() == len(recipients)
