"""Where a course's folder keeps what is marked: the same settings that plain nbgrader reads."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.errors import CourseError, did_you_mean
from course.imports import without_grammars

CONFIG = "nbgrader_config.py"
TRAINEE = re.compile(r"[^./\\+*\x00-\x1f][^/\\+*\x00-\x1f]{0,127}")  # a folder's name, and nbgrader's id


@dataclass(frozen=True)
class Setting:
    """A course's folder and its nbgrader settings.

    Attributes
    ----------
    root : Path
        The folder that holds ``nbgrader_config.py``.
    config : traitlets.config.Config
        What it says.
    directory : nbgrader.coursedir.CourseDirectory
        nbgrader's own reading of it.
    db_url : str
        The gradebook's database.
    """

    root: Path
    config: Any
    directory: Any
    db_url: str

    @property
    def sources(self) -> Path:
        """Folder of the assignments' sources."""
        return self.root / str(self.directory.source_directory)

    @property
    def course_id(self) -> str:
        """The course's id in the exchange."""
        return str(self.directory.course_id)

    def submitted(self, trainee: str, assignment: str) -> Path:
        """Folder of a submission."""
        return Path(self.directory.format_path(self.directory.submitted_directory, trainee, assignment))

    def autograded(self, trainee: str, assignment: str) -> Path:
        """Folder of a marked submission."""
        return Path(self.directory.format_path(self.directory.autograded_directory, trainee, assignment))

    def trainees(self, assignment: str) -> list[str]:
        """List who has handed in."""
        base = self.root / str(self.directory.submitted_directory)
        found = base.iterdir() if base.is_dir() else iter(())
        there = [folder for folder in found if TRAINEE.fullmatch(folder.name) and not folder.is_symlink()]
        return sorted(f.name for f in there if (f / assignment).is_dir() and not (f / assignment).is_symlink())

    def register(self) -> dict[str, Any]:
        """Read the register of variants; empty when the course has none."""
        from course.cases.register import REGISTER_VARIABLE, read_register

        path = os.environ.get(REGISTER_VARIABLE)
        return dict(read_register(Path(path))) if path else {}


def open_setting(root: Path | None = None, db_url: str = "") -> Setting:
    """Read a course's folder.

    Parameters
    ----------
    root : Path, optional
        The current folder when left out.
    db_url : str
        Another database than the one of the settings.

    Raises
    ------
    CourseError
        When the folder has no nbgrader settings.
    """
    with without_grammars():
        from nbgrader.coursedir import CourseDirectory
    from traitlets.config.loader import PyFileConfigLoader

    folder = Path(root or Path.cwd()).resolve()
    if not (folder / CONFIG).is_file():
        raise CourseError(f"There is no {CONFIG} here.", str(folder), "Change into the course's folder.")
    before = list(sys.path)
    try:
        config = PyFileConfigLoader(CONFIG, path=str(folder)).load_config()
    finally:
        sys.path[:] = before
    config.CourseDirectory.root = str(folder)
    directory = CourseDirectory(config=config)
    return Setting(folder, config, directory, db_url or str(directory.db_url))


def known_assignment(setting: Setting, name: str) -> str:
    """Check the name of an assignment; a misspelt one gets the near ones offered."""
    found = sorted(path.parent.name for path in setting.sources.glob("*/*.ipynb"))
    if name not in found:
        hint = did_you_mean(name, found)
        raise CourseError(f'There is no assignment "{name}".', str(setting.sources), hint)
    return name


def code_of(folder: Path) -> str:
    """Fingerprint the reference code of an assignment: marks may change with it."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
