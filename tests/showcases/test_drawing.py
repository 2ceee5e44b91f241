"""What is drawn for a public page, once: the picture by which it is shared, and its address as a QR code."""

import re
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from lxml import etree
from msgspec.structs import replace
from PIL import Image
from sqlalchemy import func, select

from collab import db, versions
from collab.files import jobs as files
from collab.files import queries as kept
from collab.landscapes.raster import to_png
from collab.showcases import actions, jobs, lettering, poster, queries
from collab.showcases.content import Place
from collab.showcases.models import Code, Edition, Poster
from collab.showcases.poster import Subject
from tests.conftest import Browsers
from tests.showcases import stage
from tests.support.cast import Cast

BUILT = Path(__file__).resolve().parents[2] / "static" / "build"
PAGE = "http://localhost/showcases/oppna-dorrar"
SQUARE = "M100 100h200v200h-200Z"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def public(cast: Cast) -> Edition:
    """A public page for which everything is drawn."""
    edition = stage.published(cast)
    while jobs.draw_next_poster() or jobs.draw_next_code():
        pass
    return edition


def _read(picture: bytes) -> list[str]:
    """What a camera reads in a picture."""
    with Image.open(BytesIO(picture)) as image:
        return [found.text for found in zxingcpp.read_barcodes(image.convert("L"))]


def _subject(title: str = "Open doors", promise: str = "A promise.", note: str = "") -> Subject:
    places = [Place("1", "one", "One", 150, 150), Place("2", "two", "Two", 250, 250)]
    return Subject(title, promise, places, [("1", SQUARE), ("2", "M300 100h50v50h-50Z")], note)


def _texts(subject: Subject) -> list[etree._Element]:
    measure = lettering.measure_with(lettering.fonts(BUILT))
    return list(etree.fromstring(poster.draw(subject, measure)).iter(f"{SVG}text"))


def test_a_public_page_gets_a_poster_in_both_languages_of_the_size_that_is_promised(public: Edition) -> None:
    names = [queries.poster_of(public, language) for language in ("sv", "en")]
    assert len(set(names)) == 2
    for name in names:
        with Image.open(BytesIO(jobs.serving.store().read(name))) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))


def test_what_is_drawn_is_drawn_once_and_anew_for_a_new_edition(public: Edition, cast: Cast) -> None:
    assert not jobs.draw_next_poster()
    assert not jobs.draw_next_code()
    edition = actions.publish(public.showcase, by=cast.culture)
    db.session.commit()
    assert jobs.draw_next_poster()
    assert not jobs.draw_next_code()
    assert queries.poster_of(edition, "sv") == queries.poster_of(public, "sv")
    assert db.session.scalar(select(func.count()).select_from(Poster)) == 4


def test_a_page_that_is_not_public_gets_nothing(cast: Cast) -> None:
    edition = stage.published(cast)
    actions.unpublish(edition.showcase, by=cast.culture, reason="A mistake")
    db.session.commit()
    assert not jobs.draw_next_poster()
    assert not jobs.draw_next_code()


def test_pages_are_made_anew_when_something_is_drawn(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast)
    assert "img/share.png" in browsers().get("/showcases/oppna-dorrar").get_data(as_text=True)
    before = versions.read(db.engine())
    jobs.draw_next_poster()
    assert versions.read(db.engine()) == before + 1
    assert "img/share.png" not in browsers().get("/showcases/oppna-dorrar").get_data(as_text=True)


def test_sweeping_leaves_what_was_drawn(public: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "UNNAMED_FOR", -files.UNNAMED_FOR)
    drawn = {queries.poster_of(public, "sv"), *queries.code_of(public, PAGE).files.values()}  # type: ignore[union-attr]
    assert drawn <= kept.names_of_files()
    files.sweep_unnamed_files()
    assert all(jobs.serving.store().read(name) for name in drawn)


def test_the_poster_is_kept_for_a_year_by_anybody_and_only_under_its_own_page(
    public: Edition, browsers: Browsers
) -> None:
    name = queries.poster_of(public, "en")
    answer = browsers().get(f"/showcases/oppna-dorrar/posters/{name}.png")
    assert (answer.status_code, answer.content_type) == (200, "image/png")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert browsers().get(f"/showcases/oppna-dorrar/posters/{'0' * 64}.png").status_code == 404
    actions.unpublish(public.showcase, by=public.published_by, reason="A mistake")  # type: ignore[arg-type]
    db.session.commit()
    assert browsers().get(f"/showcases/oppna-dorrar/posters/{name}.png").status_code == 404


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Lånescenen", 1),
        ("Öppet när tåget kommer", 2),
        ("Ett mycket långt namn på ett utvecklingsprojekt som flera kommuner gör tillsammans hela året", 3),
        ("Kulturarvsupplevelseentreprenörskapsutveckling", 1),
    ],
)
def test_a_title_stays_in_its_column_whatever_its_length(title: str, lines: int) -> None:
    measure = lettering.measure_with(lettering.fonts(BUILT))
    block = poster.fitted(title, "display", (84, 76, 68, 60, 52, 44, 36, 28, 22), 3, measure)
    assert " ".join(block.lines) == title
    assert len(block.lines) == lines
    assert max(measure(line, "display", block.size) for line in block.lines) <= poster.COLUMN
    assert block.height(1.0) <= poster.TALLEST


def test_a_promise_without_end_is_cut_short() -> None:
    texts = [str(text.text) for text in _texts(_subject(promise="a promise " * 100))]
    assert texts[3].endswith(" …")
    assert texts[4:] == ["One – Two", "Collab"]


def test_a_note_stands_in_the_band_beneath_the_municipalities() -> None:
    names, note, brand = _texts(_subject(note="Demonstration: the content is invented."))[-3:]
    assert [text.text for text in (names, note, brand)] == [
        "One – Two",
        "Demonstration: the content is invented.",
        "Collab",
    ]
    feet = [float(str(text.get("y"))) for text in (names, note)]
    assert poster.HEIGHT - poster.BAND < feet[0] < feet[1] - 25 < poster.HEIGHT - 25


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("sv", "Demonstration: innehållet är påhittat."),
        ("en", "Demonstration: the content is invented."),
    ],
)
def test_a_poster_says_in_its_language_that_its_content_is_invented(
    cast: Cast, browsers: Browsers, language: str, note: str
) -> None:
    cast.project.is_demonstration = True
    edition = stage.published(cast)
    jobs.draw_next_poster()
    kept_as = queries.poster_of(edition, language)
    told, silent = (replace(jobs._subject(edition, language), note=said) for said in (note, ""))
    assert jobs.serving.store().read(kept_as) == jobs.drawn(told) != jobs.drawn(silent)
    html = browsers(language=language).get("/showcases/oppna-dorrar").get_data(as_text=True)
    assert re.search(rf'<meta property="og:image:alt" content="[^"]+\. {note}">', html)


def test_a_poster_of_what_is_so_says_nothing_of_the_kind(public: Edition, browsers: Browsers) -> None:
    for language in ("sv", "en"):
        assert jobs._subject(public, language).note == ""
    assert "invented" not in browsers().get("/showcases/oppna-dorrar").get_data(as_text=True)


def test_what_people_write_stays_words_in_the_drawing() -> None:
    texts = [str(text.text) for text in _texts(_subject(title="<b>&\x0b ]]>", promise="'\""))]
    assert texts[:2] == ["<b>& ]]>", "'\""]


def test_letters_are_drawn_with_our_own_fonts() -> None:
    files = list(lettering.fonts(BUILT).values())
    measure = lettering.measure_with(lettering.fonts(BUILT))
    svg = poster.draw(_subject(), measure)
    with_letters, without = to_png(svg, width=1200, fonts=files), to_png(svg, width=1200)
    assert with_letters != without
    for missing in files:
        assert to_png(svg, width=1200, fonts=[f for f in files if f != missing]) != with_letters


def test_a_camera_reads_the_pages_address_in_both_files_of_the_code(
    public: Edition, browsers: Browsers
) -> None:
    code = queries.code_of(public, PAGE)
    assert code is not None
    drawing = browsers().get(f"/showcases/oppna-dorrar/code/{code.drawing}.svg")
    picture = browsers().get(f"/showcases/oppna-dorrar/code/{code.picture}.png")
    assert _read(to_png(drawing.get_data(as_text=True), width=112)) == [PAGE]
    assert _read(picture.data) == [PAGE]
    with Image.open(BytesIO(picture.data)) as image:
        assert image.width == (29 + 2 * jobs.QUIET) * jobs.DOTS
    assert browsers().get(f"/showcases/oppna-dorrar/code/{code.drawing}.png").status_code == 404


def test_the_drawing_of_a_code_has_no_style_of_its_own(public: Edition, browsers: Browsers) -> None:
    code = queries.code_of(public, PAGE)
    assert code is not None
    root = etree.fromstring(browsers().get(f"/showcases/oppna-dorrar/code/{code.drawing}.svg").data)
    assert [e for e in root.iter() if e.get("style") or e.get("class")] == []
    assert root.get("viewBox") == f"0 0 {_modules(root)} {_modules(root)}"


def _modules(root: etree._Element) -> int:
    return int(str(root.get("viewBox")).split()[2])


def test_a_code_is_drawn_anew_when_the_site_has_another_address(public: Edition, cast: Cast) -> None:
    db.session.execute(
        Code.__table__.update().values(address="http://before.example.org/showcases/oppna-dorrar")
    )
    db.session.commit()
    assert queries.code_of(public, PAGE) is None
    assert jobs.draw_next_code()
    assert queries.code_of(public, PAGE) is not None


def test_the_page_shows_the_code_and_offers_it_for_print(public: Edition, browsers: Browsers) -> None:
    code = queries.code_of(public, PAGE)
    assert code is not None
    html = browsers(language="sv").get("/showcases/oppna-dorrar").get_data(as_text=True)
    assert "Öppna sidan på telefonen" in html
    assert f'src="/showcases/oppna-dorrar/code/{code.drawing}.svg"' in html
    assert f'href="/showcases/oppna-dorrar/code/{code.picture}.png" download="oppna-dorrar-qr.png"' in html
