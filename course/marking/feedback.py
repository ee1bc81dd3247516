"""The page that a trainee gets back: points and what to do next first, then the work itself, without code."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbgrader import utils
from nbgrader.preprocessors import GetGrades
from traitlets import default

from course.marking.cells import FORMS, has_code, only_shows, task_named
from course.marking.grades import FAILURE
from course.marking.marks import POINTS_SAID

TEMPLATE = Path(__file__).parent / "templates" / "feedback.html.j2"
ABOUT = "About this assignment"
_BY = ("program", "assessor")
PICTURES = ("image/png", "image/jpeg")
_FIRST = re.compile(r"<p>(.*?)</p>", re.S)
_TAG = re.compile(r"<[^>]+>")
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.M)
_LABEL = re.compile(r"^\*\*(.+?):? [\d.]+ points?\.?\*\*\s*")


@dataclass(frozen=True)
class Line:
    """One line of the summary: what was marked, and what became of it.

    Attributes
    ----------
    anchor, title : str
        Place on the page; name of the task or of what was judged.
    points, most : float
        What it earned, and could earn.
    said : str
        What to look at next, in a sentence; empty when nothing is left to do.
    by : str
        ``program`` or ``assessor``.
    waits, changed : bool
        Whether a person still has to judge it, or has changed what the program gave.
    """

    anchor: str
    title: str
    points: float
    most: float
    said: str
    by: str
    waits: bool
    changed: bool


@dataclass
class Part:
    """What stands below one heading; folded when nothing in it was marked."""

    title: str
    pieces: list[dict[str, Any]] = field(default_factory=list)
    marked: bool = False


class Grades(GetGrades):  # type: ignore[misc]
    """nbgrader's step that reads points and remarks, and with them whether a person has still to judge."""

    def _get_score(self, cell: Any, resources: Any) -> None:
        super()._get_score(cell, resources)
        about = cell.metadata["nbgrader"]
        grade = self.gradebook.find_grade(about["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        about["waits"] = bool(grade.needs_manual_grade) and grade.manual_score is None
        about["changed"] = grade.manual_score is not None and grade.auto_score is not None


class FeedbackExporter(Exporter):
    """nbgrader's feedback as a page of the course's own: no code, no address on the internet, light and dark."""

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **more: Any) -> Any:
        """Run the steps and draw the page."""
        nb, resources = super().from_notebook_node(nb, resources, **more)
        resources["output_extension"] = ".html"
        return render(nb, resources["nbgrader"]), resources


def render(nb: Any, about: Any) -> str:
    """Draw the page.

    Parameters
    ----------
    nb : NotebookNode
        The marked page after nbgrader's step `Grades`.
    about : mapping
        nbgrader's ``assignment``, ``score``, ``max_score``, ``late_penalty``.

    Returns
    -------
    str
        A page of its own. What a trainee wrote is shown as text; nothing of it can run.
    """
    lines, parts = read(nb, about["assignment"])
    title = next(iter(_HEADING.findall(nb.cells[0].source if nb.cells else "")), about["assignment"])
    sums = {by: (sum(x.points for x in lines if x.by == by), sum(x.most for x in lines if x.by == by)) for by in _BY}
    failed = next((line.said for line in lines if line.said.startswith(FAILURE)), "")
    said = {"score": about["score"], "most": about["max_score"], "penalty": about["late_penalty"]}
    said |= {"title": title, "lines": lines, "parts": parts, "sums": sums, "waits": sum(line.waits for line in lines)}
    return str(_template().render(**said, failed=failed.removeprefix(FAILURE)))


def read(nb: Any, assignment: str) -> tuple[list[Line], list[Part]]:
    """Take a marked page apart: the lines of its summary, and its parts by heading."""
    lines: list[Line] = []
    parts = [Part("")]
    for cell in nb.cells:
        if _is_instructors(cell) and cell.cell_type == "markdown" and cell.source.startswith(("# ", "## ")):
            parts.append(Part(_HEADING.findall(cell.source)[0] if cell.source[1] == "#" else ABOUT))
        line = _line(cell, assignment)
        if line:
            lines.append(line)
            parts[-1].marked = True
        piece = _piece(cell, line, first=not parts[-1].pieces)
        if piece:
            parts[-1].pieces.append(piece)
    return lines, [part for part in parts if part.pieces]


def _line(cell: Any, assignment: str) -> Line | None:
    about = cell.metadata.get("nbgrader") or {}
    if not (utils.is_grade(cell) or utils.is_task(cell)):
        return None
    person = utils.is_task(cell) or utils.is_solution(cell)
    title = _title(cell, assignment)
    said = str(about.get("comment") or "") if person else _first_words(cell)
    score, most = float(about.get("score") or 0), float(about.get("points") or 0)
    if not person and score == most:
        said = ""
    state = bool(about.get("waits")), bool(about.get("changed"))
    return Line(str(about["grade_id"]), title, score, most, said, _BY[person], *state)


def _title(cell: Any, assignment: str) -> str:
    """Name what was marked: the task that a test checks, the words in bold with which a criterion begins."""
    label = _LABEL.match(cell.source)
    if label:
        return label.group(1)
    return task_named(cell.source, assignment) or str(cell.metadata["nbgrader"]["grade_id"])


def _first_words(cell: Any) -> str:
    """Give the first paragraph of what a check says, without the points with which it begins."""
    for output in cell.outputs:
        found = _FIRST.search(output.get("data", {}).get("text/html", ""))
        if found:
            return unescape(_TAG.sub("", POINTS_SAID.sub("", found.group(1)))).strip()
        if output.output_type == "error":
            return "\n".join(output.traceback)
    return ""


def _piece(cell: Any, line: Line | None, *, first: bool) -> dict[str, Any] | None:
    """Say how a cell is shown; None for one that shows nothing."""
    own = not _is_instructors(cell)
    if cell.cell_type == "markdown":
        source = _LABEL.sub("", cell.source) if line else cell.source
        source = _HEADING.sub("", source, count=1) if first and not own else source
        body = _markdown(own).render(source).strip() if source.strip() else ""
        return {"kind": "own words" if own else "words", "line": line, "body": body} if body or line else None
    if cell.cell_type != "code" or (own and not has_code(cell.source)) or (not own and only_shows(cell.source, FORMS)):
        return None  # a form cannot live here, and what became of its answers is said by the check below it
    body = "".join(_output(output, own) for output in cell.outputs)
    if own:
        return {"kind": "own code", "line": line, "source": cell.source, "body": body}
    return {"kind": "shown", "line": line, "body": POINTS_SAID.sub("", body, count=1)} if body or line else None


def _is_instructors(cell: Any) -> bool:
    about = cell.metadata.get("nbgrader") or {}
    return bool(about.get("locked")) and not about.get("solution")


def _output(output: Any, own: bool) -> str:
    """Show an output: the course's own as it is, a trainee's as text or picture, in which nothing can run."""
    data = output.get("data", {})
    if not own and data.get("text/html"):
        return str(data["text/html"])
    for kind in PICTURES:
        if re.fullmatch(r"[A-Za-z0-9+/=\s]+", str(data.get(kind, ""))):
            return f'<img alt="A picture that this line made" src="data:{kind};base64,{data[kind]}">'
    text = data.get("text/plain") or output.get("text") or "\n".join(output.get("traceback", []))
    plain = own or "\n" in str(text)
    return f"<pre>{escape(str(text))}</pre>" if plain else f'<p class="quiet">{escape(str(text))}</p>'


@cache
def _markdown(own: bool) -> Any:
    return MarkdownWithMath(renderer=IPythonRenderer(escape=own))


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["figure"] = lambda mark: f"{mark:.2f}".rstrip("0").rstrip(".")
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
