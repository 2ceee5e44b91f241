"""The headers of every answer."""

from flask import Flask, current_app, session
from werkzeug.wrappers import Response

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TWO_YEARS = "max-age=63072000; includeSubDomains"


def install(app: Flask) -> None:
    """Give each answer its headers."""
    app.after_request(add_headers)


def fixed_headers(app: Flask) -> list[tuple[str, str]]:
    """What every answer of this site has, whoever asks for whatever."""
    secure = {"Strict-Transport-Security": TWO_YEARS} if app.config["SESSION_COOKIE_SECURE"] else {}
    return list((HEADERS | secure).items())


def add_headers(response: Response) -> Response:
    """Set what is missing; a view that has set a header itself keeps it."""
    for name, value in fixed_headers(current_app):
        response.headers.setdefault(name, value)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    if session.accessed or response.headers["Cache-Control"] == "no-store":
        response.vary.add("Cookie")
    return response
