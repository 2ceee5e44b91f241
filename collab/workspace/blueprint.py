"""The blueprint that the pages of the workspace share."""

from flask import Blueprint

bp = Blueprint("workspace", __name__)
