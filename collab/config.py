"""Settings: read once from COLLAB_* variables, checked at start, each problem in one clear line."""

import re
from collections.abc import Mapping
from email.utils import formataddr, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from collab import buckets

DEMONSTRATION_SECRET = "only-for-the-demonstration-never-for-a-real-site"  # noqa: S105 - refused by serve
SHORTEST_SECRET = 32
MOST_PROXIES = 5
DATABASES = ("sqlite:///", "postgresql+psycopg://")
"""How the addresses of the databases begin that Collab works with."""
UNKNOWN_DATABASE = (
    "COLLAB_DATABASE_URL is missing or of an unknown kind. "
    "Use sqlite:////srv/collab/collab.sqlite3 or postgresql://user:password@host/database"
)
ESCAPED = "Is its port a number, and are / : @ # ? in user and password written as %2F %3A %40 %23 %3F?"
"""Why an address most likely cannot be taken apart."""
_CONTACT = re.compile(r"(mailto:[^\s@]+@[^\s@]+|tel:\+?[\d-]+|https://[^\s/]+\S*)")


class SettingsError(Exception):
    """The settings cannot work; `problems` says why, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Settings(Struct, frozen=True):
    """What a site is told from outside."""

    secret_key: str
    database_url: str
    """SQLAlchemy form: sqlite:////path or postgresql+psycopg://…"""
    address: str
    """The site's own address, scheme and host; links in mail use it and nothing else."""
    instance: Path
    """The folder of the site's files."""
    demonstration: bool = False
    trusted_proxies: int = 0
    """How many proxies in front set X-Forwarded-*; 0 trusts none."""
    smtp_url: str = ""
    """smtp://user:password@host:port or smtps://…; empty: mail is kept in the outbox only."""
    mail_from: str = "Collab <noreply@localhost>"
    security_contact: str = ""
    """Where security flaws are reported, mailto:, tel: or https:; empty: the site's contact form."""
    largest_upload: int = 25 * 1024 * 1024
    """Bytes of one request's body."""
    listen: str = "127.0.0.1:8000"
    """Network address and port that the web server binds."""
    metrics_listen: str = ""
    """Where /metrics answers, never the public port; empty: nowhere."""
    web_processes: int = 2
    web_threads: int = 8
    """How many requests one process works on at a time."""
    longest_upload: float = 300
    """Seconds that one request's body may take in all."""
    longest_stall: float = 20
    """Seconds that may pass between two pieces of a body."""
    bucket: buckets.Bucket | None = None
    """Where files are kept; None: in the folder `files` of the instance."""
    engine_options: dict[str, object] = field(default_factory=dict)

    @property
    def is_secure(self) -> bool:
        """Whether the site is reached by https: cookies are Secure and carry the __Host- prefix."""
        return self.address.startswith("https://")

    @property
    def host(self) -> str:
        """Host (and port) that the site answers to."""
        return urlsplit(self.address).netloc

    @property
    def hosts(self) -> list[str]:
        """The hosts that the site answers to: its own, and any name of this machine's loopback on itself."""
        return [self.hostname] if self.is_secure else [self.hostname, "localhost", "127.0.0.1", "[::1]"]

    @property
    def hostname(self) -> str:
        """The host without a port."""
        return urlsplit(self.address).hostname or "localhost"

    @property
    def files(self) -> Path:
        """Where uploads are kept, outside any web root."""
        return self.instance / "files"


VARIABLES = frozenset(
    f"COLLAB_{name}"
    for name in (
        *("SECRET_KEY", "DATABASE_URL", "ADDRESS", "SMTP_URL", "MAIL_FROM", "INSTANCE", "SECURITY_CONTACT"),
        *("LISTEN", "METRICS_LISTEN", "TRUSTED_PROXIES", "WEB_PROCESSES", "WEB_THREADS"),
        *("FILES_URL", "FILES_ACCESS_KEY", "FILES_SECRET_KEY"),
        *("LARGEST_UPLOAD_MB", "LONGEST_UPLOAD_SECONDS", "LONGEST_STALL_SECONDS"),
    )
)
"""Every setting. `collab serve --help` explains each."""


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Read COLLAB_* variables for a real site. Raises SettingsError naming every problem."""
    settings, problems = read(environment)
    if problems:
        raise SettingsError(problems)
    return settings


def unknown(environment: Mapping[str, str]) -> list[str]:
    """The variables that look like settings and are none."""
    return sorted(name for name in environment if name.startswith("COLLAB_") and name not in VARIABLES)


def read(environment: Mapping[str, str]) -> tuple[Settings, list[str]]:
    """What COLLAB_* variables say, and every problem with it, one sentence each."""
    problems: list[str] = []
    settings = Settings(
        secret_key=_secret_key(environment, problems),
        database_url=_database_url(environment, problems),
        address=_address(environment, problems),
        instance=Path(environment.get("COLLAB_INSTANCE", "instance")).resolve(),
        trusted_proxies=_count(environment, "COLLAB_TRUSTED_PROXIES", 0, problems),
        smtp_url=_smtp_url(environment, problems),
        mail_from=_mail_from(environment, problems),
        security_contact=_security_contact(environment, problems),
        largest_upload=_count(environment, "COLLAB_LARGEST_UPLOAD_MB", 25, problems) * 1024 * 1024,
        longest_upload=_count(environment, "COLLAB_LONGEST_UPLOAD_SECONDS", 300, problems),
        longest_stall=_count(environment, "COLLAB_LONGEST_STALL_SECONDS", 20, problems),
        bucket=buckets.read(environment, problems),
        listen=_listen(environment, "COLLAB_LISTEN", "127.0.0.1:8000", problems),
        metrics_listen=_metrics_listen(environment, problems),
        web_processes=max(1, _count(environment, "COLLAB_WEB_PROCESSES", 2, problems)),
        web_threads=max(1, _count(environment, "COLLAB_WEB_THREADS", 8, problems)),
    )
    problems += _proxy_problems(settings)
    return settings, problems


def _secret_key(environment: Mapping[str, str], problems: list[str]) -> str:
    secret = environment.get("COLLAB_SECRET_KEY", "")
    if len(secret) < SHORTEST_SECRET:
        problems.append(
            f"COLLAB_SECRET_KEY is missing or shorter than {SHORTEST_SECRET} characters. "
            'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    elif secret == DEMONSTRATION_SECRET:
        problems.append("COLLAB_SECRET_KEY is the demonstration's. A real site needs a secret of its own.")
    return secret


def for_demonstration(instance: Path, port: int) -> Settings:
    """The settings of a demonstration in a folder of this machine: loopback only, mail kept and not sent."""
    return Settings(
        secret_key=DEMONSTRATION_SECRET,
        database_url=f"sqlite:///{instance / 'collab.sqlite3'}",
        address=f"http://127.0.0.1:{port}",
        instance=instance,
        demonstration=True,
        listen=f"127.0.0.1:{port}",
    )


def sqlalchemy_url(url: str) -> str:
    """postgresql:// means psycopg 3 here."""
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            return "postgresql+psycopg://" + url.removeprefix(old)
    return url


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite database (SQLAlchemy's form of its URL); None for another kind."""
    return Path(make_url(url).database or "").resolve() if url.startswith("sqlite:///") else None


def _database_url(environment: Mapping[str, str], problems: list[str]) -> str:
    url = sqlalchemy_url(environment.get("COLLAB_DATABASE_URL", ""))
    wrong = wrong_with_database(url)
    problems += wrong
    return "" if wrong else url


def wrong_with_database(url: str) -> list[str]:
    """Why that (SQLAlchemy's form) is no address of a database that Collab works with."""
    if not url.startswith(DATABASES):
        return [UNKNOWN_DATABASE]
    try:
        make_url(url)
    except (ArgumentError, ValueError):  # whose words hold a piece of the password
        return [f"COLLAB_DATABASE_URL cannot be read. {ESCAPED}"]
    return []


def _address(environment: Mapping[str, str], problems: list[str]) -> str:
    address = environment.get("COLLAB_ADDRESS", "").rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
        problems.append(
            "COLLAB_ADDRESS is missing or not an address of scheme and host. Example: https://collab.example.org"
        )
    elif parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        problems.append("COLLAB_ADDRESS must be https:// except on this machine itself.")
    return address


def _proxy_problems(settings: Settings) -> list[str]:
    """What is between browsers and the server must be known, or a visitor could say who he is."""
    if settings.is_secure and not settings.trusted_proxies:
        return [
            "COLLAB_ADDRESS is https:// but COLLAB_TRUSTED_PROXIES is 0. Encryption ends in a proxy in "
            "front; say how many proxies a request passes, usually COLLAB_TRUSTED_PROXIES=1."
        ]
    if settings.trusted_proxies > MOST_PROXIES:
        return [
            f"COLLAB_TRUSTED_PROXIES is {settings.trusted_proxies}; more than {MOST_PROXIES} is a mistake."
        ]
    return []


def _listen(environment: Mapping[str, str], name: str, default: str, problems: list[str]) -> str:
    listen = environment.get(name, default)
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        problems.append(f"{name} must be address:port such as {default}, not {listen!r}.")
    return listen


def _metrics_listen(environment: Mapping[str, str], problems: list[str]) -> str:
    if not environment.get("COLLAB_METRICS_LISTEN"):
        return ""
    listen = _listen(environment, "COLLAB_METRICS_LISTEN", "127.0.0.1:9464", problems)
    if listen == environment.get("COLLAB_LISTEN", "127.0.0.1:8000"):
        problems.append("COLLAB_METRICS_LISTEN is COLLAB_LISTEN. Numbers need a port of their own.")
    return listen


def _mail_from(environment: Mapping[str, str], problems: list[str]) -> str:
    sender = environment.get("COLLAB_MAIL_FROM", "")
    name, address = parseaddr(sender)
    if "@" not in address or not sender.isprintable():
        problems.append(
            "COLLAB_MAIL_FROM is missing or not a sender. Example: Collab <noreply@collab.example.org>"
        )
    return formataddr((name, address))


def _security_contact(environment: Mapping[str, str], problems: list[str]) -> str:
    contact = environment.get("COLLAB_SECURITY_CONTACT", "")
    if contact and not _CONTACT.fullmatch(contact):
        problems.append(
            "COLLAB_SECURITY_CONTACT must be an address that begins with mailto:, tel: or https://, "
            f"such as mailto:security@example.org, not {contact!r}."
        )
    return contact


def _count(environment: Mapping[str, str], name: str, default: int, problems: list[str]) -> int:
    value = environment.get(name, str(default))
    if not value.isdecimal():
        problems.append(f"{name} must be a whole number, not {value!r}.")
        return default
    return int(value)


def _smtp_url(environment: Mapping[str, str], problems: list[str]) -> str:
    url = environment.get("COLLAB_SMTP_URL", "")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:  # whose words hold a piece of the password
        problems.append(f"COLLAB_SMTP_URL cannot be read. {ESCAPED}")
        return ""
    if not url or (parts.scheme not in ("smtp", "smtps") or not parts.hostname):
        problems.append(
            "COLLAB_SMTP_URL is missing or not smtp://host:port. Without it no sign-in link can be mailed."
        )
    elif not unquote(f"{parts.username}{parts.password}").isascii():
        problems.append(
            "COLLAB_SMTP_URL has a user or password with letters such as å or é, which no mail server takes. "
            "Choose one of a to z, A to Z, digits and signs."
        )
    return url
