"""Declarations of the comparison with rivals: mystery visits, importance."""

from __future__ import annotations

from course.cases.lantern_lane import world
from course.cases.table import Column, Table

BENCHMARK = Table(
    name="benchmark",
    number=5,
    row="a mystery visit",
    story="Sixty mystery visits to Lantern Lane and to each of three invented rivals, October and November 2025.",
    key=("visit_id",),
    columns=(
        Column(name="visit_id", type="text", meaning="visit number", pattern=r"[A-Z]{2}\d{3}"),
        Column(name="company", type="text", meaning="company visited", allowed=world.COMPANIES),
        Column(name="visit_date", type="date", meaning="day of the visit", low="2025-10-01", high="2025-11-30"),
        Column(name="period", type="text", meaning="kind of day", allowed=("weekday", "weekend")),
        *(
            Column(
                name=name,
                type="integer",
                meaning=f"score for {name.replace('_', ' ')}",
                unit="0 to 100",
                low=0,
                high=100,
            )
            for name in world.ATTRIBUTES
        ),
    ),
)

IMPORTANCE = Table(
    name="importance",
    number=6,
    row="an attribute of the benchmark",
    story="How important 400 shoppers find each attribute that the mystery visits score.",
    key=("attribute",),
    columns=(
        Column(name="attribute", type="text", meaning="attribute", allowed=world.ATTRIBUTES),
        Column(name="importance_mean", type="number", meaning="mean importance", unit="1 to 10", low=1, high=10),
        Column(name="n", type="integer", meaning="shoppers asked", unit="people", low=1),
    ),
)
