"""What a team is told of why its project is listed: whole sentences, in both languages."""

from datetime import date

import pytest

from collab.stalls.reasons import Kind, Question, Reason
from collab.stalls.sentences import tell
from collab.text import in_language

NAMES = {"sv": {"tourism": "Turism", "it": "IT"}, "en": {"tourism": "Tourism", "it": "IT"}}
MARCH = date(2017, 3, 9)
ASKED = (Question("a", MARCH), Question("b", MARCH))
TOLD = [
    (
        Reason(Kind.STUCK, since=MARCH),
        "Den 9 mars skrev ni att projektet står stilla",
        "On 9 March you wrote that the project is stuck",
    ),
    (
        Reason(Kind.NEVER, count=22),
        "Projektet började för 22 dagar sedan, och vi ser fram emot er första lägesrapport",
        "The project began 22 days ago, and we look forward to your first update",
    ),
    (
        Reason(Kind.SILENT, count=22),
        "Er senaste lägesrapport kom för 22 dagar sedan",
        "Your latest update came 22 days ago",
    ),
    (
        Reason(Kind.SILENT, count=29, usual=14, is_agreed=True),
        "Er senaste lägesrapport kom för 29 dagar sedan; programmets rytm är 14 dagar",
        "Your latest update came 29 days ago; the programme's rhythm is 14 days",
    ),
    (
        Reason(Kind.SILENT, count=19, usual=8),
        "Er senaste lägesrapport kom för 19 dagar sedan; innan dess gick det ungefär 8 dagar emellan",
        "Your latest update came 19 days ago; before that you used to write about every 8 days",
    ),
    (
        Reason(Kind.SILENT, count=9, usual=1),
        "Er senaste lägesrapport kom för 9 dagar sedan; innan dess brukade ni skriva varje dag",
        "Your latest update came 9 days ago; before that you used to write every day",
    ),
    (
        Reason(Kind.ONE_PLACE, name="Osby", since=MARCH),
        "Sedan mars 2017 har vi bara läst något från Osby",
        "Since March 2017 we have only read something from Osby",
    ),
    (
        Reason(Kind.ONE_PLACE, name="Osby"),
        "Hittills har vi bara läst något från Osby",
        "So far we have only read something from Osby",
    ),
    (
        Reason(Kind.QUESTIONS, count=1, usual=12, questions=ASKED[:1]),
        "En fråga från er har väntat på svar i tolv dagar",
        "A question from you has waited for an answer for twelve days",
    ),
    (
        Reason(Kind.QUESTIONS, count=2, usual=12, questions=ASKED),
        "Två frågor från er väntar på svar, den äldsta i tolv dagar",
        "Two questions from you wait for an answer, the oldest for twelve days",
    ),
    (
        Reason(Kind.UNMARKED, count=1, usual=12, questions=ASKED[:1]),
        "En fråga från er har fått kommentarer: markera den som är svaret, eller skriv vad som fattas",
        "A question from you has got comments: mark the one that is the answer, or say what is missing",
    ),
    (
        Reason(Kind.UNMARKED, count=2, usual=12, questions=ASKED),
        "Två frågor från er har fått kommentarer: markera dem som är svar, eller skriv vad som fattas",
        "Two questions from you have got comments: mark those that are the answers, or say what is missing",
    ),
    (
        Reason(Kind.SECTOR, name="tourism", since=MARCH),
        "Från turism har vi inte läst något sedan mars 2017",
        "From tourism we have not read anything since March 2017",
    ),
    (
        Reason(Kind.SECTOR, name="it"),
        "Från IT har vi inte läst något än",
        "From IT we have not read anything yet",
    ),
    (
        Reason(Kind.SLIPPED, count=2, name="Nycklar"),
        "Milstolpen ”Nycklar” har fått en ny dag två gånger",
        "The milestone “Nycklar” has been given a new day twice",
    ),
    (
        Reason(Kind.SLIPPED, count=3, name="Nycklar"),
        "Milstolpen ”Nycklar” har fått en ny dag tre gånger",
        "The milestone “Nycklar” has been given a new day three times",
    ),
]


@pytest.mark.parametrize(("reason", "swedish", "english"), TOLD)
def test_a_reason_is_told_to_the_team_in_a_whole_sentence(reason: Reason, swedish: str, english: str) -> None:
    said = []
    for code in ("sv", "en"):
        with in_language(code):
            said.append(tell(reason, NAMES[code]).replace("\u00a0", " "))
    assert said == [swedish, english]


def test_no_kind_of_reason_is_left_out() -> None:
    assert {reason.kind for reason, *_ in TOLD} == set(Kind)
