"""The pages of front."""

from flask import Blueprint

bp = Blueprint("front", __name__)
