"""How a view is spoken of in feeds and in the audit."""

from collab.contact import policy
from collab.contact.models import View
from collab.subjects import Subject
from collab.text import _, day

SUBJECTS = (
    Subject(
        kind="view",
        model=View,
        read=policy.read,
        visible_to=policy.visible_to,
        address=lambda view: ("contact.show", {"key": view.key}),
        label=lambda view: _("a view of %(day)s", day=day(view.received_at)),
    ),
)
