"""The pages that only a demonstration has."""

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from collab import clock
from collab.accounts import attempts, sessions
from collab.accounts.models import SecurityKind
from collab.accounts.visitor import visitor
from collab.demonstration import actions, queries, surroundings
from collab.demonstration.days import NAMED
from collab.demonstration.forms import DayForm, PlayerForm, blank, specimen
from collab.errors import NotFound
from collab.programmes.queries import current_programme
from collab.programmes.surroundings import map_of
from collab.text import _, full_day
from collab.web.addresses import local_path

bp = Blueprint("demonstration", __name__, url_prefix="/demo")
guide = Blueprint("styleguide", __name__, url_prefix="/styleguide")

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


def install(app: Flask) -> None:
    """Add what only a demonstration has."""
    surroundings.install(app)
    app.register_blueprint(bp)
    app.register_blueprint(guide)


@bp.get("")
def index() -> str:
    """The road, the cast and the day."""
    return _stage(DayForm(formdata=None, moment=clock.local(clock.now()), back=request.args.get("back", "")))


@bp.post("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Be somebody."""
    form = PlayerForm()
    if not form.validate_on_submit():
        raise NotFound("nobody was chosen")
    person = queries.get_player(form.handle.data or "")
    sessions.begin(person)
    attempts.logged(SecurityKind.SIGNED_IN, person.id)
    return redirect(local_path(form.next.data or "", url_for("workspace.home")), code=303)


@bp.post("/day")
def choose_day() -> ResponseReturnValue:
    """Live on another day, everybody at once."""
    form = DayForm()
    if not form.validate_on_submit() or form.moment.data is None:
        return _stage(form), 422
    moment = clock.in_stockholm(form.moment.data)
    actions.choose_day(moment, by=visitor())
    flash(_("Here it is now %(day)s.", day=full_day(moment)), "success")
    return redirect(local_path(form.back.data or "", url_for(".index")), code=303)


@bp.get("/outbox")
def outbox() -> str:
    """The mail of the site, which a demonstration keeps instead of sending."""
    return render_template("demonstration/outbox.html", mails=queries.list_mails())


@bp.get("/outbox/<key>")
def letter(key: str) -> str:
    """One mail as text."""
    return render_template("demonstration/letter.html", mail=queries.get_mail(key))


@bp.get("/outbox/<key>/html")
def letter_html(key: str) -> Response:
    """One mail as its reader's program shows it, shut in: no scripts, no forms, nothing fetched."""
    mail = queries.get_mail(key)
    if not mail.html:
        raise NotFound("the mail has no such form yet")
    return Response(
        mail.html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": SANDBOX}
    )


@guide.get("")
def show() -> str:
    """The living style guide: every component in every state."""
    programme = current_programme()
    drawing = map_of(programme) if programme else None
    forms = {"specimen": specimen(clock.today()), "blank": blank()}
    return render_template("styleguide/show.html", **forms, map=drawing)


def _stage(form: DayForm) -> str:
    cast = queries.list_cast(current_programme())
    return render_template(
        "demonstration/index.html", cast=cast, road=queries.road(cast), days=NAMED, form=form
    )
