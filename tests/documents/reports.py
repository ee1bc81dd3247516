"""Reports that the tests of documents share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from course import cases, documents
from course.cases.case import Case
from course.documents.companies.lantern_lane import FIGURES
from course.marking.reference import reference
from course.units.reading import load_python

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


def _planted() -> ModuleType:
    module = load_python(ROOT / "assignments" / "105082L4-part2" / "wrong_reports.py")
    assert module is not None
    return module


REPORTS = _planted()
VARIANTS = ("base", 1, 2, 3, 4, 5)


@cache
def own(variant: str | int = "base") -> dict[str, float]:
    """Give the figures of a variant; drawn once."""
    case: Case = cases.case(variant)
    found: dict[str, float] = reference("105082L4-part2").module.reference_a9.figures(case)
    return found


def lost(report: Any, figures: Mapping[str, float] | None) -> tuple[str, ...]:
    return tuple(result.id for result in documents.get("review_report").check(report, figures) if not result.right)


def chinese_report(figures: Mapping[str, float]) -> str:
    text = (HERE / "report_zh.yaml").read_text(encoding="utf-8")
    for known in FIGURES:
        text = text.replace(f"@{known.key}@", f"{figures[known.key]:.4f}")
        text = text.replace(f"@{known.key}%@", f"{figures[known.key]:.0%}")
    return text
