"""Presets of the unit's widgets: what each place of a lesson shows.

A preset is a function without arguments that gives a widget's settings as plain data and functions. It loads tables
only when it is called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course.units.review_customer_service_scheme.customer_board import new_lost
from course.units.review_customer_service_scheme.definitions import definition
from course.units.review_customer_service_scheme.denominator import denominator
from course.units.review_customer_service_scheme.dials import sample_size
from course.units.review_customer_service_scheme.step_board import steps

PRESETS: dict[str, Callable[[], dict[str, Any]]] = {
    "105082L4.m03.denominator": denominator,
    "105082L4.m03.new_lost": new_lost,
    "105082L4.m03.definition_rate": lambda: definition("complaint_rate"),
    "105082L4.m03.definition_new_lost": lambda: definition("new_to_lost"),
    "105082L4.m03.definition_on_time": lambda: definition("on_time"),
    "105082L4.m07.sample_size": sample_size,
    "105082L4.m07.steps": steps,
}

# What each of them practises, for the coverage table.
REQUIREMENTS: dict[str, list[str]] = {
    "105082L4.m03.denominator": ["P2", "P2.2", "P2.4"],
    "105082L4.m03.new_lost": ["P2.5"],
    "105082L4.m03.definition_rate": ["K3", "P2.4"],
    "105082L4.m03.definition_new_lost": ["K3", "P2.5"],
    "105082L4.m03.definition_on_time": ["K3"],
    "105082L4.m07.sample_size": ["P3.2"],
    "105082L4.m07.steps": ["P3.3"],
}
