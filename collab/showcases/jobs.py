"""What the worker draws for public pages: their posters and the QR codes of their addresses, each once."""

from io import BytesIO

import segno
from flask import current_app
from PIL import Image
from sqlalchemy import literal, select

from collab import db, versions
from collab.files import serving
from collab.landscapes.raster import to_png
from collab.programmes import queries as programmes
from collab.showcases import lettering, poster
from collab.showcases.content import Content, spoken
from collab.showcases.models import Code, Edition, Poster, Showcase
from collab.showcases.poster import Subject
from collab.statements import at_most
from collab.text import LANGUAGES, in_language
from collab.web.addresses import site
from collab.web.linked_data import invented
from collab.web.static import StaticFiles

COLOURS = 256
"""A flat drawing needs no more, and weighs a third."""
QUIET = 4
"""Modules of white around a code, as its standard asks (ISO/IEC 18004)."""
DOTS = 24
"""Pixels of one module in print."""
PER_INCH = 600
"""A code of 37 modules and its margin is then 46 mm wide."""


def draw_next_poster() -> bool:
    """A chore: draw the poster that a public page lacks. Answers whether one lacked it."""
    edition = _without_poster()
    if edition is None:
        return False
    number, showcase = edition.id, edition.showcase_id
    subjects = {language: _subject(edition, language) for language in LANGUAGES}
    db.session.rollback()  # drawing takes long: nothing is held meanwhile
    files = {language: serving.store().keep(drawn(subject)) for language, subject in subjects.items()}
    with db.transaction():
        if _is_held(showcase):
            for language, file in files.items():
                db.session.merge(Poster(edition_id=number, language=language, file=file))
            versions.bump()
    return True


def draw_next_code() -> bool:
    """A chore: draw the QR code that a public page lacks, or has for an old address. Says whether one did."""
    edition = _without_code()
    if edition is None:
        return False
    showcase, address = edition.showcase_id, _showcases_at() + edition.slug
    db.session.rollback()
    drawing, picture = (serving.store().keep(data) for data in coded(address))
    with db.transaction():
        if _is_held(showcase):
            db.session.merge(Code(showcase_id=showcase, address=address, drawing=drawing, picture=picture))
            versions.bump()
    return True


def drawn(subject: Subject) -> bytes:
    """The poster as PNG."""
    faces = lettering.fonts(_built().folder)
    svg = poster.draw(subject, lettering.measure_with(faces))
    target = BytesIO()
    with Image.open(BytesIO(to_png(svg, width=poster.WIDTH, fonts=list(faces.values())))) as picture:
        flat = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        flat.save(target, "PNG", optimize=True)
    return target.getvalue()


def coded(address: str) -> tuple[bytes, bytes]:
    """The address as a QR code: SVG without style attributes, and PNG for print."""
    code = segno.make_qr(address, error="m")
    drawing, picture = BytesIO(), BytesIO()
    code.save(
        drawing,
        kind="svg",
        border=QUIET,
        light="#fff",
        svgclass=None,
        lineclass=None,
        xmldecl=False,
        omitsize=True,
    )
    code.save(picture, kind="png", border=QUIET, scale=DOTS, dpi=PER_INCH)
    return drawing.getvalue(), picture.getvalue()


def _built() -> StaticFiles:
    found: StaticFiles = current_app.extensions["collab-static"]
    return found


def _subject(edition: Edition, language: str) -> Subject:
    content = Content.thawed(edition.content)
    with in_language(language):
        note = invented() if content.is_demonstration else ""
    return Subject(
        title=spoken(content.title).said(language),
        promise=spoken(content.promise).said(language),
        places=content.places,
        boundaries=programmes.boundaries(edition.programme_id),
        note=note,
    )


def _without_poster() -> Edition | None:
    theirs = select(Poster.edition_id).where(Poster.edition_id == Edition.id)
    return db.session.scalars(
        select(Edition).where(Edition.is_current, ~theirs.exists()).order_by(Edition.id).limit(at_most(1))
    ).first()


def _without_code() -> Edition | None:
    theirs = select(Code.showcase_id).where(
        Code.showcase_id == Edition.showcase_id, Code.address == literal(_showcases_at()) + Edition.slug
    )
    return db.session.scalars(
        select(Edition).where(Edition.is_current, ~theirs.exists()).order_by(Edition.id).limit(at_most(1))
    ).first()


def _showcases_at() -> str:
    """What every showcase's address begins with; a worker has no request to ask for it."""
    return f"{site()}/showcases/"


def _is_held(showcase_id: int) -> bool:
    """Let workers that drew the same write one after the other. False when the showcase is gone."""
    row = select(Showcase.id).where(Showcase.id == showcase_id).with_for_update()
    return db.session.scalar(row) is not None
