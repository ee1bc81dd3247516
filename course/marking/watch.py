"""Mark what arrives in the exchange at once, and leave the trainee a receipt and what may be seen of the feedback."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from rich.console import Console

from course import answers
from course.errors import CourseError
from course.marking import outputs
from course.marking.engine import MARKED, SANDBOX, Job, Result, mark_submission, run_of
from course.marking.outlet import copy_plain
from course.marking.plan import is_test
from course.marking.rooms import rooms
from course.marking.runner import Marking
from course.marking.setting import TRAINEE

PAUSE = 0.3  # seconds between two looks
TASK = re.compile(r"check\(\"([^\"]+)\"\)")
HIDDEN = "### BEGIN HIDDEN TESTS"
NOT_YET = "Your work is received. It could not be marked by the program yet; your instructor has been told."
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:1rem/1.5 sans-serif;max-width:45em;margin:2em auto;padding:0 1em;color-scheme:light dark}}
pre{{white-space:pre-wrap}}</style></head><body><h1>{title}</h1><p>Received from <strong>{who}</strong>, handed in
{when}. You may hand in again until the closing date; the last one counts.</p>{checks}<h2>Receipt</h2>
<pre>{receipt}</pre></body></html>"""


@dataclass(frozen=True)
class Arrival:
    """A submission that lies in the exchange: nbgrader's folder name, taken apart."""

    folder: Path
    trainee: str
    when: str


class Watch:
    """The exchange of one assignment.

    Parameters
    ----------
    marking : Marking
        How to mark.
    console : rich.console.Console
        Where each arrival is said.
    """

    def __init__(self, marking: Marking, console: Console) -> None:
        self.marking, self.console = marking, console
        config = marking.setting.config
        course = Path(str(config.Exchange.root)) / marking.setting.course_id
        self.inbound, self.feedback = course / "inbound", course / "feedback"
        self.check_owner = bool(config.ExchangeCollect.get("check_owner", True))
        self.seen: set[str] = set()

    def run(self) -> None:
        """Look until somebody presses Control and C."""
        self.marking.run()
        self.warm()
        self.console.print(f"Watching {self.inbound}; stop with Control and C.", soft_wrap=True, highlight=False)
        with contextlib.suppress(KeyboardInterrupt):
            while True:
                for result in self.look():
                    state = result["state"] if result["state"] == MARKED else f"failed, because {result['because']}"
                    self.console.print(f"{result['trainee']}: {state}, {result['seconds']:.1f} s", markup=False)
                time.sleep(PAUSE)

    def warm(self) -> None:
        """Start the rooms, so that the first arrival need not wait for them."""
        plan = self.marking.plan
        sandbox = rooms().zygote("sandbox" if self.marking.options.sandbox == SANDBOX else "bare")
        rooms().clean(Path(plan["sources"]), plan["name"]).wait()
        sandbox.wait()

    def look(self) -> Iterator[Result]:
        """Collect and mark what is new; each trainee's last one."""
        newest: dict[str, Arrival] = {}
        for arrival in self.arrivals():
            newest[arrival.trainee] = max(newest.get(arrival.trainee, arrival), arrival, key=lambda a: a.when)
        for arrival in newest.values():
            if arrival.when > self._collected(arrival.trainee):
                yield self.mark(arrival)

    def arrivals(self) -> list[Arrival]:
        """List complete submissions that were not looked at before."""
        found = []
        for folder in sorted(self.inbound.glob(f"*+{self.marking.assignment}+*")):
            if folder.name in self.seen or not (folder / "submission_secret.txt").is_file():
                continue  # the second is written last, by `nbgrader submit`
            self.seen.add(folder.name)
            trainee, _, when = folder.name.split("+")[:3]
            if TRAINEE.fullmatch(trainee) and not trainee.startswith(".") and self._theirs(folder, trainee):
                found.append(Arrival(folder, trainee, when))
        return found

    def mark(self, arrival: Arrival) -> Result:
        """Collect one submission, mark it, keep the marks, leave receipt and visible feedback."""
        target = self.marking.setting.submitted(arrival.trainee, self.marking.assignment)
        copy_plain(arrival.folder, target)
        job = self.marking.job(arrival.trainee)
        result = mark_submission(job)
        self.marking.keep(job, result)
        self._leave(arrival, target, job, result)
        return result

    def _theirs(self, folder: Path, trainee: str) -> bool:
        if not self.check_owner or folder.owner() == trainee:
            return True
        self.console.print(f"{folder.name} belongs to {folder.owner()}, not to {trainee}; left alone.", markup=False)
        return False

    def _collected(self, trainee: str) -> str:
        path = self.marking.setting.submitted(trainee, self.marking.assignment) / "timestamp.txt"
        return path.read_text(encoding="utf-8").strip() if path.is_file() else ""

    def _leave(self, arrival: Arrival, target: Path, job: Job, result: Result) -> None:
        """Write the page where ``nbgrader fetch_feedback`` looks; the full feedback takes its place later."""
        from course.units.visible import task_keys

        checks = visible(job, result) if result["state"] == MARKED else f"<p>{NOT_YET}</p>"
        receipt = str(answers.receipt(target, task_keys(self.marking.assignment)))
        title = f"{self.marking.assignment}: received"
        said = {"title": title, "who": arrival.trainee, "when": arrival.when, "receipt": receipt}
        page = PAGE.format(checks=checks, **{name: escape(text) for name, text in said.items()})
        secret = job["content"]["own"].get("submission_secret.txt", "")
        name = hashlib.md5((secret + self.marking.assignment).encode(), usedforsecurity=False).hexdigest()
        self.feedback.mkdir(exist_ok=True, mode=0o711)
        new = self.feedback / f".{name}.{os.getpid()}"
        new.write_text(page, encoding="utf-8")
        new.chmod(0o644)
        new.replace(self.feedback / f"{name}.html")


def visible(job: Job, result: Result) -> str:
    """Run the visible part of each test in a clean room, and give what it shows; no mark and no hidden check."""
    run = run_of(job, {"cells": []})
    run.request["root"] = str(rooms().place())
    room = rooms().clean(Path(job["plan"]["sources"]), job["assignment"]).launch(run.request)
    shown: list[str] = []
    try:
        room.ask(job["seconds"], files=result["data"])
        for cell in job["plan"]["cells"]:
            if is_test(cell):
                source = cell["source"].partition(HIDDEN)[0]
                shown.append(_heading(source, job["assignment"]))
                shown += map(_html, outputs.checked(room.ask(job["seconds"], source=source).get("outputs")))
    finally:
        room.close()
    return "<h2>What can be said now</h2>" + "".join(shown)


def _heading(source: str, assignment: str) -> str:
    """Name the task that a test checks, where the test says so."""
    from course import units

    named = TASK.search(source)
    try:
        item = units.item(named.group(1), assignment.split("-")[0]) if named else None
    except CourseError:
        item = None
    return f"<h3>{escape(f'{item.id} {item.title}')}</h3>" if item else ""


def _html(output: dict[str, Any]) -> str:
    data = output.get("data", {})
    return str(data.get("text/html") or f"<p>{escape(str(data.get('text/plain') or output.get('text', '')))}</p>")
