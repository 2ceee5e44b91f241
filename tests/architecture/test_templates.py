"""Templates are plain: nothing inline, one macro per file, nothing marked safe but rendered Markdown."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [p for p in TEMPLATES if "mail" not in p.parts]
SAFE = re.compile(r"\{\{[^}]*\|\s*safe\b[^}]*\}\}")
RENDERED = re.compile(
    r"\{\{-?\s*[\w.\[\]'\"]*html\s*\|\s*safe\s*(\|\s*illustrated\(pictures\)\s*)?(\|\s*framed\s*)?-?\}\}"
)


def _places(pattern: str, files: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_there_are_templates_to_look_at() -> None:
    assert len(PAGES) > 40


def test_no_page_has_a_style_attribute_or_an_inline_script() -> None:
    # JSON-LD is data: no browser runs it, and it is escaped by the one component that writes it
    assert (
        _places(r"\sstyle=|<style|\son\w+=\"|<script(?! type=.application/ld\+json.)(?![^>]*\ssrc=)", PAGES)
        == []
    )


def test_only_rendered_markdown_is_marked_safe() -> None:
    marked = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in TEMPLATES
        for found in SAFE.findall(path.read_text(encoding="utf-8"))
        if not RENDERED.fullmatch(found)
    ]
    assert marked == []


def test_no_page_names_another_host() -> None:
    named = _places(r"(src|href|action)=\"(https?:)?//", PAGES)
    assert [place for place in named if not place.startswith("templates/front/accessibility")] == []


def test_every_component_file_holds_the_macro_of_its_name() -> None:
    for path in (ROOT / "templates" / "components").glob("*.html"):
        macros = re.findall(r"\{%-?\s*macro\s+(\w+)", path.read_text(encoding="utf-8"))
        assert macros[:1] == [path.stem.replace("-", "_")], path.name
