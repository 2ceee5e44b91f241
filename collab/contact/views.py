"""The pages of contact."""

from flask import Blueprint

bp = Blueprint("contact", __name__)
