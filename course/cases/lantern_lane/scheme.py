"""The scheme under review: the Warm Lantern Promise, with the clauses that a variant shows."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course.cases.lantern_lane.facts import Facts


@cache
def bank() -> dict[str, Any]:
    """Read the scheme's frame and both wordings of each clause from ``scheme.yaml``."""
    import yaml

    text = files(__package__).joinpath("scheme.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


CLAUSES: list[dict[str, str]] = bank()["clauses"]


def scheme(facts: Facts) -> dict[str, Any]:
    """Make the scheme as the trainee reads it: nine of sixteen clauses are defective, and nothing says which."""
    clauses = [
        {
            "id": clause["id"],
            "aspect": clause["aspect"],
            "text": clause["bad" if clause["id"] in facts.bad_clauses else "sound"],
        }
        for clause in CLAUSES
    ]
    return {**bank(), "clauses": clauses}
