"""Where stops and their words stand along the line that goes from above to below."""

from datetime import date, timedelta
from itertools import pairwise

from collab.projects.timeline import LINE, Mark, Stop
from collab.projects.upright import BEYOND, LEAST, LONGEST_LINE, TOP, Upright, draw

TODAY = date(2017, 5, 15)


def drawn(*stops: tuple[str, date]) -> Upright:
    line = draw([Stop(title, on, Mark.PLAN) for title, on in stops], TODAY)
    assert line is not None
    return line


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw([], TODAY) is None


def test_stops_stand_in_the_order_of_their_days_as_far_apart_as_they_are() -> None:
    line = drawn(("Fair", date(2017, 6, 1)), ("Doors", date(2016, 9, 1)), ("Signs", date(2017, 1, 15)))
    assert [place.stop.title for place in line.stops if place.stop] == ["Doors", "Signs", "Fair"]
    doors, signs, fair = (place.y for place in line.stops)
    assert abs((signs - doors) - (fair - signs)) < 2


def test_words_never_lie_on_each_other_nor_outside_the_picture() -> None:
    title = "The agreement is signed by five municipalities and their insurers"
    line = drawn(*((title[i:], date(2017, 5, 1) + timedelta(days=i)) for i in range(16)))
    assert max(len(words) for place in line.places for words in place.lines) <= LONGEST_LINE
    for before, after in pairwise(line.places):
        assert after.line_y(0) - before.line_y(len(before.lines)) > LINE
    last = line.places[-1]
    assert last.line_y(len(last.lines)) < line.height


def test_words_stand_no_further_from_their_days_than_they_must() -> None:
    line = drawn(("Doors", date(2016, 9, 1)), *((f"Step {i}", date(2017, 9, 25 + i)) for i in range(5)))
    first, *crowded = (place for place in line.places if place.stop)
    assert first.words_y == first.y == TOP
    assert crowded[0].words_y < crowded[0].y < crowded[-1].y <= line.end
    assert crowded[-1].line_y(1) < line.end + BEYOND


def test_today_stands_among_the_stops_and_the_line_is_travelled_up_to_it() -> None:
    line = drawn(("Doors", date(2016, 9, 14)), ("Fair", date(2017, 9, 29)))
    doors, today, fair = line.places
    assert (today.stop, line.today, line.done_y) == (None, TODAY, today.y)
    assert doors.y < today.y < fair.y


def test_a_line_of_another_year_does_not_know_today() -> None:
    past = drawn(("Doors", date(2014, 9, 14)), ("Fair", date(2015, 2, 1)))
    assert (past.today, past.done_y) == (None, past.end)
    coming = drawn(("Doors", date(2018, 9, 14)), ("Fair", date(2019, 2, 1)))
    assert (coming.today, coming.done_y) == (None, coming.start)


def test_names_of_months_find_room() -> None:
    line = drawn(*((f"Step {i}", date(2016, 9, 1) + timedelta(days=40 * i)) for i in range(9)))
    assert line.months[0].on == date(2016, 9, 1)
    assert min(b.at - a.at for a, b in pairwise(line.months)) >= LEAST


def test_what_was_moved_begins_where_it_was_to_happen_first() -> None:
    later = Stop("Roof", date(2017, 9, 29), Mark.PLAN, first_on=date(2017, 2, 17), strand="Building")
    earlier = Stop("Doors", date(2017, 1, 10), Mark.DONE, first_on=date(2017, 3, 1))
    line = draw([earlier, later], TODAY)
    assert line is not None
    doors, roof = line.stops
    assert doors.from_y is None
    assert doors.y >= TOP
    assert roof.from_y is not None
    assert doors.y < roof.from_y < roof.y
    assert (doors.strand, roof.strand) == ("", "Building")
