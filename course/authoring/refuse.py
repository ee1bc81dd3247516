"""The first step of nbgrader's own release: nothing is made from a source that would leak."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

from course.authoring.leaks import scan_source


class RefuseLeaks(NbGraderPreprocessor):  # type: ignore[misc]
    """Stop ``nbgrader generate_assignment`` on a misspelt marker or a stray file in the source folder."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Look through the notebook's folder; leave the notebook as it is."""
        leaks = scan_source(Path(resources["metadata"]["path"]).resolve())
        if leaks:
            raise RuntimeError("This assignment is not released: " + "; ".join(map(str, leaks)))
        return nb, resources
