"""The course package: the dozen verbs that a notebook uses.

A notebook begins with ``import course as cs``. Importing does no work: each verb loads what it needs when it is first
called. Help on a verb: ``help(cs.load)``.

| verb | what it does |
|---|---|
| ``use``, ``load``, ``describe``, ``clean``, ``document`` | whose figures; tables, code books, cleaned log, scheme |
| ``rate``, ``share``, ``growth``, ``sample_size`` | figures of two numbers or columns; answers needed |
| ``indicator``, ``evaluate``, ``indicator_table`` | a definition as a record, its value, several of them |
| ``stage_time``, ``find_numbers`` | where time goes; texts that hold a telephone number |
| ``u_chart``, ``did`` | signal or noise; an effect against stores that nobody touched |
| ``gap``, ``edge`` | expectation against perception; what sets a company apart |
| ``answer``, ``check``, ``receipt`` | keep an answer; check the kept one; what you handed in |
| ``question``, ``widget`` | questions, a simulator |
| ``plan_form``, ``plan_rules``, ``example`` | the form of a plan, the rules it breaks, a plan to learn from |
| ``rubric`` | what an assessor will look for in a plan or report |
| ``home``, ``glossary`` | units, lessons and your progress; every term with its meaning |
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from course._version import __version__

if TYPE_CHECKING:
    from course.cases import describe, document, load, use
    from course.indicators import edge, find_numbers, gap, growth, indicator, rate, share
    from course.lab.home import home
    from course.methods import sample_size
    from course.units import example
    from course.units.glossary import glossary
    from course.units.levels import rubric
    from course.units.practice import answer, check
    from course.units.visible import receipt
    from course.verbs import clean, did, evaluate, indicator_table, plan_form, plan_rules, question, stage_time, u_chart
    from course.widgets import widget

__all__ = [
    "__version__",
    "answer",
    "check",
    "clean",
    "describe",
    "did",
    "document",
    "edge",
    "evaluate",
    "example",
    "find_numbers",
    "gap",
    "glossary",
    "growth",
    "home",
    "indicator",
    "indicator_table",
    "load",
    "plan_form",
    "plan_rules",
    "question",
    "rate",
    "receipt",
    "rubric",
    "sample_size",
    "share",
    "stage_time",
    "u_chart",
    "use",
    "widget",
]

_HOME = {
    "answer": "course.units.practice",
    "check": "course.units.practice",
    "clean": "course.verbs",
    "describe": "course.cases",
    "did": "course.verbs",
    "document": "course.cases",
    "edge": "course.indicators",
    "evaluate": "course.verbs",
    "example": "course.units",
    "find_numbers": "course.indicators",
    "gap": "course.indicators",
    "glossary": "course.units.glossary",
    "growth": "course.indicators",
    "home": "course.lab.home",
    "indicator": "course.indicators",
    "indicator_table": "course.verbs",
    "load": "course.cases",
    "plan_form": "course.verbs",
    "plan_rules": "course.verbs",
    "question": "course.verbs",
    "rate": "course.indicators",
    "receipt": "course.units.visible",
    "rubric": "course.units.levels",
    "sample_size": "course.methods",
    "share": "course.indicators",
    "stage_time": "course.verbs",
    "u_chart": "course.verbs",
    "use": "course.cases",
    "widget": "course.widgets",
}


def __getattr__(name: str) -> Any:
    """Load a verb when it is first used; a misspelt one gets the near ones offered."""
    if name in _HOME:
        found = globals()[name] = getattr(import_module(_HOME[name]), name)
        return found
    from course.errors import did_you_mean

    raise AttributeError(f'The course package has no "{name}". {did_you_mean(name, __all__)}')


def __dir__() -> list[str]:
    return __all__
