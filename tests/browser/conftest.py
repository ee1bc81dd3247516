"""A real JupyterLab in a temporary folder, a real Chromium, and axe-core."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from course import answers, paths
from course.widgets import assets

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
# As `course lab`, but with the test's own lessons among the course's, so that their cells are in the list of hashes.
START = """
import sys
from pathlib import Path
from course import paths
from course.widgets import assets
paths.NOTEBOOKS, assets.BUILT = Path(sys.argv[1]), Path(sys.argv[2])
from course.lab.start import start
start(Path(sys.argv[3]), tuple(sys.argv[4:]))
"""


def notebook(metadata: dict[str, Any], *cells: str) -> str:
    """A notebook as text: a source that begins with # and a blank is text, all others hidden code."""
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    made = []
    for i, source in enumerate(cells):
        cell: dict[str, Any] = {"id": f"cell-{i}", "source": source, "metadata": {}, "cell_type": "markdown"}
        if not source.startswith("# "):
            hidden = {"jupyter": {"source_hidden": True}}
            cell |= {"cell_type": "code", "outputs": [], "execution_count": None, "metadata": hidden}
        made.append(cell)
    whole = {"cells": made, "metadata": {"kernelspec": kernel, **metadata}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole)


@dataclass
class Lab:
    """A running JupyterLab."""

    url: str
    folder: Path
    token: str

    def address(self, name: str) -> str:
        """Address that opens one notebook and nothing else."""
        return f"{self.url}/lab/tree/{name}?token={self.token}&reset"

    def answers(self, folder: str = ".") -> dict[str, Any]:
        """What the answers file of a folder holds."""
        return answers.read(self.folder / folder / answers.ANSWERS)


class Trainee:
    """Somebody at the keyboard of one window."""

    def __init__(self, page: Page, lab: Lab) -> None:
        self.page, self.lab = page, lab
        self.console: list[str] = []
        page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))

    def open(self, name: str) -> Locator:
        """Open a page by its address, wait until it has started, and give its panel."""
        self.page.goto(self.lab.address(name))
        return self.started()

    def started(self) -> Locator:
        """Wait until the page in front has started by itself."""
        panel = self.page.locator(".course-page:visible")
        panel.and_(self.page.locator("[data-course-started=true]")).wait_for()
        return panel

    def restart_python(self) -> Locator:
        """Restart by the menu, as a trainee would, and wait for the page to start again."""
        before = self.page.locator(".course-page:visible").get_attribute("data-course-starts")
        self.page.get_by_role("menuitem", name="Kernel", exact=True).click()
        self.page.locator(".lm-Menu-item[data-command='kernelmenu:restart']").click()
        self.page.get_by_role("button", name="Confirm Kernel Restart").click()
        self.page.locator(f".course-page:visible:not([data-course-starts='{before}'])").wait_for()
        return self.started()

    def close_tab(self, name: str) -> None:
        """Close a tab by its cross."""
        tab = self.page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab", has_text=name)
        tab.locator(".lm-TabBar-tabCloseIcon").click()
        tab.wait_for(state="detached")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{url}/api", timeout=1).close()
            return
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, log.read_text()[-2000:]
            time.sleep(0.1)
    raise AssertionError("JupyterLab did not start: " + log.read_text()[-2000:])


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Starts a Jupyter server by a command and gives its address; all are stopped at the end."""
    running: list[subprocess.Popen[bytes]] = []

    def start(command: list[str], log: Path, **how: Any) -> str:
        port = _free_port()
        options = ["--no-browser", "--ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token=t"]
        with log.open("wb") as out:
            process = subprocess.Popen([*command, *options], stdout=out, stderr=out, start_new_session=True, **how)
        running.append(process)
        url = f"http://127.0.0.1:{port}"
        _wait(url, process, log)
        return url

    yield start
    for process in running:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)


@pytest.fixture(scope="session")
def lab_with(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Lab]:
    """Starts a JupyterLab with further lessons (name to text)."""

    def start(lessons: dict[str, str] | None = None, **environment: str) -> Lab:
        base = tmp_path_factory.mktemp("lab")
        shutil.copytree(paths.NOTEBOOKS, base / "notebooks", ignore=shutil.ignore_patterns("*.yaml", ".*"))
        for name, text in (lessons or {}).items():
            target = base / "notebooks" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        built = base / "labextensions" / assets.EXTENSION
        shutil.copytree(assets.BUILT, built)
        folder, exposed = base / "work", "--LabApp.expose_app_in_browser=True"
        command = [sys.executable, "-c", START, str(base / "notebooks"), str(built), str(folder), exposed]
        env = {**os.environ, "HOME": str(base), "PYTHONWARNINGS": "default", **environment}
        return Lab(serve(command, base / "log.txt", env=env), folder, "t")

    return start


@pytest.fixture(scope="session")
def lab(lab_with: Callable[..., Lab]) -> Lab:
    """A JupyterLab with the course as it is."""
    return lab_with()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    if CHROMIUM is None:
        pytest.skip("no Chromium: apt-get install chromium, or put any Chromium on the PATH")
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *root])
        yield started
        started.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """One browser profile for all tests: JupyterLab's own files are fetched once."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A new tab, 1280 wide."""
    opened = window.new_page()
    yield opened
    opened.close()


@pytest.fixture
def trainee(page: Page, lab: Lab) -> Trainee:
    """A trainee in a new window on the course as it is."""
    return Trainee(page, lab)


@pytest.fixture
def axe() -> Callable[[Page, str], list[str]]:
    """Gives axe-core's violations below a selector, one line each."""

    def run(page: Page, selector: str) -> list[str]:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        # JupyterLab's body is 0 px high and hides what overflows, so axe would take all text for clipped and not look
        # at its contrast at all.
        page.evaluate("document.body.style.height = '100vh'")
        found = page.evaluate("selector => axe.run(selector)", selector)
        looked = {rule["id"] for outcome in ("passes", "violations", "incomplete") for rule in found[outcome]}
        assert "color-contrast" in looked, "axe did not look at the contrast of any text"
        return [f"{v['id']} ({v['impact']}): {n['html'][:200]}" for v in found["violations"] for n in v["nodes"]]

    return run
