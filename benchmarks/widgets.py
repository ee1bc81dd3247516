"""Time from an input to the changed page, for each widget, in a real JupyterLab with headless Chromium.

``python benchmarks/widgets.py [--steps 40] [--only WORD]`` starts a JupyterLab of its own on a free port in a temporary
folder, runs one notebook, moves each widget so many times and prints p50, p95 and the largest. Needs Chromium and
``playwright``.
"""

from __future__ import annotations

import argparse
import inspect
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import Error, Page, sync_playwright

from course import units
from course.lab import build
from course.widgets import assets
from course.widgets.explorer import Explorer

# `act(section, put, i)` makes step i. Every preset of every unit is measured; one that needs more than going through a
# control to and fro says how here. What is watched has to change at every step.
SLIDE = "const s = section.querySelectorAll('input[type=range]')[{n}]; s.value = {value}; put(s, 'input');"
TO_AND_FRO = """const turn = (n) => { const at = (i + 1) % (2 * n - 2 || 1); return at < n ? at : 2 * n - 2 - at; };
const slider = section.querySelector('input[type=range]'), list = section.querySelector('select');
const radios = [...(section.querySelector('fieldset')?.querySelectorAll('input[type=radio]') ?? [])];
if (list) { list.selectedIndex = turn(list.options.length); put(list, 'change'); }
else if (radios.length > 1) radios[radios[0].checked ? 1 : 0].click();
else { const [low, high, step] = ['min', 'max', 'step'].map((k) => Number(slider[k]));
  slider.value = low + step * turn(Math.min(30, (high - low) / step + 1)); put(slider, 'input'); }"""
# Every card in turn is put into the first place; then the first card goes to and fro between that and its right place.
PLACE = """const [first, right] = [0, {right}].map((n) => section.querySelectorAll('.cw-places input[type=radio]')[n]);
(first.checked ? right : first).click();
if (section.querySelector('.cw-free')) section.querySelector('.cw-places button').click();"""
OWN = {
    "105082L4.m03.denominator": """
        const groups = [...section.querySelectorAll('fieldset')].map((f) => [...f.querySelectorAll('input')]);
        let rest = i + 1; // one control a step, and no definition twice
        for (const all of groups) {
          const digit = rest % (2 * all.length), at = digit < all.length ? digit : 2 * all.length - 1 - digit;
          if (!all[at].checked) { all[at].click(); break; }
          rest = Math.floor(rest / all.length);
        }""",
    "105082L4.m03.definition_on_time": """const all = [...section.querySelectorAll('select')];
        if (i === 0) all.forEach((s, k) => { s.selectedIndex = k ? 1 : 2; put(s, 'change'); });
        all[3].selectedIndex = 2 - i % 2; put(all[3], 'change');""",
    "105082L4.m03.new_lost": SLIDE.format(n=1, value="185 + 5 * (i % 70)"),
    "105082L4.m01.line_of_sight": SLIDE.format(n="i % 9", value="Math.floor(i / 9) % 2 ? 0 : 2"),
    "105082L4.m02.clause_audit": PLACE.format(right=1),
    "105082L4.m08.headline_vs_evidence": PLACE.format(right=2),
    "105082L4.m05.tolerance_zone": SLIDE.format(n=0, value="12 + 12 * (i % 8)"),
    "105082L4.m06.edge_map": SLIDE.format(n=0, value="i % 2 ? 9 - 0.05 * (i - 1) : 4 + 0.05 * i"),
    "105082L4.m07.steps": SLIDE.format(n=0, value="1 + i % 12"),
    "105082L4.m07.sample_size": SLIDE.format(n=0, value="2 + i % 11"),
}
FORMS = {
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


def widget_of(preset: str) -> str:
    """Name of the widget that takes a preset's settings; empty when they are not those of an exploring widget."""
    shared = set(inspect.signature(Explorer.__init__).parameters)
    own = set(units.preset(preset)) - shared
    for name in assets.names():
        made = import_module(f"course.widgets.{name}").WIDGET
        if issubclass(made, Explorer) and own <= set(inspect.signature(made.__init__).parameters) - shared:
            return name
    return ""


def cases(word: str) -> dict[str, tuple[str, str]]:
    """Cell and input of each preset and form whose name holds a word."""
    register = units.register()
    named = {preset: widget_of(preset) for unit in register.units for preset in register.bank(unit.code).presets}
    found = {
        f"{widget}, {preset.partition('.')[2]}": (f'cs.widget("{widget}", "{preset}")', OWN.get(preset, TO_AND_FRO))
        for preset, widget in named.items()
        if widget
    }
    return {name: case for name, case in {**found, **FORMS}.items() if word in name}


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


def notebook(cells: Iterable[str]) -> str:
    """One cell a widget."""
    sources = ["import course as cs", *cells]
    made = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "source": s, "outputs": [], "execution_count": None}
        for i, s in enumerate(sources)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps({"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


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


def run(page: Page, address: str, sources: dict[str, str], steps: int) -> dict[str, list[float]]:
    """Run the notebook and move each widget; of one that could not be moved the reason is printed."""
    page.goto(f"{address}/lab/tree/widgets.ipynb?token=t&reset")
    page.locator(".jp-Notebook").wait_for(timeout=60_000)
    page.wait_for_timeout(2000)
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        "n => document.querySelectorAll('section.cw').length >= n", arg=len(sources), timeout=240_000
    )
    page.wait_for_timeout(4000)  # what is imported beside the first picture
    found = {}
    for i, (name, source) in enumerate(sources.items()):
        try:
            found[name] = page.evaluate(MEASURE, [i, source, steps])
        except Error as error:
            print(f"{name}: {str(error).splitlines()[0]}")
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--only", default="", help="measure only what has this word in its name")
    given = parser.parse_args()
    chosen, steps = cases(given.only), given.steps
    chromium = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    build.build()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as player:
        folder = Path(place)
        (folder / "widgets.ipynb").write_text(notebook(cell for cell, _ in chosen.values()), encoding="utf-8")
        with lab(folder) as address:
            browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            found = run(page, address, {name: source for name, (_, source) in chosen.items()}, steps)
            browser.close()
    print(f"{'widget':36s} {'p50':>6s} {'p95':>6s} {'max':>6s}   ms from input to page, {steps} steps")
    for name, times in found.items():
        cuts = quantiles(times, n=20, method="inclusive")
        print(f"{name:36s} {cuts[9]:6.0f} {cuts[18]:6.0f} {max(times):6.0f}")


if __name__ == "__main__":
    main()
