"""Checking answers: one ladder, three outcomes, the same words for practice and for marks."""

from course.checks.fields import Choice, Field, FieldKind
from course.checks.ladder import check_field, check_fields
from course.checks.numbers import tidy, to_number
from course.checks.outcome import Outcome, State, not_attempted, not_yet, right
from course.checks.readers import Unread, read_field
from course.checks.tables import check_table
from course.checks.words import found, show, wanted

__all__ = [
    "Choice",
    "Field",
    "FieldKind",
    "Outcome",
    "State",
    "Unread",
    "check_field",
    "check_fields",
    "check_table",
    "found",
    "not_attempted",
    "not_yet",
    "read_field",
    "right",
    "show",
    "tidy",
    "to_number",
    "wanted",
]
