"""The Swedish catalogues: one file per feature, merged and compiled; complete or the build fails.

python -m tools.translations compile    write collab/translations/sv/LC_MESSAGES/messages.mo
python -m tools.translations check      name every msgid that is missing, obsolete, doubled or unfinished
python -m tools.translations missing    print the missing msgids as empty entries, ready to fill in
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SWEDISH = ROOT / "collab" / "translations" / "sv"
COMPILED = SWEDISH / "LC_MESSAGES" / "messages.mo"
SOURCES = {"collab": [("**.py", "python")], "templates": [("**.html", "jinja2"), ("**.txt", "jinja2")]}
KEYWORDS = {"_": None, "_l": None, "gettext": None, "_n": (1, 2), "ngettext": (1, 2)}
OPTIONS = {"**.html": {"extensions": "jinja2.ext.do", "trimmed": "true"}, "**.txt": {"trimmed": "true"}}
MsgId = str | tuple[str, ...]


def catalogues() -> Iterator[tuple[Path, Catalog]]:
    """Every feature's catalogue."""
    for path in sorted(SWEDISH.glob("*.po")):
        with path.open("rb") as file:
            yield path, read_po(file, locale="sv", abort_invalid=True)


def wanted() -> dict[MsgId, str]:
    """Every msgid in code and templates → where it first stands."""
    found: dict[MsgId, str] = {}
    for folder, methods in SOURCES.items():
        messages = extract_from_dir(
            ROOT / folder, methods, OPTIONS, keywords=KEYWORDS, comment_tags=(), strip_comment_tags=True
        )
        for name, line, msgid, _comments, _context in messages:
            found.setdefault(msgid, f"{folder}/{name}:{line}")
    return found


def merged() -> tuple[Catalog, list[str]]:
    """All catalogues in one, and the msgids that stand in two of them."""
    whole, doubled = Catalog(locale="sv", fuzzy=False), []
    for path, catalogue in catalogues():
        for message in catalogue:
            if not message.id:
                continue
            if message.id in whole:
                doubled.append(f"{path.name}: {message.id!r} stands in another catalogue too")
            whole.add(message.id, message.string, flags=message.flags)
    return whole, doubled


def is_finished(message: Message) -> bool:
    """Whether every form has its translation."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(forms) and not message.fuzzy


def faults() -> list[str]:
    """Everything that keeps the Swedish interface from being complete."""
    whole, doubled = merged()
    needed = wanted()
    has = {message.id: message for message in whole if message.id}
    has |= {message.id[0]: message for message in whole if isinstance(message.id, tuple | list)}
    missing = [
        f"{where}: {msgid!r} has no Swedish" for msgid, where in needed.items() if _first(msgid) not in has
    ]
    known = {_first(msgid) for msgid in needed}
    obsolete = [
        f"{m.id!r} is translated but nowhere used" for m in whole if m.id and _first(m.id) not in known
    ]
    unfinished = [f"{m.id!r} is not finished" for m in whole if m.id and not is_finished(m)]
    return missing + obsolete + doubled + unfinished


def _first(msgid: MsgId | list[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def compile_all() -> None:
    """Write the compiled catalogue when a source is newer."""
    newest = max((path.stat().st_mtime for path in SWEDISH.glob("*.po")), default=0.0)
    if COMPILED.exists() and COMPILED.stat().st_mtime >= newest:
        return
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    with COMPILED.open("wb") as file:
        write_mo(file, merged()[0])


def print_missing() -> None:
    """The msgids without Swedish, as a catalogue to fill in."""
    whole, blank = merged()[0], Catalog(locale="sv", fuzzy=False)
    for msgid, where in wanted().items():
        if _first(msgid) not in whole:
            blank.add(msgid, locations=[(where.rpartition(":")[0], int(where.rpartition(":")[2]))])
    write_po(sys.stdout.buffer, blank, omit_header=True, width=0)


def main(arguments: list[str]) -> int:
    """Run one of the three; the check answers 1 when something is wrong."""
    match arguments:
        case ["compile"]:
            compile_all()
        case ["missing"]:
            print_missing()
        case ["check"]:
            found = faults()
            print("\n".join(found) or "Swedish is complete.")
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
