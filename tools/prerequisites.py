"""What the tests need of the machine: browsers, PostgreSQL, proxies, Pango. Installs by apt when one is root.

For each it knows the program and the Debian package.
"""

import ctypes
import os
import shutil
import subprocess
import sys

from tools import postgresql

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FIREFOX = ("firefox-esr", "firefox")
OF_AN_ADMINISTRATOR = {
    "nginx": "nginx-light",
    "haproxy": "haproxy",
    "systemd-analyze": "systemd",
    "curl": "curl",
    "openssl": "openssl",
}
"""Programs by which files of deploy/ are checked, and their Debian packages."""
SWIFT = {
    "swift-proxy-server": "swift-proxy",
    "swift-account-server": "swift-account",
    "swift-container-server": "swift-container",
    "swift-object-server": "swift-object",
    "memcached": "memcached",
}
"""Programs of the S3-compatible service that the tests keep files in, and their Debian packages."""
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
"""What PDF is made with, and the Debian packages."""
SYSTEM = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])


def chromium() -> str | None:
    """The program of the browser that all pages are looked at with."""
    return _browser("CHROMIUM", CHROMIUM)


def firefox() -> str | None:
    """The program of the browser in which the road is walked once."""
    return _browser("FIREFOX", FIREFOX)


def program(name: str) -> str:
    """An administrator's program, where only root looks for it, too. Raises FileNotFoundError."""
    found = shutil.which(name, path=SYSTEM)
    if found is None:
        raise FileNotFoundError(f"{name} is missing: apt-get install {OF_AN_ADMINISTRATOR.get(name, name)}")
    return found


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _browser(variable: str, names: tuple[str, ...]) -> str | None:
    wanted = os.environ.get(variable)
    return wanted or next((path for name in names if (path := shutil.which(name))), None)


def main() -> int:
    """0 when everything is there (now); otherwise a sentence and 1."""
    wanted = []
    if chromium() is None:
        wanted.append("chromium")
    if firefox() is None:
        wanted.append("firefox-esr")
    if not os.environ.get(postgresql.VARIABLE) and postgresql.programs() is None:
        wanted.append("postgresql")
    wanted += [
        package
        for name, package in (OF_AN_ADMINISTRATOR | SWIFT).items()
        if not shutil.which(name, path=SYSTEM)
    ]
    wanted += [package for library, package in LIBRARIES.items() if not _is_there(library)]
    if not wanted:
        return 0
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(
            f"The tests need {', '.join(wanted)}. "
            f"On Debian or Ubuntu: sudo apt-get install {' '.join(wanted)}\n"
            "(or name a server in COLLAB_TEST_DATABASE_URL, browsers in CHROMIUM and FIREFOX).",
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
