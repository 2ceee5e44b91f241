"""The site, the browser, and people in front of it."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from e2e import site as sites
from e2e.chromium import launch
from e2e.desk import Desk
from e2e.site import Demonstration

PICTURES = Path(__file__).parent / "pictures"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--readme-pictures", action="store_true", help="Write the README's pictures into docs/pictures."
    )
    parser.addoption(
        "--content", type=Path, help="Keep the loaded programme in this folder, and begin with it next time."
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep each journey's tests in one process; those with a site each, and all pages, may be dealt out."""
    for item in items:
        if "journeys" in item.path.parts and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure shows what the demonstration said, and what the browser showed last."""
    report = yield
    site = item.funcargs.get("site")  # type: ignore[attr-defined] # every test function has them
    if report.failed and isinstance(site, Demonstration):
        fate = "runs" if site.is_alive else f"ended with {site.process.returncode}"
        report.sections.append((f"the demonstration ({fate})", site.words()))
        desk = item.funcargs.get("desk")  # type: ignore[attr-defined] # as above
        if isinstance(desk, Desk):
            desk.keep_pictures(PICTURES / "failures", item.name)
    return report


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One for all tests of a process."""
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright, launch(playwright) as browser:
        yield browser


@pytest.fixture(scope="session")
def content(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance folder with the shipped programme, which every site begins with a copy of."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return sites.seed(pytestconfig.getoption("content") or shared)


@pytest.fixture(scope="module")
def site(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """A site of its own for every story."""
    running = sites.start(tmp_path_factory.mktemp("site"), content)
    yield running
    running.stop()
    assert running.process.returncode == 0, running.words()


@pytest.fixture
def desk(chromium: Browser, site: Demonstration) -> Iterator[Desk]:
    """Where people sit down with their browsers; what goes wrong unseen fails the test."""
    desk = Desk(chromium, site.address)
    yield desk
    faults = desk.close()
    assert site.is_alive, f"the demonstration ended:\n{site.words()}"
    assert faults == []


@pytest.fixture
def phone(desk: Desk) -> Page:
    """A visitor's phone, in Swedish."""
    return desk.browser()
