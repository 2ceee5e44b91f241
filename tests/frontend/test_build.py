"""The stylesheet that the build makes, and what it is made of."""

import gzip
import re
from pathlib import Path

import brotli
import pytest

from tools import frontend

TEMPLATES = frontend.ROOT / "templates"
STATIC = frontend.ROOT / "static"
CSS = sorted(frontend.CSS.rglob("*.css"))
JS = sorted((STATIC / "js").rglob("*.js"))


def test_squeezing_keeps_strings_and_what_the_rules_say() -> None:
    css = '/* why */ .a  >  .b ,\n.c { color : red; content: " { /* ; " }\n'

    assert frontend.squeeze(css) == '.a > .b,.c{color :red;content:" { /* ; "}'


def test_an_import_becomes_its_layer_with_the_addresses_under_which_files_are_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontend, "STATIC", tmp_path)
    (tmp_path / "css").mkdir()
    (tmp_path / "font.woff2").write_bytes(b"a font")
    (tmp_path / "css" / "part.css").write_text('@font-face { src: url("../font.woff2"); }')
    (tmp_path / "css" / "app.css").write_text('@layer base;\n@import url("part.css") layer(base);')

    bundled = frontend.bundle(tmp_path / "css" / "app.css")

    assert bundled == '@layer base;@layer base{@font-face{src:url("/static/cd8c399890/font.woff2")}}'


def test_each_file_has_a_mark_of_its_content_and_scripts_have_one_together(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    for name, content in {"a.css": "a", "same.css": "a", "js/a.js": "a", "js/b.js": "b"}.items():
        (tmp_path / name).write_text(content)
    before = frontend.marks(tmp_path)
    (tmp_path / "js" / "b.js").write_text("changed")
    after = frontend.marks(tmp_path)

    assert before["a.css"] == before["same.css"] == after["a.css"]
    assert before["js/a.js"] == before["js/b.js"] != after["js/a.js"] == after["js/b.js"]


def test_a_text_lies_there_in_both_encodings(tmp_path: Path) -> None:
    (tmp_path / "long.css").write_text("a{b:c}" * 500)
    (tmp_path / "short.css").write_text("a{b:c}")
    for name in ("long.css", "short.css"):
        frontend.encode(tmp_path / name)

    assert brotli.decompress((tmp_path / "long.css.br").read_bytes()) == b"a{b:c}" * 500
    assert gzip.decompress((tmp_path / "long.css.gz").read_bytes()) == b"a{b:c}" * 500
    assert not (tmp_path / "short.css.br").exists()


def test_a_part_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "app.css").write_text('@import url("gone.css") layer(base);')

    with pytest.raises(frontend.BuildFailedError, match=r"app\.css imports gone\.css, which does not exist"):
        frontend.bundle(tmp_path / "app.css")


def test_every_stylesheet_is_imported() -> None:
    imported = {
        frontend.CSS / found["path"]
        for found in frontend.IMPORT.finditer((frontend.CSS / "app.css").read_text())
    }

    assert imported == set(CSS) - {frontend.CSS / "app.css"}


def test_no_package_has_a_download_address() -> None:
    assert '"resolved"' not in frontend.LOCK.read_text()


@pytest.mark.parametrize("file", CSS, ids=lambda file: file.name)
def test_no_stylesheet_names_another_host(file: Path) -> None:
    assert "//" not in file.read_text()


def test_every_icon_and_behaviour_that_a_template_names_is_there() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "img" / "icons.svg").read_text()))
    bound = {file.stem for file in JS if file.parent.name == "behaviours"}
    pages = [file.read_text() for file in TEMPLATES.rglob("*.html")]
    icons = {name for page in pages for name in re.findall(r'\bicon\("([\w-]+)"\)', page)}
    behaviours = {
        name
        for page in pages
        for names in re.findall(r'data-behaviour="([\w -]+)"', page)
        for name in names.split()
    }

    assert icons - drawn == set()
    assert behaviours - bound == set()
