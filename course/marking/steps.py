"""The engine as nbgrader's own extension points: ``nbgrader autograde`` and the formgrader's button mark with it.

``nbgrader_config.py`` puts the steps in their places:

* ``sanitize_preprocessors``: `TrustedCells` in the place of `DeduplicateIds` and before `OverwriteCells`, which then
  finds nothing to change;
* ``autograde_preprocessors``: `CleanRoomExecute` in the place of `Execute`, `BatchSaveAutoGrades` in the place of
  `SaveAutoGrades` and of `AssignLatePenalties`;
* ``exporter_class``: `ForgivingExporter`, for a page that is no notebook;
* ``ExchangeFactory.collect``: `PlainCollect`;
* `guard`, called once: what the folder holds is looked at before nbgrader copies it.
"""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import from_dict
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.exchange.default.collect import ExchangeCollect
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Enum, Float

from course.cases.register import REGISTER_VARIABLE, VARIANT_VARIABLE, read_register
from course.marking.engine import FAILED, NO_SANDBOX, SANDBOX, Result, job_of, mark_page
from course.marking.gradebook import reason, record
from course.marking.intake import odd_files, read_folder
from course.marking.outlet import changed_data, copy_plain
from course.marking.page import restore
from course.marking.plan import Plan, plan_from_gradebook

Done = tuple[Any, Any]
RESULT = "course_marking"  # in nbgrader's resources, from one step to the next


class TrustedCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Role, points, lock and locked source of each cell come from the gradebook, whatever came in."""

    def preprocess(self, nb: Any, resources: Any) -> Done:
        """Restore the page."""
        page, notes = restore(json.dumps(nb), _plan(self, resources))
        for note in notes:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], note)
        return _node(page), resources


class CleanRoomExecute(NbGraderPreprocessor):  # type: ignore[misc]
    """Run the trainee's cells in a sandbox and the instructor's in a clean room."""

    sandbox = Enum((SANDBOX, NO_SANDBOX), SANDBOX, help="bwrap, or none: code runs with your rights").tag(config=True)
    timeout = Float(30.0, help="Seconds for one cell").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> Done:
        """Run the page, and say what could not be marked."""
        about, folder = resources["nbgrader"], Path(resources["metadata"]["path"])
        register = os.environ.get(REGISTER_VARIABLE)
        job = job_of(
            _plan(self, resources), about["student"], read_folder(folder, about["assignment"]),
            read_register(Path(register)) if register else {}, self.sandbox, self.timeout,
            "" if register else os.environ.get(VARIANT_VARIABLE, ""),
        )  # fmt: skip
        result = mark_page(job, json.loads(json.dumps(nb)), [])
        changed_data(folder, result["data"])
        for note in result["notes"]:
            self.log.warning("%s: %s", about["student"], note)
        for cell, why in result["by_hand"].items():
            self.log.error("%s: please look at %s by hand: %s", about["student"], cell, why)
        resources[RESULT] = result
        return _node(result["notebook"]), resources


class BatchSaveAutoGrades(NbGraderPreprocessor):  # type: ignore[misc]
    """Save all marks of a page, the late penalty and a line of the journal in one transaction."""

    def preprocess(self, nb: Any, resources: Any) -> Done:
        """Save; what could not be marked is no success, for the formgrader's dialogue and for the command alike."""
        about, result = resources["nbgrader"], resources[RESULT]
        record(_book(about["db_url"]), result, config=self.config)
        if result["state"] == FAILED:
            raise NbGraderException(f"{about['student']} failed, because {reason(result)}")
        return nb, resources


class ForgivingExporter(NotebookExporter):
    """A page that is no notebook becomes an empty one, in which `TrustedCells` puts the instructor's cells back."""

    def from_filename(self, filename: str, resources: Any = None, **more: Any) -> Done:
        """Read and convert a page."""
        try:
            made: Done = super().from_filename(filename, resources=resources, **more)
            return made
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            self.log.warning("%s is no notebook (%s); its cells are put back", filename, type(error).__name__)
        found = dict(resources or {})
        found["metadata"] = {"name": Path(filename).stem, "path": str(Path(filename).parent)}
        empty: Done = self.from_notebook_node(new_notebook(), resources=found, **more)  # type: ignore[no-untyped-call]
        return empty


class PlainCollect(ExchangeCollect):  # type: ignore[misc]
    """Collect plain files only: nbgrader's own copy follows a link, to the gradebook or to an endless device."""

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy one submission."""
        copy_plain(Path(src), Path(dest))


def guard() -> None:
    """Wrap the one function of nbgrader that copies a submission's files, which has no hook that could stop it.

    A link, a device, a pipe or a huge file in the folder, or a folder without its page, ends as failed, with the reason
    in the gradebook, before anything of it is opened.
    """
    if not hasattr(Autograde, "_unguarded"):
        Autograde._unguarded = Autograde.init_assignment
        Autograde.init_assignment = _guarded


def _guarded(self: Any, assignment: str, student: str) -> None:
    folder = Path(self._format_source(assignment, student))
    if odd := odd_files(folder):
        why = f"{' '.join(odd)} `course mark` leaves such files out and marks the rest."
        _record_failure(self, assignment, student, why)
        raise NbGraderException(f"{student} failed, because {why}")
    try:
        self._unguarded(assignment, student)
    except NbGraderException as error:
        _record_failure(self, assignment, student, f"{error} `course mark` finds a page that is called otherwise.")
        raise


def _record_failure(converter: Any, assignment: str, student: str, why: str) -> None:
    book = _book(converter.coursedir.db_url)
    result: Result = {
        "assignment": assignment, "trainee": student, "state": FAILED, "because": why, "notes": [], "by_hand": {},
        "scores": {}, "comments": {}, "sandbox": "not needed", "seconds": 0.0,
    }  # fmt: skip
    record(book, result, config=converter.config)


@lru_cache(maxsize=4)
def _book_of(db_url: str, _process: int) -> Any:
    return Gradebook(db_url)


def _book(db_url: str) -> Any:
    """Give the gradebook, opened once a process instead of nine times a submission."""
    return _book_of(db_url, os.getpid())


def _plan(step: Any, resources: Any) -> Plan:
    about = resources["nbgrader"]
    where = step
    while getattr(where, "coursedir", None) is None:
        where = where.parent
    sources = Path(where.coursedir.root) / where.coursedir.source_directory
    book = _book(about["db_url"])
    try:
        return plan_from_gradebook(book, sources, about["assignment"])
    finally:
        book.db.remove()


def _node(page: Any) -> Any:
    return from_dict(page)  # type: ignore[no-untyped-call]
