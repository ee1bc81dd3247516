"""Service indicators: pure functions on columns, and definitions that are data and can be evaluated on any tables."""

from course.indicators.choices import define, read_choices, sentence
from course.indicators.customers import NewAndLost, new_and_lost, new_to_lost
from course.indicators.definitions import from_data, indicator
from course.indicators.edges import edge
from course.indicators.evaluation import evaluate
from course.indicators.forms import FORMS
from course.indicators.gaps import gap
from course.indicators.money import gross_profit, growth_between, open_in_all_months
from course.indicators.ratios import Figure, first_contact_resolution, growth, rate, share
from course.indicators.record import Indicator
from course.indicators.result import Result
from course.indicators.stages import stage_time
from course.indicators.table import indicator_table
from course.indicators.texts import find_numbers
from course.indicators.timing import answered_in_time, hours_between
from course.indicators.visits import conversion, sensor_up, valid_visits

__all__ = [
    "FORMS",
    "Figure",
    "Indicator",
    "NewAndLost",
    "Result",
    "answered_in_time",
    "conversion",
    "define",
    "edge",
    "evaluate",
    "find_numbers",
    "first_contact_resolution",
    "from_data",
    "gap",
    "gross_profit",
    "growth",
    "growth_between",
    "hours_between",
    "indicator",
    "indicator_table",
    "new_and_lost",
    "new_to_lost",
    "open_in_all_months",
    "rate",
    "read_choices",
    "sensor_up",
    "sentence",
    "share",
    "stage_time",
    "valid_visits",
]
