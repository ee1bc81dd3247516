"""Case data: fictional companies, each a folder that declares its tables, draws them and names its truths."""

from course.cases.case import Case
from course.cases.library import as_of, case, describe, document, excluded, load, names, views
from course.cases.register import assign, current_variant, read_register, registered, use, write_register
from course.cases.table import Column, Table
from course.cases.validation import validate
from course.cases.variant import Variant

__all__ = [
    "Case",
    "Column",
    "Table",
    "Variant",
    "as_of",
    "assign",
    "case",
    "current_variant",
    "describe",
    "document",
    "excluded",
    "load",
    "names",
    "read_register",
    "registered",
    "use",
    "validate",
    "views",
    "write_register",
]
