from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.documents.plans import ROOT

UNIT = ROOT / "course" / "units" / "review_customer_service_scheme"
CRITERIA: list[dict[str, Any]] = yaml.safe_load((UNIT / "rubric.yaml").read_text(encoding="utf-8"))["criteria"]


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: str(criterion["id"]))
def test_a_criterion_has_four_levels_and_rising_points(criterion: dict[str, Any]) -> None:
    assert len(criterion["levels"]) == len(criterion["points"]) == 4
    assert all(level.endswith(".") for level in criterion["levels"])
    assert criterion["points"][0] == 0 and criterion["points"] == sorted(criterion["points"])
    assert set(criterion) == {"id", "title", "star", "task", "requirements", "points", "levels"}


def test_the_plan_is_judged_by_two_starred_criteria_worth_twelve() -> None:
    plan = [criterion for criterion in CRITERIA if criterion["task"] == "A8"]
    assert [criterion["id"] for criterion in plan] == ["J1", "J2"]
    assert all(criterion["star"] for criterion in plan)
    assert sum(criterion["points"][3] for criterion in plan) == 12
