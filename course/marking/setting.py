"""Where a course's folder keeps what is marked: the same settings that plain nbgrader reads."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.errors import CourseError, did_you_mean
from course.imports import without_grammars

CONFIG = "nbgrader_config.py"
# A folder's name, and nbgrader's id: text, which names on a disk need not be.
TRAINEE = re.compile(r"[^./\\+*\x00-\x1f\ud800-\udfff][^/\\+*\x00-\x1f\ud800-\udfff]{0,127}")


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
        try:
            return dict(read_register(Path(path))) if path else {}
        except CourseError as error:
            raise CourseError(
                error.what, error.where, "Put your last copy of it in its place; nobody was marked."
            ) from error


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
        When the folder has no nbgrader settings, or they cannot be read.
    """
    folder = Path(root or Path.cwd()).resolve()
    if not (folder / CONFIG).is_file():
        raise CourseError(f"This is no course's folder: it has no {CONFIG}.", str(folder), _way_to_it(folder))
    with without_grammars():
        from nbgrader.coursedir import CourseDirectory
    from traitlets.config.loader import PyFileConfigLoader

    before = list(sys.path)
    try:
        config = PyFileConfigLoader(CONFIG, path=str(folder)).load_config()
    except OSError as error:
        raise no_place(error) from error
    except (SyntaxError, NameError, ImportError, AttributeError, TypeError) as error:
        what = f"The settings cannot be read ({type(error).__name__}: {error})."
        raise CourseError(
            what, str(folder / CONFIG), "Undo your last change of it, or take the file of this version of the course."
        ) from error
    finally:
        sys.path[:] = before
    config.CourseDirectory.root = str(folder)
    directory = CourseDirectory(config=config)
    return Setting(folder, config, directory, db_url or str(directory.db_url))


def no_place(error: OSError) -> CourseError:
    """Say in words that the machine could not read or write something."""
    what = f"Something could not be read or written: {error.strerror or error}."
    todo = "Make room, or let your user read and write there."
    if isinstance(error, FileNotFoundError):
        todo = "Look whether it was moved, and put it back."
    return CourseError(what, str(error.filename or ""), f"{todo} Then give the command again; what is marked is kept.")


def _way_to_it(folder: Path) -> str:
    """Say where the course's folder is, if it is near."""
    near = [place for place in (*folder.parents, *sorted(folder.glob("*"))) if os.path.isfile(place / CONFIG)]
    return f"Change into it: cd {near[0]}" if near else f"Change into the folder that holds {CONFIG} and assignments."


def known_assignment(setting: Setting, name: str) -> str:
    """Check the name of an assignment; a misspelt one gets the near ones offered."""
    found = sorted(path.parent.name for path in setting.sources.glob("*/*.ipynb"))
    if name not in found:
        hint = did_you_mean(name, found) if found else "Put the folders of the assignments there."
        raise CourseError(f'There is no assignment "{name}".', str(setting.sources), hint)
    return name


@contextlib.contextmanager
def alone(folder: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Let one marker at a time mark an assignment; another one waits, and then goes on with those who are left.

    Parameters
    ----------
    folder : Path
        The assignment's sources; the lock is on the folder itself, leaves nothing behind, and ends with its process.
    waits : callable
        Called once where somebody else has to be waited for.
    """
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waits()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError:
            pass  # a network's disk without locks
        yield
    finally:
        os.close(descriptor)


def code_of(folder: Path) -> str:
    """Fingerprint the reference code of an assignment: marks may change with it."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
