"""What the tests need of the machine: Chromium and PostgreSQL. Installs them through apt when one is root."""

import os
import shutil
import subprocess
import sys

from tools import postgresql

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The browser's program."""
    wanted = os.environ.get("CHROMIUM")
    return wanted or next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def main() -> int:
    """0 when everything is there (now); otherwise a sentence and 1."""
    wanted = []
    if chromium() is None:
        wanted.append("chromium")
    if not os.environ.get(postgresql.VARIABLE) and postgresql.programs() is None:
        wanted.append("postgresql")
    if not wanted:
        return 0
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(
            f"The tests need {' and '.join(wanted)}. "
            f"On Debian or Ubuntu: sudo apt-get install {' '.join(wanted)}\n"
            "(or name a server in COLLAB_TEST_DATABASE_URL and a browser in CHROMIUM).",
            file=sys.stderr,
        )
        return 1
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted],
    ):
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return 0


if __name__ == "__main__":
    sys.exit(main())
