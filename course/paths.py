"""Where the course's own files are, from a checkout and from an installed wheel alike."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent if (PACKAGE.parent / "pyproject.toml").is_file() else None
CONTENT = CHECKOUT or PACKAGE / "content"  # the wheel carries notebooks/ and datasets/ in here

NOTEBOOKS = CONTENT / "notebooks"
DATASETS = CONTENT / "datasets"


def cache_folder() -> Path:
    """Folder for drawn data, ``COURSE_CACHE`` or the user's cache folder; it may be deleted at any time."""
    base = os.environ.get("COURSE_CACHE") or os.environ.get("XDG_CACHE_HOME")
    if os.environ.get("COURSE_CACHE"):
        return Path(str(base))
    return (Path(base) if base else Path.home() / ".cache") / "hk-service-course"
