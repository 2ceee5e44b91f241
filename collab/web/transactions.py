"""A write is one transaction: answered below 400 it commits, everything else rolls back."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from collab import db
from collab.errors import CollabError
from collab.web import once
from collab.web.access import SAFE_METHODS, access_of
from collab.web.request_log import route
from collab.web.templates import Templates

log = logging.getLogger("collab.web")

View = TypeVar("View", bound=Callable[..., Any])


def prepared(prepare: Callable[..., Any]) -> Callable[[View], View]:
    """Run `prepare(**url_values)` before the write transaction begins and hand its result to the view.

    Password hashing and pictures take long and must not hold the database's writer. The view gets the
    result as the keyword `prepared`; `prepare` may raise NotFound or Forbidden as a view may, and may
    return a `Response` to answer without a transaction.
    """

    def mark(view: View) -> View:
        view.prepare = prepare  # type: ignore[attr-defined]
        return view

    return mark


class RolledBack(Exception):
    """Carries an answer of 400 or more out of the transaction."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


class TransactionalFlask(Flask):
    """Flask whose unsafe requests run inside `db.transaction()`."""

    jinja_environment = Templates

    def dispatch_request(self) -> ResponseReturnValue:
        """Reading requests as Flask does it; writing ones prepared, then inside one transaction."""
        endpoint = request.endpoint
        if request.method in SAFE_METHODS or endpoint is None or request.routing_exception is not None:
            return super().dispatch_request()
        sent = once.sent()
        answered = once.earlier_answer(sent)
        if answered is not None:
            return cast("ResponseReturnValue", answered)
        values = dict(request.view_args or {})
        prepare = getattr(self.view_functions[endpoint], "prepare", None)
        if prepare is not None:
            found = self.ensure_sync(prepare)(**values)
            if isinstance(found, Response):
                return found
            request.view_args = {**values, "prepared": found}
        return self._in_transaction(sent)

    def log_exception(self, exc_info: Any) -> None:
        """Say what broke without the path, which may hold a key, and without what people wrote."""
        log.error(
            "unexpected",
            exc_info=exc_info,
            extra={"request_id": g.get("request_id", ""), "method": request.method, "route": route()},
        )

    def _in_transaction(self, sent: once.Sent | None) -> ResponseReturnValue:
        """Of the same request twice at the same moment one wins; the other gives up and gives its answer."""
        try:
            with db.transaction():
                answer = self._answer()
                once.remember(sent, answer)
        except (RolledBack, CollabError, IntegrityError) as refusal:
            answered = once.earlier_answer(sent)
            if answered is not None:
                return cast("ResponseReturnValue", answered)
            if isinstance(refusal, RolledBack):
                return cast("ResponseReturnValue", refusal.response)
            raise
        return cast("ResponseReturnValue", answer)

    def _answer(self) -> Response:
        response = self.make_response(super().dispatch_request())
        if response.status_code >= 400:
            raise RolledBack(response)
        self._demand_policy(response)
        return response

    @staticmethod
    def _demand_policy(response: Response) -> None:
        access = access_of(request.endpoint or "")
        if access is not None and access.asks_policy and not g.get("policy_asked", False):
            raise LookupError(f"{request.endpoint} wrote without asking a policy ({current_app.name})")
