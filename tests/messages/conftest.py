"""The mail servers that run."""

from tests.mail.conftest import mail_server

__all__ = ["mail_server"]
