"""Organisers edit the rules for teams, and see beforehand which teams would break them."""

import re

import pytest
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from collab import db, versions
from collab.activity.models import Activity, Verb
from collab.programmes.models import TeamRule
from collab.teams import actions, queries, sentences
from collab.teams.composition import Rule, RuleKind
from collab.text import in_language
from tests.conftest import Browsers
from tests.support.browser import words_of
from tests.support.cast import Cast

PAGE = "/programmes/kultur-pa-resande-fot/team-rules"
AS_NOW = {
    "size-strength": "hard", "size-least": "4", "size-most": "6", "size-weight": "1",
    "sectors-strength": "hard", "sectors-least": "2",
    "each-sector-strength": "none",
    "municipalities-strength": "hard", "municipalities-least": "3",
    "same-municipality-strength": "hard", "same-municipality-most": "2",
    "counties-strength": "none",
    "travel-strength": "none",
}  # fmt: skip


def kept() -> list[tuple[str, dict[str, object], bool, int]]:
    rules = db.session.scalars(select(TeamRule).order_by(TeamRule.position))
    return [(rule.kind, rule.settings, rule.is_hard, rule.weight) for rule in rules]


def marks(page: TestResponse) -> dict[str, str]:
    """What the page tells the next one of what was seen."""
    return dict(re.findall(r'name="(before|seen)" value="(\w*)"', page.get_data(as_text=True)))


def test_the_page_shows_the_rules_as_they_are(browsers: Browsers, cast: Cast) -> None:
    page = browsers(cast.organiser).get(PAGE).get_data(as_text=True)
    assert 'name="size-least" type="number" value="4"' in page.replace('" value', '" value')
    assert page.count('<option selected value="hard">') == 4
    assert page.count('<option selected value="none">') == 3


def test_what_a_change_means_is_seen_before_it_is_saved(browsers: Browsers, cast: Cast) -> None:
    before = kept()
    sent = AS_NOW | {"size-least": "5", "travel-strength": "advisory", "travel-most": "80"}
    page = browsers(cast.organiser).post(PAGE, sent)
    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "Two teams would not be complete" in text
    assert "Nothing is saved yet." in text
    assert 'value="80"' in text
    assert kept() == before


def test_a_wish_that_teams_would_miss_is_said_apart_from_what_they_would_break(
    browsers: Browsers, cast: Cast
) -> None:
    soft = AS_NOW | {"size-strength": "none", "municipalities-strength": "none", "sectors-strength": "none"}
    organiser = browsers(cast.organiser)
    calm = organiser.post(PAGE, soft).get_data(as_text=True)
    assert "would miss a wish" not in calm
    wished = soft | {"each-sector-strength": "advisory", "each-sector-least": "1", "each-sector-weight": "1"}
    text = words_of(organiser.post(PAGE, wished).get_data(as_text=True))
    assert (
        "Every team would be complete One team would miss a wish Ensam : Lacks culture and tourism. " in text
    )
    assert "Nothing is saved yet." in text
    sent = wished | {"municipalities-strength": "hard", "municipalities-least": "3"}
    text = words_of(organiser.post(PAGE, sent).get_data(as_text=True))
    broken, missed = text.index("One team would not be complete"), text.index("One team would miss a wish")
    assert broken < text.index("One municipality of at least three.") < missed < text.index("Lacks ")


def test_saved_rules_judge_from_then_on(browsers: Browsers, cast: Cast) -> None:
    version = versions.read(db.engine())
    sent = AS_NOW | {
        "each-sector-strength": "advisory", "each-sector-least": "1", "each-sector-weight": "3",
        "each-sector-sectors": ["culture", "tourism"],
        "travel-strength": "hard", "travel-most": "40",
        "save": "1",
    }  # fmt: skip
    organiser = browsers(cast.organiser)
    foreseen = organiser.post(PAGE, sent | marks(organiser.get(PAGE)))
    assert foreseen.status_code == 422
    assert "Nothing is saved yet. Save the rules if that is what you want." in foreseen.get_data(as_text=True)
    assert organiser.post(PAGE, sent | marks(foreseen)).status_code == 303
    assert kept() == [
        ("size", {"min": 4, "max": 6}, True, 1),
        ("sectors", {"min": 2}, True, 1),
        ("each-sector", {"min": 1, "sectors": ["culture", "tourism"]}, False, 3),
        ("municipalities", {"min": 3}, True, 1),
        ("same-municipality", {"max": 2}, True, 1),
        ("travel", {"max_km": 40}, True, 1),
    ]
    db.session.expire_all()
    assert [j.rule.kind for j in queries.composition_of(cast.team).exceeded] == [RuleKind.TRAVEL]
    assert versions.read(db.engine()) > version
    recorded = db.session.scalars(select(Activity).where(Activity.verb == Verb.RULES_CHANGED)).one()
    assert recorded.by_id == cast.organiser.id


def test_rules_that_somebody_else_has_changed_meanwhile_are_not_overwritten_unseen(
    browsers: Browsers, cast: Cast
) -> None:
    organiser = browsers(cast.organiser)
    opened = marks(organiser.get(PAGE))
    actions.set_rules(cast.programme, [Rule(RuleKind.SIZE, True, 1, 9)], by=cast.organiser)
    db.session.commit()
    late = organiser.post(
        PAGE, {"size-strength": "hard", "size-least": "1", "size-most": "8", "save": "1"} | opened
    )
    assert "Somebody has changed the rules since you opened this page" in late.get_data(as_text=True)
    assert kept() == [("size", {"min": 1, "max": 9}, True, 1)]
    again = {"size-strength": "hard", "size-least": "1", "size-most": "8", "save": "1"} | marks(late)
    assert organiser.post(PAGE, again).status_code == 303
    assert kept() == [("size", {"min": 1, "max": 8}, True, 1)]


def test_whoever_saves_at_the_same_moment_waits_and_then_sees_what_was_saved(
    browsers: Browsers, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    organiser, hold = browsers(cast.organiser), db.hold
    waited: list[object] = []

    def wait(row: object) -> None:
        hold(row)
        if not waited:  # somebody else's save, for which this one waits on PostgreSQL
            waited.append(row)
            db.session.execute(delete(TeamRule).where(TeamRule.kind == "size"))

    changed = AS_NOW | {"size-most": "8"}
    sent = changed | marks(organiser.post(PAGE, changed)) | {"save": "1"}
    monkeypatch.setattr(db, "hold", wait)
    late = organiser.post(PAGE, sent)
    assert waited
    assert "Somebody has changed the rules since you opened this page" in late.get_data(as_text=True)
    assert late.status_code == 422


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"size-most": "3"}, "At most cannot be below at least."),
        ({"size-least": "", "size-most": ""}, "Write a number, or choose that the rule is not in use."),
        ({"size-least": "-1"}, "Write a whole number from 0 to 1000000000."),
        (
            {"travel-strength": "advisory", "travel-most": "5", "travel-weight": "0"},
            "Write a whole number from 1 to 1000000.",
        ),
        ({"size-least": "four"}, "Not a valid integer value"),
        ({"travel-strength": "hard"}, "Write a number, or choose that the rule is not in use."),
        ({"counties-strength": "stone"}, "Not a valid choice"),
        ({"sectors-least": "99"}, "The programme does not have so many sectors."),
    ],
)
def test_what_cannot_be_a_rule_is_said_at_its_place_and_nothing_is_saved(
    browsers: Browsers, cast: Cast, change: dict[str, str], said: str
) -> None:
    before = kept()
    page = browsers(cast.organiser).post(PAGE, AS_NOW | change | {"save": "1"})
    assert page.status_code == 422
    text = page.get_data(as_text=True)
    assert said in text
    assert "One rule must be mended" in text
    assert kept() == before


@pytest.mark.parametrize(
    "rule",
    [
        Rule(RuleKind.SIZE, True, None, 6),
        Rule(RuleKind.SIZE, False, 2, None, weight=1_000_000),
        Rule(RuleKind.TRAVEL, False, None, 1_000_000_000, weight=2000),
    ],
)
def test_the_form_keeps_what_a_file_may_say(browsers: Browsers, cast: Cast, rule: Rule) -> None:
    actions.set_rules(cast.programme, [rule], by=cast.organiser)
    db.session.commit()
    organiser = browsers(cast.organiser)
    form = organiser.get(PAGE)
    text = form.get_data(as_text=True)
    numbers = {"least": rule.least, "most": rule.most, "weight": rule.weight}
    sent = {f"{rule.kind}-{name}": str(value) for name, value in numbers.items() if value is not None}
    for name, value in sent.items():
        assert re.search(rf'<input[^>]* name="{name}"[^>]* value="{value}"', text)
    sent |= {f"{rule.kind}-strength": "hard" if rule.is_hard else "advisory", "counties-strength": "none"}
    seen = marks(organiser.post(PAGE, sent))
    assert organiser.post(PAGE, sent | seen | {"save": "1"}).status_code == 303
    db.session.expire_all()
    assert queries.rules_of(cast.programme.id) == [rule]


def test_a_rule_that_must_be_kept_has_no_weight(browsers: Browsers, cast: Cast) -> None:
    sent = AS_NOW | {"size-weight": "7", "sectors-weight": "7"}
    organiser = browsers(cast.organiser)
    organiser.post(PAGE, sent | marks(organiser.post(PAGE, sent)) | {"save": "1"})
    assert {weight for *_, weight in kept()} == {1}


def test_rules_that_are_saved_as_they_were_are_no_change(browsers: Browsers, cast: Cast) -> None:
    organiser = browsers(cast.organiser)
    foreseen = marks(organiser.post(PAGE, AS_NOW))
    assert organiser.post(PAGE, AS_NOW | foreseen | {"save": "1"}).status_code == 303
    verbs = list(db.session.scalars(select(Activity.verb)))
    assert Verb.RULES_CHANGED not in verbs


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(RuleKind.SIZE, True, 4, 6), "Fyra till sex personer"),
        (Rule(RuleKind.SIZE, True, None, 6), "Högst sex personer"),
        (Rule(RuleKind.SIZE, True, 0, 1), "Högst en person"),
        (Rule(RuleKind.SIZE, True, 2), "Minst två personer"),
        (Rule(RuleKind.SECTORS, True, 2), "Minst två verksamhetsområden"),
        (Rule(RuleKind.EACH_SECTOR, True, 1), "Alla verksamhetsområden"),
        (Rule(RuleKind.EACH_SECTOR, True, 1, None, ("tourism",)), "Minst en från turism"),
        (Rule(RuleKind.MUNICIPALITIES, True, 1), "Minst en kommun"),
        (Rule(RuleKind.SAME_MUNICIPALITY, True, None, 1), "Högst en person från samma kommun"),
        (Rule(RuleKind.COUNTIES, False, 2), "Minst två län"),
        (Rule(RuleKind.TRAVEL, False, None, 80), "Högst 80 km mellan två i teamet"),
    ],
)
def test_a_rule_says_what_it_asks_for(cast: Cast, rule: Rule, said: str) -> None:
    assert sentences.demand(rule, {"tourism": "Turism"}) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(RuleKind.SIZE, True, None, 6), "At most six people"),
        (Rule(RuleKind.SIZE, True, 2), "At least two people"),
    ],
)
def test_a_size_without_a_least_or_a_most_says_so_in_english(rule: Rule, said: str) -> None:
    with in_language("en"):
        assert sentences.demand(rule, {}) == said


def test_a_rule_keeps_its_sentence_in_both_languages(cast: Cast) -> None:
    actions.set_rules(cast.programme, [Rule(RuleKind.SIZE, True, 3, 5)], by=cast.organiser)
    (rule,) = db.session.scalars(select(TeamRule))
    assert (rule.label.sv, rule.label.en) == ("Tre till fem personer", "Three to five people")


def test_each_of_several_rules_of_one_kind_has_its_row(browsers: Browsers, cast: Cast) -> None:
    first = Rule(RuleKind.EACH_SECTOR, True, 1, sectors=("culture",))
    second = Rule(RuleKind.EACH_SECTOR, False, 2, sectors=("tourism",), weight=3)
    with db.transaction():
        actions.set_rules(cast.programme, [first, second], by=cast.organiser)
    organiser = browsers(cast.organiser)
    page = organiser.get(PAGE)
    assert 'name="each-sector-1-least" type="number" value="2"' in page.get_data(as_text=True)
    rows = {"each-sector": first, "each-sector-1": second}
    sent = {"size-strength": "none", "save": "1", **marks(page)}
    for name, rule in rows.items():
        sent |= {
            f"{name}-strength": "hard" if rule.is_hard else "advisory", f"{name}-least": str(rule.least),
            f"{name}-weight": str(rule.weight), f"{name}-sectors": rule.sectors[0],
        }  # fmt: skip
    kinds = ("sectors", "municipalities", "same-municipality", "counties", "travel")
    sent |= {f"{kind}-strength": "none" for kind in kinds}
    assert organiser.post(PAGE, sent | marks(organiser.post(PAGE, sent))).status_code == 303
    assert queries.rules_of(cast.programme.id) == [first, second]


def test_a_sector_that_is_sent_twice_is_asked_for_once(browsers: Browsers, cast: Cast) -> None:
    organiser = browsers(cast.organiser)
    twice = {
        "each-sector-strength": "advisory", "each-sector-least": "1", "each-sector-weight": "1",
        "each-sector-sectors": ["culture", "culture"],
    }  # fmt: skip
    sent = AS_NOW | twice | {"save": "1"} | marks(organiser.get(PAGE))
    assert organiser.post(PAGE, sent | marks(organiser.post(PAGE, sent))).status_code == 303
    assert kept()[2][1] == {"min": 1, "sectors": ["culture"]}
