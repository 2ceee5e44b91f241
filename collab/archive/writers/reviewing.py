"""How the programme's projects are reviewed: rounds, recommendations, rubric."""

from collab.archive.keeping import Keeper
from collab.archive.records.programme import ProgrammeFile
from collab.archive.records.reviewing import CriterionRecord, RoundRecord
from collab.programmes.models import Programme
from collab.reviews.models import Criterion, Level, Recommendation, ReviewRound


def write(file: ProgrammeFile, programme: Programme, keeper: Keeper) -> None:
    """Everything that reviews follow."""
    mine = {"programme_id": programme.id}
    for position, round_ in enumerate(file.review_rounds):
        _round(mine, position, round_, keeper)
    for position, given in enumerate(file.recommendations.items if file.recommendations else []):
        keeper.row(
            Recommendation,
            {**mine, "code": given.code},
            position=position,
            label=given.label,
            round_codes=given.rounds,
        )
    if file.rubric is None:
        return
    for level in file.rubric.levels:
        keeper.row(Level, {**mine, "value": level.value}, label=level.label)
    for position, criterion in enumerate(file.rubric.criteria):
        _criterion(mine, position, criterion, keeper)


def _round(mine: dict[str, int], position: int, record: RoundRecord, keeper: Keeper) -> None:
    keeper.row(
        ReviewRound,
        {**mine, "code": record.code},
        position=position,
        name=record.name,
        purpose=record.purpose,
        opens_on=record.opens_on,
        closes_on=record.closes_on,
        answers_due_on=record.answers_due_on,
        reviewers_per_project=record.reviewers_per_project,
        for_stages=record.for_stages,
        opens_stage=record.opens_stage,
    )


def _criterion(mine: dict[str, int], position: int, record: CriterionRecord, keeper: Keeper) -> None:
    keeper.row(
        Criterion,
        {**mine, "code": record.code},
        position=position,
        name=record.name,
        question=record.question,
        level_texts={str(v): {"sv": said.sv, "en": said.en} for v, said in record.levels.items()},
        section_codes=record.sections,
    )
