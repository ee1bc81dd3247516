"""Declarations of the operating tables: stores, their months, the case log."""

from __future__ import annotations

from course.cases.lantern_lane import world
from course.cases.table import Column, Table

YES_NO = ("Y", "N")
LATER = "later than the export, or never"


def store_column(**more: str) -> Column:
    """Declare the store id as it should be."""
    meaning = more.pop("meaning", "store")
    return Column(name="store_id", type="text", meaning=meaning, pattern=r"S(0[1-9]|1[0-2])", **more)  # type: ignore[arg-type]


STORES = Table(
    name="stores",
    number=0,
    row="a store",
    story="The twelve stores. S12 opened in June 2024, so it has no full year 2024 to compare with.",
    key=("store_id",),
    columns=(
        store_column(meaning="store number"),
        Column(name="name", type="text", meaning="where it is"),
        Column(
            name="store_type",
            type="text",
            meaning="kind of place",
            allowed=("flagship", "street", "mall", "tourist"),
        ),
        Column(name="open_date", type="date", meaning="first day of business", low="2018-01-01", high="2024-06-01"),
        Column(
            name="pilot_2025",
            type="text",
            meaning="took part in the Service Desk Plus pilot in 2025",
            allowed=YES_NO,
        ),
    ),
)

STORE_MONTH = Table(
    name="store_month",
    number=1,
    row="an open store in one month",
    story=(
        "Visits, receipts and money of each store and month from the finance and door-counter systems. "
        "Two things to find before adding up: one store reported a quarter in HKD thousand, and one door counter was "
        "down for two months."
    ),
    key=("month", "store_id"),
    columns=(
        Column(name="month", type="month", meaning="month", low="2024-01", high="2025-12"),
        store_column(refers="stores.store_id"),
        Column(name="opening_days", type="integer", meaning="days open", unit="days", low=26, high=31),
        Column(name="visits", type="integer", meaning="people counted at the door", unit="visits", low=1),
        Column(
            name="sensor_uptime_pct",
            type="number",
            meaning="share of the month in which the door counter worked",
            unit="% of the month",
            low=0,
            high=100,
            note="Below 90 the counter missed too many visits.",
        ),
        Column(name="transactions", type="integer", meaning="receipts", unit="receipts", low=1),
        *(
            Column(name=name, type="number", meaning=meaning, unit="HKD", low=0, note="Three rows are in HKD thousand.")
            for name, meaning in zip(
                world.MONEY,
                ("turnover", "cost of goods sold", "refunds and gifts given as goodwill", "cost of the service desk"),
                strict=True,
            )
        ),
    ),
)

CASES = Table(
    name="cases",
    number=2,
    row="a case record",
    story=(
        "The case log as three systems exported it: complaints, compliments, suggestions and enquiries. Some cases "
        "were exported twice, some repeat a case through another channel, one channel writes the day first, store ids "
        "are written in several ways, and a few rows come from a test store or from before 2024. Telephone numbers in "
        "the summaries are invented and begin with 0."
    ),
    key=("case_id",),
    key_repeats=True,
    columns=(
        Column(name="case_id", type="text", meaning="case number", pattern=r"C[1789]\d{5}", note="Some come twice."),
        Column(
            name="received_at",
            type="text",
            meaning="when the case came in",
            pattern=r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}|\d{2}/\d{2}/\d{4} \d{2}:\d{2}",
            note="One channel writes dd/mm/YYYY HH:MM, all others YYYY-MM-DD HH:MM.",
        ),
        Column(
            name="store_id",
            type="text",
            meaning="store",
            pattern=r"[Ss]\d{1,2} ?",
            note="Written in several ways, such as S04, S4 and 's04 '; one id is no real store.",
        ),
        Column(
            name="channel", type="text", meaning="how the customer came to us", allowed=tuple(world.CHANNELS.tolist())
        ),
        Column(name="type", type="text", meaning="kind of case", allowed=tuple(world.TYPES.tolist())),
        Column(name="category", type="text", meaning="what it is about", allowed=tuple(world.CATEGORIES.tolist())),
        Column(name="severity", type="integer", meaning="1 light, 2 middling, 3 serious", allowed=(1, 2, 3)),
        Column(
            name="member_id",
            type="text",
            meaning="member number",
            pattern=r"M\d{5}",
            missing="45% of rows: not a member, or not asked",
            refers="members.member_id",
        ),
        Column(name="acknowledged_at", type="stamp", meaning="when we confirmed receipt", missing=LATER),
        Column(name="first_reply_at", type="stamp", meaning="when the first real reply went out", missing=LATER),
        Column(name="closed_at", type="stamp", meaning="when the case was closed", missing=LATER),
        Column(
            name="resolved_first_contact",
            type="text",
            meaning="solved at first contact",
            allowed=YES_NO,
            missing="8% of rows: not recorded",
        ),
        Column(name="compensation_hkd", type="number", meaning="compensation paid", unit="HKD", low=0),
        Column(
            name="linked_case_id",
            type="text",
            meaning="the case that this row repeats through another channel",
            pattern=r"C1\d{5}",
            missing="all rows but the repeats",
        ),
        Column(name="summary", type="text", meaning="a few words; some hold a telephone number"),
    ),
)
