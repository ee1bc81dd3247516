"""A3: does each wrong method, really applied to a variant, lose exactly its key, and every right way keep it?"""

import math
from functools import lru_cache
from types import ModuleType
from typing import Any

import pytest

from course.cases.case import Case
from course.checks import State
from course.indicators import (
    answered_in_time,
    conversion,
    define,
    evaluate,
    first_contact_resolution,
    gross_profit,
    growth_between,
    indicator,
    new_and_lost,
    new_to_lost,
    rate,
    valid_visits,
)  # fmt: skip

# From the unit file: each key with its points and the wrong answers that lose them.
POINTS = {
    "lfl_turnover_growth": 2, "gp_after_goodwill_growth_lfl": 2, "conversion_2025": 1, "visits_2025_valid": 1,
    "complaint_rate_2025": 1, "worst_store_by_rate": 1, "fcr_2025": 1, "on_time_72_due": 1, "new_2025": 0.5,
    "lost_2025": 0.5, "new_to_lost_organic_2025": 1,
}  # fmt: skip
WRONG = [
    ("lfl_turnover_growth", "new store kept"),
    ("lfl_turnover_growth", "HKD thousand left"),
    ("gp_after_goodwill_growth_lfl", "goodwill not deducted"),
    ("gp_after_goodwill_growth_lfl", "turnover growth quoted"),
    ("gp_after_goodwill_growth_lfl", "new store kept"),
    ("gp_after_goodwill_growth_lfl", "HKD thousand left"),
    ("conversion_2025", "sensor ignored"),
    ("conversion_2025", "mean of store-months"),
    ("visits_2025_valid", "sensor ignored"),
    ("visits_2025_valid", "scaled up instead of left out"),
    ("complaint_rate_2025", "mean of stores"),
    ("complaint_rate_2025", "sensor ignored"),
    ("complaint_rate_2025", "sensor rule on visits only"),
    ("complaint_rate_2025", "all types"),
    ("complaint_rate_2025", "closing month"),
    ("complaint_rate_2025", "linked rows kept"),
    ("worst_store_by_rate", "by count"),
    ("fcr_2025", "blanks count as no"),
    ("fcr_2025", "all types"),
    ("on_time_72_due", "answered only"),
    ("on_time_72_due", "all below the line"),
    ("on_time_72_due", "to closing"),
    ("new_2025", "join date"),
    ("lost_2025", "last purchase in 2025"),
    ("lost_2025", "no purchase in 2025"),
    ("new_to_lost_organic_2025", "all sources"),
    ("new_to_lost_organic_2025", "upside down"),
]
FRACTIONS = ["lfl_turnover_growth", "gp_after_goodwill_growth_lfl", "conversion_2025", "fcr_2025", "on_time_72_due"]


def model(part2: ModuleType, case: Case) -> dict[str, Any]:
    found: dict[str, Any] = part2.model(case, "A3")
    return found


def points(part2: ModuleType, case: Case, answer: Any) -> float:
    return float(part2.marks("A3", {"A3": answer}, {}, case))


def test_the_model_earns_all_points(part2: ModuleType, case: Case) -> None:
    assert points(part2, case, model(part2, case)) == 12.0


def test_each_key_is_worth_its_points(part2: ModuleType, case: Case) -> None:
    earned = {key: points(part2, case, {key: value}) for key, value in model(part2, case).items()}
    assert earned == POINTS


@pytest.mark.parametrize(
    "nothing", [{}, {"A3": None}, {"A3": {}}, {"A3": dict.fromkeys(POINTS, "")}, {"A3": dict.fromkeys(POINTS)}]
)
def test_nothing_earns_nothing(part2: ModuleType, cases: dict[int, Case], nothing: dict[str, Any]) -> None:
    assert part2.marks("A3", nothing, {}, cases[1]) == 0.0


@lru_cache
def wrong_values(part2: ModuleType, case: Case) -> dict[tuple[str, str], Any]:
    return {(w.part, w.wrong): w.given[w.part] for w in part2.wrong_answers(case) if w.task == "A3"}


@pytest.mark.parametrize(("key", "wrong"), WRONG)
def test_a_wrong_method_loses_exactly_its_key_on_every_variant(
    part2: ModuleType, cases: dict[int, Case], key: str, wrong: str
) -> None:
    for case in cases.values():
        given = {**model(part2, case), key: typed(key, wrong_values(part2, case)[key, wrong])}
        assert points(part2, case, given) == 12.0 - POINTS[key]


def test_every_wrong_method_that_is_computed_is_listed(part2: ModuleType, cases: dict[int, Case]) -> None:
    assert sorted(wrong_values(part2, cases[1])) == sorted(WRONG)


def typed(key: str, value: Any) -> Any:
    """As a trainee types it: fractions with four decimals, rates with three."""
    if isinstance(value, str | int):
        return value
    return round(float(value), 3 if key == "complaint_rate_2025" else 4)


def test_typed_with_the_decimals_asked_for_is_right(part2: ModuleType, case: Case) -> None:
    assert points(part2, case, {key: typed(key, value) for key, value in model(part2, case).items()}) == 12.0


def test_typed_as_people_type_is_right(part2: ModuleType, case: Case) -> None:
    right = {key: typed(key, value) for key, value in model(part2, case).items()}
    wide = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
    texts = {key: value if isinstance(value, str) else f"{value:,}" for key, value in right.items()}
    assert points(part2, case, texts) == 12.0
    assert points(part2, case, {key: text.translate(wide) for key, text in texts.items()}) == 12.0
    assert points(part2, case, {**texts, "worst_store_by_rate": f" {right['worst_store_by_rate'].lower()} "}) == 12.0


@pytest.mark.parametrize("key", FRACTIONS)
def test_a_percentage_typed_as_a_fraction_loses_its_key(part2: ModuleType, case: Case, key: str) -> None:
    right = model(part2, case)
    assert points(part2, case, {**right, key: right[key] * 100}) == 12.0 - POINTS[key]


def test_a_large_percentage_is_told_what_to_type(part2: ModuleType, cases: dict[int, Case]) -> None:
    said = part2.feedback("A3", {"A3": {**model(part2, cases[1]), "fcr_2025": 41.09}}, {}, cases[1])
    assert "a share is a number between 0 and 1" in said.fields["fcr_2025"].message


JUNK = ["", "text", [1, 2], {"a": 1}, 1e400, 10**400, math.nan, math.inf, -math.inf, True, False, None, "x" * 100_000,
        "1e999", [[[[]]]], "未定義", "=1+1"]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: repr(junk)[:12])
def test_junk_loses_its_key_and_stops_nothing(part2: ModuleType, cases: dict[int, Case], junk: Any) -> None:
    for key in POINTS:
        given = {**model(part2, cases[1]), key: junk}
        assert points(part2, cases[1], given) == 12.0 - POINTS[key]
        assert not part2.feedback("A3", {"A3": given}, {}, cases[1]).fields[key].right


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: repr(junk)[:12])
def test_junk_for_the_whole_table_earns_nothing(part2: ModuleType, cases: dict[int, Case], junk: Any) -> None:
    assert points(part2, cases[1], junk) == 0.0
    assert part2.feedback("A3", {"A3": junk}, {}, cases[1]).state is not State.RIGHT


def test_anothers_numbers_earn_nearly_nothing(part2: ModuleType, cases: dict[int, Case]) -> None:
    """Only the store with the highest rate is the same in every variant."""
    copied = [points(part2, cases[a], model(part2, cases[b])) for a in cases for b in cases if a != b]
    assert max(copied) <= 2.0


def test_a_wrong_value_lies_beyond_twice_the_tolerance(part2: ModuleType, case: Case) -> None:
    misses = part2.near_misses(case)
    assert len(misses) == len(part2.wrong_answers(case)) > len(WRONG)
    assert all(abs(wrong - right) > 2 * tolerance for wrong, right, tolerance in misses)


def test_one_line_calls_of_the_package_earn_all_points(part2: ModuleType, case: Case) -> None:
    """The right alternative: every figure by a call of the package instead of the reference's own sums."""
    views, as_of = case.views, case.as_of
    sales, members = views["store_month"], views["members"]
    year = sales[sales["month"].str.startswith("2025")]
    complaints = views["cases"].query("type == 'complaint' and month.str.startswith('2025')")
    counted = complaints[complaints["sensor_uptime_pct"] >= 90]
    up = year[year["sensor_uptime_pct"] >= 90]
    profit = gross_profit(sales, deduct=["cost_of_goods", "goodwill_refunds"])
    same = {"now": 2025, "before": 2024, "stores": "open_in_all_months"}
    flow = {"period": 2025, "new_from": "first_purchase_date", "lost_after_days": 365, "as_of": as_of}
    by_store = rate(counted.groupby("store_id").size(), up.groupby("store_id")["visits"].sum(), scale=10000)
    new = new_and_lost(members, **flow)
    given = {
        "lfl_turnover_growth": growth_between(sales, "turnover_hkd", **same),
        "gp_after_goodwill_growth_lfl": growth_between(sales, profit, **same),
        "conversion_2025": conversion(year, min_uptime_pct=90, pooling="sum_over_sum"),
        "visits_2025_valid": valid_visits(year, min_uptime_pct=90),
        "complaint_rate_2025": rate(len(counted), up["visits"].sum(), scale=10000),
        "worst_store_by_rate": by_store.idxmax(),
        "fcr_2025": first_contact_resolution(complaints["resolved_first_contact"], blanks="leave_out"),
        "on_time_72_due": answered_in_time(
            complaints, start="received_at", end="first_reply_at", limit_hours=72, at_limit="met",
            never_answered="late", not_yet_due="leave_out", as_of=as_of,
        ),
        "new_2025": new.new,
        "lost_2025": new.lost,
        "new_to_lost_organic_2025": new_to_lost(members, source="organic", **flow),
    }  # fmt: skip
    assert points(part2, case, given) == 12.0


def test_definitions_evaluated_on_the_variant_give_the_marked_figures(part2: ModuleType, case: Case) -> None:
    complaint = {"field": "type", "op": "eq", "value": "complaint"}
    code = "resolved_first_contact"
    definitions = {
        "complaint_rate_2025": define("complaint_rate", {
            "numerator": "complaints", "denominator": "visits", "period_field": "received", "scale": 10000,
            "sensor_rule": "leave_out_both", "pooling": "sum_over_sum", "empty": "undefined"}),
        "on_time_72_due": define("on_time", {
            "clock_starts": "received", "clock_stops": "first_reply", "limit_h": 72, "exactly_on_limit": "on_time",
            "never_answered": "late", "not_yet_due": "leave_out", "types": "complaints", "empty": "undefined"}
        ).model_copy(update={"scale": 1}),
        "new_to_lost_2025": define("new_to_lost", {
            "new_counted_from": "first_purchase", "never_bought": "neither", "lost_rule": "365_days_after_last",
            "empty": "undefined", "shown_by": "source"}),
        "fcr_2025": indicator(
            "First-contact resolution", filters={"cases": [complaint]}, period_field="received_at",
            numerator={"table": "cases", "kind": "count", "where": [{"field": code, "op": "eq", "value": "Y"}]},
            denominator={"table": "cases", "kind": "count", "where": [{"field": code, "op": "filled"}]},
            pooling="sum_over_sum", scale=1, empty_denominator="undefined"),
    }  # fmt: skip
    shown = {key: evaluate(made, case.views, case.as_of, period=2025).shown for key, made in definitions.items()}
    assert shown == pytest.approx({key: part2.values(case)[key] for key in shown}, rel=1e-12)


def test_feedback_says_what_to_read_again_and_no_value(part2: ModuleType, case: Case) -> None:
    right = model(part2, case)
    wrong = {**right, "lfl_turnover_growth": 0.9, "new_2025": 7}
    said = part2.feedback("A3", {"A3": wrong}, {}, case)
    assert said.state is State.NOT_YET
    assert "like-for-like" in said.fields["lfl_turnover_growth"].next_step
    assert said.fields["conversion_2025"].state is State.RIGHT
    words = " ".join(f"{field.message} {field.next_step}" for field in said.fields.values()) + said.message
    assert str(typed("lfl_turnover_growth", right["lfl_turnover_growth"])) not in words
    assert str(right["new_2025"]) not in words


def test_feedback_on_the_model_is_right_and_on_nothing_not_attempted(part2: ModuleType, cases: dict[int, Case]) -> None:
    assert part2.feedback("A3", {"A3": model(part2, cases[1])}, {}, cases[1]).state is State.RIGHT
    assert part2.feedback("A3", {}, {}, cases[1]).state is State.NOT_ATTEMPTED


NO_PLAN = [None, {}, [], "text", {"meta": 3, "steps": "x"}]


@pytest.mark.parametrize("nothing", [{}, *({"plan.yaml": plan} for plan in NO_PLAN)])
def test_no_plan_earns_nothing(part2: ModuleType, cases: dict[int, Case], nothing: dict[str, Any]) -> None:
    assert part2.marks("A8", {}, nothing, cases[1]) == 0.0
    assert part2.feedback("A8", {}, nothing, cases[1]).state is not State.RIGHT


def test_an_unknown_task_is_a_defect_of_the_course(part2: ModuleType, cases: dict[int, Case]) -> None:
    with pytest.raises(KeyError):
        part2.marks("A33", {}, {}, cases[1])
