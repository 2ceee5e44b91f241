"""create_app(): the only module that knows every feature."""

from datetime import timedelta
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from collab import config, db, subjects
from collab.access_table import TABLE
from collab.accounts import sessions
from collab.accounts import views as accounts
from collab.conference import views as conference
from collab.contact import subject as contact_subject
from collab.contact import views as contact
from collab.demonstration import views as demonstration
from collab.divisions import views as divisions
from collab.documents import views as documents
from collab.files import uses
from collab.forming import views as forming
from collab.front import views as front
from collab.ideas import findable as ideas_findable
from collab.ideas import subject as ideas_subject
from collab.ideas import views as ideas
from collab.messages import views as messages
from collab.notifications import queries as notices
from collab.notifications import views as notifications
from collab.programmes import policy as programmes
from collab.programmes import subject as programmes_subject
from collab.programmes import surroundings
from collab.project_files import findable as project_files_findable
from collab.project_files import illustrating
from collab.project_files import subject as project_files_subject
from collab.project_files import views as project_files
from collab.projects import findable as projects_findable
from collab.projects import illustrations
from collab.projects import subject as projects_subject
from collab.projects import views as projects
from collab.reviews import subject as reviews_subject
from collab.reviews import views as reviews
from collab.search import findable, following
from collab.showcases import findable as showcases_findable
from collab.showcases import subject as showcases_subject
from collab.showcases import views as showcases
from collab.showcases.models import Edition
from collab.stages import views as stages
from collab.stalls import views as stalls
from collab.teams import findable as teams_findable
from collab.teams import sentences
from collab.teams import subject as teams_subject
from collab.teams import views as teams
from collab.updates import findable as updates_findable
from collab.updates import subject as updates_subject
from collab.updates import views as updates
from collab.web import (
    access,
    cache,
    compression,
    csrf,
    errors,
    finished,
    headers,
    health,
    jinja,
    languages,
    letters,
    request_log,
    slashes,
    static,
)
from collab.web.transactions import TransactionalFlask
from collab.workspace import navigation
from collab.workspace import views as workspace

assert following  # it listens to every flush  # noqa: S101 - says why the import stands here
PACKAGE = Path(__file__).resolve().parent
PAGES = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent
"""Where templates and static files lie: inside an installed package, beside it in a checkout."""

SUBJECTS = (
    contact_subject,
    programmes_subject,
    ideas_subject,
    teams_subject,
    projects_subject,
    project_files_subject,
    updates_subject,
    reviews_subject,
    showcases_subject,
)
FINDABLES = (
    projects_findable,
    updates_findable,
    project_files_findable,
    teams_findable,
    ideas_findable,
)
FEATURES = (
    accounts,
    contact,
    ideas,
    teams,
    projects,
    project_files,
    documents,
    forming,
    divisions,
    updates,
    stalls,
    messages,
    reviews,
    showcases,
    conference,
    stages,
    notifications,
    front,
    workspace,
)


def create_app(settings: config.Settings) -> Flask:
    """A Collab application with these settings. Nothing is read from the environment here."""
    app = TransactionalFlask("collab", template_folder=str(PAGES / "templates"), static_folder=None)
    app.config.from_mapping(_flask_config(settings))
    app.extensions["collab-settings"] = settings
    db.extension.init_app(app)
    app.teardown_appcontext(lambda _: db.end_reading())
    _install_parts(app, settings)
    _register_features(app)
    _install_layers(app, settings)
    return app


def _install_layers(app: Flask, settings: config.Settings) -> None:
    """What a request passes before Flask."""
    inner: finished.Application = app.wsgi_app
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        inner = ProxyFix(inner, x_for=hops, x_proto=hops, x_host=0)
    files = static.install(app, PAGES / "static" / "build")
    layer = finished.Finished(app, inner, files)
    app.extensions["collab-finished"] = layer
    app.wsgi_app = layer  # type: ignore[method-assign]


def _install_parts(app: Flask, settings: config.Settings) -> None:
    request_log.install(app)
    slashes.install(app)
    if settings.demonstration:
        demonstration.install(app)  # the clock first: even a refusal is said on the site's day
    compression.install(app)
    headers.install(app)
    errors.install(app)
    csrf.install(app)
    sessions.install(app, is_trusted=programmes.is_trusted, along=notices.unopened)
    languages.install(app)
    access.install(app, TABLE, explain=programmes.why_not_write)
    cache.install(app)
    jinja.install(app)
    app.jinja_env.filters["illustrated"] = illustrations.illustrated
    app.jinja_env.filters["judged"] = sentences.sentence
    app.jinja_env.filters["demanded"] = sentences.demand
    letters.install(app)
    surroundings.install(app)
    navigation.install(app)


def register_kinds() -> None:
    """Let it be known what can be spoken of and found; a command asks for it that runs without a site."""
    for feature in SUBJECTS:
        for subject in feature.SUBJECTS:
            subjects.register(subject)
    subjects.when_opened(notifications.opened)
    for found in FINDABLES:
        findable.register(found.FINDABLES)
    findable.register_beside(showcases_findable.INDEXED)


def _register_features(app: Flask) -> None:
    register_kinds()
    uses.register(Edition.content)
    illustrations.register(illustrating.find)
    app.register_blueprint(health.bp)
    for feature in FEATURES:
        app.register_blueprint(feature.bp)


def _flask_config(settings: config.Settings) -> dict[str, object]:
    name = "__Host-session" if settings.is_secure else "session"
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {
            **db.engine_options(settings.database_url),
            **db.pool_options(settings.web_threads),
            **settings.engine_options,
        },
        "ADDRESS": settings.address,
        "MAX_CONTENT_LENGTH": settings.largest_upload,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "MAX_FORM_PARTS": 200,
        "TRUSTED_HOSTS": settings.hosts,
        "SESSION_COOKIE_NAME": name,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.is_secure,
        "SESSION_COOKIE_PATH": "/",
        "SESSION_COOKIE_DOMAIN": None,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=14),
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": True,
        "TEMPLATES_AUTO_RELOAD": False,
    }
