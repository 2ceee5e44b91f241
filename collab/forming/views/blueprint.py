"""The blueprint of forming."""

from flask import Blueprint

bp = Blueprint("forming", __name__)
