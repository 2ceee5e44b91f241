"""A visitor says something and gets a receipt; the organiser answers."""

from e2e.cast import PROGRAMME_MANAGER
from e2e.desk import Desk
from e2e.pages.contact import ContactForm, Views
from e2e.pages.demonstration import Outbox, Stage

VIEW = "Finns det rullstolsplatser i Stora magasinet den 13 juni?"
ANSWER = "Ja, tolv stycken, längst fram och vid utgången."
VISITOR = "besokare@kommun.example"


def test_a_view_gets_a_receipt_and_an_answer(desk: Desk) -> None:
    visitor = desk.browser()
    receipt = ContactForm.open(visitor).send(VIEW, VISITOR)
    receipt.is_headed("Vi har fått din synpunkt")
    receipt.says(VIEW)
    number, address = receipt.number, receipt.address
    Outbox.open(visitor).read(f"Kvitto {number}: vi har fått din synpunkt", VISITOR)

    organiser = desk.browser()
    Stage.open(organiser).be(PROGRAMME_MANAGER)
    Views.open(organiser).read(VIEW).answer(ANSWER).waits_for_nothing()

    visitor.goto(address)
    receipt.is_headed("Din synpunkt har fått svar")
    receipt.says(ANSWER)
    Outbox.open(visitor).read(f"Kvitto {number}: svar på din synpunkt", VISITOR).says(ANSWER)
