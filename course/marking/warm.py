"""Load before the fork what every submission would load again: modules, declarations, the reference code."""

from __future__ import annotations

import contextlib
import importlib
import os
from pathlib import Path
from typing import Any

BOTH = (
    "numpy", "pandas", "pandas.tseries.api", "course", "course.units", "course.units.practice", "course.units.visible",
    "course.cases", "course.documents", "course.answers", "course.indicators", "course.methods",
    "course.widgets.question", "course.widgets.plan_form", "pyarrow.parquet", "pyarrow.dataset",
)  # fmt: skip
CLEAN = (
    "course.marking.mark", "course.documents.paper", "course.documents.html", "pyarrow.parquet", "pyarrow.dataset",
)  # fmt: skip
ASSIGNMENT = "COURSE_MARKING_WARM"  # the assignment whose reference code the clean room loads


def warm(role: str) -> None:
    """Load modules and declarations; what fails here fails again where it can be said."""
    for name in (*BOTH, *(CLEAN if role == "clean" else ())):
        importlib.import_module(name)
    import course
    from course import documents, units

    register = units.register()
    for unit in register.units:
        with contextlib.suppress(Exception):
            _ = register.bank(unit.code).items
    for name in documents.names() if role == "clean" else ():
        with contextlib.suppress(Exception):
            course.plan_form(name)
    with contextlib.suppress(Exception):
        course.question(next(i.id for u in register.units for i in register.bank(u.code).items.values() if i.fields))
    if role == "clean" and os.environ.get(ASSIGNMENT):
        with contextlib.suppress(Exception):
            _reference(os.environ[ASSIGNMENT])


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
                _task(known, item.id, case)


def _task(known: Any, task: str, case: Any) -> None:
    answers = {task: known.module.model(case, task)}
    known.marks(task, answers, {}, case)
    known.feedback(task, answers, {}, case)


def state_of(sources: Path, assignment: str) -> str:
    """Tell one state of an assignment's reference code from another, without reading it."""
    files = sorted((sources / assignment).glob("*.py"))
    return ",".join(f"{path.name}:{path.stat().st_mtime_ns}:{path.stat().st_size}" for path in files)
