"""Code books made from the declarations: plain text, HTML in a notebook, Markdown in the data folder."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from course.cases.table import NEVER

if TYPE_CHECKING:
    from course.cases.family import Family
    from course.cases.table import Column, Table

HEADERS = ("column", "type", "unit", "meaning", "values", "missing")
KINDS = {
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "yes_no": "yes or no",
    "month": "month YYYY-MM",
    "date": "date YYYY-MM-DD",
    "stamp": "time YYYY-MM-DD HH:MM",
    "moment": "date and time",
}


def values_in_words(column: Column) -> str:
    """Say the allowed values of a column, its range, or what it refers to."""
    parts = []
    if column.allowed:
        parts.append(_listed(column.allowed))
    elif column.low is not None and column.high is not None:
        parts.append(f"{column.low} to {column.high}")
    elif column.low is not None or column.high is not None:
        parts.append(f"from {column.low}" if column.low is not None else f"up to {column.high}")
    if column.refers:
        parts.append(f"found in {column.refers}")
    return "; ".join(parts)


def _listed(allowed: tuple[str | int, ...]) -> str:
    numbers = [value for value in allowed if isinstance(value, int)]
    run = [value for i, value in enumerate(numbers) if value == numbers[0] + i]
    if len(run) < 4:
        return ", ".join(map(str, allowed))
    return ", ".join([f"{run[0]} to {run[-1]}", *map(str, numbers[len(run) :])])


def row_of(column: Column) -> tuple[str, ...]:
    """One line of the code book."""
    meaning = f"{column.meaning}. {column.note}" if column.note else column.meaning
    return (column.name, KINDS[column.type], column.unit, meaning, values_in_words(column), column.missing)


@dataclass(frozen=True)
class CodeBook:
    """The code book of one table; it shows itself."""

    table: Table
    company: str

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """One tuple for each column, in the order of ``HEADERS``."""
        return [row_of(column) for column in self.table.columns]

    @property
    def key(self) -> str:
        """The key in words."""
        return ", ".join(self.table.key) + (" (after cleaning)" if self.table.key_repeats else "")

    def __repr__(self) -> str:
        head = f"{self.table.name}: each row is {self.table.row} of {self.company}. Key: {self.key}."
        lines = [head, self.table.story, ""]
        for name, kind, unit, meaning, values, missing in self.rows:
            blank = "" if missing == NEVER else f"missing: {missing}"
            more = "; ".join(part for part in (kind, unit, values, blank) if part)
            lines += [f"{name}", f"    {meaning}", f"    {more}"]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col" style="text-align:left">{each}</th>' for each in HEADERS)
        body = "".join(
            f'<tr><th scope="row" style="text-align:left">{escape(name)}</th>'
            + "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in rest)
            + "</tr>"
            for name, *rest in self.rows
        )
        caption = f"{escape(self.table.name)}: each row is {escape(self.table.row)}. Key: {escape(self.key)}."
        return (
            f"<p>{escape(self.table.story)}</p><table><caption>{caption}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def markdown(self) -> str:
        """Write the same for the data folder's README."""
        bar = "|".join("---" for _ in HEADERS)
        rows = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in self.rows]
        head = f"Each row is {self.table.row}. Key: {self.key}.\n\n{self.table.story}"
        return "\n".join([f"## {self.table.name}", "", head, "", f"| {' | '.join(HEADERS)} |", f"|{bar}|", *rows])


@dataclass(frozen=True)
class Overview:
    """The list of tables; it shows itself."""

    families: tuple[Family, ...]

    def __repr__(self) -> str:
        lines = []
        for family in self.families:
            lines += [f"{family.title}, data as of {family.as_of}", family.story, ""]
            lines += [f'  cs.load("{table.name}"): each row is {table.row}' for table in family.declared.values()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        parts = []
        for family in self.families:
            rows = "".join(
                f'<tr><td style="text-align:left"><code>cs.load("{escape(table.name)}")</code></td>'
                f'<td style="text-align:left">each row is {escape(table.row)}</td></tr>'
                for table in family.declared.values()
            )
            parts.append(
                f"<p><b>{escape(family.title)}</b>, data as of {escape(family.as_of)}. {escape(family.story)}</p>"
                f"<table><tbody>{rows}</tbody></table>"
            )
        return "".join(parts)
