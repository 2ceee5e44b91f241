"""The store keeps bytes under their hash, whole or not at all."""

import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest

from collab import clock
from collab.errors import NotFound
from collab.files.folder import FolderStore
from collab.files.pictures import prepare
from tests.files import corpus

NOW = clock.real()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


def kept_in(store: FolderStore) -> list[str]:
    return sorted(str(p.relative_to(store.folder)) for p in store.folder.rglob("*") if p.is_file())


def test_bytes_are_found_again_under_their_hash(store: FolderStore) -> None:
    name = store.keep(b"a picture")
    assert name == sha256(b"a picture").hexdigest()
    assert store.read(name) == b"a picture"
    assert kept_in(store) == [f"{name[:2]}/{name[2:]}"]


def test_the_same_bytes_are_kept_once_and_never_written_again(store: FolderStore) -> None:
    name = store.keep(b"a picture")
    path = store.folder / name[:2] / name[2:]
    before = path.stat().st_ino
    store.keep(b"a picture")
    assert path.stat().st_ino == before


def test_a_full_disk_leaves_nothing_half_written(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.keep(b"a picture")
    assert kept_in(store) == []


def test_many_may_keep_the_same_bytes_at_once(store: FolderStore) -> None:
    data = b"x" * 500_000
    threads = [Thread(target=store.keep, args=(data,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    name = sha256(data).hexdigest()
    assert store.read(name) == data
    assert kept_in(store) == [f"{name[:2]}/{name[2:]}"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "ab/../../secret", "", "A" * 64, "0" * 63, "0" * 64])
def test_only_a_hash_that_is_there_is_read(store: FolderStore, name: str) -> None:
    with pytest.raises(NotFound):
        store.read(name)


def test_a_picture_is_kept_in_all_its_widths(store: FolderStore) -> None:
    prepared = prepare(corpus.encoded(corpus.two_tone(1000, 500)))
    kept = store.keep_picture(prepared)
    assert (kept.width, kept.height) == (1000, 500)
    assert {w: store.read(name) for w, name in kept.variants.items()} == prepared.variants


def old(store: FolderStore, name: str, days: int = 3) -> None:
    then = (NOW - timedelta(days=days)).timestamp()
    os.utime(store.folder / name[:2] / name[2:], (then, then))


def test_what_no_row_names_is_swept_when_it_is_old(store: FolderStore) -> None:
    gone, named, young = (store.keep(data) for data in (b"gone", b"named", b"young"))
    old(store, gone)
    old(store, named)
    assert store.sweep({named}, NOW - timedelta(days=1)) == 1
    assert kept_in(store) == sorted(f"{name[:2]}/{name[2:]}" for name in (named, young))


def test_what_a_crash_left_half_written_is_swept(store: FolderStore) -> None:
    folder = store.folder / store.keep(b"whole")[:2]
    (folder / ".new-left").write_bytes(b"hal")
    old(store, f"{folder.name}.new-left")
    assert store.sweep(set(), NOW - timedelta(days=1)) == 1
    assert len(kept_in(store)) == 1


def test_what_is_kept_again_is_not_swept(store: FolderStore) -> None:
    name = store.keep(b"again")
    old(store, name)
    store.keep(b"again")
    assert store.sweep(set(), NOW - timedelta(days=1)) == 0
    assert store.read(name) == b"again"


@pytest.mark.parametrize("moment", ["just before", "just after"])
def test_who_keeps_the_same_bytes_while_they_are_put_aside_finds_them(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    name = store.keep(b"again")
    old(store, name)
    put_aside = Path.replace

    def meet(path: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "replace", put_aside)
        if moment == "just before":
            store.keep(b"again")
        aside = put_aside(path, target)
        if moment == "just after":
            store.keep(b"again")
        return aside

    monkeypatch.setattr(Path, "replace", meet)
    store.sweep(set(), NOW - timedelta(days=1))
    assert store.read(name) == b"again"
    assert kept_in(store) == [f"{name[:2]}/{name[2:]}"]
