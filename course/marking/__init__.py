"""The marker's side of nbgrader: ``mark("A3")`` in a test cell, and what surrounds it."""

from course.marking.answer_key import per_variant
from course.marking.mark import case_of, mark
from course.marking.marks import Marks
from course.marking.quiet import quiet
from course.marking.reference import CannotMark, Reference, reference, source_folder
from course.marking.submission import Submission, read_submission

__all__ = [
    "CannotMark",
    "Marks",
    "Reference",
    "Submission",
    "case_of",
    "mark",
    "per_variant",
    "quiet",
    "read_submission",
    "reference",
    "source_folder",
]
