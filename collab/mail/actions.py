"""Writing mail: a row in the outbox, in the transaction of what it tells of."""

from typing import Any

from collab import db
from collab.mail.models import Mail


def post(*, to: str, language: str, template: str, values: dict[str, Any]) -> Mail:
    """Put a mail in the outbox. The worker renders it from `template` and `values` and sends it."""
    mail = Mail(to=to, language=language, template=template, values=values)
    db.session.add(mail)
    return mail
