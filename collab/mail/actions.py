"""Writing mail: a row in the outbox, in the transaction of what it tells of."""

import re
from typing import Any

from collab import db
from collab.mail.models import Mail

ONE_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")


def post(*, to: str, language: str, template: str, values: dict[str, Any]) -> Mail:
    """Put a mail in the outbox. The worker renders it from `template` and `values` and sends it.

    `template` is accounts/mail/sign_in_link for templates/accounts/mail/sign_in_link.{subject.txt,txt,html};
    `values` hold what JSON can. Raises ValueError when `to` is not one plain address.
    """
    if not ONE_ADDRESS.fullmatch(to) or not to.isprintable():
        raise ValueError("mail goes to one plain address")
    mail = Mail(to=to, language=language, template=template, values=values)
    db.session.add(mail)
    return mail
