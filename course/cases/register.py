"""The cohort's register of variants: who has which, and which one is meant now."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.cases.accept import NearMisses, accept
from course.cases.family import families, family
from course.cases.recorded import base_variant, recorded_variant
from course.cases.variant import Variant
from course.errors import CourseError, did_you_mean

if TYPE_CHECKING:
    Register = dict[str, Any]

VARIANT_VARIABLE, REGISTER_VARIABLE = "COURSE_VARIANT", "COURSE_REGISTER"
_in_use: dict[str, str] = {}  # what `use` chose for this notebook
ASK = 'Ask your instructor. The lesson data can be had with variant="base".'


def current_variant(trainee: str | None = None, family_name: str | None = None) -> Variant:
    """Find the variant that is meant here and now; nothing is drawn.

    Parameters
    ----------
    trainee : str, optional
        Whose variant; without it the person who runs this notebook.
    family_name : str, optional
        The company; without it the only one there is.

    Returns
    -------
    Variant
        What `use` chose for this notebook; else from the register that ``COURSE_REGISTER`` names; else the practice
        variant that ``COURSE_VARIANT`` names; else ``base``.

    Raises
    ------
    CourseError
        The register can not be read or does not know the trainee, or there is no such practice variant.
    """
    name = family(family_name).name
    if trainee is None and _in_use:
        return variant_named(_in_use["variant"], name)
    if path := os.environ.get(REGISTER_VARIABLE):
        return registered(read_register(Path(path)), trainee or who(), name)
    return variant_named(os.environ.get(VARIANT_VARIABLE) or "base", name)


def use(variant: str) -> None:
    """Let this notebook work with a named variant, whatever the register says.

    Lessons call it with ``"base"``: their text and their checks belong to the lesson's data, while the same trainee's
    assignment has own figures.

    Parameters
    ----------
    variant : str
        ``"base"``, or the number of a practice variant such as ``"7"``.

    Raises
    ------
    CourseError
        When there is no such variant.
    """
    for name in families():
        variant_named(variant, name)
    _in_use["variant"] = variant


def variant_named(text: str, family_name: str) -> Variant:
    """Find the recorded variant that is called ``base`` or by its number."""
    if text == "base":
        return base_variant(family_name)
    if not text.isdigit():
        raise CourseError(f'There is no variant "{text}".', VARIANT_VARIABLE, 'Use "base" or a number, such as "7".')
    return recorded_variant(family_name, int(text))


def who() -> str:
    """Name the trainee whose notebook this is.

    While nbgrader marks, the notebook lies in a folder below the trainee's; otherwise it is the hub's or the
    computer's user.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        return Path.cwd().parent.name
    if user := os.environ.get("JUPYTERHUB_USER"):
        return user
    from getpass import getuser

    return getuser()


def read_register(path: Path) -> Register:
    """Read a register file.

    Raises
    ------
    CourseError
        The file is missing or is no register.
    """
    import yaml

    try:
        loaded = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise CourseError("The register of variants can not be read.", str(path), ASK) from problem
    if not isinstance(loaded, dict) or not isinstance(loaded.get("families"), dict):
        raise CourseError("The file is not a register of variants.", str(path), ASK)
    return loaded


def registered(register: Mapping[str, Any], trainee: str, family_name: str) -> Variant:
    """Find a trainee's variant in the register.

    Raises
    ------
    CourseError
        The register does not name the trainee, or its row is not whole.
    """
    rows = register["families"].get(family_name) or {}
    if trainee not in rows:
        near = did_you_mean(trainee, list(rows)) if len(rows) < 1000 else ""
        hint = near if near.startswith("Did") else ""
        raise CourseError(f'The register has no variant for "{trainee}".', family_name, f"{ASK} {hint}".strip())
    try:
        row = {field: int(rows[trainee][field]) for field in ("variant", "salt", "seed")}
    except (TypeError, KeyError, ValueError) as problem:
        raise CourseError(f'The register\'s row of "{trainee}" is not whole.', family_name, ASK) from problem
    return Variant(family_name, row["variant"], row["salt"], row["seed"])


def assign(
    trainees: Sequence[str],
    key: str,
    cohort: str = "",
    near_misses: NearMisses | None = None,
    register: Mapping[str, Any] | None = None,
) -> Register:
    """Give each trainee a variant of every company.

    Parameters
    ----------
    trainees : sequence of str
        Their ids. Those whom ``register`` already names keep what they have.
    key : str
        The cohort's secret. It is used here and is not written anywhere.
    cohort : str, optional
        Name of the cohort.
    near_misses : callable, optional
        From a case to (wrong, right, tolerance) triples; the assignments give it.
    register : mapping, optional
        An earlier register of the same cohort and key, to add late joiners to.

    Returns
    -------
    dict
        ``{cohort, families: {family: {trainee: {variant, salt, seed}}}}``, ready for ``write_register``.

    Raises
    ------
    CourseError
        The key is empty, or a variant found no accepted draw.
    """
    if not key:
        raise CourseError("The key of the cohort is empty.", "", "Give a secret of at least a few words.")
    before = dict(register) if register else {}
    out: dict[str, dict[str, dict[str, int]]] = {}
    for each in families().values():
        rows = {name: dict(row) for name, row in (before.get("families", {}).get(each.name) or {}).items()}
        number = max((row["variant"] for row in rows.values()), default=0)
        for trainee in trainees:
            if trainee in rows:
                continue
            number += 1
            variant = accept(each, number, key, near_misses).variant
            rows[trainee] = {"variant": variant.id, "salt": variant.salt, "seed": variant.seed}
        out[each.name] = rows
    return {"cohort": cohort or before.get("cohort", ""), "families": out}


def write_register(register: Mapping[str, Any], path: Path) -> Path:
    """Write a register in one step, so that nobody reads half a file."""
    import yaml

    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    scratch.write_text(yaml.safe_dump(dict(register), sort_keys=False, allow_unicode=True), "utf-8")
    scratch.replace(path)
    return path
