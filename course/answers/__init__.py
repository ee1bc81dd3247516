"""The answers file: everything a trainee enters, kept as plain data beside the notebook."""

from __future__ import annotations

from pathlib import Path

from course.answers.files import NotSaved
from course.answers.plain import plain
from course.answers.reading import MAX_BYTES, Read, read, read_with_reason
from course.answers.receipts import Receipt, is_answer, receipt
from course.answers.store import AnswersStore, DocumentStore, Record, Saved
from course.answers.tables import MOST_OF_TABLE, read_table, write_table

ANSWERS = "answers.yaml"

_open: dict[tuple[Path, str], AnswersStore] = {}


def store(folder: Path | str | None = None) -> AnswersStore:
    """Give the answers of a notebook's folder; one object for each file, so that all views see each change.

    Parameters
    ----------
    folder : Path or str, optional
        The folder; the notebook's own (the current one) when left out.
    """
    path = _folder(folder) / ANSWERS
    if (path, "") not in _open:
        _open[(path, "")] = AnswersStore(path)
    return _open[(path, "")]


def document(name: str, schema: str, folder: Path | str | None = None) -> DocumentStore:
    """Give the store of a document file, such as ``document("plan.yaml", "assessment_plan")``."""
    path = _folder(folder) / name
    found = _open.get((path, schema))
    if not isinstance(found, DocumentStore):
        found = _open[(path, schema)] = DocumentStore(path, schema)
    return found


def _folder(folder: Path | str | None) -> Path:
    return (Path(folder) if folder is not None else Path.cwd()).resolve()


__all__ = [
    "ANSWERS",
    "MAX_BYTES",
    "MOST_OF_TABLE",
    "AnswersStore",
    "DocumentStore",
    "NotSaved",
    "Read",
    "Receipt",
    "Record",
    "Saved",
    "document",
    "is_answer",
    "plain",
    "read",
    "read_table",
    "read_with_reason",
    "receipt",
    "store",
    "write_table",
]
