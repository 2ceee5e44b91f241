"""The way to the mail server: encrypted where it can be, and a password never in the open."""

import subprocess
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from collab import config
from collab.mail.letters import Undeliverable
from collab.mail.transport import Smtp
from tests.mail.conftest import MailServer

Servers = Callable[..., MailServer]
PASSWORD = "p%40ss%2Fword"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A certificate for 127.0.0.1 that nobody but these tests trusts, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    made, key = folder / "made.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(made)],
        check=True, capture_output=True,
    )  # fmt: skip
    return str(made), str(key)


def message() -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.org", "b@example.org", "Hej"
    made.set_content("Hej\n")
    return made


def test_starttls_is_used_where_it_is_offered(
    mail_server: Servers, certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = mail_server("login", *certificate)
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    Smtp(f"smtp://collab:{PASSWORD}@127.0.0.1:{server.port}").send(message())
    assert [kept["Subject"] for kept in server.kept] == ["Hej"]


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    mail_server: Servers, certificate: tuple[str, str]
) -> None:
    server = mail_server("login", *certificate)
    with pytest.raises(Undeliverable, match=r"^no-entry: ") as no:
        Smtp(f"smtp://collab:{PASSWORD}@127.0.0.1:{server.port}").send(message())
    assert (no.value.is_final, server.kept) == (False, [])


def test_a_wrong_password_is_not_the_mails_fault(
    mail_server: Servers, certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = mail_server("login", *certificate)
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    with pytest.raises(Undeliverable, match=r"^no-entry: 535 ") as no:
        Smtp(f"smtp://collab:wrong@127.0.0.1:{server.port}").send(message())
    assert not no.value.is_final


def test_without_encryption_a_password_stays_here(mail_server: Servers) -> None:
    server = mail_server("login")
    with pytest.raises(Undeliverable, match="no-entry: no STARTTLS: the password would travel in the open"):
        Smtp(f"smtp://collab:{PASSWORD}@127.0.0.2:{server.port}").send(message())


@pytest.mark.parametrize("url", ["smtp://collab:l%C3%B6sen@h.example", "smtps://p%C3%A5l:hemligt@h.example"])
def test_a_password_that_no_server_can_be_told_is_refused_before_any_mail(url: str) -> None:
    def said(url: str) -> list[str]:
        return [problem for problem in config.read({"COLLAB_SMTP_URL": url})[1] if "SMTP" in problem]

    assert said(url) == [
        "COLLAB_SMTP_URL has a user or password with letters such as å or é, which no mail server takes. "
        "Choose one of a to z, A to Z, digits and signs."
    ]
    assert said(f"smtp://collab:{PASSWORD}@h.example") == said("smtp://h.example") == []
