"""`collab organiser`: the first one of an empty site, and whoever lost the way in."""

from collections.abc import Callable

import click
from email_validator import EmailNotValidError, validate_email
from flask import Flask, current_app

from collab import db
from collab.accounts.actions import make_link, send_link
from collab.accounts.models import SignInLink
from collab.accounts.queries import has_new_link
from collab.cli.refusal import refuse
from collab.errors import NotFound, RuleViolation
from collab.programmes import actions, queries
from collab.text import in_language
from collab.web.addresses import absolute

_ON_ITS_WAY = "A sign-in link is on its way by mail."
_NOT_AGAIN = "No other sign-in link is mailed: they have had a new one a moment ago."
_ANEW = "Where they were signed in they sign in anew: sessions of organisers are shorter."


@click.group()
def organiser() -> None:
    """Look after the organisers."""


@organiser.command()
@click.argument("email", metavar="E-MAIL")
@click.option(
    "--programme", "slug", metavar="SLUG", help="Organiser of this programme only, not of the site."
)
@click.pass_obj
def add(make_site: Callable[[], Flask], email: str, slug: str | None) -> None:
    """Make the person with E-MAIL an organiser, mail a sign-in link, and print one."""
    try:
        address = validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError as no:
        refuse(f"{email} is not an e-mail address: {no}")
    with make_site().app_context():
        try:
            address, link, said = _appoint(address, slug)
        except NotFound:
            refuse(f"There is no programme {slug}.")
        except RuleViolation as no:
            refuse(str(no))
    click.echo(f"{address} is an organiser of {slug or 'the site'}. {said}")
    minutes = int(SignInLink.LIFETIME.total_seconds() // 60)
    click.echo(f"This link signs in, too: once, for {minutes} minutes: {link}")


def _appoint(address: str, slug: str | None) -> tuple[str, str, str]:
    """Answers the address, a link that signs in, and what there is to say besides."""
    with in_language("en"), db.transaction():
        programme = queries.get_programme(slug) if slug else None
        appointed = actions.appoint_organiser(address, programme=programme)
        person = appointed.person
        said = [_NOT_AGAIN if has_new_link(person) else _ON_ITS_WAY]
        said += [_ANEW] if appointed.ended else []
        send_link(person.email)
        token = make_link(person)
    with current_app.test_request_context(base_url=current_app.config["ADDRESS"]):
        return person.email, absolute("accounts.link", token=token), "\n".join(said)
