from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from course.methods.schedule import Row, board, circles, month_ends, steps_sentence
from course.units.review_customer_service_scheme import customer_board, step_board
from course.widgets.timeline_board import TimelineBoard

D = date


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def row(key: str, start: str, end: str | None, **more: Any) -> Row:
    return Row(key, "", D.fromisoformat(start), D.fromisoformat(end) if end else None, **more)


def test_is_a_row_due_today_not_overdue() -> None:
    rows = [row("A", "2026-01-01", "2026-01-31")]
    assert board(rows, D(2026, 1, 31)).overdue == [] and board(rows, D(2026, 2, 1)).overdue == ["A"]


def test_does_a_due_day_go_before_the_end_of_the_bar() -> None:
    assert board([row("A", "2026-01-01", "2026-03-01", due=D(2026, 1, 15))], D(2026, 1, 20)).overdue == ["A"]


def test_is_a_finished_row_never_overdue() -> None:
    assert board([row("A", "2026-01-01", "2026-01-31", done=True)], D(2026, 6, 1)).overdue == []


def test_does_a_row_without_an_end_count_as_open() -> None:
    found = board([row("A", "2026-01-01", None)], D(2026, 6, 1))
    assert (found.overdue, found.next_due, found.states) == ([], None, {"A": "running"})


def test_does_a_started_row_wait_for_what_is_not_done() -> None:
    rows = [row("A", "2026-01-01", "2026-06-30"), row("B", "2026-01-01", "2026-09-30", depends_on=("A",))]
    assert board(rows, D(2026, 2, 1)).states["B"] == "waits for A"


@pytest.mark.parametrize(
    ("needs", "found"),
    [
        ({"A": [], "B": ["A"]}, []),
        ({"S5": ["S4"], "S4": ["S5", "S3"], "S3": []}, [["S4", "S5", "S4"]]),
        ({"A": ["A"]}, [["A", "A"]]),
        ({"C": ["A"], "B": ["C"], "A": ["B"]}, [["A", "B", "C", "A"]]),
        ({"A": ["missing"]}, []),
        ({"A": ["B"], "B": ["A"], "C": ["D"], "D": ["C"]}, [["A", "B", "A"], ["C", "D", "C"]]),
    ],
)
def test_which_rows_wait_for_each_other(needs: dict[str, list[str]], found: list[list[str]]) -> None:
    assert sorted(circles(needs)) == found


def test_the_sentence_names_overdue_circular_and_next_due() -> None:
    rows = step_board.plan_rows("poor", ["S1"])
    assert steps_sentence(rows, D(2026, 4, 30)) == (
        "On 30 April 2026 overdue: S2 (83 days); S3 (62 days); S4 (41 days); circular: S4 → S5 → S4; "
        "next due: S5, 30 November 2026."
    )


def test_has_the_mended_plan_no_circle_and_each_step_after_what_it_needs() -> None:
    rows = {r.id: r for r in step_board.plan_rows("mended", [])}
    assert "circular: none" in steps_sentence(list(rows.values()), D(2026, 1, 1))
    for each in rows.values():
        for needed in each.depends_on:
            end = rows[needed].end
            assert end is not None and end < each.start


def test_does_an_own_plan_without_steps_say_what_to_do() -> None:
    shown = TimelineBoard(**step_board.steps(), query={"plan": "own"}, save=False)
    assert "fill the steps" in shown.summary and shown.data["rows"] == []


def test_are_the_steps_of_an_own_plan_shown_and_broken_ones_left_out() -> None:
    Path("plan.yaml").write_text(
        "steps:\n- {id: T1, action: Ask, start: 2026-02-01, end: 2026-02-20}\n- {id: T2, start: soon}\n- 7\n", "utf-8"
    )
    shown = TimelineBoard(**step_board.steps(), query={"plan": "own", "today": "2026-02-28"}, save=False)
    assert [r["id"] for r in shown.data["rows"]] == ["T1"] and "overdue: T1 (8 days)" in shown.summary


def test_does_the_table_hold_one_line_a_row_with_its_state() -> None:
    data = TimelineBoard(**step_board.steps(), query={"today": "2026-03-31"}, save=False).data
    assert [line[-1] for line in data["table"]["rows"]] == [r["state"] for r in data["rows"]]


MEMBERS = pd.DataFrame(
    {
        "member_id": ["M1", "M2", "M3", "M4", "M5"],
        "source": ["organic", "organic", "coupon_2024", "organic", "organic"],
        "first_purchase_date": pd.to_datetime(["2024-02-01", "2025-03-01", "2024-09-01", "2023-05-01", None]),
        "last_purchase_date": pd.to_datetime(["2024-04-10", "2025-11-01", "2024-09-01", "2025-01-15", None]),
    }
)


def test_the_sentence_of_new_and_lost_in_a_calendar_year() -> None:
    assert customer_board.new_lost_sentence(MEMBERS, "2025-12-31", 365, "all") == (
        "2025: new 1, lost 2, ratio 0.50; organic 1.00; cannot be known yet: 2 who bought in 2025."
    )


def test_nobody_lost_leaves_the_ratio_undefined() -> None:
    said = customer_board.new_lost_sentence(MEMBERS, "2024-12-31", 365, "coupon_2024")
    assert said.startswith("2024, coupon joiners: new 1, lost 0, ratio undefined;")


def test_other_months_name_their_twelve_months() -> None:
    said = customer_board.new_lost_sentence(MEMBERS, "2025-06-30", 200, "organic")
    assert said == (
        "12 months to 30 June 2025, organic: new 1, lost 1, ratio 1.00; cannot be known yet: 1 whose last purchase was "
        "less than 200 days before."
    )


@pytest.mark.parametrize(
    ("as_of", "silence", "states"),
    [
        (D(2025, 12, 31), 365, ["lost 10 Apr 2025", "not known yet", "lost 1 Sep 2025", "not known yet"]),
        (D(2024, 12, 31), 365, ["not known yet", "not known yet", "still buys"]),
        (D(2024, 12, 31), 180, ["lost 7 Oct 2024", "not known yet", "still buys"]),
    ],
)
def test_what_is_known_of_each_member_on_a_day(as_of: date, silence: int, states: list[str]) -> None:
    bought = MEMBERS.dropna()
    assert [r.state for r in customer_board.member_rows(bought, as_of, silence)] == states


def test_is_a_loss_that_is_not_known_yet_neither_drawn_nor_marked() -> None:
    (line,) = customer_board.member_rows(MEMBERS.iloc[[1]], D(2025, 12, 31), 365)
    assert [kind for *_, kind in line.spans] == ["solid", "unknown"] and [m[1] for m in line.marks] == ["last purchase"]
    assert line.spans[-1][1] == D(2025, 12, 31)


def test_the_lessons_board_says_what_the_data_hold() -> None:
    from course import cases
    from course.indicators import new_and_lost

    members = cases.views("base")["members"]
    n = new_and_lost(
        members, period=2025, new_from="first_purchase_date", lost_after_days=365, as_of="2025-12-31 23:59"
    )
    shown = TimelineBoard(**customer_board.new_lost(), query={"silence": 365}, save=False)
    assert shown.summary.startswith(f"2025: new {n.new:,}, lost {n.lost:,}, ratio {n.new / n.lost:.2f}; organic ")
    assert len(shown.data["rows"]) == 15


def test_are_month_ends_listed_across_a_year_with_a_leap_day() -> None:
    ends = month_ends(D(2023, 12, 1), D(2024, 2, 1))
    assert ends == [
        ("2023-12-31", "31 December 2023"),
        ("2024-01-31", "31 January 2024"),
        ("2024-02-29", "29 February 2024"),
    ]
