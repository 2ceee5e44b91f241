"""How much a file may be. The page says it before somebody chooses one."""

from collab.files.prepared import LARGEST, MOST_PIXELS, WIDTHS

MOST_OF_A_FILE = LARGEST
MOST_OF_A_TEAM = 2_000_000_000
MOST_UNPACKED = 200_000_000
"""Bytes."""
MOST_PACKED = 2_000
"""Files inside an office document."""
MOST_TIMES = 100
"""How many times larger an office document may become when it is unpacked."""
MOST_OF_A_PICTURE = MOST_PIXELS
"""Pixels."""
WIDEST = WIDTHS[-1]
"""Pixels across of the largest picture that is kept; what came larger is made smaller."""
MEGABYTE = 1_000_000
GIGABYTE = 1_000_000_000
