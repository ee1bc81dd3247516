"""A4 to A6: does each wrong method, really applied to a variant, lose its points, and every right way keep them?"""

from __future__ import annotations

import math
from functools import lru_cache
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from course.cases.case import Case
from course.checks import State
from course.indicators import edge, gap
from course.indicators.gaps import whole_weights
from course.indicators.monthly import complaint_chart

TOTAL = {"A4": 6.0, "A5": 8.0, "A6": 6.0}
TASKS = list(TOTAL)
DIMENSIONS = ("tan", "rel", "res", "ass", "emp")
SOME = (1.0, 2.0)  # carried on, the gap of both waves may stay within the tolerance in one figure or in several

# From the unit file: task, part, wrong answer, points that it loses.
WRONG: list[tuple[str, str, str, Any]] = [
    ("A4", "janfeb_growth", "January only", 1.0),
    ("A4", "janfeb_growth", "mean of the two growths", 1.0),
    ("A4", "janfeb_growth", "new store kept", 1.0),
    ("A4", "delivery_ubar", "limits from all 24 months", 1.0),
    ("A4", "delivery_ubar", "all categories", 1.0),
    ("A4", "delivery_ucl_dec25", "limits from all 24 months", 1.0),
    ("A4", "delivery_ucl_dec25", "one limit from mean visits", 1.0),
    ("A4", "delivery_ucl_dec25", "two sigma", 1.0),
    ("A4", "delivery_ucl_dec25", "counts, not rates", 1.0),
    ("A4", "delivery_signal_months", "a month missing", 1.0),
    ("A4", "delivery_signal_months", "a month added", 1.0),
    ("A4", "csat_reading", "real", 1.0),
    ("A4", "csat_reading", "noise", 1.0),
    ("A4", "s07_reading", "improved", 1.0),
    ("A4", "s07_reading", "season", 1.0),
    ("A4", "s07_reading", "chance", 1.0),
    *(("A5", "gap", wrong, 2.0) for wrong in (
        "turned round", "unpaired", "99 kept", "both waves", "blanks filled with the mean")),
    *(("A5", "wgap", f"{wrong}, carried on", 2.0) for wrong in (
        "turned round", "unpaired", "99 kept", "blanks filled with the mean")),
    ("A5", "wgap", "both waves, carried on", SOME),
    ("A5", "wgap", "weights of 130 kept", 1.0),
    ("A5", "wgap", "equal weights", 2.0),
    ("A5", "top_priority", "by the raw gap", 1.0),
    ("A5", "top_priority", "least negative", 1.0),
    ("A5", "top_priority", "smallest gap", 1.0),
    ("A5", "understanding_index", "I don't know left out", 1.0),
    ("A5", "on_time_at_customer_adequate", "72 hours used", 1.0),
    ("A5", "on_time_at_customer_adequate", "answered only", 1.0),
    ("A5", "stricter_share_reply", "desired time used", 1.0),
    ("A5", "stricter_share_reply", "both waves", 1.0),
    ("A6", "pilot_did_ratio", "growths subtracted", 2.0),
    ("A6", "pilot_did_ratio", "no control", 2.0),
    ("A6", "pilot_did_ratio", "S07 among the controls", 2.0),
    ("A6", "pilot_did_ratio", "S12 among the controls", 2.0),
    ("A6", "pilot_did_ratio", "whole years", 2.0),
    ("A6", "pilot_did_ratio", "upside down", 2.0),
    ("A6", "pilot_did_ratio", "mean of store ratios", 2.0),
    ("A6", "naive_change", "whole year 2025 after", 1.0),
    ("A6", "naive_change", "a year before", 1.0),
    ("A6", "s03_turnover_growth", "Jan-Aug only", 0.5),
    ("A6", "s03_gp_growth", "Jan-Aug only", 0.5),
    ("A6", "s03_gp_growth", "goodwill not deducted", 0.5),
    ("A6", "edge", "without importance", 2.0),
    ("A6", "edge", "mean of the rivals", 1.0),
    ("A6", "edge", "no error bar", 1.0),
]  # fmt: skip


def points(part2: ModuleType, case: Case, task: str, answer: Any) -> float:
    return float(part2.marks(task, {task: answer}, {}, case))


@lru_cache
def found(part2: ModuleType, case: Case) -> dict[tuple[str, str, str], Any]:
    return {(w.task, w.part, w.wrong): w for w in part2.wrong_answers(case) if w.task in TASKS}


def typed(key: str, value: Any) -> Any:
    """As a trainee types it: fractions with four decimals, rates and gaps with three."""
    if isinstance(value, str | list):
        return value
    three = key.startswith(("delivery", "gap", "wgap"))
    return round(float(value), 3 if three else 4)


def rounded(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: typed(key, value) for key, value in answer.items()}


# ---- right ----
@pytest.mark.parametrize("task", TASKS)
def test_the_model_earns_all_points(part2: ModuleType, case: Case, task: str) -> None:
    model = part2.model(case, task)
    assert points(part2, case, task, model) == points(part2, case, task, rounded(model)) == TOTAL[task]
    assert part2.feedback(task, {task: model}, {}, case).state is State.RIGHT


def test_months_in_any_order_and_words_in_any_case_are_right(part2: ModuleType, case: Case) -> None:
    model = part2.model(case, "A4")
    months = model["delivery_signal_months"]
    texts = [list(reversed(months)), ", ".join(reversed(months)), "、".join(months), tuple(months)]
    for text in texts:
        given = {**model, "delivery_signal_months": text, "csat_reading": " Mix", "s07_reading": "RECORDING"}
        assert points(part2, case, "A4", given) == 6.0


def test_a_chart_by_the_package_is_right(part2: ModuleType, case: Case) -> None:
    log, months = case.views["cases"], case.views["store_month"]
    chart = complaint_chart(log, months, category="delivery", baseline=("2024-01", "2025-08"), store="all")
    given = {
        **part2.model(case, "A4"),
        "delivery_ubar": chart["centre"].iloc[0],
        "delivery_ucl_dec25": chart["high"].iloc[-1],
        "delivery_signal_months": chart.loc[chart["signal"] == "above", "month"].tolist(),
    }
    assert points(part2, case, "A4", given) == 6.0


def test_growth_of_two_months_by_a_pivot_is_right(part2: ModuleType, case: Case) -> None:
    wide = case.tables["store_month"].pivot_table(index="store_id", columns="month", values="turnover_hkd").dropna()
    clean = case.views["store_month"].pivot_table(index="store_id", columns="month", values="turnover_hkd").dropna()
    assert list(wide.index) == list(clean.index)
    grown = clean[["2025-01", "2025-02"]].to_numpy().sum() / clean[["2024-01", "2024-02"]].to_numpy().sum() - 1
    assert points(part2, case, "A4", {"janfeb_growth": grown}) == 1.0


def test_gaps_by_melting_and_grouping_are_right(part2: ModuleType, case: Case) -> None:
    wave = case.tables["survey"].query("wave == 2025")
    long = wave.melt("resp_id", [f"{k}_{d}{i}" for k in "ep" for d in DIMENSIONS for i in (1, 2)], "item", "score")
    long = long[long["score"].notna() & long["score"].ne(99)].astype({"score": float})
    long = long.assign(side=long["item"].str[0], dimension=long["item"].str[2:5])
    person = long.groupby(["resp_id", "dimension", "side"])["score"].mean().unstack("side").dropna()
    gaps = (person["p"] - person["e"]).groupby("dimension").mean()
    points_given = wave[[f"w_{d}" for d in DIMENSIONS]]
    weights = points_given[points_given.sum(axis=1) == 100].astype(float).mean()
    given = {f"gap_{d}": gaps[d] for d in DIMENSIONS}
    given |= {f"wgap_{d}": gaps[d] * weights[f"w_{d}"] / 100 for d in DIMENSIONS}
    assert points(part2, case, "A5", given) == 4.0


def test_gaps_by_the_package_are_right(part2: ModuleType, case: Case) -> None:
    wave = case.views["survey"].query("wave == 2025")
    weights = whole_weights(wave[[f"w_{d}" for d in DIMENSIONS]].fillna(0))
    given = {}
    for d in DIMENSIONS:
        found_, wanted = (wave[[f"{kind}_{d}1", f"{kind}_{d}2"]].astype(float) for kind in "pe")
        given[f"gap_{d}"] = gap(found_, wanted)
        given[f"wgap_{d}"] = gap(found_, wanted, weight=weights[f"w_{d}"])
    assert points(part2, case, "A5", {key: float(value) for key, value in given.items()}) == 4.0


def test_the_effect_by_a_regression_on_the_log_rate_of_four_cells_is_right(part2: ModuleType, case: Case) -> None:
    months, log = case.views["store_month"], case.views["cases"].query("type == 'complaint'")
    windows = {0.0: (f"2024-{m:02d}" for m in range(1, 9)), 1.0: (f"2025-{m:02d}" for m in range(1, 9))}
    stores = {1.0: ("S02", "S05", "S08", "S11"), 0.0: ("S01", "S03", "S04", "S06", "S09", "S10")}
    rows, rates = [], []
    for after, window in windows.items():
        chosen = list(window)
        for pilot, ids in stores.items():
            visits, cases = (t[t["month"].isin(chosen) & t["store_id"].isin(ids) & (t["sensor_uptime_pct"] >= 90)]
                             for t in (months, log))  # fmt: skip
            rows.append([1.0, pilot, after, pilot * after])
            rates.append(math.log(len(cases) / visits["visits"].sum()))
    slope = np.linalg.lstsq(np.array(rows), np.array(rates), rcond=None)[0][3]
    assert points(part2, case, "A6", {"pilot_did_ratio": math.exp(slope) - 1}) == 2.0


def test_the_edge_by_the_package_is_right(part2: ModuleType, case: Case) -> None:
    table = edge(case.tables["benchmark"], case.tables["importance"], us="Lantern Lane")
    assert points(part2, case, "A6", {f"edge_{name}": label for name, label in table["label"].items()}) == 2.0


# ---- wrong ----
@pytest.mark.parametrize(("task", "part", "wrong", "lost"), WRONG)
def test_a_wrong_method_loses_its_points_on_every_variant(
    part2: ModuleType, cases: dict[int, Case], task: str, part: str, wrong: str, lost: Any
) -> None:
    for case in cases.values():
        given = part2.model(case, task) | rounded(found(part2, case)[task, part, wrong].given)
        least, most = lost if isinstance(lost, tuple) else (lost, lost)
        assert least <= TOTAL[task] - points(part2, case, task, given) <= most


def test_every_wrong_method_that_is_computed_is_listed(part2: ModuleType, cases: dict[int, Case]) -> None:
    assert sorted(found(part2, cases[1])) == sorted((task, part, wrong) for task, part, wrong, _ in WRONG)


def test_limits_from_all_months_lose_centre_and_limit_and_keep_the_rest(part2: ModuleType, case: Case) -> None:
    given = part2.model(case, "A4")
    for part in ("delivery_ubar", "delivery_ucl_dec25"):
        given |= found(part2, case)["A4", part, "limits from all 24 months"].given
    assert points(part2, case, "A4", given) == 4.0


@pytest.mark.parametrize(("right", "earned"), [(5, 2.0), (4, 1.0), (3, 0.0), (0, 0.0)])
@pytest.mark.parametrize("prefix", ["gap", "wgap"])
def test_four_of_five_gaps_earn_half(
    part2: ModuleType, cases: dict[int, Case], prefix: str, right: int, earned: float
) -> None:
    model = part2.model(cases[1], "A5")
    given = {f"{prefix}_{d}": model[f"{prefix}_{d}"] + (place >= right) for place, d in enumerate(DIMENSIONS)}
    assert points(part2, cases[1], "A5", given) == earned


@pytest.mark.parametrize(("right", "earned"), [(8, 2.0), (7, 1.0), (6, 1.0), (5, 0.0), (0, 0.0)])
def test_six_of_eight_labels_earn_half(part2: ModuleType, cases: dict[int, Case], right: int, earned: float) -> None:
    model = part2.model(cases[1], "A6")
    labels = [key for key in model if key.startswith("edge_")]
    other = {"edge": "deficit", "deficit": "parity", "parity": "edge", "low_importance": "edge"}
    given = {key: model[key] if place < right else other[model[key]] for place, key in enumerate(labels)}
    assert points(part2, cases[1], "A6", given) == earned


FRACTIONS = [("A4", "janfeb_growth", 1.0), ("A5", "understanding_index", 1.0), ("A5", "stricter_share_reply", 1.0),
             ("A6", "pilot_did_ratio", 2.0), ("A6", "naive_change", 1.0), ("A6", "s03_gp_growth", 0.5)]  # fmt: skip


@pytest.mark.parametrize(("task", "key", "lost"), FRACTIONS)
def test_a_percentage_typed_as_a_fraction_loses_its_line(
    part2: ModuleType, case: Case, task: str, key: str, lost: float
) -> None:
    model = part2.model(case, task)
    assert points(part2, case, task, {**model, key: model[key] * 100}) == TOTAL[task] - lost


# ---- copied, nothing, junk ----
@pytest.mark.parametrize(("task", "most"), [("A4", 3.0), ("A5", 2.0), ("A6", 2.0)])
def test_anothers_answers_earn_little(part2: ModuleType, cases: dict[int, Case], task: str, most: float) -> None:
    """What is true in every variant stays: both readings and perhaps the months, the priority, the eight labels."""
    copied = [points(part2, cases[a], task, part2.model(cases[b], task)) for a in cases for b in cases if a != b]
    assert max(copied) <= most


@pytest.mark.parametrize("task", TASKS)
def test_nothing_earns_nothing(part2: ModuleType, cases: dict[int, Case], task: str) -> None:
    keys = part2.keys(task)
    for nothing in ({}, {task: None}, {task: {}}, {task: dict.fromkeys(keys, "")}, {task: dict.fromkeys(keys)}):
        assert part2.marks(task, nothing, {}, cases[1]) == 0.0
        assert part2.feedback(task, nothing, {}, cases[1]).state is State.NOT_ATTEMPTED


JUNK = ["", "text", [1, 2], {"a": 1}, 1e400, 10**400, math.nan, math.inf, True, None, "x" * 100_000, [[[[]]]], "未定義",
        ["2025-13"], pd.NA]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: repr(junk)[:12])
@pytest.mark.parametrize("task", TASKS)
def test_junk_earns_nothing_and_stops_nothing(part2: ModuleType, cases: dict[int, Case], task: str, junk: Any) -> None:
    assert points(part2, cases[1], task, junk) == 0.0
    given = dict.fromkeys(part2.keys(task), junk)
    assert points(part2, cases[1], task, given) == 0.0
    assert part2.feedback(task, {task: given}, {}, cases[1]).state is not State.RIGHT


# ---- feedback ----
@pytest.mark.parametrize("task", TASKS)
def test_feedback_says_what_to_read_again_and_no_right_value(part2: ModuleType, case: Case, task: str) -> None:
    model = part2.model(case, task)
    wrong = {key: (0.987 if isinstance(value, float) else ["2024-05"]) for key, value in model.items()
             if not isinstance(value, str)}  # fmt: skip
    said = part2.feedback(task, {task: model | wrong}, {}, case)
    words = " ".join([said.message, said.next_step, *(f"{f.message} {f.next_step}" for f in said.fields.values())])
    assert said.state is State.NOT_YET
    assert all(said.fields[key].next_step.startswith("Lesson ") for key in wrong)
    assert not any(str(typed(key, model[key])).strip("-[]'") in words for key in wrong)
