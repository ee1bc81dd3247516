"""From a marked page to grades: a test's number decides, finite and within 0 and the points; nothing else does."""

from __future__ import annotations

import hashlib
import math
from typing import Any

from course.marking.marks import NOTE
from course.marking.outputs import Output
from course.marking.page import Cell, role

FAILURE = "Not marked: "  # with which the remark on a submission begins that could not be marked
NO_RESPONSE = "No response."
NOT_CARRIED_OUT = "This check could not be carried out."


def explicit(text: Any, points: float) -> str:
    """Turn a result into a number that nbgrader accepts: finite, not below 0, not above the points; else 0."""
    try:
        number = float(text)
    except (TypeError, ValueError):
        return "0.0"
    return repr(min(max(number, 0.0), float(points))) if math.isfinite(number) else "0.0"


def settle(outputs: list[Output], points: float) -> tuple[list[Output], dict[str, str]]:
    """Bring the outputs of a test in order, so that nbgrader's own rule reads the same mark from them.

    Parameters
    ----------
    outputs : list of dict
        What the clean room showed.
    points : float
        The most that the test gives.

    Returns
    -------
    tuple of (list of dict, dict)
        Outputs with one explicit number and no word on stderr, and the marker's note (``failed``, ``by_hand``).
    """
    note: dict[str, str] = {}
    kept = [output for output in outputs if output.get("name") != "stderr"]
    for output in kept:
        note |= output.get("data", {}).pop(NOTE, None) or {}
    results = [output for output in kept if output["output_type"] == "execute_result"]
    errors = [output for output in kept if output["output_type"] == "error"]
    if errors and not note.get("by_hand"):
        note["by_hand"] = f"{errors[0]['ename']}: {errors[0]['evalue']}"
    if not results and not errors:
        results = [_result({"text/plain": "0.0"})]
        kept += results
    for output in results:
        output["data"]["text/plain"] = explicit(output["data"].get("text/plain"), points)
    return kept, note


def not_marked(reason: str) -> list[Output]:
    """Show people in a marked page why a test has no mark."""
    return [{"output_type": "error", "ename": "NotMarked", "evalue": reason, "traceback": [f"Not marked. {reason}"]}]


def stopped(reason: str) -> Output:
    """Show people why a trainee's cell has no output."""
    return {"output_type": "error", "ename": "Stopped", "evalue": reason, "traceback": [reason]}


def score(cell: Cell) -> float | None:
    """Read the mark of a cell; None where a person gives it."""
    about = role(cell)
    if about["solution"] or cell["cell_type"] != "code":
        return 0.0 if about["checksum"] == checksum(cell) else None
    results = [o for o in cell["outputs"] if o["output_type"] == "execute_result"]
    if not results or any(o["output_type"] == "error" for o in cell["outputs"]):
        return 0.0
    return float(explicit(results[0]["data"].get("text/plain"), about["points"]))


def comment(cell: Cell) -> str | None:
    """Give nbgrader's own remark on an untouched answer."""
    about = role(cell)
    return NO_RESPONSE if about["checksum"] == checksum(cell) and not about["task"] else None


def checksum(cell: Cell) -> str:
    """Compute nbgrader's checksum of a cell (`nbgrader.utils.compute_checksum`), without loading nbgrader."""
    about = role(cell)
    locked = not about["solution"] and (about["grade"] or about["locked"])
    said = [cell["source"], cell["cell_type"], *(str(bool(v)) for v in (about["grade"], about["solution"], locked))]
    said += [about["grade_id"], *([str(float(about["points"]))] if about["grade"] else [])]
    return hashlib.md5("".join(said).encode("utf-8"), usedforsecurity=False).hexdigest()


def _result(data: dict[str, str]) -> Output:
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}
