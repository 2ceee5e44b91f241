"""What the record shows of a project that stands still: values in, reasons out."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from collab.stalls.reasons import (
    Kind,
    Member,
    Moved,
    Question,
    Reason,
    Record,
    reasons,
    rhythm,
    silent_days,
)

TODAY = date(2017, 5, 15)
BEGUN = Record(started_on=date(2016, 10, 1))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def reported(*days: int) -> Record:
    return replace(BEGUN, reported_on=tuple(ago(one) for one in days), latest="newest")


def team(*members: tuple[str, str, int | None]) -> Record:
    """Who reported yesterday; members by place, sector and days since they wrote. They joined as it began."""
    found = (member(*one) for one in members)
    return replace(reported(1), members=tuple(found))


def member(place: str, sector: str, days: int | None, joined: date = BEGUN.started_on) -> Member:
    return Member(place, sector, None if days is None else ago(days), joined)


def test_a_team_that_says_itself_that_it_is_stuck_is_listed_at_once() -> None:
    stuck = replace(reported(1), stuck_on=ago(1), stuck_in="said")
    assert reasons(stuck, TODAY) == [Reason(Kind.STUCK, since=ago(1), key="said")]


def test_the_usual_rhythm_is_the_median_of_the_gaps() -> None:
    assert rhythm([ago(days) for days in (80, 19, 27, 35)]) == 8
    assert rhythm([ago(days) for days in (9, 9, 4, 0)]) == 4


def test_two_reports_make_no_rhythm() -> None:
    assert rhythm([ago(9), ago(1)]) is None


@pytest.mark.parametrize(
    ("days", "listed"),
    [((16, 24, 32), []), ((17, 25, 33), [17]), ((7, 8, 9), []), ((8, 9, 10), [8])],
    ids=["twice the rhythm", "more", "a week", "more than a week"],
)
def test_a_team_is_silent_after_twice_its_own_rhythm(days: tuple[int, ...], listed: list[int]) -> None:
    assert [one.count for one in reasons(reported(*days), TODAY)] == listed


def test_a_silence_says_days_and_rhythm_and_leads_to_the_latest_report() -> None:
    said = Reason(Kind.SILENT, count=19, usual=8, key="newest")
    assert reasons(reported(19, 27, 35), TODAY) == [said]


def test_however_slow_a_team_is_six_weeks_are_long() -> None:
    assert reasons(reported(42, 102, 162), TODAY) == []
    assert [one.kind for one in reasons(reported(43, 103, 163), TODAY)] == [Kind.SILENT]


def test_without_a_rhythm_three_weeks_are_long() -> None:
    assert reasons(reported(21), TODAY) == []
    assert reasons(reported(22), TODAY) == [Reason(Kind.SILENT, count=22, key="newest")]


def test_a_project_that_never_reported_is_counted_from_its_start() -> None:
    assert reasons(replace(BEGUN, started_on=ago(22)), TODAY) == [Reason(Kind.NEVER, count=22)]
    assert reasons(replace(BEGUN, started_on=ago(21)), TODAY) == []
    assert silent_days(replace(BEGUN, started_on=ago(22)), TODAY) == 22


def test_before_it_begins_nothing_is_said_of_a_project() -> None:
    waiting = replace(BEGUN, started_on=ago(-1), moved=(Moved("m", "Nycklar", 3),))
    assert reasons(waiting, TODAY) == []


def test_one_place_alone_is_named_with_when_the_last_other_was_heard_of() -> None:
    found = reasons(team(("Osby", "culture", 1), ("Kalmar", "culture", 90), ("Lund", "culture", 120)), TODAY)
    assert found == [Reason(Kind.ONE_PLACE, name="Osby", since=ago(90))]


def test_two_places_at_work_are_no_reason_nor_is_a_team_of_one_place() -> None:
    two = team(("Osby", "culture", 1), ("Kalmar", "culture", 42), ("Lund", "culture", None))
    assert reasons(two, TODAY) == []
    assert reasons(team(("Osby", "culture", 1), ("Osby", "culture", 90)), TODAY) == []


def test_in_a_new_project_nobody_has_been_silent_for_long() -> None:
    new = replace(team(("Osby", "culture", 1), ("Lund", "tourism", None)), started_on=ago(42))
    assert reasons(new, TODAY) == []
    found = reasons(replace(new, started_on=ago(43)), TODAY)
    assert [one.kind for one in found] == [Kind.ONE_PLACE, Kind.SECTOR]


def test_a_sector_is_silent_when_nobody_of_it_writes_while_others_do() -> None:
    found = team(("Osby", "culture", 1), ("Lund", "culture", 2), ("Kalmar", "business", 70))
    assert reasons(found, TODAY) == [Reason(Kind.SECTOR, name="business", since=ago(70))]


@pytest.mark.parametrize(("days", "listed"), [(0, False), (42, False), (43, True)])
def test_who_joined_a_while_ago_only_is_not_said_to_be_silent(days: int, listed: bool) -> None:
    new = member("Karlskrona", "business", None, ago(days))
    both = replace(reported(1), members=(member("Osby", "culture", 1), new))
    assert [one.kind for one in reasons(both, TODAY)] == [Kind.ONE_PLACE, Kind.SECTOR] * listed


def test_beside_who_is_new_the_others_are_still_told_of() -> None:
    new = member("Lund", "tourism", None, ago(1))
    three = team(("Osby", "culture", 1), ("Kalmar", "business", 90))
    three = replace(three, members=(*three.members, new))
    assert reasons(three, TODAY) == [
        Reason(Kind.ONE_PLACE, name="Osby", since=ago(90)),
        Reason(Kind.SECTOR, name="business", since=ago(90)),
    ]


def test_where_all_are_silent_no_sector_is_blamed() -> None:
    found = team(("Osby", "culture", 50), ("Kalmar", "business", 70))
    assert reasons(found, TODAY) == []


def test_questions_count_after_three_days_and_the_oldest_leads() -> None:
    asked = (Question("new", ago(2)), Question("old", ago(12)), Question("middle", ago(3)))
    found = reasons(replace(reported(1), questions=asked), TODAY)
    waiting = (Question("old", ago(12)), Question("middle", ago(3)))
    assert found == [Reason(Kind.QUESTIONS, count=2, usual=12, questions=waiting)]


def test_questions_that_others_have_commented_are_told_apart() -> None:
    asked = (Question("silence", ago(5)), Question("talk", ago(9), True), Question("new", ago(2), True))
    assert reasons(replace(reported(1), questions=asked), TODAY) == [
        Reason(Kind.QUESTIONS, count=1, usual=5, questions=asked[:1]),
        Reason(Kind.UNMARKED, count=1, usual=9, questions=asked[1:2]),
    ]


def test_a_milestone_counts_when_it_was_put_off_twice() -> None:
    found = reasons(replace(reported(1), moved=(Moved("a", "Nycklar", 1), Moved("b", "Dörrar", 2))), TODAY)
    assert found == [Reason(Kind.SLIPPED, count=2, name="Dörrar", key="b")]


def test_where_the_programme_has_a_rhythm_silence_is_measured_by_it() -> None:
    silent = replace(reported(29, 37, 45), agreed=14)
    assert list(reasons(silent, TODAY)) == [
        Reason(Kind.SILENT, count=29, usual=14, is_agreed=True, key="newest")
    ]
    assert list(reasons(replace(reported(28, 36, 44), agreed=14), TODAY)) == []
