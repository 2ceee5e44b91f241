"""How a view is spoken of in feeds and in the audit."""

from collab.contact import policy
from collab.contact.models import View
from collab.subjects import Subject, tell
from collab.text import _, day

SUBJECTS = (
    Subject(
        kind="view",
        model=View,
        read=policy.read,
        visible_to=policy.visible_to,
        told=tell(View, key=View.key, at=View.received_at),
        address=lambda told: ("contact.show", {"key": told.key}),
        label=lambda told: _("a view of %(day)s", day=day(told.at)) if told.at else None,
    ),
)
