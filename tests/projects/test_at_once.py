"""Several of a team at the same strand or milestone at the same moment: one of them is first."""

from datetime import date

from sqlalchemy import select

from collab import db
from collab.projects import actions
from collab.projects.models import HillMove, Milestone, Slip, WorkStrand
from tests.conftest import Browsers
from tests.support.cast import Cast
from tests.support.together import AT_ONCE, together

PROJECT = "/projects/oppna-dorrar"


def test_of_several_moves_from_the_same_place_one_counts(browsers: Browsers, cast: Cast) -> None:
    strand = actions.open_strand(cast.project, "Doors", by=cast.culture)
    db.session.commit()
    path, team = f"{PROJECT}/strands/{strand.key}/moves", [browsers(cast.culture) for _ in range(AT_ONCE)]
    fields = [{"reached": 10 * n + 10, "version": 1} for n in range(AT_ONCE)]
    answers = together(lambda n: team[n].post(path, fields[n]).status_code)
    assert sorted(answers) == [303] + [409] * 5
    move = db.session.scalars(select(HillMove)).one()
    assert move.reached == fields[answers.index(303)]["reached"]


def test_of_several_new_days_one_counts(browsers: Browsers, cast: Cast) -> None:
    made = Milestone(project=cast.project, title="Doors", due_on=date(2017, 5, 8))
    db.session.add(made)
    db.session.commit()
    path, team = f"{PROJECT}/milestones/{made.key}/later", [browsers(cast.culture) for _ in range(AT_ONCE)]
    fields = [{"due_on": f"2017-06-0{n + 1}", "why": "Late.", "version": 1} for n in range(AT_ONCE)]
    answers = together(lambda n: team[n].post(path, fields[n]).status_code)
    assert sorted(answers) == [303] + [409] * 5
    kept = db.session.scalars(select(Slip)).one()
    assert kept.moved_to.isoformat() == fields[answers.index(303)]["due_on"]


def test_suggestions_that_several_take_stand_there_once(browsers: Browsers, cast: Cast) -> None:
    team = [browsers(cast.culture) for _ in range(AT_ONCE)]
    together(lambda n: team[n].post(f"{PROJECT}/strands").status_code)
    assert len(db.session.scalars(select(WorkStrand.name)).all()) == 5
