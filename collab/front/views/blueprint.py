"""Where the front's routes hang."""

from flask import Blueprint

bp = Blueprint("front", __name__)
