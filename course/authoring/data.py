"""The data folders: CSV files, manifest and code book of every company, and the accepted salts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from course import paths
from course.cases.accept import accept
from course.cases.family import families
from course.cases.recorded import FILE, PRACTICE
from course.cases.variant import BASE, PRACTICE_KEY, Variant
from course.errors import CourseError

if TYPE_CHECKING:
    from course.cases import Case
    from course.cases.family import Family
    from course.cases.truth import NearMiss

SALTS = paths.PACKAGE / "cases" / FILE
SALTS_HEAD = "# Written by `course data`: the accepted salt of the base variant (0) and of the practice variants.\n"


def build(check: bool = False, folder: Path = paths.DATASETS, salts: Path = SALTS) -> list[Path]:
    """Write everything that is made from the declarations of the tables, or compare it with what is there.

    Parameters
    ----------
    check : bool
        Only compare.
    folder : Path
        Where the data folders are.
    salts : Path
        The file of accepted salts.

    Returns
    -------
    list of Path
        The files that were written, or that agree.

    Raises
    ------
    CourseError
        With ``check``: names every file that differs, is missing or should not be there. Without: a variant found no
        accepted draw.
    """
    wanted: dict[Path, bytes] = {}
    accepted: dict[str, dict[int, int]] = {}
    for name, family in families().items():
        accepted[name] = accepted_salts(family)
        base = Variant.of(name, BASE, accepted[name][BASE], PRACTICE_KEY)
        wanted |= {folder / name / file: content for file, content in data_files(family, base).items()}
    wanted[salts] = salts_file(accepted)
    if check:
        _compare(wanted, folder)
    else:
        _write(wanted)
    return list(wanted)


def accepted_salts(family: Family) -> dict[int, int]:
    """Find the accepted salts of the base variant and of the practice series."""
    return {number: accept(family, number, PRACTICE_KEY, near_misses).variant.salt for number in (BASE, *PRACTICE)}


def near_misses(case: Case) -> list[NearMiss]:
    """Gather the near misses of every assignment of the case's company that is in the source folder.

    Parameters
    ----------
    case : Case
        A drawn variant.

    Returns
    -------
    list of (wrong, right, tolerance)
        Empty where no assignments are at hand, as on a trainee's computer.
    """
    from course.marking.reference import reference, source_folder

    found: list[NearMiss] = []
    for file in sorted(source_folder().glob("*/reference.py")):
        known = reference(file.parent.name)
        if known.near_misses and known.family in (None, case.family.name):
            found += known.near_misses(case)
    return found


def data_files(family: Family, variant: Variant) -> dict[str, bytes]:
    """Make the files of a company's data folder, by name."""
    from course.authoring.datapackage import manifest, readme
    from course.cases import Case

    case = Case(family, variant, family.draw(variant).tables)
    files = {f"{table.name}.csv": csv(case, table.name) for table in family.tables}
    files |= {f"{name}.yaml": yaml_text(document) for name, document in case.documents.items()}
    return files | {"datapackage.json": manifest(case, files), "README.md": readme(case)}


def csv(case: Case, name: str) -> bytes:
    """Write a released table as CSV: UTF-8, comma, empty for missing."""
    text: str = case.tables[name].to_csv(index=False, lineterminator="\n")
    return text.encode()


def yaml_text(document: Any) -> bytes:
    """Write a document as YAML in its own order."""
    import yaml

    text: str = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)
    return text.encode()


def salts_file(accepted: dict[str, dict[int, int]]) -> bytes:
    """Write the accepted salts."""
    return SALTS_HEAD.encode() + yaml_text(accepted)


def _write(wanted: dict[Path, bytes]) -> None:
    for path, content in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)


def _compare(wanted: dict[Path, bytes], folder: Path) -> None:
    there = {path: path.read_bytes() for path in (*wanted, *folder.rglob("*")) if path.is_file()}
    trouble = [f"{path.name} is missing" for path in wanted if path not in there]
    trouble += [f"{path.name} differs" for path in wanted if path in there and there[path] != wanted[path]]
    trouble += [f"{path.name} is not made from a declaration" for path in there if path not in wanted]
    if trouble:
        raise CourseError(
            f"The data folder is not what the declarations say: {'; '.join(trouble)}.",
            str(folder),
            "Run: course data. Take out what is not made from a declaration.",
        )
