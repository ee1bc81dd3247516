"""The reference answers: code in the instructor's source folder, never in anything a trainee can open."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from course import paths
from course.checks import Outcome
from course.errors import CourseError

ASSIGNMENTS = "COURSE_ASSIGNMENTS"


class CannotMark(CourseError):
    """Something on the marker's side is missing; the submission is neither right nor wrong because of it."""


class Reference:
    """The marks and the feedback of one assignment.

    Parameters
    ----------
    module : module
        The assignment's ``reference.py``, which may have ``reference_*.py`` beside it. It has ``marks(task_id,
        answers, documents, case) -> float``, ``feedback`` with the same arguments, which gives an Outcome, and may
        have ``near_misses(case)``, ``wrong(task_id, case)`` and ``FAMILY``.
    """

    def __init__(self, module: ModuleType) -> None:
        self.module = module

    def marks(self, task_id: str, answers: Any, documents: Any, case: Any) -> float:
        """Give the points of a task."""
        return float(self.module.marks(task_id, answers, documents, case))

    def feedback(self, task_id: str, answers: Any, documents: Any, case: Any) -> Outcome:
        """Say what the trainee is told about a task."""
        return cast(Outcome, self.module.feedback(task_id, answers, documents, case))

    def wrong(self, task_id: str, case: Any) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
        """List wrong hand-ins of a task by name, each as answers and documents; none when the file lists none."""
        listed = getattr(self.module, "wrong", None)
        return dict(listed(task_id, case)) if listed else {}

    @property
    def family(self) -> str | None:
        """The company whose data the assignment uses; None while there is only one."""
        found: str | None = getattr(self.module, "FAMILY", None)
        return found

    @property
    def near_misses(self) -> Callable[[Any], Any] | None:
        """From a case to (wrong, right, tolerance); a variant that cannot tell them apart is drawn again."""
        found: Callable[[Any], Any] | None = getattr(self.module, "near_misses", None)
        return found


def reference(assignment: str) -> Reference:
    """Load the reference of an assignment from the source folder.

    Raises
    ------
    CannotMark
        When there is none, or it cannot be loaded.
    """
    return load_reference(source_folder() / assignment / "reference.py")


def source_folder() -> Path:
    """Give the folder of the assignments' sources: ``COURSE_ASSIGNMENTS``, or the checkout's."""
    if given := os.environ.get(ASSIGNMENTS):
        return Path(given)
    if paths.CHECKOUT is None:
        raise CannotMark("The assignments' sources are not here.", ASSIGNMENTS, "Run nbgrader in the course's folder.")
    return paths.CHECKOUT / "assignments"


@lru_cache(maxsize=8)
def load_reference(path: Path) -> Reference:
    """Load a ``reference.py``; raises as `reference` does."""
    # A package of its own for each folder: `reference.py` may import the files beside it, such as `.reference_a1`.
    name = f"course_reference_{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"
    spec = spec_from_file_location(name, path, submodule_search_locations=[str(path.parent)])
    if spec is None or spec.loader is None or not path.is_file():
        raise CannotMark("The reference answers are not in the source folder.", str(path), "Check COURSE_ASSIGNMENTS.")
    module = module_from_spec(spec)
    sys.modules[name] = module
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # nothing new appears in the source folder
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise CannotMark(f"The reference answers cannot be loaded ({error}).", str(path), "Mend the file.") from error
    finally:
        sys.dont_write_bytecode = before
    return Reference(module)
