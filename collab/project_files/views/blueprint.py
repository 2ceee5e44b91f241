"""The blueprint that the modules of these views share."""

from flask import Blueprint

bp = Blueprint("project_files", __name__)
