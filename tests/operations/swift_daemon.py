"""Runs one daemon of OpenStack Swift, or makes its rings, with the machine's own Python.

swift_daemon.py FOLDER rings|proxy|account|container|object PORTS…
"""

import sys
from pathlib import Path

from swift.common import utils

folder, wanted, ports = Path(sys.argv[1]), sys.argv[2], [int(port) for port in sys.argv[3:]]
utils.SWIFT_CONF_FILE = str(folder / "swift.conf")

from swift.common.ring import RingBuilder  # noqa: E402 - these read that file when they are loaded
from swift.common.wsgi import run_wsgi  # noqa: E402 - as above


def make_rings() -> None:
    """One device, one copy of everything."""
    for name, port in zip(("account", "container", "object"), ports, strict=True):
        builder = RingBuilder(2, 1, 0)
        place = {"region": 1, "zone": 1, "ip": "127.0.0.1", "port": port, "device": "d1", "weight": 1}
        builder.add_dev({**place, "replication_ip": "127.0.0.1", "replication_port": port, "meta": ""})
        builder.rebalance()
        builder.get_ring().save(str(folder / f"{name}.ring.gz"))


if wanted == "rings":
    make_rings()
else:
    sys.exit(run_wsgi(str(folder / f"{wanted}.conf"), f"{wanted}-server", verbose=True))
