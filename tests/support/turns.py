"""Several workers who look for work at the same moment."""

from flask import Flask

from collab import db
from collab.work import Turn, Turns
from tests.support.together import together


def taken_together(site: Flask, turns: Turns) -> list[Turn]:
    """The turns that they got, of all work that is committed."""
    db.session.commit()
    db.session.remove()

    def take(_number: int) -> Turn | None:
        with site.app_context():
            try:
                with db.transaction() as session:
                    return turns.take(session)
            finally:
                db.session.remove()

    return [turn for turn in together(take) if turn is not None]
