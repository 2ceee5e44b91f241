"""Between reviews, rounds, rubric, reviewers and the teams that answer."""

from collections import Counter

from collab import clock
from collab.archive.problems import Problems
from collab.archive.records.reviews import (
    AnswerRecord,
    ExclusionRecord,
    ExemptionRecord,
    ReviewRecord,
    SubmissionRecord,
)
from collab.archive.shaping import Shaper
from collab.archive.world import World
from collab.programmes.models import Role


def check(shaper: Shaper, world: World, problems: Problems) -> None:
    """Note what does not fit."""
    for exclusion in shaper.found(ExclusionRecord):
        if not world.has_role(exclusion.person, Role.FACILITATOR):
            problems.add(exclusion.node["person"], f'"{exclusion.person}" is no facilitator.')
    handed_in = _check_submissions(shaper.found(SubmissionRecord), world, problems)
    exempt = {(e.round, e.project) for e in shaper.found(ExemptionRecord)}
    excluded = {(e.project, e.person) for e in shaper.found(ExclusionRecord)} | world.excluded
    seats: Counter[tuple[str, str]] = Counter()
    for review in sorted(shaper.found(ReviewRecord), key=lambda r: r.submitted_at):
        place = (review.round, review.project)
        seats[place] += 1
        if place in exempt:
            problems.add(review.node["project"], "This project is not reviewed in this round.")
        _check_order(review, handed_in.get(place), seats[place], world, problems)
        _check_reviewer(review, excluded, world, problems)
        _check_judgement(review, world, problems)
        for answer in (p.answer for p in review.points if p.answer is not None):
            _check_answer(answer, review, world, problems)


def _check_submissions(
    records: list[SubmissionRecord], world: World, problems: Problems
) -> dict[tuple[str, str], SubmissionRecord]:
    handed_in: dict[tuple[str, str], SubmissionRecord] = {}
    for record in records:
        place = (record.round, record.project)
        if place in handed_in:
            problems.add(record.node["project"], "This project was handed in to this round already.")
        handed_in[place] = record
        if not world.is_team_member(record.by, record.project):
            problems.add(record.node["by"], f'"{record.by}" is not one of the project\'s team.')
        if not world.is_open(record.round, record.at):
            problems.add(record.node["at"], f"The round {record.round} was not open then.")
    return handed_in


def _check_order(
    review: ReviewRecord, submission: SubmissionRecord | None, seat: int, world: World, problems: Problems
) -> None:
    place = (review.round, review.project)
    if submission is None and place not in world.handed_in:
        problems.add(review.node["project"], "This project was not handed in to this round.")
    if submission is not None and review.submitted_at <= submission.at:
        problems.add(review.node["submitted_at"], "The project was handed in later than this.")
    if not world.is_open(review.round, review.submitted_at):
        problems.add(review.node["submitted_at"], f"The round {review.round} was not open then.")
    most = world.seats(review.round)
    if most is not None and seat > most:
        problems.add(review.node, f"The round has {most} reviewers for each project; this is one more.")


def _check_reviewer(
    review: ReviewRecord, excluded: set[tuple[str, str]], world: World, problems: Problems
) -> None:
    node, reviewer = review.node["reviewer"], review.reviewer
    if not world.has_role(reviewer, Role.FACILITATOR):
        problems.add(node, f'"{reviewer}" is no facilitator.')
    if (review.project, reviewer) in excluded:
        problems.add(node, f'"{reviewer}" is excluded from this project.')
    home = world.municipality_of.get(world.employers.get(reviewer, ""))
    if home is not None and home in world.municipalities.get(review.project, set()):
        problems.add(node, f'"{reviewer}" is employed by one of the project\'s municipalities.')


def _check_judgement(review: ReviewRecord, world: World, problems: Problems) -> None:
    allowed = world.recommended_in.get(review.recommendation)
    if allowed is not None and review.round not in allowed:
        problems.add(review.node["recommendation"], f"The round {review.round} does not end in this.")
    for criterion in sorted(world.criteria - review.levels.keys()):
        problems.add(review.node["levels"], f'There is no level for "{criterion}".')


def _check_answer(answer: AnswerRecord, review: ReviewRecord, world: World, problems: Problems) -> None:
    if not world.is_team_member(answer.by, review.project):
        problems.add(answer.node["by"], f'"{answer.by}" is not one of the project\'s team.')
    opened = world.rounds.get(review.round)
    if opened is not None and clock.local(answer.at).date() < opened.opens_on:
        problems.add(answer.node["at"], "The answer is older than the round.")
