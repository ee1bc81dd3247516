"""What trainees get, built in a clean folder from sources, and refused if an answer would leak."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from course import paths
from course._version import __version__
from course.authoring import leaks
from course.authoring.leaks import Leak
from course.errors import CourseError

if TYPE_CHECKING:
    from course.cases.family import Family

MANIFEST = "release.json"
CONFIG = "nbgrader_config.py"
OWN_PAGES = ("home.ipynb", "glossary.ipynb")  # pages that belong to no lesson


def build(out: Path, checkout: Path | None = None) -> Path:
    """Build the trainee bundle: lessons, data sets, and the assignments as nbgrader releases them.

    Parameters
    ----------
    out : Path
        Folder of the bundle. An older bundle there is replaced; any other folder is left alone.
    checkout : Path, optional
        Where the sources are; this checkout when left out.

    Returns
    -------
    Path
        The folder. ``release.json`` in it names every file with its SHA-256.

    Raises
    ------
    CourseError
        When something would leak (nothing is written then), or the folder holds something else.
    """
    root = checkout or paths.CHECKOUT
    if root is None:
        raise CourseError("This is an installed package; a release is built from a checkout.", "", "Clone the course.")
    _must_be_free(out)
    sources = sorted(path.parent for path in (root / "assignments").glob("*/*.ipynb"))
    _refuse([Leak(f"assignments/{s.name}/{leak.place}", leak.what) for s in sources for leak in leaks.scan_source(s)])
    with tempfile.TemporaryDirectory() as scratch:
        bundle = Path(scratch) / "bundle"
        _copy(root / "notebooks", bundle)
        _copy(root / "datasets", bundle)
        _release(root, sources, Path(scratch) / "nbgrader", bundle)
        _refuse(leaks.scan_bundle(bundle, set().union(*map(leaks.secrets, sources)), allowed(sources)))
        _write_manifest(bundle)
        if out.exists():
            shutil.rmtree(out)
        shutil.copytree(bundle, out)
    return out


def files_of(bundle: Path) -> list[str]:
    """List the files of a bundle, with slashes, in order."""
    return sorted(path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file())


def allowed(sources: list[Path]) -> list[str]:
    """List what belongs in a bundle: declared lessons with their pictures, declared tables, assignment notebooks."""
    from course.cases.family import families
    from course.units import register

    lessons = {Path(unit.lesson_file(module)) for unit in register().units for module in unit.modules}
    pages = [f"notebooks/{path.as_posix()}" for path in (*map(Path, OWN_PAGES), *sorted(lessons))]
    data = [f"datasets/{each.name}/{name}" for each in families().values() for name in _data_names(each)]
    released = [f"assignments/{source.name}/{source.name}.ipynb" for source in sources]
    return [MANIFEST, *pages, "notebooks/*.png", "notebooks/*.svg", *data, *released]


def _data_names(company: Family) -> list[str]:
    """List the data files of a company: its tables, the documents under review, the manifest and the code book."""
    from course.cases import case

    documents = [f"{name}.yaml" for name in case("base", company.name).documents]
    return [*(f"{table.name}.csv" for table in company.tables), *documents, "datapackage.json", "README.md"]


def _copy(folder: Path, bundle: Path) -> None:
    """Copy a folder of sources, all but hidden files and what an author answered while trying a page out."""
    from course import answers, documents

    written_here = {answers.ANSWERS, *documents.files()}
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.name not in written_here:
            target = bundle / folder.name / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def _release(root: Path, sources: list[Path], scratch: Path, bundle: Path) -> None:
    """Let nbgrader make the release of each assignment, without a gradebook."""
    from course.authoring.grader import nbgrader

    scratch.mkdir(parents=True)
    shutil.copy(root / CONFIG, scratch)
    shutil.copytree(root / "assignments", scratch / "assignments")
    for source in sources:
        nbgrader("generate_assignment", source.name, "--no-db", folder=scratch)
        shutil.copytree(scratch / "build/nbgrader/release" / source.name, bundle / "assignments" / source.name)


def _write_manifest(bundle: Path) -> None:
    digests = {name: hashlib.sha256((bundle / name).read_bytes()).hexdigest() for name in files_of(bundle)}
    manifest = {"version": __version__, "files": digests}
    (bundle / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _must_be_free(out: Path) -> None:
    if out.exists() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise CourseError("The folder holds something that is no bundle of this course.", str(out), "Name another one.")


def _refuse(found: list[Leak]) -> None:
    if found:
        listed = "\n".join(f"  {leak}" for leak in found[:20])
        raise CourseError(
            f"Not released; {len(found)} things would leak:\n{listed}", "", "Mend them, then release again."
        )
