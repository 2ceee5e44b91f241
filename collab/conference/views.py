"""The pages of conference."""

from flask import Blueprint

bp = Blueprint("conference", __name__)
