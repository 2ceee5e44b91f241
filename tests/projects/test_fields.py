"""Two people at one form lose nothing: what only one changed is taken, what both changed is shown."""

from collab.projects.fields import merged

BEGAN = {"hours": ("25",), "note": ("One.\nTwo.\nThree.",), "towns": ("1", "2")}


def test_what_only_one_of_two_changed_is_taken_from_each() -> None:
    both = merged(BEGAN, {**BEGAN, "note": ("Mine.",)}, {**BEGAN, "hours": ("40",)})
    assert (both.said, both.clashing) == ({**BEGAN, "note": ("Mine.",), "hours": ("40",)}, ())


def test_what_both_changed_to_something_else_clashes_and_mine_stands() -> None:
    both = merged(BEGAN, {**BEGAN, "hours": ("30",)}, {**BEGAN, "hours": ("40",)})
    assert (both.said, both.clashing) == ({**BEGAN, "hours": ("30",)}, ("hours",))


def test_what_both_changed_alike_is_no_clash() -> None:
    same = {**BEGAN, "hours": ("40",)}
    assert merged(BEGAN, same, same).clashing == ()


def test_two_texts_are_brought_together_by_their_lines() -> None:
    mine = {**BEGAN, "note": ("One, mine.\nTwo.\nThree.",)}
    theirs = {**BEGAN, "note": ("One.\nTwo.\nThree, theirs.",)}
    assert merged(BEGAN, mine, theirs, prose=["note"]).said["note"] == ("One, mine.\nTwo.\nThree, theirs.",)
    assert merged(BEGAN, mine, theirs).clashing == ("note",)


def test_of_things_chosen_what_either_took_away_goes_and_what_either_added_stays() -> None:
    mine, theirs = {**BEGAN, "towns": ("2", "3")}, {**BEGAN, "towns": ("1", "2", "4")}
    assert merged(BEGAN, mine, theirs, many=["towns"]).said["towns"] == ("2", "3", "4")


def test_where_nobody_knows_what_both_began_with_all_that_differs_clashes() -> None:
    assert merged(None, BEGAN, {**BEGAN, "hours": ("40",)}).clashing == ("hours",)
