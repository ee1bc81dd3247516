"""``cs.rubric("A9")``: what an assessor will look for, shown to a trainee before the document is written."""

from __future__ import annotations

from html import escape
from pathlib import Path

from course.errors import CourseError
from course.units.register import register
from course.units.rubric import LEVELS, Criterion, rubric_of


class Levels:
    """The criteria of one task as a table that shows itself: what is looked at, level by level."""

    def __init__(self, criteria: list[Criterion]) -> None:
        self.criteria = criteria

    def __repr__(self) -> str:
        lines = []
        for criterion in self.criteria:
            lines.append(criterion.heading)
            rows = zip(LEVELS, criterion.points, criterion.levels, strict=True)
            lines += [f"    {n} {word} ({points:g}): {said}" for n, (word, points, said) in enumerate(rows)]
        return "\n".join([*lines, *self._star()])

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{n} {word}</th>' for n, word in enumerate(LEVELS))
        body = "".join(_row(criterion) for criterion in self.criteria)
        foot = "".join(f"<p>{escape(line)}</p>" for line in self._star())
        left = ' style="text-align:left;vertical-align:top"'
        table = f'<table><thead><tr><th scope="col">what is judged</th>{head}</tr></thead><tbody>{body}</tbody></table>'
        return table.replace("<th ", f"<th{left} ").replace("<td>", f"<td{left}>") + foot

    def _star(self) -> list[str]:
        if not any(criterion.star for criterion in self.criteria):
            return []
        return ["★ The unit needs level 2 or more here. The thresholds are this course's own."]


def _row(criterion: Criterion) -> str:
    cells = zip(criterion.points, criterion.levels, strict=True)
    said = "".join(f"<td>{escape(level)} <em>({points:g})</em></td>" for points, level in cells)
    return f'<tr><th scope="row">{escape(criterion.heading)}</th>{said}</tr>'


def rubric(task: str) -> Levels:
    """Show by which criteria people judge a task, before it is written.

    Parameters
    ----------
    task : str
        Such as ``"A8"``. Where several units have a task of that name, the notebook's folder tells which is meant.

    Returns
    -------
    Levels
        A table: each criterion with what the assessor sees at its four levels, and their points.

    Raises
    ------
    CourseError
        When nobody judges a task of that name.
    """
    here = Path.cwd().name.split("-")[0]
    found = {unit.code: criteria for unit in register().units if (criteria := rubric_of(unit).of(task))}
    if not found:
        judged = sorted({criterion.task for unit in register().units for criterion in rubric_of(unit).criteria})
        raise CourseError(
            f'No criteria belong to a task "{task}".', "", f"Tasks that people judge: {', '.join(judged)}."
        )
    if len(found) > 1 and here not in found:
        raise CourseError(f'"{task}" is a task of several units.', "", "Ask in the folder of the assignment.")
    return Levels(found.get(here) or next(iter(found.values())))
