"""Rendering mail: its three templates, in its reader's language, with links from the configured address."""

import re

from flask import Flask, current_app, g
from jinja2 import Environment, StrictUndefined, TemplateError
from werkzeug.routing import BuildError

from collab.mail.letters import Letter, Rendered, Undeliverable
from collab.mail.reasons import Failure, Reason
from collab.text import in_language
from collab.web.addresses import absolute

STRICT = "collab-letters"
EMPTY_LINES = re.compile(r"\n{3,}")


def render(letter: Letter) -> Rendered:
    """The words of a mail. Raises Undeliverable, final, when its templates cannot say them.

    A template gets the mail's values, `language`, `absolute(endpoint, **values)` for links, and `leave`, the
    address where its reader says no to more such mail, and `reply_to`, where an answer goes ("" without one).
    Each mail has a context of its own: nothing that one has looked up is said in the next.
    """
    address = str(current_app.config["ADDRESS"])
    request = current_app.test_request_context(base_url=address)
    with current_app.app_context(), request, in_language(letter.language):
        g.language = letter.language
        try:
            leave = absolute(letter.leave[0], **letter.leave[1]) if letter.leave else ""
            subject, text, html = (_part(letter, kind, leave) for kind in ("subject.txt", "txt", "html"))
        except (TemplateError, BuildError) as no:
            raise Undeliverable(_no_words(letter, no), is_final=True) from no
    return Rendered(
        subject.strip(), EMPTY_LINES.sub("\n\n", text.strip()) + "\n", html, leave, letter.language
    )


def install(app: Flask) -> None:
    """Keep what a mail's templates are read with: one that begins anew for each part reads them anew."""
    app.extensions[STRICT] = app.jinja_env.overlay(undefined=StrictUndefined)


def _part(letter: Letter, kind: str, leave: str) -> str:
    environment: Environment = current_app.extensions[STRICT]
    template = environment.get_template(f"{letter.template}.{kind}")
    around = {"language": letter.language, "absolute": absolute, "leave": leave, "reply_to": letter.reply_to}
    return template.render(letter.values | around)


def _no_words(letter: Letter, no: Exception) -> Failure:
    return Failure(Reason.NO_WORDS, f"{letter.template}: {type(no).__name__}: {no}")
