"""Load before the fork what every submission would load again: modules, declarations, the reference code."""

from __future__ import annotations

import contextlib
import importlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.marking.shell import Shell, run_cell

if TYPE_CHECKING:
    from course.units import Item

BOTH = (
    "numpy", "pandas", "pandas.tseries.api", "course", "course.units", "course.units.practice", "course.units.visible",
    "course.cases", "course.documents", "course.answers", "course.indicators", "course.methods",
    "course.widgets.question", "course.widgets.plan_form", "pyarrow.parquet", "pyarrow.dataset",
)  # fmt: skip
CLEAN = (
    "course.marking.mark", "course.marking.given_tables", "course.documents.paper", "course.documents.html",
)  # fmt: skip
SECONDS = 60.0  # for one line
ASSIGNMENT = "COURSE_MARKING_WARM"  # the assignment whose reference code the clean room loads


def warm(role: str, shell: Shell) -> None:
    """Load modules and declarations; what fails here fails again where it can be said.

    Parameters
    ----------
    role : str
        ``clean``, or that of the trainees' cells.
    shell : Shell
        The interpreter that the children inherit; it is as new afterwards.
    """
    for name in (*BOTH, *(CLEAN if role == "clean" else ())):
        importlib.import_module(name)
    from course.cases.cache import content_version
    from course.cases.family import families
    from course.cases.recorded import recorded

    recorded()
    for name in families():
        content_version(name)
    assignment = os.environ.get(ASSIGNMENT, "") if role == "clean" else ""
    _page(shell, _tasks(assignment.split("-")[0]))
    if assignment:
        with contextlib.suppress(Exception):
            _reference(assignment)


def _tasks(unit: str) -> list[Item]:
    """List the tasks of a unit; without one, the first of all."""
    from course.units import register

    known = register()
    banks = [known.bank(each.code) for each in known.units if unit in ("", each.code)]
    tasks = [item for bank in banks for item in bank.items.values() if item.kind == "task"]
    return tasks if unit else tasks[:1]


def _page(shell: Shell, items: list[Item]) -> None:
    """Show and check what pages show and check, with nothing handed in: the process stands in the root folder."""
    lines = ["1", "import course as cs"]
    for item in items:
        shown = f"cs.plan_form({item.document!r})" if item.document else f"cs.question({item.id!r})"
        lines += [shown, f"cs.check({item.id!r})", f"cs.rubric({item.id!r})"]
    for line in lines:
        run_cell(shell, line, SECONDS)
    shell.reset(new_session=True)  # type: ignore[no-untyped-call]


def _reference(assignment: str) -> None:
    """Load the reference code, and mark its model answers on the lesson's data: that loads all it needs."""
    from course.cases.case import Case
    from course.cases.family import family
    from course.cases.recorded import base_variant
    from course.marking.reference import reference
    from course.units import register

    known = reference(assignment)
    company = family(known.family)
    variant = base_variant(company.name)
    case = Case(company, variant, company.draw(variant).tables)  # nothing is read by Arrow, whose threads a fork loses
    for item in register().bank(assignment.split("-")[0]).items.values():
        if item.kind == "task":
            with contextlib.suppress(Exception):
                _task(known, item, case)


def _task(known: Any, item: Item, case: Any) -> None:
    from course import documents

    if item.document:
        document = documents.get(item.document)
        document.render_html(document.blank())
    answers = {item.id: known.module.model(case, item.id)}
    known.marks(item.id, answers, {}, case)
    known.feedback(item.id, answers, {}, case)


def state_of(sources: Path, assignment: str) -> str:
    """Tell one state of an assignment's reference code from another, without reading it."""
    files = sorted((sources / assignment).glob("*.py"))
    return ",".join(f"{path.name}:{path.stat().st_mtime_ns}:{path.stat().st_size}" for path in files)
