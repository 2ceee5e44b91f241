"""What a service says that is no answer: it breaks off, is silent, gives something else."""

from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from botocore.config import Config

from collab import clock
from collab.buckets import Bucket
from collab.errors import StoreAway
from collab.files import s3
from collab.files.choosing import store_at
from collab.files.store import Store

DATA = b"Who opens which door?"
NAME = sha256(DATA).hexdigest()
SILENCE = b""


class Service(ThreadingHTTPServer):
    """Says to each request the next of `answers`, the last again and again; silence ends with the test."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Told)
        self.answers: list[bytes] = []
        self.asked = 0
        self.is_over = Event()

    @property
    def store(self) -> Store:
        bucket = Bucket(False, f"127.0.0.1:{self.server_port}", "/collab", "us-east-1", "key", "secret")
        return store_at(Path("unused"), bucket)


class Told(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        said = self.server.answers[min(self.server.asked, len(self.server.answers) - 1)]
        self.server.asked += 1
        if said == SILENCE:
            self.server.is_over.wait()
        self.wfile.write(said)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[Service]:
    with Service() as made:
        thread = Thread(target=made.serve_forever, args=(0.01,))
        thread.start()
        yield made
        made.is_over.set()
        made.shutdown()
        thread.join()


def answer(body: bytes, length: int = len(DATA)) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (length, body)


def test_an_answer_that_breaks_off_is_asked_for_anew(service: Service) -> None:
    service.answers = [answer(DATA[:7]), answer(DATA)]
    assert service.store.read(NAME) == DATA
    assert service.asked == 2


def test_answers_that_always_break_off_are_none(service: Service) -> None:
    service.answers = [answer(DATA[:7])]
    with pytest.raises(StoreAway, match="breaks off in the middle"):
        service.store.read(NAME)
    assert service.asked == s3.TRIES


def test_other_bytes_than_the_name_promises_are_given_to_nobody(service: Service) -> None:
    service.answers = [answer(DATA.upper())]
    with pytest.raises(StoreAway, match="gives other bytes"):
        next(service.store.pieces(NAME))


@pytest.mark.parametrize("page", [b"<html><p>Sign in<br></html>", b"Sign in first"])
def test_a_page_for_people_is_no_list(service: Service, page: bytes) -> None:
    service.answers = [answer(page, len(page))]
    with pytest.raises(StoreAway):
        service.store.sweep(set(), clock.real())


def test_silence_is_waited_for_three_times_and_not_for_ever(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (s3._WAYS.connect_timeout, s3._WAYS.read_timeout) == (s3.PATIENCE, s3.PATIENCE)
    monkeypatch.setattr(s3, "_WAYS", s3._WAYS.merge(Config(read_timeout=0.1)))
    service.answers = [SILENCE]
    with pytest.raises(StoreAway, match="Read timeout"):
        service.store.read(NAME)
    assert service.asked == s3.TRIES
