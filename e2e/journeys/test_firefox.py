"""The road in Firefox, the other browser that readers have. Playwright cannot drive the one of Debian."""

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

from e2e.cast import DEVELOPER, STRATEGIST, TOURISM
from e2e.journeys import test_the_road as road
from e2e.photograph import take_photograph
from e2e.site import ROOT, Demonstration
from tools import prerequisites

STEPS = [
    "signs in and finds the project through the team",
    "posts an update with a picture",
    "sees it in the feed",
    "answers the musts and hands in",
    "is reviewed by two",
    "answers the new must and is approved",
    "publishes the page with the picture",
    "is found by a visitor in the gallery",
]
PATIENCE = 240.0
"""Seconds for the whole road."""


def test_the_road_can_be_walked_in_firefox(site: Demonstration, tmp_path: Path) -> None:
    firefox, node = prerequisites.firefox(), shutil.which("node")
    assert firefox, "Firefox is missing. Run: python -m tools.prerequisites"
    assert node, "Node.js is missing. Run: make e2e"
    told = {
        "address": site.address,
        "firefox": firefox,
        "team": TOURISM.sv,
        "reviewers": [DEVELOPER.sv, STRATEGIST.sv],
        "picture": str(take_photograph(tmp_path / "sten.jpg")),
        "road": {
            "project": road.PROJECT,
            "happened": road.HAPPENED,
            "shows": road.SHOWS,
            "musts": road.MUSTS,
            "newMust": road.NEW_MUST,
            "criteria": road.CRITERIA,
            "headline": road.HEADLINE,
            "story": road.STORY,
        },
    }
    code, said, complained = _run([node, str(ROOT / "e2e" / "firefox" / "road.mjs")], json.dumps(told))
    assert said.splitlines() == STEPS, complained
    assert code == 0, complained


def _run(command: list[str], told: str) -> tuple[int, str, str]:
    """Run in a process group of its own, so that no browser outlives a road that takes too long."""
    walk = subprocess.Popen(
        command,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    )  # fmt: skip
    try:
        said, complained = walk.communicate(told, PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(walk.pid, signal.SIGKILL)
        said, complained = walk.communicate()
        complained += f"\nThe road took more than {PATIENCE:.0f} seconds."
    return walk.returncode, said, complained
