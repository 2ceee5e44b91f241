"""Contact sheets to look through: a page for each feature, links that choose what it shows, an index."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path

from e2e.a11y.walk import EIGHT_LOOKS
from e2e.desk import Look
from e2e.screens.shots import Shot
from e2e.screens.thumbs import draw_sheet, make_thumb, thumb_of

CHOICES = ["sv", "en", "375", "1280", "light", "dark"]
CHOICES += [look.name for looks in EIGHT_LOOKS.values() for look in looks]
STYLE = """
body { font: 1rem/1.4 sans-serif; margin: 0 1.5rem 2rem; background: #e9eaec; color: #141820 }
a { color: inherit; margin-right: .9rem }
nav { position: sticky; top: 0; padding: .6rem 0; background: #e9eaec }
nav p { margin: 0 } h2 { margin: 1.5rem 0 .5rem; font-size: 1.1rem }
.row { display: flex; flex-wrap: wrap; gap: 12px } figure { margin: 0; width: 180px; font-size: .8rem }
img { display: block; box-shadow: 0 0 0 1px #8888 } i { position: fixed; top: 0 }
"""
HIDE = "body:has(#only-{0}:target) figure:not(.is-{0}) {{ display: none }}\n"
"""What is chosen is the fragment of the address: no script is needed."""
Row = list[tuple[Shot, Look]]


def write(shots: Sequence[Shot], folder: Path) -> None:
    """Write the sheets of these shots, as far as there are pictures, and an index.html that leads to them."""
    features: dict[str, dict[str, Row]] = {}
    for shot in shots:
        row = features.setdefault(shot.feature, {}).setdefault(f"{shot.shown.name} as {shot.reader}", [])
        row += [(shot, look) for look in shot.looks]
    files = {shot.file(folder, look) for shot in shots for look in shot.looks}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(make_thumb, sorted(file for file in files if file.exists())))
    for feature, rows in features.items():
        pictures = {heading: [shot.file(folder, look) for shot, look in row] for heading, row in rows.items()}
        draw_sheet(pictures, folder / f"{feature}.png")
        (folder / f"{feature}.html").write_text(_sheet(feature, rows, folder), encoding="utf-8")
    (folder / "index.html").write_text(_index(features), encoding="utf-8")


def _sheet(feature: str, rows: dict[str, Row], folder: Path) -> str:
    choices = [*CHOICES, *sorted({shot.reader for row in rows.values() for shot, _ in row})]
    links = "".join(f'<a href="#only-{choice}">{choice}</a>\n' for choice in choices)
    body = [
        "".join(f'<i id="only-{choice}"></i>' for choice in choices),
        f'<nav><p><a href="index.html">All features</a> <a href="{feature}.png">One picture</a></p>',
        f'<p><a href="#">all</a>\n{links}</p></nav>',
        *(_row(heading, row, folder) for heading, row in rows.items()),
    ]
    return _page(feature, "\n".join(body), "".join(map(HIDE.format, choices)))


def _row(heading: str, row: Row, folder: Path) -> str:
    path = row[0][0].shown.path
    figures = "".join(_figure(shot, look, folder) for shot, look in row)
    head = f'<h2 id="{_anchor(heading)}">{heading} <small>{escape(path)}</small></h2>'
    return f'{head}\n<div class="row">{figures}</div>'


def _anchor(heading: str) -> str:
    return heading.replace(" ", "-")


def _figure(shot: Shot, look: Look, folder: Path) -> str:
    file = shot.file(folder, look)
    address, small = (path.relative_to(folder).as_posix() for path in (file, thumb_of(file)))
    classes = [f"is-{word}" for word in (look.name, *look.name.split("-"), shot.reader)]
    shown = f'<img src="{small}" alt="{file.stem}" loading="lazy">' if file.exists() else "failed"
    return f'<figure class="{" ".join(classes)}"><a href="{address}">{shown}</a> {look.name}</figure>\n'


def _index(features: dict[str, dict[str, Row]]) -> str:
    parts = []
    for feature, rows in features.items():
        pages = "".join(
            f'<li><a href="{feature}.html#{_anchor(heading)}">{heading}</a></li>\n' for heading in rows
        )
        parts.append(f'<h2><a href="{feature}.html">{feature}</a></h2>\n<ul>{pages}</ul>')
    return _page("Every page", "\n".join(parts))


def _page(title: str, body: str, hiding: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8"><title>{title}</title>\n'
        f"<style>{STYLE}{hiding}</style>\n<h1>{title}</h1>\n{body}\n</html>\n"
    )
