"""One draw of all tables of Lantern Lane; each table reads its own stream and nothing else."""

from __future__ import annotations

from dataclasses import asdict

from course.cases.family import World
from course.cases.lantern_lane import benchmark, export, members, store_month, survey, tables, world
from course.cases.lantern_lane.cases import STREAM as CASES_STREAM
from course.cases.lantern_lane.facts import draw_facts
from course.cases.variant import Variant


def draw(variant: Variant) -> World:
    """Draw a variant.

    Parameters
    ----------
    variant : Variant
        Its seed decides every number; ``base`` has fixed facts.

    Returns
    -------
    World
        Released tables in declared types, the true forms of the two tables with faults, and the facts.
    """
    facts = draw_facts(variant)
    months, true_months, visits = store_month.make(variant.stream(store_month.STREAM), facts)
    log, true_log = export.make(variant.stream(CASES_STREAM), facts, visits)
    drawn = {
        "stores": world.STORES[list(world.STORE_FIELDS)],
        "store_month": months,
        "cases": log,
        "survey": survey.make(variant.stream(survey.STREAM)),
        "members": members.make(variant.stream(members.STREAM)),
        "benchmark": benchmark.make(variant.stream(benchmark.STREAM)),
        "importance": benchmark.make_importance(variant.stream(benchmark.IMPORTANCE_STREAM)),
    }
    released = {table.name: table.cast(drawn[table.name]) for table in tables.TABLES}
    return World(released, {"store_month": true_months, "cases": true_log}, asdict(facts))
