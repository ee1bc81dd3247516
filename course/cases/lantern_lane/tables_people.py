"""Declarations of what people said and did: the customer survey, the members."""

from __future__ import annotations

from course.cases.lantern_lane import world
from course.cases.lantern_lane.tables_operations import YES_NO, store_column
from course.cases.table import Column, Table

STORE_IDS = tuple(world.STORE_IDS.tolist())


def likert(kind: str, meaning: str, missing: str, no_answer: bool) -> tuple[Column, ...]:
    """Declare ten items, two for each dimension."""
    allowed = (*range(1, 8), world.NO_ANSWER) if no_answer else tuple(range(1, 8))
    note = "99 means no answer." if no_answer else ""
    return tuple(
        Column(
            name=f"{kind}_{short}{item}",
            type="integer",
            meaning=f"{meaning}, {name}, item {item}",
            unit="scale points",
            allowed=allowed,
            missing=missing,
            note=note,
        )
        for short, name in zip(world.DIMENSIONS, world.DIMENSION_NAMES, strict=True)
        for item in (1, 2)
    )


def survey_columns(cleaned: bool) -> tuple[Column, ...]:
    """Declare the survey's columns, as released or after cleaning."""
    no_answer = "no answer" if cleaned else "never"
    weights = "weights that do not add to 100" if cleaned else "never"
    return (
        Column(name="resp_id", type="text", meaning="respondent", pattern=r"R\d{5}"),
        Column(name="wave", type="integer", meaning="year of the survey", allowed=(2024, 2025)),
        store_column(meaning="store visited", refers="stores.store_id"),
        Column(name="is_member", type="text", meaning="member of the club", allowed=YES_NO),
        *likert("e", "expectation", "the whole block in about 21% of rows: skipped", no_answer=False),
        *likert("p", "perception", no_answer, no_answer=not cleaned),
        *(
            Column(
                name=f"w_{short}",
                type="integer",
                meaning=f"weight given to {name}",
                unit="points of 100",
                low=-30,
                high=130,
                missing=weights,
                note="" if cleaned else "In about 6% of rows the five weights do not add to 100.",
            )
            for short, name in zip(world.DIMENSIONS, world.DIMENSION_NAMES, strict=True)
        ),
        Column(name="csat", type="integer", meaning="satisfaction", unit="1 to 5", low=1, high=5),
        Column(name="nps", type="integer", meaning="would recommend", unit="0 to 10", low=0, high=10),
        Column(name="had_problem", type="text", meaning="had a problem", allowed=YES_NO),
        Column(
            name="reported_problem", type="text", meaning="told us", allowed=YES_NO, missing="when there was no problem"
        ),
        *(
            Column(name=name, type="text", meaning=f"knows the {thing}", allowed=("correct", "wrong", "dont_know"))
            for name, thing in zip(
                world.KNOWLEDGE,
                ("return rule", "price promise", "reply time", "privacy promise"),
                strict=True,
            )
        ),
        Column(name="queue_desired_min", type="number", meaning="wait in the queue wished for", unit="minutes", low=0),
        Column(name="queue_adequate_min", type="number", meaning="longest wait accepted", unit="minutes", low=0),
        Column(name="reply_desired_h", type="number", meaning="time to a reply wished for", unit="hours", low=0),
        Column(name="reply_adequate_h", type="number", meaning="longest time accepted", unit="hours", low=0),
    )


SURVEY = Table(
    name="survey",
    number=3,
    row="a respondent",
    story=(
        "Two waves of the customer survey. Respondents score what they expect (e) and what they see (p) on two items "
        "for each of five dimensions, share 100 points among the dimensions (w), and answer four questions on what the "
        "company promises. 99 means no answer; some expectation blocks are blank; some weights do not add to 100."
    ),
    key=("resp_id",),
    columns=survey_columns(cleaned=False),
)

MEMBERS = Table(
    name="members",
    number=4,
    row="a member",
    story=(
        "The membership list. Some joined and never bought; a coupon drive from August to October 2024 brought many "
        "joiners at once. Whoever bought within a year of the export can not be called lost yet."
    ),
    key=("member_id",),
    columns=(
        Column(name="member_id", type="text", meaning="member number", pattern=r"M\d{5}"),
        Column(name="join_date", type="date", meaning="day of joining", low="2021-01-01", high="2025-12-31"),
        Column(name="join_store", type="text", meaning="store of joining", allowed=STORE_IDS, refers="stores.store_id"),
        Column(name="source", type="text", meaning="how the member was won", allowed=("organic", "coupon_2024")),
        *(
            Column(
                name=f"{order}_purchase_date",
                type="date",
                meaning=f"day of the {order} purchase",
                low="2021-01-01",
                high="2025-12-31",
                missing="5% of rows: never bought",
            )
            for order in ("first", "last")
        ),
        Column(name="purchases", type="integer", meaning="number of purchases", low=0),
        Column(name="spend_hkd", type="number", meaning="spent since joining", unit="HKD", low=0),
        Column(
            name="marketing_consent",
            type="text",
            meaning="agreed to marketing messages",
            allowed=YES_NO,
            missing="8% of rows: never asked",
        ),
    ),
)
