"""Build hook: the wheel carries the built browser code, the lessons and the case data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Only these kinds of file are content; answers, checkpoints and whatever else lies about never travel.
CONTENT = {"notebooks": {".ipynb", ".png", ".svg"}, "datasets": {".csv", ".json", ".md", ".yaml"}}
EXTENSION = "course/lab/labextensions/course-lab"


class BuildHook(BuildHookInterface):
    """Adds what a wheel needs beyond the Python files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the browser code, and say which further files go where.

        Parameters
        ----------
        version : str
            ``editable`` for ``pip install -e``, which takes everything from the checkout, or ``standard``.
        build_data : dict
            Hatchling's record of the build; changed in place.
        """
        if version == "editable" or self.target_name != "wheel":
            return
        root = Path(self.root)
        subprocess.run([sys.executable, "-m", "course.lab.build"], cwd=root, check=True)
        for path in self.content(root):
            name = path.relative_to(root).as_posix()
            build_data["force_include"][str(path)] = f"course/content/{name}"
        # A plain `jupyter lab` finds the extension here; `course lab` takes the package's own copy.
        build_data["shared_data"][str(root / EXTENSION)] = "share/jupyter/labextensions/course-lab"

    @staticmethod
    def content(root: Path) -> list[Path]:
        """Files of the lessons and the case data.

        Parameters
        ----------
        root : Path
            The checkout.

        Returns
        -------
        list of Path
            In order of their names.
        """
        found = []
        for folder, kinds in CONTENT.items():
            for path in sorted((root / folder).rglob("*")):
                hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
                if path.is_file() and path.suffix in kinds and not hidden:
                    found.append(path)
        return found
