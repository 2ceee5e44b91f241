"""The review rounds and the rubric of the cast's programme."""

from datetime import date

from collab import db
from collab.programmes.models import Programme
from collab.reviews.models import Criterion, Level, Recommendation, ReviewRound
from collab.text import Localised


def create_reviews(programme: Programme) -> None:
    """Two rounds, four levels, two criteria, three recommendations."""
    days = {
        "midway": ((2017, 1, 16), (2017, 2, 3), (2017, 3, 3), "work"),
        "final": ((2017, 5, 2), (2017, 5, 19), (2017, 6, 2), "presentation"),
    }
    for i, (code, (opens, closes, answers, stage)) in enumerate(days.items()):
        db.session.add(
            ReviewRound(
                programme_id=programme.id,
                code=code,
                position=i,
                name=Localised(code, code.title()),
                purpose=Localised("", ""),
                opens_on=date(*opens),
                closes_on=date(*closes),
                answers_due_on=date(*answers),
                reviewers_per_project=2,
                for_stages=[],
                opens_stage=stage,
            )
        )
    for value, label in enumerate(["Not yet", "On the way", "Holds", "Exemplary"], 1):
        db.session.add(Level(programme_id=programme.id, value=value, label=Localised(label, label)))
    for i, code in enumerate(["need", "effect"]):
        db.session.add(
            Criterion(
                programme_id=programme.id,
                code=code,
                position=i,
                name=Localised(code, code.title()),
                question=Localised("Varför?", "Why?"),
                section_codes=["need"],
                level_texts={str(v): {"sv": f"Nivå {v}", "en": f"Level {v}"} for v in range(1, 5)},
            )
        )
    for i, (code, rounds) in enumerate(
        [("continue", ["midway"]), ("ready", ["final"]), ("not-yet", ["final"])]
    ):
        db.session.add(
            Recommendation(
                programme_id=programme.id,
                code=code,
                position=i,
                round_codes=rounds,
                label=Localised(code, code.title()),
            )
        )
