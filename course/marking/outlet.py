"""Write a marked submission into the folder where nbgrader and the formgrader look for it."""

from __future__ import annotations

import base64
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from course.marking.engine import Result
from course.marking.intake import plain_files

READ_ONLY = 0o444


def write_folder(folder: Path, result: Result, files: Mapping[str, str], own: Mapping[str, str]) -> None:
    """Replace a marked folder as a whole.

    Parameters
    ----------
    folder : Path
        ``.../autograded/<trainee>/<assignment>``.
    result : dict
        The marked page and the data files.
    files : mapping
        Other files handed in, base64 by relative name.
    own : mapping
        nbgrader's own small files, text by name.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    new, old = (folder.with_name(f".{folder.name}.{kind}-{os.getpid()}") for kind in ("new", "old"))
    _remove(new)
    new.mkdir()
    page = json.dumps(result["notebook"], ensure_ascii=False, indent=1)
    _put(new / f"{result['assignment']}.ipynb", page.encode("utf-8", "replace"))
    for name, text in {**files, **result["data"]}.items():
        if text is not None:
            _put(new / name, base64.b64decode(text))
    for name, text in own.items():
        _put(new / name, text.encode("utf-8"))
    _remove(old)
    if folder.is_symlink() or folder.exists():
        folder.rename(old)
    new.rename(folder)
    _remove(old)


def sweep(folder: Path) -> None:
    """Remove what a marker that was killed left half written beside a marked folder; one that runs is let alone."""
    for kind in ("new", "old"):
        for left in folder.parent.glob(f".{folder.name}.{kind}-*"):
            if not _runs(left.name.rpartition("-")[2]):
                _remove(left)


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:
        pass  # another user's
    return True


def copy_plain(source: Path, target: Path) -> None:
    """Copy a submission file by file: plain files of a limited size, and no link is followed."""
    new = target.with_name(f".{target.name}.new-{os.getpid()}")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for name, raw in plain_files(source, target.name):
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    shutil.rmtree(target, ignore_errors=True)
    new.rename(target)


def changed_data(folder: Path, data: Mapping[str, Any]) -> None:
    """Write the data files of a result into a folder that is there already."""
    for name, text in data.items():
        path = folder / name
        if path.is_symlink() or path.exists():
            path.unlink()
        if text is not None:
            path.write_bytes(base64.b64decode(text))


def _put(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    path.chmod(READ_ONLY)


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
