"""Time from an input to the changed page, for each widget, in a real JupyterLab with headless Chromium.

``python benchmarks/widgets.py [--steps 40]`` starts a JupyterLab of its own on a free port in a temporary folder, runs
one notebook, moves each widget so many times and prints p50, p95 and the largest. Needs Chromium and ``playwright``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import Page, sync_playwright

from course.lab import build
from course.widgets import assets

# One input for each widget: `act(section, i)` makes step i. What is watched must change at every step.
SLIDE = "const s = section.querySelectorAll('input[type=range]')[{n}]; s.value = {value}; put(s, 'input');"
CASES = {
    "indicator_lab, denominator": (
        'cs.widget("indicator_lab", "105082L4.m03.denominator")',
        """const groups = [...section.querySelectorAll('fieldset')].map((f) => [...f.querySelectorAll('input')]);
        let rest = i + 1; // one control a step, and no definition twice
        for (const all of groups) {
          const digit = rest % (2 * all.length), at = digit < all.length ? digit : 2 * all.length - 1 - digit;
          if (!all[at].checked) { all[at].click(); break; }
          rest = Math.floor(rest / all.length);
        }""",
    ),
    "indicator_lab, definition": (
        'cs.widget("indicator_lab", "105082L4.m03.definition_on_time")',
        """const all = [...section.querySelectorAll('select')];
        if (i === 0) all.forEach((s, k) => { s.selectedIndex = k ? 1 : 2; put(s, 'change'); });
        all[3].selectedIndex = 2 - i % 2; put(all[3], 'change');""",
    ),
    "timeline_board, customers": (
        'cs.widget("timeline_board", "105082L4.m03.new_lost")',
        SLIDE.format(n=1, value="185 + 5 * (i % 70)"),
    ),
    "timeline_board, steps": (
        'cs.widget("timeline_board", "105082L4.m07.steps")',
        SLIDE.format(n=0, value="1 + i % 12"),
    ),
    "what_if_dial": (
        'cs.widget("what_if_dial", "105082L4.m07.sample_size")',
        SLIDE.format(n=0, value="2 + i % 11"),
    ),
    "question": (
        'cs.question("105082L4.m07.q1")',
        """section.querySelectorAll('input[type=radio]')[i % 3].click();
        section.querySelector('button[type=submit]').click();""",
    ),
    "plan_form": (
        'cs.plan_form("assessment_plan")',
        """const t = section.querySelector('.cw-sheet input[type=text]');
        t.value = i % 2 ? 'TBC' : 'Plan for the year'; put(t, 'input');""",
    ),
}
MEASURE = """async ([index, source, steps]) => {
  const section = document.querySelectorAll("section.cw")[index];
  const act = new Function("section", "put", "i", source);
  const put = (control, event) => control.dispatchEvent(new Event(event, { bubbles: true }));
  const watched = ".cw-summary, .cw-definition, .cw-reply, .cw-rules";
  const read = () => [...section.querySelectorAll(watched)].map((one) => one.textContent).join("|");
  const times = [];
  for (let i = 0; i < steps; i++) {
    const begin = performance.now();
    act(section, put, i);
    const before = read();
    await new Promise((done, fail) => {
      const late = setTimeout(() => fail(new Error(`step ${i} changed nothing: ${before.slice(0, 200)}`)), 10000);
      const watch = new MutationObserver(() => {
        if (read() === before) return;
        watch.disconnect(); clearTimeout(late); done();
      });
      watch.observe(section, { subtree: true, childList: true, characterData: true });
    });
    times.push(performance.now() - begin);
    await new Promise((next) => setTimeout(next, 60));
  }
  return times;
}"""


def notebook() -> str:
    """One cell a widget."""
    sources = ["import course as cs", *(cell for cell, _ in CASES.values())]
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "source": s, "outputs": [], "execution_count": None}
        for i, s in enumerate(sources)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


@contextmanager
def lab(folder: Path) -> Iterator[str]:
    """Run a JupyterLab of our own and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1",
        "--ServerApp.port_retries=0", "--IdentityProvider.token=t", f"--ServerApp.root_dir={folder}",
        f"--LabApp.extra_labextensions_path={assets.BUILT.parent}", "--LabApp.expose_app_in_browser=True",
        f"--LabApp.workspaces_dir={folder / '.layout'}", "--LabApp.news_url=None",
    ]  # fmt: skip
    with (folder / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=1).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def run(page: Page, address: str, steps: int) -> dict[str, list[float]]:
    """Run the notebook and move each widget."""
    page.goto(f"{address}/lab/tree/widgets.ipynb?token=t&reset")
    page.locator(".jp-Notebook").wait_for(timeout=60_000)
    page.wait_for_timeout(2000)
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function("n => document.querySelectorAll('section.cw').length >= n", arg=len(CASES), timeout=120_000)
    page.wait_for_timeout(4000)  # what is imported beside the first picture
    sources = [source for _, source in CASES.values()]
    return {name: page.evaluate(MEASURE, [i, sources[i], steps]) for i, name in enumerate(CASES)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=40)
    steps = parser.parse_args().steps
    chromium = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    build.build()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as player:
        folder = Path(place)
        (folder / "widgets.ipynb").write_text(notebook(), encoding="utf-8")
        with lab(folder) as address:
            browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            found = run(browser.new_page(viewport={"width": 1280, "height": 900}), address, steps)
            browser.close()
    print(f"{'widget':28s} {'p50':>6s} {'p95':>6s} {'max':>6s}   ms from input to page, {steps} steps")
    for name, times in found.items():
        cuts = quantiles(times, n=20, method="inclusive")
        print(f"{name:28s} {cuts[9]:6.0f} {cuts[18]:6.0f} {max(times):6.0f}")


if __name__ == "__main__":
    main()
