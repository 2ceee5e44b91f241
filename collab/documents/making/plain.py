"""A paper as Markdown: the sections' own text, written anew from what it means, to mean the same everywhere.

Taken over as it stands, a text would mean other things to other programs: HTML that Collab shows as words,
a picture from another host, a link that runs something.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import yaml
from markdown_it.token import Token
from msgspec.structs import replace

from collab.documents.making import marked
from collab.documents.making.inline import said
from collab.documents.making.marked import Ground
from collab.documents.making.materials import Materials, Tell
from collab.documents.paper import Paper, Part, Table

_ALIGNED = {"text-align:left": ":---", "text-align:center": ":---:", "text-align:right": "---:"}
_OTHER_MARK = {"-": "*", "*": "-", "+": "-", ".": ")", ")": "."}
_LONGEST_LINE = 100_000
"""Letters: no value goes over two lines."""
_FENCES = re.compile(r"`{3,}|~{3,}")


def make(paper: Paper, materials: Materials, tell: Tell) -> bytes:
    """The document as UTF-8."""
    pieces = [_front_matter(paper), f"# {said_in_line(paper.title)}", said_in_line(paper.promise)]
    if paper.notice:
        pieces.append(f"*{said_in_line(paper.notice)}*")
    ground = replace(Ground.of(paper, materials), pictures={})  # a text holds no pictures: their words stand
    for number, part in enumerate(paper.parts, 1):
        tell("section", {"name": part.heading, "number": number, "of": len(paper.parts)})
        pieces += [f"## {said_in_line(part.heading)}", *_part(part, ground)]
    pieces += ["---", f"{said_in_line(paper.living)} <{paper.address}>"]
    return ("\n\n".join(piece for piece in pieces if piece) + "\n").encode()


def said_in_line(words: str) -> str:
    """Plain words as Markdown in one line."""
    return said([Token("text", "", 0, content=" ".join(words.split()))])


def _front_matter(paper: Paper) -> str:
    """Plain lines that are YAML, too, their keys in the document's language."""
    day = date.fromisoformat(paper.made_on)
    begun: dict[str, Any] = {"title": paper.title, "language": paper.language, "date": day}
    facts: dict[str, Any] = {paper.keys.get(name, name): value for name, value in begun.items()}
    facts |= {label.casefold(): value for label, value in paper.facts}
    facts[paper.keys.get("address", "address")] = paper.address
    lines = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=_LONGEST_LINE)
    return f"---\n{lines}---"


def _part(part: Part, ground: Ground) -> list[str]:
    pieces = [said_in_line(part.note)] if part.note else []
    if part.source:
        pieces.append(section(part, ground, top_heading=3))
    return [*pieces, _table(part.table)] if part.table else pieces


def section(part: Part, ground: Ground, *, top_heading: int) -> str:
    """The part's text; its highest heading is one of level `top_heading`."""
    return "\n".join(_blocks(marked.tokens(part, ground, top_heading=top_heading)))


def _table(table: Table) -> str:
    marks = ["---:" if column in table.numeric else "---" for column in range(len(table.columns))]
    rows = [table.columns, marks, *table.rows, *([table.total] if table.total else [])]
    return "\n".join(
        _row([cell if row is marks else _cell(said_in_line(cell)) for cell in row]) for row in rows
    )


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def _blocks(tokens: list[Token], *, is_tight: bool = False) -> list[str]:
    """The lines of a run of blocks, an empty line between two of them unless they stand tightly in a list."""
    lines: list[str] = []
    at, before = 0, None
    while at < len(tokens):
        end = closing(tokens, at)
        tokens[at].markup = _apart(tokens[at], before)
        before = tokens[at]
        block = _block(tokens[at], tokens[at + 1 : end])
        lines += [*([""] if lines and not is_tight else []), *block]
        at = end + 1
    return lines


def _apart(opening: Token, before: Token | None) -> str:
    """The mark of a block; a list right after another one needs a mark of its own to be one."""
    is_list = opening.type in ("bullet_list_open", "ordered_list_open")
    if is_list and before is not None and (before.type, before.markup) == (opening.type, opening.markup):
        return _OTHER_MARK[opening.markup]
    return opening.markup


def closing(tokens: list[Token], at: int) -> int:
    """Where the block that begins there ends: at itself, or at the token that closes it."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place
    return len(tokens) - 1


def _block(opening: Token, inside: list[Token]) -> list[str]:
    kind = opening.type
    if kind == "heading_open":
        return [f"{'#' * int(opening.tag[1])} {_in_one_line(inside)}".rstrip()]
    if kind in ("fence", "code_block"):
        return _fenced(opening)
    if kind == "hr":
        return ["___"]
    if kind == "blockquote_open":
        return [f"> {line}" if line else ">" for line in _blocks(inside) or [""]]
    if kind in ("bullet_list_open", "ordered_list_open"):
        return _list(opening, inside)
    return _rows(inside) if kind == "table_open" else _lines(inside)


def _lines(inside: list[Token]) -> list[str]:
    """The lines of a paragraph, whose only token is its text."""
    return [line for token in inside for line in said(token.children or []).split("\n")]


def _in_one_line(inside: list[Token]) -> str:
    """The text of a heading or a cell."""
    line = " ".join(line.removesuffix("\\") for line in _lines(inside))
    return re.sub(r"(^| )(#+)$", r"\1\\\2", line)


def _fenced(code: Token) -> list[str]:
    longest = max((len(fence) for fence in _FENCES.findall(code.content)), default=2)
    fence = "`" * (longest + 1)
    language = re.sub(r"[^\w+-]", "", code.info.split()[0]) if code.info.split() else ""
    lines = code.content.removesuffix("\n").split("\n") if code.content else []
    return [fence + language, *lines, fence]


def _list(opening: Token, inside: list[Token]) -> list[str]:
    is_tight = any(token.hidden for token in inside if token.level == opening.level + 2)
    number, at = int(opening.attrGet("start") or 1), 0
    lines: list[str] = []
    while at < len(inside):
        end = closing(inside, at)
        mark = f"{number if opening.type == 'ordered_list_open' else ''}{opening.markup} "
        item = _blocks(inside[at + 1 : end], is_tight=is_tight) or [""]
        lines += [""] if lines and not is_tight else []
        lines += [mark + item[0], *(" " * len(mark) + line if line else "" for line in item[1:])]
        number, at = number + 1, end + 1
    return lines


def _rows(inside: list[Token]) -> list[str]:
    """The lines of a table."""
    cells, rows, marks = [], [], []
    for at, token in enumerate(inside):
        if token.type in ("th_open", "td_open"):
            cells.append(_cell(_in_one_line(inside[at + 1 : at + 2])))
        if token.type == "th_open":
            marks.append(_ALIGNED.get(str(token.attrGet("style") or ""), "---"))
        if token.type == "tr_close":
            rows.append(_row(cells))
            cells = []
    return [rows[0], _row(marks), *rows[1:]]
