from __future__ import annotations

from math import nan
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from course.indicators import FORMS
from course.indicators.comparison import Group, compare, place_words, ranking, ranking_sentence
from course.indicators.crafted import LESSON
from course.methods import poisson_interval
from course.units.review_customer_service_scheme.definitions import definition, definition_lab
from course.units.review_customer_service_scheme.denominator import START, denominator, slim, store_lab
from course.widgets.indicator_lab import IndicatorLab

MODEL: dict[str, dict[str, Any]] = {
    "complaint_rate": {
        "numerator": "complaints", "denominator": "visits", "period_field": "received", "sensor_rule": "leave_out_both",
        "pooling": "sum_over_sum", "scale": "10000", "empty": "undefined",
    },
    "new_to_lost": {
        "new_counted_from": "first_purchase", "never_bought": "neither", "lost_rule": "365_days_after_last",
        "empty": "undefined", "shown_by": "source",
    },
    "on_time": {
        "clock_starts": "received", "clock_stops": "first_reply", "limit_h": 72, "exactly_on_limit": "on_time",
        "never_answered": "late", "not_yet_due": "leave_out", "types": "complaints", "empty": "undefined",
    },
}  # fmt: skip
WORLDS = [make() for make in LESSON]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def shop(*stores: tuple[str, int, int, float]) -> dict[str, pd.DataFrame]:
    """Views of one month: store, complaints, visits, sensor uptime."""
    log = [(s, "complaint", up, pd.Timestamp("2025-05-05")) for s, n, _, up in stores for _ in range(n)]
    months = [(s, "2025-05", visits, visits // 4, visits * 10.0, up) for s, _, visits, up in stores]
    return {
        "cases": pd.DataFrame(log, columns=["store_id", "type", "sensor_uptime_pct", "received_at"]),
        "store_month": pd.DataFrame(
            months, columns=["store_id", "month", "visits", "transactions", "turnover_hkd", "sensor_uptime_pct"]
        ),
    }


TABLES = shop(("S1", 60, 120_000, 99.0), ("S2", 40, 40_000, 99.0), ("S3", 30, 20_000, 60.0))


def lab(**choices: str) -> Any:
    return store_lab({**START, **choices}, TABLES, "2025-12-31", {"S1": "North"})


def test_are_groups_without_a_place_put_last() -> None:
    groups = [Group("B", "", 1), Group("A", "", 9, ranked=False), Group("D", "", nan), Group("C", "", 2)]
    assert [g.id for g in ranking(groups)] == ["C", "B", "A", "D"]


def test_do_equal_groups_stand_in_order_of_id() -> None:
    assert [g.id for g in ranking([Group("B", "", 1), Group("A", "", 1)])] == ["A", "B"]


@pytest.mark.parametrize(("n", "key", "words"), [(12, 1, "first of 12"), (12, 2, "2nd of 12"), (12, 11, "11th of 12"),
                                                 (12, 12, "last of 12"), (25, 23, "23rd of 25")])  # fmt: skip
def test_what_is_a_place_called(n: int, key: int, words: str) -> None:
    assert place_words([Group(str(i), "", -i) for i in range(1, n + 1)], str(key)) == words


def test_does_the_sentence_follow_the_first_by_count_to_its_place_by_rate() -> None:
    counts = [Group("S01", "", 285), Group("S11", "", 140)]
    rates = [Group("S01", "", 5.61), Group("S11", "", 13.07)]
    assert ranking_sentence(counts, rates, "per 10,000 visits") == (
        "By count S01 is first with 285; per 10,000 visits it is last of 2 with 5.61; highest S11 with 13.07."
    )


def test_does_it_start_with_the_plain_count() -> None:
    shown = lab()
    assert shown.sentence == "By count S1 is first with 60 and S3 last with 30; nothing is divided yet."
    assert shown.bars and shown.focus == "S1"


def test_does_dividing_turn_the_order() -> None:
    assert lab(denominator="visits").sentence == (
        "By count S1 is first with 60; per 10,000 visits it is last of 3 with 5.00; highest S3 with 15.00."
    )


def test_does_the_sensor_rule_take_a_store_out_of_both_sides() -> None:
    shown = lab(denominator="visits", sensor_rule="leave_out_both")
    assert shown.reference == (pytest.approx(100 / 160_000 * 10_000), "chain 6.25")
    assert "1 store-months" in shown.note and [g.id for g in shown.groups if g.ranked] == ["S1", "S2"]


def test_is_the_interval_the_exact_one_of_a_count_over_an_exposure() -> None:
    group = next(g for g in lab(denominator="visits").groups if g.id == "S2")
    low, high = (end / 40_000 * 10_000 for end in poisson_interval(40))
    assert (group.low, group.high) == (pytest.approx(low), pytest.approx(high))
    assert group.n == "40 of 40,000 visits"


def test_is_a_group_with_few_expected_events_not_ranked() -> None:
    from course.indicators import define

    record = define("case_rate", {**START, "denominator": "visits"}, 2025)
    few = shop(("S1", 60, 120_000, 99.0), ("S2", 9, 4_000, 99.0))
    found = compare(record, few, "2025-12-31", by="store_id", unit="visits")
    assert [g.ranked for g in found] == [True, False]


def test_do_rows_and_table_hold_the_same_figures() -> None:
    shown = IndicatorLab(
        label="x",
        controls=[{"key": "k", "label": "k", "kind": "choice", "start": "a", "options": [("a", "a")]}],
        lab=lambda query: lab(denominator="visits"),
    )
    assert [r["text"] for r in shown.data["rows"]] == [line[1] for line in shown.data["table"]["rows"]]
    assert shown.data["rows"][0]["label"] == "S3" and shown.data["rows"][-1]["label"] == "S1 North"


def test_the_lesson_shows_that_the_store_with_most_complaints_has_a_low_rate() -> None:
    shown = IndicatorLab(**denominator(), query={"denominator": "visits", "sensor_rule": "leave_out_both"}, save=False)
    assert shown.summary.startswith("By count S01 is first with ") and "highest S11" in shown.summary
    places = [r["id"] for r in shown.data["rows"]]
    assert len(places) == 12 and places.index("S01") >= 9


def test_does_the_slim_log_give_what_the_whole_one_gives() -> None:
    from course import cases

    views, query = cases.views("base"), {**START, "denominator": "visits", "sensor_rule": "leave_out_both"}
    whole, part = (store_lab(query, tables, cases.as_of(), {}) for tables in (views, slim(views)))
    assert (whole.sentence, whole.groups, whole.note) == (part.sentence, part.groups, part.note)


@pytest.mark.parametrize("form", MODEL)
def test_is_nothing_chosen_at_the_start(form: str) -> None:
    shown = IndicatorLab(**definition(form), save=False)
    chosen = sum(not q.choices for q in FORMS[form].questions)
    assert shown.summary == f"{chosen} of {len(FORMS[form].questions)} parts are chosen."
    assert "…" in shown.data["definition"] and len(shown.data["exhibits"]) == 2


@pytest.mark.parametrize(
    ("form", "first", "second"),
    [("complaint_rate", "1.00", "1.00"), ("new_to_lost", "1.00", "0.50"), ("on_time", "0.50", "0.75")],
)
def test_what_does_the_model_definition_make_of_the_two_worlds(form: str, first: str, second: str) -> None:
    shown = definition_lab(form, MODEL[form], WORLDS)
    assert [e.value.split(":")[0] for e in shown.exhibits] == [f"Value {first}", f"Value {second}"]


def test_do_the_same_two_cases_give_a_half_or_one_by_one_choice() -> None:
    late = definition_lab("on_time", MODEL["on_time"], WORLDS)
    out = definition_lab("on_time", {**MODEL["on_time"], "never_answered": "leave_out"}, WORLDS)
    assert late.exhibits[0].value == "Value 0.50: 1 over 2." and out.exhibits[0].value == "Value 1.00: 1 over 1."
    assert [row[-1] for row in late.exhibits[0].rows] == ["on time", "late"]
    assert [row[-1] for row in out.exhibits[0].rows] == ["on time", "left out"]


def test_what_does_each_member_count_as() -> None:
    shown = definition_lab("new_to_lost", MODEL["new_to_lost"], WORLDS)
    marks = [row[-1] for row in shown.exhibits[1].rows]
    assert marks == ["new", "neither", "lost", "neither", "lost", "neither", "neither"]


def test_does_a_plain_count_say_that_it_is_one() -> None:
    shown = definition_lab("complaint_rate", {**MODEL["complaint_rate"], "denominator": "none"}, WORLDS)
    assert shown.exhibits[0].value == "Value 2.00: a plain count."
