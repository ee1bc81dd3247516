from __future__ import annotations

from collections.abc import Callable

import pytest

from course.cases import Case
from course.cases.family import Family, World

VARIANTS = range(1, 21)


@pytest.mark.parametrize("number", [0, *VARIANTS])
def test_every_truth_and_guard_holds(judged: Callable[[int], list[str]], number: int) -> None:
    assert judged(number) == []


def test_there_are_eighteen_truths_and_four_guards_of_the_data(lantern: Family) -> None:
    assert [truth.id for truth in lantern.truths] == [f"T{n}" for n in range(1, 19)]
    assert [guard.id for guard in lantern.guards] == ["G1", "G2", "G3", "G4"]


def test_every_rule_names_a_figure_that_is_measured(
    lantern: Family, case: Callable[[int], Case], world: Callable[[int], World]
) -> None:
    measured = lantern.figures(case(0).views, world(0).facts)
    rules = (*lantern.truths, *lantern.guards)
    named = {bound.figure for rule in rules for bound in rule.bounds} | {bound.figure for bound in lantern.base}
    assert named <= set(measured)
    assert all(isinstance(value, float) for value in measured.values())


@pytest.mark.parametrize(
    ("table", "change", "truth"),
    [
        ("cases", lambda t: t[(t["category"] != "delivery") | (t["month"] < "2025-12")], "T5"),
        ("cases", lambda t: t[t["store_id"] != "S11"], "T3"),
        ("survey", lambda t: t.assign(k_return=t["k_price"]), "T12"),
        ("survey", lambda t: t.assign(reported_problem="Y"), "T14"),
        ("members", lambda t: t.assign(source="organic"), "T15"),
        ("store_month", lambda t: t.assign(goodwill_refunds_hkd=0.0, cogs_hkd=0.0), "T7"),
        ("benchmark", lambda t: t.assign(delivery=t["delivery"] + 20 * (t["company"] == "Lantern Lane")), "T16"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_truth_notices_when_it_is_gone(
    lantern: Family, case: Callable[[int], Case], world: Callable[[int], World], table: str, change: object, truth: str
) -> None:
    views = dict(case(0).views)
    views[table] = change(views[table])  # type: ignore[operator]
    if table == "store_month":
        views[table] = views[table].assign(gp_after_goodwill_hkd=lambda t: t["turnover_hkd"])
    figures = lantern.figures(views, world(0).facts)
    rule = next(each for each in lantern.truths if each.id == truth)
    assert rule.broken(figures)
