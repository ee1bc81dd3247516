"""Lantern Lane Living Ltd, an invented homeware chain: what unit 105082L4 reviews."""

from __future__ import annotations

from course.cases.family import Family
from course.cases.lantern_lane import world
from course.cases.lantern_lane.cleaning import clean
from course.cases.lantern_lane.facts import draw_facts
from course.cases.lantern_lane.figures import figures
from course.cases.lantern_lane.invariants import check
from course.cases.lantern_lane.scheme import scheme
from course.cases.lantern_lane.simulate import draw
from course.cases.lantern_lane.tables import CLEAN_TABLES, TABLES
from course.cases.lantern_lane.truths import BASE, GUARDS, TRUTHS
from course.cases.lantern_lane.views import views

FAMILY = Family(
    name="lantern_lane",
    title="Lantern Lane Living Ltd",
    story=(
        "An invented chain that sells homeware and small appliances from twelve Hong Kong stores, delivers bulky goods "
        "by van and has a web shop. Every company, person and figure is made up."
    ),
    as_of=world.AS_OF,
    window=world.WINDOW,
    tables=TABLES,
    clean_tables=CLEAN_TABLES,
    draw=draw,
    clean=clean,
    views=views,
    documents=lambda variant: {"scheme": scheme(draw_facts(variant))},
    check=check,
    figures=figures,
    truths=TRUTHS,
    guards=GUARDS,
    gives={"105082L4-part2": ("cases", "store_month", "members")},  # the survey stays as released: A5 asks to read it
    base=BASE,
    extra={"calendars": {"stores": "open daily", "service clock": "calendar hours"}},
)
