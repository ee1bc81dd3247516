"""nbgrader's own commands, run from this process as from the command line, with their log kept instead of printed."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course.errors import CourseError
from course.imports import without_grammars


def nbgrader(*arguments: str, folder: Path, may_fail: bool = False) -> str:
    """Run one nbgrader command in a folder.

    Parameters
    ----------
    *arguments : str
        As on the command line, such as ``"autograde", "105082L4-part1"``.
    folder : Path
        The course's folder, or a trainee's; its ``nbgrader_config.py`` is read.
    may_fail : bool
        Give the log also when the command failed.

    Returns
    -------
    str
        What the command logged.

    Raises
    ------
    CourseError
        When the command failed; with the end of its log.
    """
    from jupyter_core.application import NoStart

    with without_grammars():
        from nbgrader.apps.nbgraderapp import NbGraderApp
    heard, code = io.StringIO(), 0
    with _elsewhere(folder), warnings.catch_warnings(), contextlib.redirect_stderr(heard):
        warnings.simplefilter("ignore")
        app = NbGraderApp.instance()
        try:
            app.initialize(list(arguments))
            _listen(app, heard)
            app.start()
        except NoStart:
            pass
        except SystemExit as end:
            code = int(end.code or 0) if isinstance(end.code, int | None) else 1
        finally:
            for used in filter(None, (app, app.subapp)):
                type(used).clear_instance()  # the next command starts with no setting of this one
    if code and not may_fail:
        todo = f"Run it there: nbgrader {' '.join(arguments)}"
        raise CourseError(f"nbgrader {arguments[0]} failed: {_reason(heard.getvalue())}", str(folder), todo)
    return heard.getvalue()


def _reason(log: str) -> str:
    """Find in a log why a command failed: the errors' own words, or else its last line."""
    raised = re.findall(r"^\s*(?:\w+\.)*\w*(?:Error|Exception|CouldNotMark): (.+)$", log, re.M)
    return "; ".join(dict.fromkeys(raised)) or log.strip().split("\n")[-1]


def _listen(app: Any, heard: io.StringIO) -> None:
    """Send the log of the command, and of what it calls, into a buffer and nowhere else."""
    for log in (app.log, (app.subapp or app).log):
        for handler in list(log.handlers):
            log.removeHandler(handler)
        handler = logging.StreamHandler(heard)
        handler.setFormatter(logging.Formatter("[%(levelname)s] %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False


@contextlib.contextmanager
def _elsewhere(folder: Path) -> Iterator[None]:
    """Work in another folder, and leave this process as it was: folder, environment, import path."""
    before, environment, path = Path.cwd(), dict(os.environ), list(sys.path)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(environment)
        sys.path[:] = path
