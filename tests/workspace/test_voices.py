"""Whose voices are heard in a team: counting, the picture, and the page."""

from datetime import date, timedelta

import pytest

from collab import clock, db
from collab.activity import actions as activity
from collab.activity.models import Verb
from collab.forming import actions as forming
from collab.teams import queries as teams
from collab.workspace import bars, voices
from collab.workspace.voices import Kind, Stay, Writing
from tests.conftest import Browsers
from tests.forming.test_leading import place
from tests.support.cast import Cast
from tests.support.statements import statements_of

APRIL, MAY = date(2017, 4, 1), date(2017, 5, 1)
SECTORS = ["culture", "business", "tourism"]
PAGE = "/teams/sparet/voices"
CREW = [
    Stay(1, {"sector": "culture"}, date(2016, 10, 1)),
    Stay(2, {"sector": "business"}, date(2016, 10, 1), until=date(2017, 5, 3)),
    Stay(3, {"sector": "tourism"}, date(2017, 5, 2)),
]


def wrote(by: int, day: date, kind: Kind = Kind.POST, thing: int = 1) -> Writing:
    return Writing(day, kind, by, ("thing", thing))


def of(*writings: Writing) -> voices.Balance:
    heard = voices.inside(writings, CREW)
    return voices.balance(heard, "sector", SECTORS, [APRIL, MAY], SECTORS)


def test_each_group_is_counted_by_month_and_kind_in_the_order_given() -> None:
    balance = of(
        wrote(3, date(2017, 5, 4)), wrote(3, date(2017, 5, 5), Kind.COMMENT), wrote(1, date(2017, 4, 30))
    )
    assert [(v.name, v.total, v.of(APRIL), v.of(MAY)) for v in balance.voices] == [
        ("culture", 1, 1, 0), ("business", 0, 0, 0), ("tourism", 2, 0, 2),
    ]  # fmt: skip
    assert balance.voices[2].counts == {(MAY, Kind.POST): 1, (MAY, Kind.COMMENT): 1}
    assert (balance.total, balance.tallest) == (3, 2)


def test_who_came_later_or_had_left_writes_from_outside() -> None:
    early, late = wrote(3, date(2017, 5, 1)), wrote(2, date(2017, 5, 4))
    stranger = wrote(9, date(2017, 5, 4))
    assert voices.outside([early, late, stranger, wrote(2, date(2017, 5, 3))], CREW) == [
        early, late, stranger,
    ]  # fmt: skip


def test_the_same_part_saved_often_counts_once_a_day() -> None:
    again = [wrote(1, MAY, Kind.EDIT), wrote(1, MAY, Kind.EDIT), wrote(1, date(2017, 5, 2), Kind.EDIT)]
    assert voices.counted_once(again) == [again[0], again[2]]


def test_a_group_without_a_word_is_unheard_and_one_that_fell_silent_is_quiet() -> None:
    heard = voices.inside([wrote(1, date(2017, 5, 1)), wrote(2, date(2017, 1, 9))], CREW)
    shown = voices.months(date(2017, 1, 1), date(2017, 5, 15))
    balance = voices.balance(heard, "sector", SECTORS, shown, SECTORS)
    assert [v.name for v in balance.unheard] == ["tourism"]
    assert [v.name for v in balance.quiet] == ["business"]
    assert of().unheard == of().quiet == []
    left = voices.balance(heard, "sector", SECTORS, shown, ["culture"])
    assert left.unheard == left.quiet == []


def test_nobody_is_quiet_while_nobody_writes() -> None:
    shown = voices.months(date(2017, 1, 1), date(2017, 5, 15))
    balance = voices.balance(
        voices.inside([wrote(1, date(2017, 1, 9))], CREW), "sector", ["culture"], shown, SECTORS
    )
    assert balance.quiet == []


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2017, 5, 2), date(2017, 5, 15), [MAY, MAY]),
        (date(2016, 12, 31), date(2017, 1, 1), [date(2016, 12, 1), date(2017, 1, 1)]),
        (date(2014, 1, 1), date(2017, 5, 15), [date(2016, 6, 1), MAY]),
    ],
)
def test_the_months_shown_are_the_latest_twelve_at_most(first: date, last: date, shown: list[date]) -> None:
    found = voices.months(first, last)
    assert [found[0], found[-1]] == shown
    assert len(found) <= voices.MOST_MONTHS


def test_bars_share_one_scale_and_their_parts_stand_on_each_other() -> None:
    balance = of(wrote(1, MAY), wrote(1, MAY, Kind.EDIT), wrote(1, APRIL))
    april, may = bars.bars(balance.voices[0], balance.months, balance.tallest)
    assert [(p.kind, p.y, p.height) for p in may.parts] == [
        (Kind.POST, bars.GROUND - bars.HIGH / 2, bars.HIGH / 2),
        (Kind.EDIT, bars.GROUND - bars.HIGH, bars.HIGH / 2),
    ]
    assert (april.total, april.top, may.middle - april.middle) == (1, may.parts[0].y, bars.STEP)
    assert bars.bars(balance.voices[1], balance.months, balance.tallest)[0].parts == ()


def recorded(cast: Cast) -> None:
    for person, verb in [
        (cast.culture, Verb.UPDATE_POSTED), (cast.culture, Verb.PLAN_EDITED),
        (cast.culture, Verb.PLAN_EDITED), (cast.business, Verb.COMMENTED), (cast.facilitator, Verb.COMMENTED),
        (cast.culture, Verb.SHOWCASE_EDITED),
    ]:  # fmt: skip
        activity.record(verb, cast.project, by=person)
    activity.record(Verb.COMMENTED, cast.project, by=cast.second, at=clock.now() + timedelta(days=1))
    db.session.commit()


def test_the_page_says_the_balance_in_sentences_and_a_table(browsers: Browsers, cast: Cast) -> None:
    recorded(cast)
    text = browsers(cast.tourism).text(PAGE)
    assert "the team has written 3 posts" in text
    assert "Culture has written 2 of 3 posts since" in text
    assert "Karlskrona has written 1 of 3 posts since" in text
    assert "Not heard yet: Tourism, Höganäs and Simrishamn." in text
    assert "Comments: 1" in text.split("Outside the team")[1]
    assert text.index("Culture Progress posts") < text.index("Business Progress posts")


def test_the_page_names_nobody(browsers: Browsers, cast: Cast) -> None:
    recorded(cast)
    text = browsers(cast.facilitator).text(PAGE).split("Whose voices are heard", 1)[1]
    people = [cast.culture, cast.business, cast.tourism, cast.second]
    assert not [p.handle for p in people if str(p.name) in text or p.name.said("en") in text]


def test_only_the_team_and_those_who_lead_may_read_it(browsers: Browsers, cast: Cast) -> None:
    people = (cast.culture, cast.facilitator, cast.organiser, cast.other, cast.outsider)
    assert [browsers(p).get(PAGE).status_code for p in people] == [200, 200, 200, 404, 404]
    link = 'href="/teams/sparet/voices"'
    pages = [browsers(p).get("/teams/sparet").get_data(as_text=True) for p in (cast.tourism, cast.other)]
    assert [link in page for page in pages] == [True, False]


def test_before_anybody_wrote_it_says_so(browsers: Browsers, cast: Cast) -> None:
    assert "Nobody has written anything yet" in browsers(cast.culture).text(PAGE)


def test_more_that_was_written_takes_no_more_statements(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.culture)
    recorded(cast)
    browser.get(PAGE)
    few = statements_of(lambda: browser.get(PAGE))
    recorded(cast)
    forming.move(cast.team, place(cast.second), cast.other_team, by=cast.facilitator, reason="Bättre så.")
    db.session.commit()
    assert statements_of(lambda: browser.get(PAGE)) == few


def test_who_was_moved_away_belonged_until_that_day(cast: Cast) -> None:
    forming.move(cast.team, place(cast.second), cast.other_team, by=cast.facilitator, reason="Bättre så.")
    forming.remove(cast.team, place(cast.tourism), by=cast.facilitator, reason="")
    db.session.flush()
    until = {b.member.person_id: b.until for b in teams.belongings(cast.team)}
    today = clock.today()
    assert until == {
        cast.culture.id: None, cast.business.id: None, cast.second.id: today, cast.tourism.id: today,
    }  # fmt: skip
    assert {b.member.person_id for b in teams.belongings(cast.other_team)} == {cast.other.id, cast.second.id}
