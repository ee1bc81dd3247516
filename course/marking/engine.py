"""Mark one submission: plain data in, plain data out, whoever calls it: nbgrader, ``course mark``, another machine."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from course.errors import CourseError
from course.marking import grades
from course.marking.execute import Run
from course.marking.intake import data_names, most_of
from course.marking.page import Page, restore, role
from course.marking.plan import Plan
from course.marking.rooms import rooms

SECONDS = 30.0  # for one cell
MARKED, FAILED = "marked", "failed"
SANDBOX, NO_SANDBOX, NOT_NEEDED = "bwrap", "none", "not needed"
Job = dict[str, Any]
Result = dict[str, Any]


def job_of(
    plan: Plan,
    trainee: str,
    content: Mapping[str, Any],
    register: Mapping[str, Any] | None = None,
    sandbox: str = SANDBOX,
    seconds: float = SECONDS,
    variant: str = "",
) -> Job:
    """Put together what is needed to mark one submission.

    Parameters
    ----------
    plan : dict
        Of `course.marking.plan`.
    trainee : str
        Whose submission.
    content : mapping
        Of `course.marking.intake.read_folder`.
    register : mapping, optional
        The register of variants; only this trainee's line goes on.
    sandbox : str
        ``bwrap`` or ``none``.
    seconds : float
        Time for one cell.
    variant : str
        ``COURSE_VARIANT``, where there is no register.
    """
    lines = (register or {}).get("families", {})
    mine = {family: {trainee: rows[trainee]} for family, rows in lines.items() if trainee in rows}
    return {
        "assignment": plan["name"], "trainee": trainee, "plan": plan, "content": dict(content), "sandbox": sandbox,
        "register": {"cohort": (register or {}).get("cohort", ""), "families": {f: mine.get(f, {}) for f in lines}},
        "seconds": seconds, "variant": variant,
    }  # fmt: skip


def mark_submission(job: Job) -> Result:
    """Mark one submission; whatever was handed in, this ends with a result.

    Parameters
    ----------
    job : dict
        Of `job_of`.

    Returns
    -------
    dict
        ``state`` (``marked`` or ``failed``), ``because``, ``notes``, ``by_hand``, ``scores`` and ``comments`` by cell,
        ``notebook``, ``data`` (data files as the trainee's code left them), ``sandbox``, ``seconds``, ``cpu`` by room.
    """
    return mark_page(job, *restore(job["content"]["notebook"], job["plan"]))


def mark_page(job: Job, page: Page, notes: list[str]) -> Result:
    """As `mark_submission`, of a page that is restored already."""
    began = time.monotonic()
    run = run_of(job, page)
    try:
        run.play(rooms())
        because = " ".join(run.failed)
    except CourseError:
        raise  # the machine lacks something; no submission is marked without it
    except Exception as error:  # a defect of the engine is said, and the others are marked
        because = f"The marking itself stopped ({type(error).__name__}: {error})."
    return {
        "assignment": job["assignment"], "trainee": job["trainee"],
        "state": FAILED if because else MARKED, "because": because,
        "notes": [*job["content"]["notes"], *notes, *run.notes], "by_hand": run.by_hand,
        **scores(page, failed=bool(because)), "notebook": page, "data": run.data,
        "sandbox": job["sandbox"] if run.sandboxed else NOT_NEEDED, "seconds": round(time.monotonic() - began, 3),
        "cpu": run.cpu,
    }  # fmt: skip


def broken_off(job: Job, error: Exception) -> Result:
    """Make the result of a submission that something stopped outside the rooms: *failed*, with no marks."""
    page, _ = restore("", job["plan"])
    return {
        "assignment": job["assignment"], "trainee": job["trainee"], "state": FAILED,
        "because": f"The marking itself stopped ({type(error).__name__}: {error}).", "notes": [], "by_hand": {},
        **scores(page, failed=True), "notebook": page, "data": {}, "sandbox": NOT_NEEDED, "seconds": 0.0, "cpu": {},
    }  # fmt: skip


def run_of(job: Job, page: Page) -> Run:
    """Prepare the run of a restored page."""
    environment = {"COURSE_ASSIGNMENTS": job["plan"]["sources"]}
    if job["variant"]:
        environment["COURSE_VARIANT"] = job["variant"]
    request = {
        "trainee": job["trainee"], "assignment": job["assignment"], "register": job["register"],
        "environment": environment, "data": {name: most_of(name) for name in data_names()},
    }  # fmt: skip
    return Run(page, request, job["content"], job["seconds"], bubble=job["sandbox"] == SANDBOX)


def scores(page: Page, *, failed: bool = False) -> dict[str, dict[str, Any]]:
    """Read marks and remarks from a marked page; a failed one has no marks at all."""
    about = [(role(cell), cell) for cell in page["cells"] if role(cell)]
    return {
        "scores": {a["grade_id"]: None if failed else grades.score(cell) for a, cell in about if a["grade"]},
        "comments": {a["grade_id"]: grades.comment(cell) for a, cell in about if a["solution"] or a["task"]},
    }
