"""Small steps in nbgrader's own pipelines; ``nbgrader_config.py`` puts them in their places."""

from __future__ import annotations

from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat.notebooknode import from_dict
from nbformat.v4 import new_markdown_cell
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor

from course.marking.grades import explicit
from course.marking.marks import NOTE

Done = tuple[Any, Any]
# The formgrader brings Bootstrap, which takes lines and space from tables, and the triangle from what can be unfolded.
STYLE = """<style>
.rendered_html table { margin-bottom: 1em; }
.rendered_html th, .rendered_html td { padding: .3em .8em .3em 0; border-bottom: 1px solid #ddd; vertical-align: top; }
.nbgrader_cell td:first-child { white-space: nowrap; }
.rendered_html summary { display: list-item; width: max-content; max-width: 100%; margin: .5em 0; color: #23527c;
  font-weight: 600; cursor: pointer; }
.rendered_html summary:hover { text-decoration: underline; }
.rendered_html iframe { border: 1px solid #ccc; }
@media (max-width: 700px) { .rendered_html table { display: block; overflow-x: auto; } }
</style>"""
# Without MathJax, which comes from the internet, the formgrader's script ends before it has set up its keys.
WITHOUT_INTERNET = """<script>
window.MathJax ??= { Hub: { Startup: { signal: { Interest: (tell) => tell("End") } } } };
</script>"""


class CouldNotMark(RuntimeError):
    """The marker's side lacks something; nbgrader reports the submission as failed and goes on with the next."""


class ExplicitMarks(NbGraderPreprocessor):  # type: ignore[misc]
    """After the run and before the marks are saved: a test cell's result is one number within its points.

    Stock nbgrader gives full marks to silence and to anything that is no number, and none to any word on stderr. A
    test cell of this course ends in an explicit number; this step makes sure of it, and takes stderr out.
    """

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> Done:
        """Bring the outputs of a test cell in order."""
        if not utils.is_grade(cell) or utils.is_solution(cell) or cell.cell_type != "code":
            return cell, resources
        self._heed(cell, resources)
        kept = [output for output in cell.outputs if output.get("name") != "stderr"]
        results = [output for output in kept if output.output_type == "execute_result"]
        if not results and not any(output.output_type == "error" for output in kept):
            results = [_silence(cell.execution_count)]
            kept += results
        for output in results:
            output.data["text/plain"] = explicit(output.data.get("text/plain"), cell.metadata.nbgrader["points"])
        cell.outputs = kept
        return cell, resources

    def _heed(self, cell: Any, resources: Any) -> None:
        """Take the marker's note out of the outputs and act on it."""
        for output in cell.outputs:
            note = output.get("data", {}).pop(NOTE, None) or {}
            who = resources.get("nbgrader", {}).get("student", "?")
            if note.get("failed"):
                raise CouldNotMark(f"{who}, {cell.metadata.nbgrader['grade_id']}: {note['failed']}")
            if note.get("by_hand"):
                self.log.error("%s: please look at this answer by hand: %s", who, note["by_hand"])


def _silence(count: int | None) -> Any:
    data = {"text/plain": "0.0"}
    return from_dict(  # type: ignore[no-untyped-call]
        {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": count}
    )


class ShortErrors(NbGraderPreprocessor):  # type: ignore[misc]
    """In the feedback: an error is one line; a traceback would show the hidden part of a test cell."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> Done:
        """Shorten each error."""
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                test = utils.is_grade(cell) and not utils.is_solution(cell)
                said = "This check could not be carried out." if test else f"{output.ename}: {output.evalue}"
                output.traceback = [said]
        return cell, resources


class ReadablePage(Preprocessor):
    """In the formgrader: tables have lines, what can be unfolded shows it, and keys work without the internet."""

    def preprocess(self, nb: Any, resources: Any) -> Done:
        """Begin the marked page with what comes after the formgrader's own style and before its script starts."""
        if "submission_id" in resources:  # a page of feedback has none
            nb.cells.insert(0, new_markdown_cell(f"{STYLE}\n{WITHOUT_INTERNET}"))  # type: ignore[no-untyped-call]
        return nb, resources
