"""The blueprint that the modules of updates' views share."""

from flask import Blueprint

bp = Blueprint("updates", __name__)
