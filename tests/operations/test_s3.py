"""Files in an S3-compatible service, a real one: OpenStack Swift, whose processes this module starts."""

import dataclasses
import pickle
import time
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select

from collab import buckets, clock, db
from collab.backup import restoring, taking
from collab.backup.place import Place
from collab.cli.examination import surroundings
from collab.config import Settings
from collab.errors import NotFound, StoreAway
from collab.files import jobs, s3
from collab.files.choosing import store_at, store_of
from collab.files.queries import names_of_files
from collab.files.s3 import S3Store
from collab.files.store import OtherBytes
from collab.project_files.models import ProjectFile
from tests.conftest import Browsers
from tests.files.corpus import encoded, two_tone
from tests.operations import swift_service
from tests.operations.backups import quiet, site_at
from tests.operations.swift_service import Swift
from tests.support.cast import Cast

pytestmark = pytest.mark.xdist_group("swift")

FILES = "/projects/oppna-dorrar/files"
NOBODY = sha256(b"nobody").hexdigest()
NOW = clock.real()


@pytest.fixture(scope="module")
def swift(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Swift]:
    with swift_service.running(tmp_path_factory.mktemp("swift")) as service:
        yield service


@pytest.fixture
def store(swift: Swift, request: pytest.FixtureRequest) -> S3Store:
    """A part of the bucket that this test has for itself."""
    before = sha256(request.node.nodeid.encode()).hexdigest()[:12]
    found = store_at(Path("unused"), swift.bucket(f"/collab/{before}"))
    assert isinstance(found, S3Store)
    return found


@pytest.fixture
def site_in_swift(site: Flask, swift: Swift, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The site, its files in the service."""
    settings = replace(site.extensions["collab-settings"], bucket=swift.bucket("/collab/site"))
    monkeypatch.setitem(site.extensions, "collab-settings", settings)
    return settings


def sent(data: bytes = b"Who opens?\n", name: str = "doors.txt", **fields: object) -> dict[str, object]:
    return {"file": (BytesIO(data), name), "readers": "programme", "description": "Who opens", **fields}


def test_what_is_kept_is_there_whole_under_its_hash(store: S3Store) -> None:
    data = bytes(range(256)) * 12_000
    name = store.keep(data)
    assert (name, store.keep(data)) == (sha256(data).hexdigest(),) * 2
    assert (store.read(name), store.size(name)) == (data, len(data))
    assert [len(piece) for piece in store.pieces(name)] == [1024 * 1024, 1024 * 1024, 974_848]
    assert store.keep_stream(BytesIO(b"a stream")) == sha256(b"a stream").hexdigest()
    assert pickle.loads(pickle.dumps(store)).read(name) == data  # noqa: S301 - our own, a moment ago


def test_what_is_not_there_is_not_found(store: S3Store) -> None:
    for ask in (store.read, store.size, lambda name: next(store.pieces(name))):
        for name in (NOBODY, "../../etc/passwd"):
            with pytest.raises(NotFound):
                ask(name)
    store.spare(NOBODY)
    store.remove(NOBODY)


def test_other_bytes_than_the_name_promises_are_not_kept(store: S3Store) -> None:
    with pytest.raises(OtherBytes):
        store.keep_pieces(NOBODY, [b"some", b"body"])
    assert list(store._all()) == []


def test_the_sweep_takes_what_is_old_and_named_by_nothing(
    store: S3Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(s3, "AT_A_TIME", 2)
    names = [store.keep(f"file {number}".encode()) for number in range(5)]
    assert sorted(name for name, _at in store._all()) == sorted(names)
    time.sleep(2.1)  # the service tells times in whole seconds
    moment = clock.real()
    store.spare(names[1])
    names.append(store.keep(b"young"))
    assert store.sweep({names[0]}, moment - timedelta(seconds=1)) == 3
    assert {name for name, _at in store._all()} == {names[0], names[1], names[5]}
    assert store.read(names[1]) == b"file 1"


def test_who_keeps_the_same_bytes_just_before_they_are_swept_finds_them_after_the_next_sweep(
    store: S3Store,
) -> None:
    name, unwanted = store.keep(b"wanted again"), store.keep(b"unwanted")

    def meet(params: dict[str, str], **_more: object) -> None:
        if params["Key"] == store._key(name):
            store.keep(b"wanted again")

    events = s3.client_of(store.bucket).meta.events
    events.register("before-parameter-build.s3.DeleteObject", meet)
    assert store.sweep(set(), NOW + timedelta(hours=1)) == 2
    assert list(store._all()) == []
    store.sweep({name}, NOW - timedelta(days=1))
    assert [found for found, _at in store._all(s3.ASIDE)] == [unwanted]
    assert [found for found, _at in store._all()] == [name]
    assert store.read(name) == b"wanted again"
    store.sweep({name}, NOW + timedelta(hours=1))
    assert list(store._all(s3.ASIDE)) == []
    assert store.read(name) == b"wanted again"


def test_a_large_file_passes_both_ways_without_being_held_in_memory(store: S3Store) -> None:
    megabyte = 1024 * 1024
    name = sha256(bytes(24 * megabyte)).hexdigest()
    s3.client_of(store.bucket)
    tracemalloc.start()
    try:
        store.keep_pieces(name, (bytes(megabyte) for _ in range(24)))
        assert sum(len(piece) for piece in store.pieces(name)) == 24 * megabyte
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 8 * megabyte


def test_a_wrong_secret_and_an_unknown_bucket_are_said(swift: Swift) -> None:
    with pytest.raises(StoreAway, match="status 403"):
        store_at(Path("x"), swift.bucket(secret="wrong")).keep(b"x")
    nowhere = store_at(Path("x"), swift.bucket("/nowhere"))
    for ask in (lambda: nowhere.keep(b"x"), lambda: nowhere.read(NOBODY), lambda: nowhere.sweep(set(), NOW)):
        with pytest.raises(StoreAway, match="has no bucket nowhere"):
            ask()


def test_a_site_keeps_and_gives_its_files_there(
    browsers: Browsers, cast: Cast, site_in_swift: Settings
) -> None:
    browser = browsers(cast.culture)
    said = {"alternative": "A wall", "people": "nobody"}
    places = [
        browser.post(f"{FILES}/new", data=sent(b"Kept by the service.\n")).location,
        browser.post(f"{FILES}/new", data=sent(encoded(two_tone(121, 83)), "a.jpg", **said)).location,
    ]
    assert browser.get(f"{places[0]}/1").data == b"Kept by the service.\n"
    assert browser.get(f"{places[1]}/1/121.webp").data[8:12] == b"WEBP"
    assert not site_in_swift.files.exists() or not any(
        (site_in_swift.files / name[:2] / name[2:]).exists() for name in names_of_files()
    )
    assert jobs.sweep_unnamed_files() == 0
    for name in names_of_files():
        store_of(site_in_swift).remove(name)
    assert [browser.get(place).status_code for place in (f"{places[0]}/1", f"{places[1]}/1/121.webp")] == [
        404,
        404,
    ]


def test_while_it_is_away_nothing_is_half_saved_and_pages_still_show(
    browsers: Browsers, cast: Cast, site_in_swift: Settings, swift: Swift
) -> None:
    browser = browsers(cast.culture)
    place = browser.post(f"{FILES}/new", data=sent()).location
    text = "Who opens which door, and who has the key on Sundays when it is dark outside."
    swift.stop("proxy")
    try:
        answer = browser.post(f"{FILES}/new", data=sent(b"Another\n", description=text))
        codes = [browser.get(address).status_code for address in (FILES, place, f"{place}/1")]
    finally:
        swift.start("proxy")
    page = answer.get_data(as_text=True)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "The place where files and pictures are kept does not answer." in page
    assert text in page
    assert (codes, len(db.session.scalars(select(ProjectFile)).all())) == ([200, 200, 503], 1)
    assert browser.post(f"{FILES}/new", data=sent(b"Another\n", description=text)).status_code == 303


def test_where_no_disk_takes_it_the_answer_is_no(store: S3Store, swift: Swift) -> None:
    kept = store.keep(b"before")
    swift.stop("object")
    try:
        with pytest.raises(StoreAway, match="status 503"):
            store.keep(b"now")
        with pytest.raises((StoreAway, NotFound)):
            store.read(kept)
    finally:
        swift.start("object")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            assert store.read(kept) == b"before"
            break
        except (StoreAway, NotFound):
            time.sleep(0.5)
    else:
        pytest.fail("the service did not come back")


def test_a_backup_takes_the_files_along_and_brings_them_back(
    stamped: Settings, site_in_swift: Settings, cast: Cast, browsers: Browsers, tmp_path: Path
) -> None:
    there = site_in_swift.bucket
    assert there is not None
    elsewhere = dataclasses.replace(there, path="/collab/restored")
    browsers(cast.culture).post(f"{FILES}/new", data=sent())
    (name,) = names_of_files()
    file, folder = tmp_path / "site.backup", tmp_path / "new"
    taking.take(file, Place(stamped.database_url, stamped.instance, there), quiet)
    place = Place(f"sqlite:///{folder / 'collab.sqlite3'}", folder, elsewhere)
    restoring.restore(file, place, quiet)
    with site_at(place, replace(stamped, bucket=elsewhere)) as restored:
        assert names_of_files() == {name}
        assert store_of(restored.extensions["collab-settings"]).read(name) == b"Who opens?\n"


def test_the_check_says_whether_the_service_keeps_what_it_is_given(settings: Settings, swift: Swift) -> None:
    good = replace(settings, bucket=swift.bucket("/collab/checked"))
    bad = replace(settings, bucket=swift.bucket(secret="wrong"))
    (fine,) = surroundings.of_store(good)
    (wrong,) = surroundings.of_store(bad)
    assert str(fine) == f"ok       files: {swift.host}/collab/checked keeps and gives them"
    assert str(wrong).startswith(f"problem  files: {swift.host}/collab does not keep them (")
    assert surroundings.of_store(settings) == []
    assert list(store_at(Path("x"), good.bucket)._all()) == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("environment", "problem"),
    [
        ({"COLLAB_FILES_URL": "https://s3.example.org/collab"}, "is not s3+https://host/bucket"),
        ({"COLLAB_FILES_URL": "s3+https://s3.example.org"}, "is not s3+https://host/bucket"),
        ({"COLLAB_FILES_URL": "s3+http://s3.example.org/collab"}, "must be s3+https://"),
        ({"COLLAB_FILES_URL": "s3+https://s3.example.org/collab"}, "needs COLLAB_FILES_ACCESS_KEY"),
    ],
)
def test_a_setting_that_cannot_work_is_said(environment: dict[str, str], problem: str) -> None:
    problems: list[str] = []
    buckets.read(environment, problems)
    assert problem in " ".join(problems)


def test_the_setting_names_the_bucket_and_hides_the_secret() -> None:
    environment = {
        "COLLAB_FILES_URL": "s3+https://s3.example.org/collab/site?region=eu-north-1",
        "COLLAB_FILES_ACCESS_KEY": "key",
        "COLLAB_FILES_SECRET_KEY": "do not tell",
    }
    problems: list[str] = []
    bucket = buckets.read(environment, problems)
    assert (problems, bucket) == (
        [],
        buckets.Bucket(True, "s3.example.org", "/collab/site", "eu-north-1", "key", "do not tell"),
    )
    assert "do not tell" not in repr(bucket)
