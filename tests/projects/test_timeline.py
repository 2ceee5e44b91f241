"""Where stops and their words stand along the line."""

from datetime import date, timedelta
from itertools import combinations, pairwise

from collab.projects.timeline import LETTER, WIDTH, Label, Mark, Stop, Timeline, draw

TODAY = date(2017, 5, 15)


def drawn(*stops: tuple[str, date]) -> Timeline:
    line = draw([Stop(title, on, Mark.PLAN) for title, on in stops], TODAY)
    assert line is not None
    return line


def span(label: Label) -> tuple[float, float]:
    width = max(len(words) for words in (*label.lines, "00 sept")) * LETTER
    x = label.words_x
    left = {"start": x, "middle": x - width / 2, "end": x - width}[label.anchor]
    return left, left + width


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw([], TODAY) is None


def test_stops_stand_in_the_order_of_their_days() -> None:
    line = drawn(("Fair", date(2017, 6, 1)), ("Doors", date(2016, 9, 14)), ("Signs", date(2017, 2, 1)))
    assert [label.stop.title for label in line.labels] == ["Doors", "Signs", "Fair"]
    assert sorted(label.x for label in line.labels) == [label.x for label in line.labels]


def test_words_never_lie_on_each_other_nor_outside_the_picture() -> None:
    titles = "The agreement is signed by five municipalities and their insurers"
    line = drawn(*((titles[i:], date(2017, 5, 1) + timedelta(days=i)) for i in range(16)))
    for label in line.labels:
        left, right = span(label)
        assert left >= 0, label
        assert right <= WIDTH, label
    for a, b in combinations(line.labels, 2):
        if (a.side, a.lane) == (b.side, b.lane):
            assert span(a)[1] < span(b)[0] or span(b)[1] < span(a)[0], (a, b)


def test_words_stay_within_the_height_of_the_picture() -> None:
    line = drawn(*((f"Milestone number {i} of many", date(2017, 5, 1)) for i in range(8)))
    for label in line.labels:
        heights = [label.y(i, line.track) for i in range(len(label.lines) + 1)]
        assert min(heights) > 20, label
        assert max(heights) < line.height - 20, label


def test_a_long_title_is_cut_at_two_lines() -> None:
    (label,) = drawn(("Drawings approved by the rescue services of every municipality", TODAY)).labels
    assert label.lines == ("Drawings approved by", "the rescue services…")


def test_the_line_is_travelled_up_to_today() -> None:
    line = drawn(("Doors", date(2016, 9, 14)), ("Fair", date(2017, 9, 29)))
    assert (line.today, line.done_x) == (TODAY, line.today_x)
    assert line.labels[0].x < line.today_x < line.labels[1].x


def test_words_keep_clear_of_the_line_of_today() -> None:
    begin, end = ("Doors", date(2016, 9, 14)), ("Fair", date(2017, 9, 29))
    for days in range(-40, 41):
        line = drawn(begin, ("Drawings are approved", TODAY + timedelta(days=days)), end)
        left, right = span(line.labels[1])
        assert not left < line.today_x < right, (days, line.labels[1])
    far = drawn(begin, ("Drawings are approved", date(2017, 1, 15)), end)
    assert far.labels[1].anchor == "middle"


def test_words_that_cannot_keep_clear_of_the_line_of_today_stay_within_the_picture() -> None:
    line = drawn(("Drawings are approved", TODAY - timedelta(days=1)), ("Fair", TODAY + timedelta(days=400)))
    left, right = span(line.labels[0])
    assert 0 <= left < right <= WIDTH


def test_a_line_of_another_year_does_not_know_today() -> None:
    past = drawn(("Doors", date(2014, 9, 14)), ("Fair", date(2015, 2, 1)))
    assert (past.today, past.done_x) == (None, past.end)
    coming = drawn(("Doors", date(2018, 9, 14)), ("Fair", date(2019, 2, 1)))
    assert (coming.today, coming.done_x) == (None, coming.start)


def test_months_are_named_at_their_first_day() -> None:
    line = drawn(("Doors", date(2016, 11, 14)), ("Fair", date(2017, 2, 1)))
    assert [month.on for month in line.months] == [
        date(2016, 11, 1), date(2016, 12, 1), date(2017, 1, 1), date(2017, 2, 1),
    ]  # fmt: skip


def test_a_line_longer_than_a_year_says_which_year_each_month_is_of() -> None:
    within = drawn(("Doors", date(2016, 11, 14)), ("Fair", date(2017, 10, 1)))
    assert not any(month.names_year for month in within.months)
    line = drawn(("Doors", date(2016, 9, 14)), ("Fair", date(2017, 9, 29)), ("Far", date(2018, 2, 1)))
    assert [month.on for month in line.months if month.names_year] == [
        date(2016, 9, 1),
        date(2017, 1, 1),
        date(2018, 1, 1),
    ]
    far = drawn(("Doors", date(2016, 9, 14)), ("Fair", date(2035, 1, 1)))
    assert all(month.names_year for month in far.months)
    for whole in (line, far):
        assert min(b.at - a.at for a, b in pairwise(whole.months)) > len("september 2016") * LETTER


def test_what_was_moved_begins_where_it_was_to_happen_first() -> None:
    moved = Stop("Roof", date(2017, 9, 29), Mark.PLAN, first_on=date(2017, 2, 17), strand="Building")
    line = draw([Stop("Doors", date(2017, 3, 1), Mark.DONE), moved], TODAY)
    assert line is not None
    doors, roof = line.labels
    assert roof.from_x is not None
    assert line.start < roof.from_x < doors.x < roof.x
    assert doors.from_x is None
    assert [label.strand for label in line.labels] == ["", "Building"]


def test_a_day_that_came_earlier_instead_is_no_step_back() -> None:
    line = draw([Stop("Roof", date(2017, 2, 1), Mark.PLAN, first_on=date(2017, 2, 17))], TODAY)
    assert line is not None
    assert line.labels[0].from_x is None


def test_what_was_put_forward_stays_within_the_picture() -> None:
    earlier = Stop("Roof", date(2017, 1, 10), Mark.PLAN, first_on=date(2017, 3, 1))
    line = draw([earlier, Stop("Fair", date(2017, 6, 10), Mark.GOAL)], TODAY)
    assert line is not None
    assert line.start <= line.labels[0].x < line.labels[1].x
    assert line.months[0].on == date(2017, 1, 1)


def test_a_long_name_of_a_strand_is_shortened_and_finds_room() -> None:
    strands = "Ownership after the conference in June"
    stops = [Stop("Roof", date(2017, 5, 1 + i), Mark.PLAN, strand=strands) for i in range(6)]
    line = draw(stops, TODAY)
    assert line is not None
    for a, b in combinations(line.labels, 2):
        if (a.side, a.lane) == (b.side, b.lane):
            wide = len(f"00 sept, {a.strand}") * LETTER
            assert abs(a.x - b.x) >= wide * 0.99, (a, b)
    assert {label.strand for label in line.labels} == {"Ownership after the…"}
