"""The pages of accounts."""

from collab.accounts.views import account, entry
from collab.accounts.views.blueprint import bp

__all__ = ["account", "bp", "entry"]
