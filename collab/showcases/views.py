"""The pages of showcases."""

from flask import Blueprint

bp = Blueprint("showcases", __name__)
