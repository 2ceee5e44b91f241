"""Who wishes to be apart from whom, in proposals for teams: read by facilitators, and by no organiser."""

from typing import Any

from collab import db
from collab.divisions import asking, queries
from collab.divisions.explaining import explained
from collab.divisions.models import SearchState
from collab.teams.composition import Rule, RuleKind
from tests.conftest import Browsers
from tests.divisions import drafts, found
from tests.divisions.people import SIZE, asked, newcomers, search
from tests.ideas.wishing import a_companion
from tests.support.browser import words_of
from tests.support.cast import Cast

BETRAYED = "wishes to be apart"
LESS_SECRET = {
    "changes": [{"at": "apart n0 n5", "field": "removed", "value": True}],
    "sentence": {"sv": "Avstå från detta: Chef 0 och Chef 5.", "en": "Give this up: Head 0 and Head 5."},
}
LESS_PINNED = {
    "changes": [{"at": "pins n0 n5", "field": "removed", "value": True}],
    "sentence": {"sv": "Avstå från Chef 6.", "en": "Give up Head 6."},
}
APART = {"rule": "apart", "sentence": {"sv": "Chef 0 och Chef 5.", "en": "Head 0 and Head 5."}}
PIN = {"rule": "pin", "sentence": {"sv": "Chef 6 och Chef 7.", "en": "Head 6 and Head 7."}}
ANSWER: dict[str, Any] = {
    "conflict": [APART, PIN, found.CLASH],
    "relaxations": [LESS_SECRET, LESS_PINNED, found.LESS],
}


def test_a_clash_of_wishes_names_nobody_to_an_organiser() -> None:
    whole, part = (explained(ANSWER, reads_apart=reads) for reads in (True, False))
    assert ([str(s) for s in whole.clashes], [way.at for way in whole.ways], whole.is_withheld) == (
        ["Chef 0 och Chef 5.", "Chef 6 och Chef 7.", "För få."],
        [0, 1, 2],
        False,
    )
    assert (part.clashes, part.ways, part.is_withheld) == ((), (), True)


def test_a_clash_without_such_wishes_is_the_same_to_both() -> None:
    answer = {"conflict": [PIN, found.CLASH], "relaxations": [LESS_PINNED, found.LESS]}
    assert explained(answer, reads_apart=False) == explained(answer, reads_apart=True)
    assert explained(None, reads_apart=False).clashes == ()


def test_what_would_be_enough_is_withheld_where_anybody_wishes_to_be_apart() -> None:
    answer = {
        "conflict": [found.CLASH],
        "further": [[PIN]],
        "relaxations": [found.LESS],
        "is_each_enough": True,
    }
    whole, part = (explained(answer, reads_apart=reads, has_apart=True) for reads in (True, False))
    assert (part.clashes, part.further) == (whole.clashes, whole.further)
    assert (len(whole.ways), whole.is_each_enough, whole.are_ways_withheld) == (1, True, False)
    assert (part.ways, part.is_each_enough, part.are_ways_withheld) == ((), False, True)
    assert explained(answer, reads_apart=False).ways == whole.ways


def test_wishes_among_what_clashes_besides_are_withheld_too() -> None:
    answer = {"conflict": [PIN], "further": [[APART]], "relaxations": []}
    assert explained(answer, reads_apart=False).is_withheld
    assert [[str(one) for one in clash] for clash in explained(answer, reads_apart=True).further] == [
        ["Chef 0 och Chef 5."]
    ]


def test_an_organiser_asks_nothing_anew_that_hangs_on_such_a_wish(browsers: Browsers, cast: Cast) -> None:
    a_companion(cast.other, cast.culture, is_apart=True)
    path = f"/team-proposals/{found.an_impossible_search(cast).key}"
    said = browsers(cast.organiser).text(path)
    assert "it tells them what would be enough, which hangs on wishes that only they read." in said
    assert browsers(cast.organiser).post(f"{path}/less", {"at": "0"}).status_code in (403, 404)
    assert "What would be enough" in browsers(cast.facilitator).text(path)


def test_an_organiser_is_told_that_wishes_clash_and_gives_up_nobodys(browsers: Browsers, cast: Cast) -> None:
    newcomers(cast, 8)
    wanted = found.a_search(cast, SearchState.IMPOSSIBLE, **ANSWER)
    path = f"/team-proposals/{wanted.key}"
    said = browsers(cast.organiser).text(path)
    assert "Wishes that only facilitators read are among what clashes." in said
    assert not [name for name in ("Head 0", "Head 5", "Head 6") if name in said]
    assert browsers(cast.organiser).post(f"{path}/less", {"at": "2"}).status_code == 403
    answer = browsers(cast.facilitator).post(f"{path}/less", {"at": "0"})
    assert answer.status_code == 303
    assert "Give this up: Head 0 and Head 5." in browsers(cast.facilitator).text(answer.location)
    again = browsers(cast.organiser).text(answer.location)
    assert "In this search something gives way A wish that only facilitators read." in again
    assert "Head 0" not in again


def test_what_an_earlier_version_kept_of_a_wish_given_up_is_confided_too() -> None:
    said = {"sv": "Chef 0 och Chef 5.", "en": "Head 0 and Head 5."}
    kept = asked(SIZE, together=(("n0", "n5"),)).as_values() | {"gave_way": [said]}
    del kept["confided"]
    assert [str(one) for one in asking.from_values(kept).confided] == ["Chef 0 och Chef 5."]
    assert asking.from_values(kept).gave_way == ()
    assert asking.from_values(kept | {"together": []}).confided == ()


def test_a_proposal_tells_an_organiser_nothing_of_such_wishes(browsers: Browsers, cast: Cast) -> None:
    a_companion(cast.other, cast.culture, is_apart=True)
    division = found.a_division(cast)
    pages = [f"/divisions/{division.key}", f"/team-proposals/{division.search.key}"]
    a_companion(cast.second, cast.other, is_apart=True)
    db.session.commit()
    changed = "Culture strategist, Simrishamn wishes for something else meanwhile."
    for path in pages:
        assert "apart from" not in browsers(cast.organiser).text(path)
        assert changed not in browsers(cast.organiser).text(path)
        assert changed in browsers(cast.facilitator).text(path)
    assert "Wished to be apart from Head of culture" in browsers(cast.facilitator).text(pages[0])


def test_an_organiser_cannot_find_out_by_trying(browsers: Browsers, cast: Cast) -> None:
    people = newcomers(cast, 8)
    a_companion(people[0].person, people[5].person, is_apart=True)
    wanted = search(cast, asked(Rule(RuleKind.SIZE, True, 3, 6)))
    halves = drafts.codes(people[:4]), drafts.codes(people[4:])
    division = drafts.drafted(wanted, *drafts.kept(cast), (None, halves[0]), (None, halves[1]))
    path, form = f"/divisions/{division.key}/move", {"person": "n0", "team": "3", "version": "0"}
    told = "Head 0 and Head 5 must not be in the same team."
    refused = browsers(cast.facilitator).post(path, form)
    assert refused.status_code == 422
    assert told in words_of(refused.get_data(as_text=True))
    assert told in browsers(cast.facilitator).text(f"{path}?person=n0&team=3")
    organiser = browsers(cast.organiser)
    assert organiser.post(path, form).status_code == 403
    for page in (f"{path}?person=n0&team=3", f"/divisions/{division.key}/apply"):
        assert organiser.get(page).status_code == 403
    shown = organiser.get(f"/divisions/{division.key}").get_data(as_text=True)
    assert "/move" not in shown
    assert "/apply" not in shown


def test_a_proposal_that_breaks_such_a_wish_is_not_applied(browsers: Browsers, cast: Cast) -> None:
    division = drafts.proposal(cast)
    people = {place.code: place.person for place in queries.applying.memberships(cast.programme).values()}
    a_companion(people["n1"], people["n3"], is_apart=True)
    db.session.commit()
    facilitator = browsers(cast.facilitator)
    page = facilitator.text(f"/divisions/{division.key}/apply")
    assert BETRAYED in page
    assert "Ask anew with the same choices" in page
    names = {f"teams-{n}-{key}": value for n, at in enumerate((2, 3)) for key, value in
             {"at": str(at), "name": f"Nytt {at}", "leader": ("n0", "n4")[n]}.items()}  # fmt: skip
    seen = queries.standing_of(cast.programme).ground.fingerprint
    answer = facilitator.post(
        f"/divisions/{division.key}/apply", {"version": "0", "seen": seen, "reason": "Så.", **names}
    )
    assert answer.status_code == 422
    assert BETRAYED in words_of(answer.get_data(as_text=True))
