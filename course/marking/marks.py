"""Marks of one task: a number for nbgrader that shows as words for people."""

from __future__ import annotations

import math
import re
from html import escape
from typing import Any

from course.checks import Outcome, show
from course.units import Item

POINTS_SAID = re.compile(r"<strong>[\d.]+ of [\d.]+ points\.</strong>\s*")  # with which the words for people begin
MOST_SHOWN = 1_000_000  # characters of a document in a marked page
NOTE = "application/vnd.course.marking+json"


class Marks(float):
    """Points of a task, with what the trainee is told.

    Parameters
    ----------
    value : float
        The points; made finite and brought within 0 and the task's points.
    item : Item or None
        The task.
    outcome : Outcome or None
        What the trainee is told.
    failed : str
        Why the task could not be marked, when the fault is on the marker's side.
    by_hand : str
        Why an instructor should look at this answer.
    page : str
        The document as a page of its own, for the assessor and for the trainee's feedback.
    """

    item: Item | None
    outcome: Outcome | None
    failed: str
    by_hand: str
    page: str

    def __new__(
        cls,
        value: float,
        item: Item | None = None,
        outcome: Outcome | None = None,
        *,
        failed: str = "",
        by_hand: str = "",
        page: str = "",
    ) -> Marks:
        """Bring the number within its bounds."""
        most = item.points if item else 0.0
        marks = super().__new__(cls, min(max(float(value), 0.0), most) if math.isfinite(value) else 0.0)
        marks.item, marks.outcome, marks.failed, marks.by_hand, marks.page = item, outcome, failed, by_hand, page
        return marks

    def __repr__(self) -> str:
        return repr(float(self))

    __str__ = __repr__

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Give words for people, the number for nbgrader, and a note for the marker, which is taken out again."""
        note = {"failed": self.failed, "by_hand": self.by_hand}
        shown = {"text/plain": repr(self), "text/html": self._repr_html_()}
        return shown | ({NOTE: note} if any(note.values()) else {})

    def _repr_html_(self) -> str:
        if self.failed:
            return f"<p><strong>Not marked.</strong> {escape(self.failed)}</p>"
        if self.item is None or self.outcome is None:
            return f"<p>{float(self):g} points.</p>"
        head = f"<strong>{show(float(self))} of {show(self.item.points)} points.</strong>"
        said = f"{self.outcome.state.value.capitalize()}: {self.outcome.message} {self.outcome.next_step}"
        return f"<p>{head} {escape(said.strip())}</p>{_rows(self.item, self.outcome)}{_framed(self.item, self.page)}"


def _framed(item: Item, page: str) -> str:
    """Show a document as handed in, closed in a frame in which nothing of it can run."""
    if not page:
        return ""
    inside = escape(page)
    if len(inside) > MOST_SHOWN:  # a room keeps no result that is too large, and the marks would be lost with it
        return f"<p>{escape(item.title)} is too large to be shown here; it lies beside this page.</p>"
    frame = f'<iframe sandbox title="{escape(item.title)}" style="width:100%;height:40em" srcdoc="{inside}"></iframe>'
    return f"<details><summary>{escape(item.title)}, as handed in</summary>{frame}</details>"


def _rows(item: Item, outcome: Outcome) -> str:
    """List the parts of an answer: by their label where the trainee knows them, else only what is still open."""
    labels = {field.key: field.label.rstrip(":?. ") for field in item.fields}
    rows = []
    for key, part in outcome.fields.items():
        label = labels.get(key) or (key if item.document else "")
        if part.right and not label:
            continue
        name = f"<strong>{escape(label)}</strong>: " if label else ""
        said = "" if part.right and not item.document else f" {part.message} {part.next_step}".rstrip()
        state = "" if not label else f"{part.state.value}."
        rows.append(f"<li>{name}{escape((state + said).strip())}</li>")
    return f"<ul>{''.join(rows)}</ul>" if rows else ""
