"""`python -m e2e.screens`: photographs every page of a demonstration of its own, writes contact sheets."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from e2e import site as sites
from e2e.a11y.inventory import ON_THE_DAY, PAGES
from e2e.a11y.readers import PEOPLE, Readers
from e2e.a11y.stage import set_up
from e2e.chromium import launch
from e2e.desk import Desk
from e2e.pages.demonstration import Stage
from e2e.screens import sheets
from e2e.screens.shots import Shot, plan
from e2e.screens.studio import Report, Studio, in_words
from e2e.site import ROOT

MOST_BROWSERS = 8
BETWEEN_LINES = 10.0
"""Seconds between two lines of progress where one cannot be written over the other."""


@dataclass(frozen=True, slots=True)
class Order:
    """Where the pictures go and how they are taken."""

    folder: Path
    browsers: int = 2
    content: Path | None = None
    """A folder with the loaded programme, as pytest's --content keeps it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every page made its pictures; 1 when one failed; 2 when nothing is called as asked."""
    asked = _parser().parse_args(arguments)
    shots, on_the_day = (plan(pages, asked.pages, asked.roles) for pages in (PAGES, ON_THE_DAY))
    if not shots + on_the_day:
        print("Nothing is called so. Pages are named front, front.index or front-municipality-outside.")
        return 2
    return take(shots, on_the_day, Order(asked.folder, asked.browsers, asked.content))


def take(shots: list[Shot], on_the_day: list[Shot], order: Order) -> int:
    """Photograph these shots, then those on the day of the conference, into a fresh folder; the exit code."""
    began = time.monotonic()
    shutil.rmtree(order.folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="collab-screens-") as temporary:
        studio = _photograph(shots, on_the_day, Path(temporary), order)
    print("Contact sheets …", flush=True)
    sheets.write(shots + on_the_day, order.folder)
    wanted = sum(len(shot.looks) for shot in shots + on_the_day)
    took = in_words(time.monotonic() - began)
    print(f"{studio.taken} of {wanted} pictures in {took}, {len(studio.faults)} failures.")
    print(f"Look at {order.folder / 'index.html'}", flush=True)
    for fault in studio.faults:
        print(f"Failed: {fault}", file=sys.stderr)
    return 1 if studio.faults or studio.taken < wanted else 0


def _photograph(shots: list[Shot], on_the_day: list[Shot], temporary: Path, order: Order) -> Studio:
    print("Starting a demonstration and filling it …", flush=True)
    expect.set_options(timeout=15_000)
    site = sites.start(temporary, sites.seed(order.content or temporary))
    try:
        studio = Studio(site.address, _fill(site.address, temporary), order.folder, _reporter())
        studio.photograph(shots, order.browsers)
        if on_the_day:
            _go_to_the_day(site.address)
            studio.photograph(on_the_day, order.browsers)
        return studio
    finally:
        site.stop()


def _fill(address: str, temporary: Path) -> dict[str, str]:
    with sync_playwright() as playwright, launch(playwright) as browser:
        return set_up(Readers(browser, address), temporary)


def _go_to_the_day(address: str) -> None:
    with sync_playwright() as playwright, launch(playwright) as browser:
        Stage.open(Desk(browser, address).browser()).choose("Konferensen")


def _reporter() -> Report:
    """Progress on one line of a terminal, else a line now and then."""
    said_at = 0.0

    def report(line: str, *, is_last: bool = False) -> None:
        nonlocal said_at
        if sys.stdout.isatty():
            print(f"\r{line}\033[K", end="\n" if is_last else "", flush=True)
        elif is_last or time.monotonic() - said_at > BETWEEN_LINES:
            said_at = time.monotonic()
            print(line, flush=True)

    return report


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m e2e.screens", description=__doc__)
    parser.add_argument(
        "--pages", nargs="*", default=[], help="features, endpoints or names of pictures; default: all"
    )
    parser.add_argument(
        "--roles", nargs="*", default=[], choices=sorted(PEOPLE), help="default: all who may see a page"
    )
    parser.add_argument(
        "--browsers", type=int, default=min(os.cpu_count() or 1, MOST_BROWSERS), help="side by side"
    )
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "screens", help="is emptied first; default: screens"
    )
    parser.add_argument("--content", type=Path, help="keep the loaded programme in this folder for next time")
    return parser


if __name__ == "__main__":
    sys.exit(main())
