"""The documents that trainees write: one module each, over shared blocks and rules. ``get("assessment_plan")``."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from course.documents.document import Document
from course.documents.result import Finding, RuleResult, RuleState, points, summary
from course.documents.upload import Upload, read_upload
from course.errors import CourseError, did_you_mean


@cache
def names() -> tuple[str, ...]:
    """Give the names of all documents: the modules of this package that define ``DOCUMENT``."""
    modules = sorted(Path(__file__).parent.glob("*.py"))
    return tuple(path.stem for path in modules if "\nDOCUMENT = " in path.read_text(encoding="utf-8"))


def get(name: str) -> Document[Any]:
    """Give a document by its name.

    Raises
    ------
    CourseError
        When there is none of that name; the near names are offered.
    """
    if name not in names():
        raise CourseError(f'There is no document "{name}".', "", did_you_mean(name, list(names())))
    document: Document[Any] = import_module(f"{__name__}.{name}").DOCUMENT
    return document


def files() -> tuple[str, ...]:
    """Give the names of the files in which trainees keep their documents."""
    return tuple(get(name).file for name in names())


def form_spec(name: str) -> dict[str, Any]:
    """Describe the form of a document as plain data."""
    return get(name).form_spec()


__all__ = [
    "Document", "Finding", "RuleResult", "RuleState", "Upload", "files", "form_spec", "get", "names", "points",
    "read_upload", "summary",
]  # fmt: skip
