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

# Own figures of the lesson's variant and of seven others, as the course's first simulator gave them.
FIGURES = {
    0: (7.16554, 0.74437, 0.03181),
    1: (7.1615, 0.72109, 0.02804),
    2: (7.2654, 0.80912, 0.02596),
    3: (7.13535, 0.8085, 0.02681),
    4: (7.04183, 0.77293, 0.0282),
    5: (7.06491, 0.78399, 0.02088),
    6: (7.46312, 0.76675, 0.03296),
    7: (7.10849, 0.78495, 0.02769),
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
