"""The pages of updates."""

from flask import Blueprint

bp = Blueprint("updates", __name__)
