"""What is right for each variant, worked out once: the figures that a reference computes from a trainee's own tables.

A key is worked out when somebody is marked for the first time, or before that by `prepare`, say on the day on which the
numbers are assigned. It is kept in the marker's own cache, readable by the marker alone, under a name that changes with
the reference code and with the package that draws the tables.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.cases.cache import content_version
from course.cases.kept import KeptCase
from course.paths import cache_folder

if TYPE_CHECKING:
    from course.cases.family import Family

Figures = dict[str, Any]
Work = Callable[[Any], Figures]
_functions: dict[str, list[Work]] = {}


def per_variant(function: Work) -> Work:
    """Keep what a function of a case gives: plain figures by name, the same whenever the variant is the same.

    Only the marker's own cases are kept; a case that a test made by hand is worked out each time it is new.
    """
    by_hand = lru_cache(maxsize=32)(function)
    kept: dict[Any, Figures] = {}

    @wraps(function)
    def figures(case: Any) -> Figures:
        if not isinstance(case, KeptCase):
            return by_hand(case)
        if case.variant not in kept:
            kept[case.variant] = _read(function, case) or _worked_out(function, case)
        return kept[case.variant]

    _functions.setdefault(function.__module__.rpartition(".")[0], []).append(figures)
    return figures


def prepare(module: Any, register: Mapping[str, Any], family: Family) -> int:
    """Work out the keys of everyone in a register.

    Parameters
    ----------
    module : module
        An assignment's reference.
    register : mapping
        ``{families: {family: {trainee: {variant, salt, seed}}}}``.
    family : Family
        The company.

    Returns
    -------
    int
        For how many.
    """
    from course.cases.register import registered

    trainees = list(register["families"].get(family.name, {}))
    for trainee in trainees:
        case = KeptCase(family, registered(register, trainee, family.name))
        for figures in _functions.get(module.__name__, ()):
            figures(case)
    return len(trainees)


def _worked_out(function: Work, case: KeptCase) -> Figures:
    found = function(case)
    with contextlib.suppress(OSError, TypeError, ValueError):  # what cannot be kept is worked out again
        text = json.dumps(found, default=_plain)
        path = _place(function, case)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.{os.getpid()}")
        new.write_text(text, encoding="utf-8")
        new.chmod(0o600)
        new.replace(path)
    return found


def _read(function: Work, case: KeptCase) -> Figures | None:
    try:
        found = json.loads(_place(function, case).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _place(function: Work, case: KeptCase) -> Path:
    variant = case.variant
    version = f"{_code_version(function.__module__)}-{content_version(variant.family)}"
    name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
    name += f"-{variant.id}-{variant.salt}-{variant.seed:016x}"
    return cache_folder() / "answer-keys" / variant.family / version / f"{name}.json"


@lru_cache(maxsize=64)
def _code_version(module: str) -> str:
    """Fingerprint the reference code around a function."""
    place = getattr(sys.modules[module], "__file__", None)
    digest = hashlib.sha256()
    for path in sorted(Path(place).parent.glob("*.py")) if place else ():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _plain(value: Any) -> Any:
    """Turn a number of numpy into Python's own, which is equal to it."""
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(type(value).__name__)
