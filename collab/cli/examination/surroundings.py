"""What the site is given by its machine: settings, secret, folders, room on the disk."""

import getpass
import os
import secrets
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path

from collab.backup.progress import in_words
from collab.cli import checks
from collab.cli.examination.finding import Finding, judged, ok, problem, warning
from collab.config import Settings, sqlite_file
from collab.errors import NotFound, StoreAway
from collab.files.choosing import store_of

FEWEST_CHARACTERS = 10
"""Different ones in a secret that somebody drew by lot."""
LITTLE, SCARCE = 200_000_000, 1_000_000_000
"""Free bytes: below the first uploads will fail soon, below the second it is time to look."""
_OWN = "Let the user own it that the site runs as."
SECRET = "COLLAB_SECRET_KEY"  # noqa: S105 - the name of the variable


def of_settings(settings: Settings, problems: list[str], unknown: Iterable[str]) -> list[Finding]:
    """Every setting that cannot work, names that are none, and whether the secret can be guessed."""
    about_secret = [words for words in problems if words.startswith(SECRET)]
    others = [words for words in problems if not words.startswith(SECRET)]
    return [
        *judged("settings", others, f"every one can work, for {settings.address}"),
        *(warning("settings", f"{name} is no setting of Collab. Is it misspelt?") for name in unknown),
        *_of_secret(settings, about_secret),
    ]


def _of_secret(settings: Settings, problems: list[str]) -> list[Finding]:
    different = len(set(settings.secret_key))
    if not problems and different < FEWEST_CHARACTERS:
        problems = [
            f"{SECRET} has too few different characters ({different}): it can be guessed. "
            'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        ]
    return judged("secret", problems, f"{len(settings.secret_key)} characters, not the demonstration's")


def folders_of(settings: Settings) -> list[Path]:
    """The folders that hold the site's own: files, and the database where it is SQLite's."""
    file = sqlite_file(settings.database_url)
    return list(dict.fromkeys([settings.instance, *([file.parent] if file else [])]))


def of_folder(folder: Path) -> list[Finding]:
    """The site can write there, and nobody else can look."""
    thing = f"folder {folder}"
    if not folder.is_dir():
        return [problem(thing, "is not there. Make it, owned by the user that the site runs as.")]
    wrong = [f"{words} {_OWN}" for words in checks.of_writing(folder)]
    if others := folder.stat().st_mode & stat.S_IRWXO:
        wrong.append(
            f"everybody on this machine may look or write there (mode ...{others:o}). Run: chmod o= {folder}"
        )
    return judged(thing, wrong, f"writable by {_user()}, closed to others")


def of_files(settings: Settings) -> list[Finding]:
    """The site can read and write what it keeps, which a restore by another user may have made its own."""
    folder = settings.files
    if settings.bucket is not None or not os.path.lexists(folder):  # the site makes it when it starts
        return []
    wrong = [f"{words} {_OWN}" for words in checks.of_writing(folder) or _closed_within(folder)]
    return judged("files", wrong, f"{folder} can be read and written")


def _closed_within(folder: Path) -> list[str]:
    """The first of the store's folders that this user may not work in."""
    try:
        within = sorted(entry.path for entry in os.scandir(folder) if entry.is_dir())
    except OSError as no:
        return [f"the folder {folder} cannot be read ({no.strerror})."]
    closed = [path for path in within if not os.access(path, os.R_OK | os.W_OK | os.X_OK)]
    return [f"the folder {path} cannot be read and written." for path in closed[:1]]


def of_disk(folder: Path) -> list[Finding]:
    """There is room for what will be written."""
    if not folder.is_dir():
        return []
    free = shutil.disk_usage(folder).free
    thing, words = f"disk of {folder}", f"{in_words(free)} free"
    if free < LITTLE:
        return [problem(thing, f"{words}. Make room: uploads and the database will fail soon.")]
    if free < SCARCE:
        return [warning(thing, f"{words}. Make room before it is full.")]
    return [ok(thing, words)]


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user need not have a name
        return f"user {os.geteuid()}"


def of_store(settings: Settings) -> list[Finding]:
    """A service that keeps the files keeps, gives and forgets what it is given; nothing for the folder."""
    store = store_of(settings)
    if settings.bucket is None:
        return []
    data = f"collab check {secrets.token_hex(8)}".encode()
    try:
        name = store.keep(data)
        is_whole = store.read(name) == data
        store.remove(name)
    except (StoreAway, NotFound) as no:
        advice = "Are COLLAB_FILES_URL and its keys right, is there such a bucket, may this machine reach it?"
        return [problem("files", f"{store.where} does not keep them ({no}). {advice}")]
    if not is_whole:
        return [problem("files", f"{store.where} gives other bytes than it was given.")]
    return [ok("files", f"{store.where} keeps and gives them")]
