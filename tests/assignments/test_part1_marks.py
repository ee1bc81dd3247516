"""Does each wrong choice of A2 lose exactly its points, and does every right way keep them?"""

import math
from types import ModuleType
from typing import Any

import pytest

from course.checks import State
from course.indicators import define, indicator

# From the unit file: a wrong choice and the points that it loses.
WRONG = [
    ("complaint_rate", "numerator", "all_cases", 0.5),
    ("complaint_rate", "denominator", "transactions", 2.5),
    ("complaint_rate", "denominator", "none", 3.0),
    ("complaint_rate", "period_field", "closed", 0.5),
    ("complaint_rate", "sensor_rule", "ignore", 0.5),
    ("complaint_rate", "sensor_rule", "leave_out_visits", 0.5),
    ("complaint_rate", "pooling", "mean_of_stores", 0.5),
    ("complaint_rate", "scale", "1", 0.5),
    ("complaint_rate", "scale", "100", 0.5),
    ("complaint_rate", "scale", "1000", 0.5),
    ("complaint_rate", "empty", "zero", 0.5),
    ("complaint_rate", "empty", "infinite", 0.5),
    ("complaint_rate", "empty", "count", 0.5),
    ("new_to_lost", "new_counted_from", "join_date", 1.0),
    ("new_to_lost", "never_bought", "count_as_new", 0.5),
    ("new_to_lost", "lost_rule", "180_days_after_last", 2.0),
    ("new_to_lost", "lost_rule", "date_of_last", 1.5),
    ("new_to_lost", "lost_rule", "no_purchase_in_period", 0.5),
    ("new_to_lost", "empty", "zero", 0.5),
    ("new_to_lost", "empty", "infinite", 0.5),
    ("new_to_lost", "empty", "count", 0.5),
    ("new_to_lost", "shown_by", "nothing", 0.5),
    ("on_time", "clock_starts", "acknowledged", 1.0),
    ("on_time", "clock_stops", "closed", 1.5),
    ("on_time", "limit_h", 48, 1.5),
    ("on_time", "exactly_on_limit", "late", 0.5),
    ("on_time", "never_answered", "leave_out", 0.5),
    ("on_time", "not_yet_due", "late", 1.0),
    ("on_time", "not_yet_due", "on_time", 1.0),
    ("on_time", "types", "all", 0.5),
    ("on_time", "empty", "zero", 0.5),
    ("on_time", "empty", "one", 0.5),
]
NAMES = ["complaint_rate", "new_to_lost", "on_time"]
TABLES = {
    "complaint_rate": {"pooled": 8.0, "sensor_down": 5.0, "month_received": 2.6, "complaints_only": 2.0,
                       "no_visits": math.nan, "scale": 5.0},
    "new_to_lost": {"plain": 2.0, "joined_before": 1.0, "young_silence": 1.0, "never_bought": 1.0,
                    "none_lost": math.nan},
    "on_time": {"plain": 0.6667, "never_answered": 0.5, "not_yet_due": 0.5, "on_the_limit": 0.5, "clock": 0.5,
                "none_due": math.nan},
}  # fmt: skip


def short(junk: Any) -> str:
    return repr(junk)[:20]


def points(part1: ModuleType, name: str, answer: Any) -> float:
    return float(part1.marks(f"A2.{name}", {f"A2.{name}": answer}, {}, None))


@pytest.mark.parametrize("name", NAMES)
def test_the_model_earns_all_points(part1: ModuleType, name: str) -> None:
    assert points(part1, name, part1.MODEL[name]) == 3.0


def test_all_three_together_are_worth_nine(part1: ModuleType) -> None:
    assert part1.marks("A2", {f"A2.{name}": part1.MODEL[name] for name in NAMES}, {}, None) == 9.0


def test_nothing_earns_nothing(part1: ModuleType) -> None:
    assert part1.marks("A2", {}, {}, None) == 0.0


@pytest.mark.parametrize("name", NAMES)
def test_the_invented_tables_hold_the_unit_files_values(part1: ModuleType, name: str) -> None:
    crafted = part1.CRAFTED[name]
    factor = 10000 if name == "complaint_rate" else 1
    values = {key: table.right * (1 if table.shown else factor) for key, table in crafted.items()}
    assert values == pytest.approx(TABLES[name], abs=5e-5, nan_ok=True)


@pytest.mark.parametrize(("name", "line", "choice", "lost"), WRONG)
def test_a_wrong_choice_loses_exactly_its_points(
    part1: ModuleType, name: str, line: str, choice: Any, lost: float
) -> None:
    assert points(part1, name, {**part1.MODEL[name], line: choice}) == 3.0 - lost


@pytest.mark.parametrize(("name", "line", "choice", "lost"), WRONG)
def test_the_same_definition_made_by_cs_indicator_earns_the_same(
    part1: ModuleType, name: str, line: str, choice: Any, lost: float
) -> None:
    fields = {**part1.MODEL[name], line: choice}
    kept = indicator(name, period=2025, **fields).model_dump(mode="json")
    assert points(part1, name, kept) == points(part1, name, fields)


def test_every_choice_of_the_forms_is_tried(part1: ModuleType) -> None:
    from course.indicators import FORMS

    tried = {(name, line, str(choice)) for name, line, choice, _ in WRONG}
    asked = {(n, q.key, c.value) for n in NAMES for q in FORMS[n].questions for c in q.choices}
    model = {(n, line, str(value)) for n in NAMES for line, value in part1.MODEL[n].items()}
    assert asked - model <= tried


@pytest.mark.parametrize("typed", [10000, "10,000", "１００００"])
def test_the_scale_may_be_typed_as_people_type_it(part1: ModuleType, typed: Any) -> None:
    assert points(part1, "complaint_rate", {**part1.MODEL["complaint_rate"], "scale": typed}) == 3.0


@pytest.mark.parametrize("typed", [72, "72", "７２", 72.0, "72 hours"])
def test_the_limit_may_be_typed_as_people_type_it(part1: ModuleType, typed: Any) -> None:
    assert points(part1, "on_time", {**part1.MODEL["on_time"], "limit_h": typed}) == 3.0


def test_a_record_of_other_parts_that_means_the_same_keeps_its_points(part1: ModuleType) -> None:
    """Complaints narrowed on the side itself, the dates of loss written as a condition: other words, same figures."""
    up = {"field": "sensor_uptime_pct", "op": "ge", "value": 90}
    record = indicator(
        "My complaint rate",
        numerator={"table": "cases", "kind": "distinct", "field": "case_id",
                   "where": [{"field": "type", "op": "is_in", "value": ["complaint"]}, up]},
        denominator={"table": "store_month", "kind": "sum", "field": "visits", "where": [up], "period_field": "month"},
        period_field="received_at", pooling="sum_over_sum", scale="10,000", empty_denominator="undefined",
    )  # fmt: skip
    assert points(part1, "complaint_rate", record.as_data()) == 3.0


@pytest.mark.parametrize(("name", "line", "choice", "lost"), WRONG)
def test_a_blank_line_is_never_worth_more_than_its_wrong_choices(
    part1: ModuleType, name: str, line: str, choice: Any, lost: float
) -> None:
    blank = {key: value for key, value in part1.MODEL[name].items() if key != line}
    assert points(part1, name, blank) <= 3.0 - lost


JUNK = [
    None, "", "text", 7, [], [1, 2], True, {}, {"numerator": None}, {"a": "b"}, {"empty_denominator": "zero"}, 1e400,
    {"name": "x", "denominator": {"table": "cases", "kind": "count"}, "empty_denominator": {"deep": [[[[]]]]}},
]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK, ids=short)
@pytest.mark.parametrize("name", NAMES)
def test_junk_earns_nothing_and_stops_nothing(part1: ModuleType, name: str, junk: Any) -> None:
    assert points(part1, name, junk) == 0.0
    assert part1.feedback(f"A2.{name}", {f"A2.{name}": junk}, {}, None).state is not State.RIGHT


@pytest.mark.parametrize("junk", [["visits"], {"a": 1}, 10**400, "<script>", math.nan, True, "x" * 100_000], ids=short)
def test_junk_in_one_line_counts_as_blank(part1: ModuleType, junk: Any) -> None:
    given = {**part1.MODEL["complaint_rate"], "pooling": junk}
    assert points(part1, "complaint_rate", given) == 2.5


HARMFUL = [
    {"shift_days": 1e300}, {"where": [{"field": "received_at", "op": "lt", "value": {"as_of_minus_days": 1e300}}]},
    {"where": [{"field": "type", "op": "lt", "value": {"field": "received_at", "plus_days": 1e18}}]},
    {"where": [{"field": "type", "op": "gt", "value": 3}]}, {"kind": "sum", "field": "type"}, {"table": "../../etc"},
]  # fmt: skip


@pytest.mark.parametrize("parts", HARMFUL, ids=repr)
def test_a_record_that_cannot_be_evaluated_earns_nothing(part1: ModuleType, parts: dict[str, Any]) -> None:
    record = define("complaint_rate", part1.MODEL["complaint_rate"]).as_data()
    record["numerator"] = {**record["numerator"], **parts}
    assert points(part1, "complaint_rate", record) == 0.0


def test_feedback_names_what_to_think_about_and_no_choice(part1: ModuleType) -> None:
    model = part1.MODEL["on_time"]
    said = part1.feedback("A2.on_time", {"A2.on_time": {**model, "never_answered": "leave_out"}}, {}, None)
    assert said.state is State.NOT_YET
    assert [key for key, field in said.fields.items() if not field.right] == ["never_answered"]
    assert "never got an answer" in said.next_step
    assert "5 of 6" in said.message


@pytest.mark.parametrize(("name", "line", "choice", "lost"), WRONG)
def test_feedback_gives_no_figure_away(part1: ModuleType, name: str, line: str, choice: Any, lost: float) -> None:
    said = part1.feedback(f"A2.{name}", {f"A2.{name}": {**part1.MODEL[name], line: choice}}, {}, None)
    words = " ".join([said.message, said.next_step, *(str(field) for field in said.fields.values())])
    assert not any(str(value) in words for value in part1.MODEL[name].values())


@pytest.mark.parametrize("name", NAMES)
def test_feedback_on_the_model_is_right(part1: ModuleType, name: str) -> None:
    assert part1.feedback(f"A2.{name}", {f"A2.{name}": part1.MODEL[name]}, {}, None).state is State.RIGHT
