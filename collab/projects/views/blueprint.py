"""The blueprint that the modules of projects' views share."""

from flask import Blueprint

bp = Blueprint("projects", __name__)
