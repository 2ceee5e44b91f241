"""The bucket of an S3-compatible service that keeps a site's files: read from COLLAB_FILES_* variables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

_BUCKET = re.compile(r"/[a-z0-9][a-z0-9._-]{1,62}(/[A-Za-z0-9._-]+)*/?")


@dataclass(frozen=True)
class Bucket:
    """Where an S3-compatible service keeps the site's files."""

    is_secure: bool
    host: str
    """With its port."""
    path: str
    """/bucket, or /bucket/before."""
    region: str
    access_key: str
    secret_key: str = field(repr=False)

    @property
    def endpoint(self) -> str:
        """The service's address: https://host"""
        return f"{'https' if self.is_secure else 'http'}://{self.host}"

    @property
    def name(self) -> str:
        """The bucket's own name."""
        return self.path.split("/")[1]

    @property
    def before(self) -> str:
        """What every key begins with: nothing, or `before/`."""
        _, _, before = self.path[1:].partition("/")
        return before + "/" if before else ""


def read(environment: Mapping[str, str], problems: list[str]) -> Bucket | None:
    """Where COLLAB_FILES_URL says that files are kept; None in the instance's own folder."""
    url = environment.get("COLLAB_FILES_URL", "")
    if not url:
        return None
    parts = urlsplit(url)
    is_secure = parts.scheme == "s3+https"
    if parts.scheme not in ("s3+https", "s3+http") or not parts.hostname or not _BUCKET.fullmatch(parts.path):
        problems.append(
            "COLLAB_FILES_URL is not s3+https://host/bucket. Example: "
            "s3+https://s3.example.org/collab?region=eu-north-1"
        )
        return None
    if not is_secure and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        problems.append("COLLAB_FILES_URL must be s3+https:// except on this machine itself.")
    keys = [environment.get(f"COLLAB_FILES_{name}", "") for name in ("ACCESS_KEY", "SECRET_KEY")]
    if not all(keys):
        problems.append("COLLAB_FILES_URL needs COLLAB_FILES_ACCESS_KEY and COLLAB_FILES_SECRET_KEY.")
    region = (parse_qs(parts.query).get("region") or ["us-east-1"])[0]
    return Bucket(is_secure, parts.netloc, parts.path.rstrip("/"), region, keys[0], keys[1])
