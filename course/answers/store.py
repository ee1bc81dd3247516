"""The one store behind every form, quiz and exercise: a plain file beside the notebook."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course._version import __version__
from course.answers.files import NotSaved, keep_aside, not_saved, write_whole
from course.answers.lock import locked
from course.answers.plain import plain
from course.answers.reading import MAX_BYTES, Refused, parse
from course.answers.writing import readable_again, to_yaml
from course.errors import CourseError

VERSION = 1  # of the file's layout; a file of a later one is kept aside, never rewritten
_log = logging.getLogger(__name__)
_Record = dict[str, Any]


@dataclass(frozen=True)
class Saved:
    """A save that reached the disk: the time as ``14:02``, and the file."""

    at: str
    path: Path


@dataclass(frozen=True)
class Record:
    """One kept answer with the time it was given, as ISO text."""

    value: Any
    at: str


class AnswersStore:
    """Answers by key in one YAML file; every change is on disk before `put` comes back.

    Parameters
    ----------
    path : Path or str
        The file. It need not exist yet.
    schema : str
        Name of what the file holds. A file of another schema is kept aside, never overwritten.

    Notes
    -----
    Each save reads the file, merges what this kernel has changed, and replaces the file in one step, all under
    the folder's lock: two notebooks that are open at once never lose each other's answers. What could not be
    saved stays in memory, is given back by `get`, and is written with the next save that works.
    """

    def __init__(self, path: Path | str, schema: str = "course-answers") -> None:
        self.path = Path(os.path.realpath(path))
        self.schema = schema
        self.notice = ""
        self._records: dict[str, _Record] = {}
        self._pending: dict[str, _Record | None] = {}  # None marks a deletion
        self._seen: tuple[int, int, int] | None = None
        self._callbacks: list[Callable[[str], None]] = []
        self._thread = threading.RLock()
        self._now()

    def get(self, key: str, default: Any = None) -> Any:
        """Give the value kept under a key, or the default."""
        found = self._now().get(key)
        return default if found is None else found["value"]

    def record(self, key: str) -> Record | None:
        """Give the value and the time it was given, or None."""
        found = self._now().get(key)
        return None if found is None else Record(found["value"], found.get("at", ""))

    def all(self) -> dict[str, Any]:
        """Give all values by key."""
        return {key: record["value"] for key, record in self._now().items()}

    def put(self, key: str, value: Any) -> Saved:
        """Keep a value.

        Raises
        ------
        NotSaved
            When the file could not be written; the value waits in memory.
        CourseError
            When the value is of a kind that no file can keep.
        """
        return self._change({key: {"value": plain(value, key), "at": _stamp()}})

    def delete(self, key: str) -> Saved:
        """Take an answer out; without an answer nothing happens. Raises `NotSaved` as `put` does."""
        return self._change({key: None})

    def observe(self, callback: Callable[[str], None]) -> Callable[[], None]:
        """Call ``callback(key)`` after each change made in this kernel; gives a function that ends it."""
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback) if callback in self._callbacks else None

    def _change(self, changes: dict[str, _Record | None]) -> Saved:
        with self._thread:
            before = dict(self._pending)
            self._pending.update(changes)
            try:
                saved = self._save()
            except Refused as reason:
                self._pending = before
                raise CourseError(f"This answer cannot be kept: {reason}", ", ".join(changes), "Shorten it.") from None
            finally:
                self._tell(changes)
        return saved

    def _save(self) -> Saved:
        try:
            with locked(self.path.parent):
                records = self._merged(self._load_or_keep_aside())
                text = self._compose(records)
                readable_again(text)
                write_whole(self.path, text)
                self._seen = self._signature()
        except OSError as error:
            raise not_saved(error, self.path) from None
        self._records, self._pending = records, {}
        return Saved(dt.datetime.now().strftime("%H:%M"), self.path)

    def _now(self) -> dict[str, _Record]:
        """Give what is in the file at this moment, with what still waits in memory laid over it."""
        with self._thread:
            signature = self._signature()
            if signature != self._seen:
                with contextlib.suppress(OSError):
                    self._records = self._load_quietly()
                    self._seen = self._signature()
            return self._merged(self._records)

    def _load_quietly(self) -> dict[str, _Record]:
        try:
            return self._load()
        except Refused as reason:
            try:
                with locked(self.path.parent):
                    return self._load_or_keep_aside()
            except OSError:
                self.notice = f"The file {self.path.name} cannot be used: {reason} It was left as it is."
                return {}

    def _load_or_keep_aside(self) -> dict[str, _Record]:
        """Load; rename a file that cannot be used. Call it under the lock."""
        try:
            return self._load()
        except Refused as reason:
            kept = keep_aside(self.path)
            self.notice = (
                f"The file {self.path.name} could not be used: {reason} It was kept as {kept.name}, and a new one "
                f"was begun. Show {kept.name} to your instructor if it held your answers."
            )
            return {}

    def _load(self) -> dict[str, _Record]:
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return {}
        except (PermissionError, IsADirectoryError) as error:
            raise Refused("you may not read it." if isinstance(error, PermissionError) else "it is a folder.") from None
        if len(raw) > MAX_BYTES:
            raise Refused("it is too large to be an answers file.")
        return self._take(parse(raw)) if raw.strip() else {}

    def _take(self, whole: dict[str, Any]) -> dict[str, _Record]:
        """Take the records out of a parsed file."""
        self._own(whole)
        answers = whole.get("answers") or {}
        if whole.get("schema") is None or not isinstance(answers, dict):
            raise Refused("it was not written by this course.")
        return {k: r if isinstance(r, dict) and "value" in r else {"value": r, "at": ""} for k, r in answers.items()}

    def _own(self, whole: dict[str, Any]) -> None:
        found, version = whole.get("schema"), whole.get("version")
        if found is not None and found != self.schema:
            raise Refused(f'it holds "{found}", not "{self.schema}".')
        if found is not None and isinstance(version, int) and version > VERSION:
            raise Refused("it was written by a later version of the course.")

    def _compose(self, records: dict[str, _Record]) -> str:
        return to_yaml({**self._head(), "answers": records})

    def _head(self) -> dict[str, Any]:
        return {"schema": self.schema, "version": VERSION, "content": __version__}

    def _merged(self, records: dict[str, _Record]) -> dict[str, _Record]:
        merged = {**records, **{key: record for key, record in self._pending.items() if record is not None}}
        return {key: record for key, record in merged.items() if self._pending.get(key, record) is not None}

    def _signature(self) -> tuple[int, int, int] | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino, status.st_size

    def _tell(self, changes: dict[str, _Record | None]) -> None:
        for callback in list(self._callbacks):
            for key in changes:
                try:
                    callback(key)
                except Exception:  # a view that fails must not look like a failed save
                    _log.exception("a view of the answers failed")


class DocumentStore(AnswersStore):
    """A whole document in its own file, block by block, such as ``plan.yaml``.

    The blocks stand at the top of the file, so that a file written by hand in the same schema is as good.
    """

    def replace(self, document: dict[str, Any]) -> Saved:
        """Put a whole document in place of what is there; raises as `put` does."""
        changes: dict[str, _Record | None] = dict.fromkeys(self.all())
        blocks = {key: value for key, value in document.items() if key not in {*self._head(), "saved_at"}}
        changes.update({key: {"value": plain(value, key), "at": _stamp()} for key, value in blocks.items()})
        return self._change(changes)

    def _take(self, whole: dict[str, Any]) -> dict[str, _Record]:
        self._own(whole)
        at = str(whole.get("saved_at", ""))
        own = {*self._head(), "saved_at"} if "schema" in whole else set()
        return {key: {"value": value, "at": at} for key, value in whole.items() if key not in own}

    def _compose(self, records: dict[str, _Record]) -> str:
        blocks = {key: record["value"] for key, record in records.items()}
        return to_yaml({**self._head(), "saved_at": _stamp(), **blocks})


def _stamp() -> str:
    return dt.datetime.now().isoformat(timespec="seconds")


__all__ = ["VERSION", "AnswersStore", "DocumentStore", "NotSaved", "Record", "Saved"]
