"""Presets of the unit's widgets: what each place of a lesson shows.

A preset is a function without arguments that gives a widget's settings as plain data and functions. It loads tables
only when it is called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course.units.review_customer_service_scheme.clause_board import clause_audit
from course.units.review_customer_service_scheme.customer_board import new_lost
from course.units.review_customer_service_scheme.definitions import definition
from course.units.review_customer_service_scheme.denominator import denominator
from course.units.review_customer_service_scheme.dials import sample_size
from course.units.review_customer_service_scheme.edge_board import edge_map
from course.units.review_customer_service_scheme.expectation_board import gap_board
from course.units.review_customer_service_scheme.headline_board import headline_vs_evidence
from course.units.review_customer_service_scheme.member_mix import mix_mixer
from course.units.review_customer_service_scheme.new_year import cny_shift
from course.units.review_customer_service_scheme.pilot_effect import did_dial
from course.units.review_customer_service_scheme.sight_board import line_of_sight
from course.units.review_customer_service_scheme.signal_chart import u_chart
from course.units.review_customer_service_scheme.step_board import steps
from course.units.review_customer_service_scheme.tolerance import tolerance_zone
from course.units.review_customer_service_scheme.workflow_board import workflow_walk

PRESETS: dict[str, Callable[[], dict[str, Any]]] = {
    "105082L4.m01.line_of_sight": line_of_sight,
    "105082L4.m02.clause_audit": clause_audit,
    "105082L4.m02.workflow_walk": workflow_walk,
    "105082L4.m03.denominator": denominator,
    "105082L4.m03.new_lost": new_lost,
    "105082L4.m03.definition_rate": lambda: definition("complaint_rate"),
    "105082L4.m03.definition_new_lost": lambda: definition("new_to_lost"),
    "105082L4.m03.definition_on_time": lambda: definition("on_time"),
    "105082L4.m04.cny_shift": cny_shift,
    "105082L4.m04.u_chart": u_chart,
    "105082L4.m04.mix_mixer": mix_mixer,
    "105082L4.m06.did_dial": did_dial,
    "105082L4.m05.gap_board": gap_board,
    "105082L4.m05.tolerance_zone": tolerance_zone,
    "105082L4.m06.edge_map": edge_map,
    "105082L4.m07.sample_size": sample_size,
    "105082L4.m07.steps": steps,
    "105082L4.m08.headline_vs_evidence": headline_vs_evidence,
}

# What each of them practises, for the coverage table.
REQUIREMENTS: dict[str, list[str]] = {
    "105082L4.m01.line_of_sight": ["K1", "K2", "E1"],
    "105082L4.m02.clause_audit": ["P1", "P1.1", "P1.2", "P1.4", "P1.5", "P1.6", "P1.7", "K2"],
    "105082L4.m02.workflow_walk": ["P1.5", "E2"],
    "105082L4.m03.denominator": ["P2", "P2.2", "P2.4"],
    "105082L4.m03.new_lost": ["P2.5"],
    "105082L4.m03.definition_rate": ["K3", "P2.4"],
    "105082L4.m03.definition_new_lost": ["K3", "P2.5"],
    "105082L4.m03.definition_on_time": ["K3"],
    "105082L4.m04.cny_shift": ["P2.1"],
    "105082L4.m04.u_chart": ["K3.1", "P2.4"],
    "105082L4.m04.mix_mixer": ["P4"],
    "105082L4.m06.did_dial": ["K3.6"],
    "105082L4.m05.gap_board": ["K3.3", "K3.4"],
    "105082L4.m05.tolerance_zone": ["K3.2", "K3.5", "E2"],
    "105082L4.m06.edge_map": ["K3.7"],
    "105082L4.m07.sample_size": ["P3.2"],
    "105082L4.m07.steps": ["P3.3"],
    "105082L4.m08.headline_vs_evidence": ["P4", "A1"],
}
