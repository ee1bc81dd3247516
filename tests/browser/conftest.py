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
from playwright.sync_api import Browser, Page, sync_playwright

from course import paths
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
def lab_with(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Lab]]:
    """Starts a JupyterLab with further lessons (name to text); all are stopped at the end."""
    running: list[subprocess.Popen[bytes]] = []

    def start(lessons: dict[str, str] | None = None, **environment: str) -> Lab:
        base = tmp_path_factory.mktemp("lab")
        shutil.copytree(paths.NOTEBOOKS, base / "notebooks", ignore=shutil.ignore_patterns("*.yaml", ".*"))
        for name, text in (lessons or {}).items():
            target = base / "notebooks" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        built = base / "labextensions" / assets.EXTENSION
        shutil.copytree(assets.BUILT, built)
        port, folder, log = _free_port(), base / "work", base / "log.txt"
        options = ["--no-browser", "--ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token=t"]
        command = [sys.executable, "-c", START, str(base / "notebooks"), str(built), str(folder), *options]
        env = {**os.environ, "HOME": str(base), "PYTHONWARNINGS": "default", **environment}
        with log.open("wb") as out:
            process = subprocess.Popen(command, env=env, stdout=out, stderr=out, start_new_session=True)
        running.append(process)
        lab = Lab(f"http://127.0.0.1:{port}", folder, "t")
        _wait(lab.url, process, log)
        return lab

    yield start
    for process in running:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)


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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new window, 1280 wide."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def axe() -> Callable[[Page, str], list[str]]:
    """Gives axe-core's violations below a selector, one line each."""

    def run(page: Page, selector: str) -> list[str]:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("selector => axe.run(selector)", selector)
        return [f"{v['id']} ({v['impact']}): {n['html'][:200]}" for v in found["violations"] for n in v["nodes"]]

    return run
