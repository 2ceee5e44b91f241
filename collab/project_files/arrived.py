"""What came with a form, whose bytes are kept before the write begins; the row that names it comes after."""

from msgspec import Struct

from collab.files.store import KeptPicture
from collab.project_files.kinds import Kind


class Arrived(Struct, frozen=True):
    """A file that is in the store. `name` is cleaned; `picture` is there when it is one."""

    name: str
    kind: Kind
    size: int
    sha256: str
    picture: KeptPicture | None = None
