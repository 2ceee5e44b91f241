"""Those who judge a page: axe, html-validate, and what both do not look at."""

import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Page

from e2e.site import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VALIDATOR = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
RULES = ROOT / "e2e" / "a11y" / "html-validate.mjs"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROWEST = 320
"""CSS pixels: a window of 1280 enlarged four times (WCAG 2.2, 1.4.10)."""

RUN_AXE = """
async tags => {
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id} at ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`));
}
"""
LOAD_PICTURES = """
async () => {
  for (const image of document.images) Object.assign(image, { loading: "eager", decoding: "sync" });
  const shown = [...document.images].filter(image => image.currentSrc || image.src);
  await Promise.all(shown.map(image => image.decode().catch(() => {})));
  return shown.filter(image => !image.naturalWidth).map(image => `no picture at ${image.src}`);
}
"""
TOO_WIDE = """
limit => {
  const root = document.documentElement;
  if (root.scrollWidth <= limit) return [];
  const wide = [...document.body.querySelectorAll("*")].filter(element =>
    element.checkVisibility() && element.getBoundingClientRect().right > limit + 1);
  const name = element => element.tagName.toLowerCase() + [...element.classList].map(c => "." + c).join("");
  return [`${root.scrollWidth} px wide at ${limit} px: ${wide.slice(0, 5).map(name).join(", ")}`];
}
"""
OPEN_DETAILS = """
() => {
  const closed = [...document.querySelectorAll("main details:not([open])")];
  for (const details of closed) details.open = true;
  return closed.length;
}
"""


def prepare(page: Page) -> list[str]:
    """Make a page that was just loaded ready to be judged. Returns pictures that are broken."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    broken: list[str] = page.evaluate(LOAD_PICTURES)
    headings = page.locator("h1").count()
    return broken + ([] if headings == 1 else [f"{headings} headings of the first level"])


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds."""
    found: list[str] = page.evaluate(RUN_AXE, TAGS)
    return found


def reflow_faults(page: Page) -> list[str]:
    """Whether one has to scroll sideways in a narrow window, also with everything unfolded."""
    page.set_viewport_size({"width": NARROWEST, "height": 568})
    return too_wide(page, NARROWEST) + _faults_in_what_opens(page)


def too_wide(page: Page, width: int) -> list[str]:
    """Whether one has to scroll sideways in a window of that width."""
    found: list[str] = page.evaluate(TOO_WIDE, width)
    return found


def _faults_in_what_opens(page: Page) -> list[str]:
    """Neither axe nor the ruler sees what is folded away: unfold it and look again."""
    if not page.evaluate(OPEN_DETAILS):
        return []
    return [f"unfolded: {fault}" for fault in too_wide(page, NARROWEST) + accessibility_faults(page)]


def html_faults(folder: Path) -> list[str]:
    """What html-validate says of all pages in a folder."""
    node = shutil.which("node")
    assert node, "Node.js is missing. Run: make e2e"
    verdict = folder / "verdict.txt"
    with verdict.open("w") as said:  # a pipe would lose what does not fit into it
        done = subprocess.run(
            [node, str(VALIDATOR), "--config", str(RULES), "--formatter", "text", str(folder / "*.html")],
            stdout=said, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
    faults = verdict.read_text(encoding="utf-8").splitlines()
    assert faults or done.returncode == 0, done.stderr
    return [fault.removeprefix(f"{folder}/") for fault in faults]
