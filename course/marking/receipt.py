"""What a trainee gets at once: a receipt, and what the visible checks say; no mark and no hidden check."""

from __future__ import annotations

import hashlib
import os
import re
from html import escape
from pathlib import Path
from typing import Any

from course import answers
from course.marking import outputs, wire
from course.marking.cells import task_named
from course.marking.engine import MARKED, Job, Result, run_of
from course.marking.plan import is_test
from course.marking.rooms import rooms

HIDDEN = "### BEGIN HIDDEN TESTS"
FRACTION = re.compile(r"\.\d+")
NOT_YET = "Your work is received. It could not be marked by the program yet; your instructor has been told."
NOT_SHOWN = "Your work is received and marked. What can be said of it now could not be shown."
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title}</title><style>:root{{color-scheme:light dark}}
body{{font:1rem/1.5 sans-serif;max-width:45em;margin:2em auto;padding:0 1em;overflow-wrap:anywhere}}
pre{{white-space:pre-wrap}}</style></head><body><h1>{title}</h1><p>Received from <strong>{who}</strong>, handed in
{when}. You may hand in again until the closing date; the last one counts.</p>{checks}<h2>Receipt</h2>
<pre>{receipt}</pre></body></html>"""


def leave(feedback: Path, submission: Path, when: str, job: Job, result: Result) -> None:
    """Write the page where ``nbgrader fetch_feedback`` looks; the full feedback takes its place later.

    Parameters
    ----------
    feedback : Path
        Folder of the course's feedback in the exchange.
    submission : Path
        What was handed in.
    when : str
        The time, as nbgrader writes it.
    job, result : dict
        Of `course.marking.engine`.
    """
    from course.units.visible import task_keys

    name = job["assignment"]
    receipt = str(answers.receipt(submission, task_keys(name)))
    said = {"title": f"{name}: received", "who": job["trainee"], "when": FRACTION.sub("", when), "receipt": receipt}
    page = PAGE.format(checks=_checks(job, result), **{key: escape(text) for key, text in said.items()})
    secret = job["content"]["own"].get("submission_secret.txt", "")
    file = hashlib.md5((secret + name).encode(), usedforsecurity=False).hexdigest()
    feedback.mkdir(exist_ok=True, mode=0o711)
    new = feedback / f".{file}.{os.getpid()}"
    new.write_text(page, encoding="utf-8")
    new.chmod(0o644)
    new.replace(feedback / f"{file}.html")


def _checks(job: Job, result: Result) -> str:
    if result["state"] != MARKED:
        return f"<p>{NOT_YET}</p>"
    try:
        return visible(job, result)
    except wire.Broken:
        return f"<p>{NOT_SHOWN}</p>"


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
                title = task_named(source, job["assignment"])
                shown += [f"<h3>{escape(title)}</h3>"] if title else []
                shown += map(_html, outputs.checked(room.ask(job["seconds"], source=source).get("outputs")))
    finally:
        room.close()
    return "<h2>What can be said now</h2>" + "".join(shown)


def _html(output: dict[str, Any]) -> str:
    data = output.get("data", {})
    return str(data.get("text/html") or f"<p>{escape(str(data.get('text/plain') or output.get('text', '')))}</p>")
