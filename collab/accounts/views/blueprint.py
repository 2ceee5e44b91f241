"""The blueprint that the modules of accounts' views share."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
