"""Plans that the tests of documents share."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from course import documents

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


def _planted() -> ModuleType:
    path = ROOT / "assignments" / "105082L4-part2" / "wrong_plans.py"
    spec = importlib.util.spec_from_file_location("wrong_plans", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PLANTED = _planted()

# Own figures such as variants have; the lesson's own are compared with the case itself in one test.
FIGURES = {
    0: (7.10765, 0.76525, 0.02976),
    1: (6.99402, 0.78057, 0.0327),
    2: (7.14871, 0.85903, 0.03413),
    3: (7.12658, 0.86348, 0.03474),
    4: (7.13002, 0.74595, 0.02847),
    5: (7.02436, 0.80066, 0.03037),
    6: (7.07647, 0.85021, 0.0304),
    7: (7.11589, 0.75309, 0.02996),
}


def reference(variant: int) -> dict[str, float]:
    names = ("complaint_rate_2025", "new_to_lost_2025", "lfl_turnover_growth")
    return dict(zip(names, FIGURES[variant], strict=True))


def lost(plan: Any, own: dict[str, float] | None) -> tuple[str, ...]:
    return tuple(result.id for result in documents.get("assessment_plan").check(plan, own) if not result.right)


def chinese_plan(own: dict[str, float]) -> str:
    text = (HERE / "plan_zh.yaml").read_text(encoding="utf-8")
    text = text.replace("@RATE@", f"{own['complaint_rate_2025']:.3f}")
    text = text.replace("@NEWLOST@", f"{own['new_to_lost_2025']:.3f}")
    return text.replace("@LFL%@", f"{own['lfl_turnover_growth'] * 100:.2f}")


def poor_plan() -> dict[str, Any]:
    path = ROOT / "course" / "units" / "review_customer_service_scheme" / "poor_plan.yaml"
    made: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return made
