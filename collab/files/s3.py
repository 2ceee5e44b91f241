"""The store in an S3-compatible service: the same names, the same promises. Loaded only where it is used.

Correctness hangs on nothing that these services do differently: a name is the hash of its content, so that
writing it twice is writing it once, and the row in the database says what there is.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from functools import cache
from hashlib import sha256
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError
from urllib3.exceptions import HTTPError

from collab.buckets import Bucket
from collab.errors import CollabError, NotFound, StoreAway
from collab.files.store import PIECE, OtherBytes, Store, hash_of, is_hash, pieces_of

PATIENCE = 10
"""Seconds that connecting, and each piece of an answer, may take."""
TRIES = 3
IN_MEMORY = 1024 * 1024
"""Bytes of an object that are held in memory; what is larger goes through a temporary file."""
AT_A_TIME = 1000
"""Objects in one page of a list."""
ASIDE = "swept/"
"""Before the key of what the last sweep took."""
_NO_ANSWER = (BotoCoreError, ResponseParserError, HTTPError)
_WAYS = Config(
    signature_version="s3v4",
    s3={"addressing_style": "path", "payload_signing_enabled": True},
    connect_timeout=PATIENCE,
    read_timeout=PATIENCE,
    retries={"mode": "standard", "total_max_attempts": TRIES},
    request_checksum_calculation="when_required",  # other services than Amazon's do not know the newer ones
    response_checksum_validation="when_required",
)


class S3Store(Store):
    """A bucket of objects named by what is in them: ab/cdef… for the hash abcdef…"""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket

    @property
    def where(self) -> str:
        """The store as an administrator knows it."""
        return f"{self.bucket.host}{self.bucket.path}"

    def keep(self, data: bytes) -> str:
        """Keep the bytes and give their hash: the service has taken them. Raises StoreAway."""
        name = sha256(data).hexdigest()
        self._put(name, BytesIO(data))
        return name

    def keep_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """Keep bytes whose hash is to be `name`. Raises OtherBytes when it is another, StoreAway."""
        with SpooledTemporaryFile(IN_MEMORY) as file:
            for piece in pieces:
                file.write(piece)
            found = hash_of(file)
            if found != name:
                raise OtherBytes(f"what was to be {name} is {found}")
            self._put(name, file)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of that hash, a megabyte at a time, once all are here. Raises NotFound, StoreAway."""
        with SpooledTemporaryFile(IN_MEMORY) as file:
            self._fetch(name, file)
            if hash_of(file) != name:
                raise StoreAway(f"the store at {self.where} gives other bytes than {name}")
            yield from pieces_of(file)

    def size(self, name: str) -> int:
        """How many bytes the object of that hash has. Raises NotFound, StoreAway."""
        return int(self._head(name)["ContentLength"])

    def spare(self, name: str) -> None:
        """Let `sweep` leave the object lie: it is copied onto itself. One that is gone stays gone."""
        key = self._key(name)
        with suppress(NotFound):
            self._copy(key, key)

    def remove(self, name: str) -> None:
        """Remove an object; one that is gone stays gone. Raises StoreAway."""
        self._delete(self._key(name))

    def sweep(self, named: Collection[str], before: datetime) -> int:
        """Remove what was last kept before that moment and no row names. Answers how many objects.

        Read `named` first. What is kept anew meanwhile is younger: each is looked at once more just before
        it is removed. Whoever keeps the same bytes in the milliseconds between loses nothing either: what
        is removed lies aside, and a later sweep brings back what a row names by then. Rows are written
        within half a day of `keep`, and nothing lies aside for less time than `before` lies back.
        """
        self._look_again(named, before)
        old = [name for name, at in self._all() if name not in named and at < before]
        return sum(self._is_swept(name, before) for name in old)

    def _look_again(self, named: Collection[str], before: datetime) -> None:
        """Of what lies aside bring back what a row names, and forget what has lain there long enough."""
        for name, at in list(self._all(ASIDE)):
            if name in named:
                self._copy(self._key(name, ASIDE), self._key(name))
            if name in named or at < before:
                self._delete(self._key(name, ASIDE))

    def _is_swept(self, name: str, before: datetime) -> bool:
        with suppress(NotFound):
            if self._head(name)["LastModified"] < before:
                self._copy(self._key(name), self._key(name, ASIDE))
                self.remove(name)
                return True
        return False

    def _all(self, folder: str = "") -> Iterator[tuple[str, datetime]]:
        """Every object of ours, or every one that lies in that folder, and when it was last kept."""
        before = self.bucket.before + folder
        with self._asked() as client:
            pages = client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket.name, Prefix=before, PaginationConfig={"PageSize": AT_A_TIME}
            )
            for found in (found for page in pages for found in page.get("Contents", ())):
                name = found["Key"].removeprefix(before).replace("/", "")
                if is_hash(name):
                    yield name, found["LastModified"]

    def _put(self, name: str, file: IO[bytes]) -> None:
        file.seek(0)
        with self._asked() as client:
            client.put_object(Bucket=self.bucket.name, Key=self._key(name), Body=file)

    def _fetch(self, name: str, file: IO[bytes]) -> None:
        """Write an object to a file. Asked anew where an answer breaks off, which boto3 leaves to us."""
        for _ in range(TRIES):
            with self._asked() as client:
                body = client.get_object(Bucket=self.bucket.name, Key=self._key(name))["Body"]
            if _is_whole(body, file):
                return
        raise StoreAway(f"the store at {self.where} breaks off in the middle of {name}")

    def _head(self, name: str) -> dict[str, Any]:
        with self._asked() as client:
            return dict(client.head_object(Bucket=self.bucket.name, Key=self._key(name)))

    def _copy(self, source: str, target: str) -> None:
        there = {"Bucket": self.bucket.name, "Key": source}
        with self._asked() as client:
            client.copy_object(
                Bucket=self.bucket.name, Key=target, CopySource=there, MetadataDirective="REPLACE"
            )

    def _delete(self, key: str) -> None:
        with self._asked() as client, suppress(client.exceptions.NoSuchKey):
            client.delete_object(Bucket=self.bucket.name, Key=key)

    def _key(self, name: str, folder: str = "") -> str:
        if not is_hash(name):
            raise NotFound(f"{name!r} is not a hash")
        return f"{self.bucket.before}{folder}{name[:2]}/{name[2:]}"

    @contextmanager
    def _asked(self) -> Iterator[Any]:
        """A client. Raises NotFound for what the service has not, StoreAway for all that is no answer."""
        try:
            yield client_of(self.bucket)
        except ClientError as no:
            raise _meaning(no, self.bucket) from no
        except _NO_ANSWER as error:
            raise StoreAway(f"the store at {self.where} does not answer: {error}") from error


@cache
def client_of(bucket: Bucket) -> Any:
    """Speaks with the service; one for all threads, which keeps its connections."""
    return Session().client(
        "s3",
        region_name=bucket.region,
        endpoint_url=bucket.endpoint,
        aws_access_key_id=bucket.access_key,
        aws_secret_access_key=bucket.secret_key,
        config=_WAYS,
    )


def _meaning(no: ClientError, bucket: Bucket) -> CollabError:
    status, code = no.response["ResponseMetadata"]["HTTPStatusCode"], no.response["Error"]["Code"]
    if code == "NoSuchBucket":
        return StoreAway(f"the store has no bucket {bucket.name}")
    if status == 404:
        return NotFound(f"no such file at {bucket.host}{bucket.path}")
    return StoreAway(f"the store at {bucket.host} does not do {no.operation_name}: status {status}, {code}")


def _is_whole(body: Any, file: IO[bytes]) -> bool:
    """Whether all of an answer's body came, into the file."""
    file.seek(0)
    file.truncate()
    with closing(body):
        try:
            while piece := body.read(PIECE):
                file.write(piece)
        except _NO_ANSWER:
            return False
    return True
