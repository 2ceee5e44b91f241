"""The rules for teams in files: what organisers chose goes out, and a file's list is the site's list then."""

from pathlib import Path

import pytest
from sqlalchemy import select

from collab import db, versions
from collab.accounts.models import Person
from collab.archive import exporting
from collab.archive.problems import Refused
from collab.files.folder import FolderStore
from collab.programmes import queries
from collab.programmes.models import Membership, Programme
from collab.teams import actions
from collab.teams import queries as teams
from collab.teams.composition import Rule, RuleKind
from collab.teams.models import Team, TeamChange, TeamMember
from tests.archive.conftest import Load
from tests.archive.fingerprint import rows
from tests.archive.test_round_trip import silent

pytestmark = pytest.mark.usefixtures("empty_site", "small")

CHOSEN = [Rule(RuleKind.SIZE, True, 2, 4), Rule(RuleKind.EACH_SECTOR, False, 1, weight=3)]


SECOND = """\
  - id: kastrullen
    name: "Kastrullen"
    formed_on: 2019-09-21
    coordinators: [karlskrona-kitchen]
    presentation: "Ett kök till."
    members:
      - {person: karlskrona-kitchen, joined_on: 2019-09-21, task: "Rör om"}
"""


def programme() -> Programme:
    return queries.get_programme("skolmat-2019")


def kinds() -> list[str]:
    return [rule.kind for rule in teams.rules_of(programme().id)]


def choose(rules: list[Rule]) -> None:
    """Let an organiser save rules in the browser."""
    with db.transaction():
        actions.set_rules(programme(), rules, by=db.session.scalars(select(Person).limit(1)).one())


def replace(old: str, new: str) -> None:
    path = Path("programme.yaml")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def form_a_second_team() -> None:
    """Name somebody of the only team in another one as well."""
    with Path("teams.yaml").open("a", encoding="utf-8") as file:
        file.write(SECOND)


def export(tmp_path: Path, to: str) -> Path:
    """What the site writes, with the programme's file in the current folder."""
    exporting.export_programme(
        programme().slug, tmp_path / to, store=FolderStore(tmp_path / "files"), progress=silent
    )
    written = tmp_path / to / "programme.yaml"
    Path("programme.yaml").write_bytes(written.read_bytes())
    return written


def test_rules_go_out_and_come_in_where_no_day_is_set_by_which_teams_form(load: Load, tmp_path: Path) -> None:
    replace("  forming_ends_on: 2019-10-01\n", "")
    load()
    choose(CHOSEN)
    assert "forming_ends_on" not in export(tmp_path, "out").read_text(encoding="utf-8")
    choose([])
    load("programme")
    assert programme().teams_form_until is None
    assert teams.rules_of(programme().id) == CHOSEN


def test_without_rules_and_a_day_nothing_is_said_of_them(load: Load, tmp_path: Path) -> None:
    replace("  forming_ends_on: 2019-10-01\n", "")
    load()
    choose([])
    assert "team_rules" not in export(tmp_path, "out").read_text(encoding="utf-8")
    load("programme")
    assert kinds() == []


def test_the_list_of_a_file_replaces_the_one_that_organisers_chose(load: Load) -> None:
    load()
    from_file, version = teams.rules_of(programme().id), versions.read(db.engine())
    choose([*from_file, Rule(RuleKind.COUNTIES, True, 1)])
    report = load("programme")
    assert teams.rules_of(programme().id) == from_file
    assert report.changed["team_rule"] >= 1
    assert versions.read(db.engine()) == version + 2
    again = load("programme")
    assert (sum(again.made.values()), sum(again.changed.values())) == (0, 0)


def test_a_rule_that_organisers_have_put_in_between_is_not_left_twice(load: Load) -> None:
    load()
    from_file = teams.rules_of(programme().id)
    choose([from_file[0], Rule(RuleKind.COUNTIES, True, 1), *from_file[1:]])
    load("programme")
    assert teams.rules_of(programme().id) == from_file


def test_a_person_is_in_several_teams_where_the_programme_says_so(load: Load, tmp_path: Path) -> None:
    replace("  forming_ends_on: 2019-10-01\n", "  one_team_each: false\n")
    form_a_second_team()
    load()
    assert not programme().one_team_each
    assert "one_team_each: false" in export(tmp_path, "out").read_text(encoding="utf-8")
    before = rows()
    load("teams")  # on its own: the site knows what the programme says
    load("programme")
    assert rows() == before


def test_a_person_is_in_one_team_where_the_programme_does_not_say_otherwise(
    load: Load, tmp_path: Path
) -> None:
    load()
    assert "one_team_each" not in export(tmp_path, "out").read_text(encoding="utf-8")
    form_a_second_team()
    with pytest.raises(Refused, match='"karlskrona-kitchen" is already in the team'):
        load("teams")


def test_one_who_is_in_several_teams_stands_in_the_way_of_allowing_one_only(load: Load) -> None:
    several = "  forming_ends_on: 2019-10-01\n  one_team_each: false\n"
    replace("  forming_ends_on: 2019-10-01\n", several)
    form_a_second_team()
    load()
    replace("  one_team_each: false\n", "  one_team_each: true\n")
    said = 'programme.yaml:56 team_rules.one_team_each: "karlskrona-kitchen" is in several teams of the site'
    with pytest.raises(Refused, match=f"^{said}: grytan, kastrullen.$"):
        load("programme")
    assert not programme().one_team_each
    seat = db.session.scalars(select(TeamMember).order_by(TeamMember.id.desc())).first()
    with db.transaction():
        db.session.delete(seat)
    load("programme")
    assert programme().one_team_each


def test_whom_a_file_names_in_another_team_has_left_the_one_before(load: Load) -> None:
    load()
    path = Path("teams.yaml")
    text = path.read_text(encoding="utf-8")
    own = '      - {person: ronneby-school, joined_on: 2019-09-20, task: "Smakar av"}\n'
    asked = next(line for line in text.splitlines(keepends=True) if "Får jag?" in line)
    second = SECOND.replace("karlskrona-kitchen", "ronneby-school")
    path.write_text(text.replace(own, "").replace(asked, "") + second, encoding="utf-8")
    load("teams")
    seats = db.session.execute(
        select(Team.slug, Membership.code).join(TeamMember.team).join(TeamMember.membership).order_by(Team.id)
    )
    assert [tuple(seat) for seat in seats] == [
        ("grytan", "karlskrona-kitchen"), ("kastrullen", "ronneby-school"),
    ]  # fmt: skip
    before = rows()
    load("teams")
    assert rows() == before


def test_a_file_that_allows_one_team_only_says_which(load: Load) -> None:
    several = "  forming_ends_on: 2019-10-01\n  one_team_each: false\n"
    replace("  forming_ends_on: 2019-10-01\n", several)
    before = Path("teams.yaml").read_text(encoding="utf-8")
    form_a_second_team()
    load()
    Path("teams.yaml").write_text(before, encoding="utf-8")
    replace("  one_team_each: false\n", "")
    load("programme", "teams")
    taken = select(Team.slug).join(TeamMember, TeamMember.team_id == Team.id)
    assert set(db.session.scalars(taken)) == {"grytan"}


def test_what_an_older_site_holds_of_one_kind_goes_out_and_comes_in(load: Load, tmp_path: Path) -> None:
    load()
    doubled = [
        Rule(RuleKind.EACH_SECTOR, True, 1, sectors=("kitchen",)),
        Rule(RuleKind.EACH_SECTOR, False, 2),
    ]
    choose(doubled)
    export(tmp_path, "out")
    choose([])
    load("programme")
    assert teams.rules_of(programme().id) == doubled


def test_steps_of_one_moment_are_told_apart_by_whom_they_concern(load: Load) -> None:
    steps = "".join(
        f"      - {{change: added, at: 2019-09-20T10:00:00, person: {who}, reason: {who}}}\n"
        for who in ("karlskrona-kitchen", "ronneby-school")
    )
    with Path("teams.yaml").open("a", encoding="utf-8") as file:
        file.write(f"    changes:\n{steps}")
    load()
    assert len(db.session.scalars(select(TeamChange)).all()) == 2


def test_a_weight_that_a_hard_rule_was_once_given_does_not_go_out(load: Load, tmp_path: Path) -> None:
    load()
    choose([Rule(RuleKind.SIZE, True, 2, 4, weight=5)])
    export(tmp_path, "out")
    load("programme")
    assert teams.rules_of(programme().id) == [Rule(RuleKind.SIZE, True, 2, 4)]
