"""All declarations of Lantern Lane: the code book, the checks and the manifest are made from these."""

from __future__ import annotations

from dataclasses import replace

from course.cases.lantern_lane.tables_market import BENCHMARK, IMPORTANCE
from course.cases.lantern_lane.tables_operations import CASES, STORE_MONTH, STORES, store_column
from course.cases.lantern_lane.tables_people import MEMBERS, SURVEY, survey_columns
from course.cases.lantern_lane.world import AS_OF, MONEY, STAMPS, WINDOW
from course.cases.table import Column, Table

TABLES = (STORES, STORE_MONTH, CASES, SURVEY, MEMBERS, BENCHMARK, IMPORTANCE)


def moment(table: Table, name: str, **changed: str) -> Column:
    """Declare the same column after its text has been read as a date and time."""
    return replace(table.column(name), type="moment", pattern="", note="", **changed)  # type: ignore[arg-type]


STORE_MONTH_CLEAN = STORE_MONTH.cleaned(
    "store_month_clean",
    "Every money column in HKD. Store-months with a faulty door counter stay, with their uptime beside them.",
    added=(
        Column(
            name="gp_after_goodwill_hkd",
            type="number",
            meaning="turnover less cost of goods and goodwill refunds",
            unit="HKD",
        ),
        Column(name="open_all_months", type="yes_no", meaning="store open in all 24 months: like-for-like"),
    ),
    changed={name: replace(STORE_MONTH.column(name), note="") for name in MONEY},
)

CASES_CLEAN = CASES.cleaned(
    "cases_clean",
    "One row for each genuine case received in 2024 and 2025, in order of receipt, with the uptime of its store-month.",
    added=(
        Column(name="month", type="month", meaning="month of receipt", low="2024-01", high="2025-12"),
        Column(
            name="sensor_uptime_pct",
            type="number",
            meaning="door counter of the store in that month",
            unit="% of the month",
            low=0,
            high=100,
        ),
    ),
    changed={
        "case_id": replace(CASES.column("case_id"), pattern=r"C1\d{5}", note=""),
        "received_at": moment(CASES, "received_at", low=WINDOW[0], high=AS_OF),
        "store_id": store_column(refers="stores.store_id"),
        **{name: moment(CASES, name, high=AS_OF) for name in STAMPS},
        "linked_case_id": replace(CASES.column("linked_case_id"), missing="always: repeats are out"),
    },
)

SURVEY_CLEAN = replace(
    SURVEY,
    name="survey_clean",
    story="99 is missing, and weights that do not add to 100 are missing. Every respondent stays.",
    columns=survey_columns(cleaned=True),
)

MEMBERS_CLEAN = MEMBERS.cleaned(
    "members_clean",
    "The same members, with dates that can be counted with.",
    changed={name: moment(MEMBERS, name) for name in ("join_date", "first_purchase_date", "last_purchase_date")},
)

CLEAN_TABLES = (STORE_MONTH_CLEAN, CASES_CLEAN, SURVEY_CLEAN, MEMBERS_CLEAN)
