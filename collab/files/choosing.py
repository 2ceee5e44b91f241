"""Which store a site's files are in: its own folder, or a service that one setting names."""

from pathlib import Path
from typing import TYPE_CHECKING

from collab.buckets import Bucket
from collab.config import Settings
from collab.files.folder import FolderStore
from collab.files.store import Store
from collab.later import later

if TYPE_CHECKING:
    from collab.files import s3
else:
    s3 = later("collab.files.s3")


def store_of(settings: Settings) -> Store:
    """The site's store. Nothing is asked of it here."""
    return store_at(settings.files, settings.bucket)


def store_at(folder: Path, bucket: Bucket | None) -> Store:
    """The store in a bucket; without one in the folder."""
    return FolderStore(folder) if bucket is None else s3.S3Store(bucket)
