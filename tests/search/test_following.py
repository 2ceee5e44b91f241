"""What is written is found, whatever writes it: no statement passes the index by."""

import ast
from pathlib import Path

from flask import Flask

from collab import db, subjects
from collab.forming.actions import placing
from collab.search import findable, queries
from collab.search.missing import missing
from tests.support.cast import Cast

CODE = Path(findable.__file__).parents[1]


def test_teams_that_a_proposal_forms_are_found(cast: Cast) -> None:
    formed = placing.form(cast.programme, [("Fyrtornet vid havet", None), ("Kvarnen", None)])
    assert [team.slug for team in formed] == ["fyrtornet-vid-havet", "kvarnen"]
    assert queries.found("team", "fyrtorn") == [formed[0].id]
    assert not missing(db.session())


def _written_past_objects(path: Path) -> set[str]:
    """The models of which a module inserts or changes rows without loading them, and without saying so."""
    code = path.read_text("utf-8")
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    if any(ast.unparse(call.func) == "search.follow" for call in calls):
        return set()
    written = (call.args[0] for call in calls if ast.unparse(call.func) in ("insert", "update") and call.args)
    return {model.id for model in written if isinstance(model, ast.Name)}


def test_nothing_that_can_be_found_is_written_past_the_index(app: Flask) -> None:
    found = {subjects.of_kind(kind.kind).model.__name__ for kind in findable.all_kinds()}
    assert {"Team", "Update", "Membership"} <= found
    written = {str(path.relative_to(CODE)): _written_past_objects(path) for path in CODE.rglob("*.py")}
    assert "Mail" in written["mail/delivery.py"]
    assert {name: models & found for name, models in written.items() if models & found} == {}
