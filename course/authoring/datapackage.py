"""The manifest and the code book of a company's data folder, made from the declarations of its tables."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course.cases import Case, Column, Table
    from course.cases.family import Family

# What each declared type is called in a Frictionless table schema.
FIELD_TYPES = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "yes_no": {"type": "boolean"},
    "month": {"type": "yearmonth"},
    "date": {"type": "date"},
    "stamp": {"type": "datetime", "format": "%Y-%m-%d %H:%M"},
}
ORDERED = ("integer", "number")
MADE = "Written by `course data` from `course/cases/{name}`; a change here is lost. `course data --check` compares."


def manifest(case: Case, files: dict[str, bytes]) -> bytes:
    """Describe the data folder of a company as a Frictionless data package.

    Parameters
    ----------
    case : Case
        The base variant.
    files : dict of str to bytes
        The folder's data files by name.

    Returns
    -------
    bytes
        ``datapackage.json``: identity of the variant, as-of moment, window, and for each file its columns, types,
        row count and SHA-256.
    """
    family, variant = case.family, case.variant
    package: dict[str, Any] = {
        "name": family.name,
        "title": family.title,
        "description": family.story,
        "licenses": [{"name": "MIT"}],
        "family": family.name,
        "variant": variant.id,
        "salt": variant.salt,
        "as_of": family.as_of,
        "window": {"start": family.window[0], "end": family.window[1]},
        **family.extra,
        "resources": [resource(table, len(case.tables[table.name]), files) for table in family.tables],
        "documents": [
            {"path": name, "hash": fingerprint(content)} for name, content in files.items() if name.endswith(".yaml")
        ],
    }
    return (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode()


def resource(table: Table, rows: int, files: dict[str, bytes]) -> dict[str, Any]:
    """Describe one CSV file."""
    path = f"{table.name}.csv"
    schema: dict[str, Any] = {"fields": [field(column) for column in table.columns], "missingValues": [""]}
    if not table.key_repeats:
        schema["primaryKey"] = list(table.key)
    keys = [foreign_key(column) for column in table.columns if column.refers]
    return {
        "name": table.name,
        "path": path,
        "title": f"Each row is {table.row}",
        "description": table.story,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(files[path]),
        "hash": fingerprint(files[path]),
        "rows": rows,
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def field(column: Column) -> dict[str, Any]:
    """Describe one column; every rule that the loader holds it to is a constraint here."""
    rules: dict[str, Any] = {} if column.may_be_missing else {"required": True}
    if column.allowed:
        rules["enum"] = list(column.allowed)
    if column.type in ORDERED:
        rules |= {
            name: bound for name, bound in (("minimum", column.low), ("maximum", column.high)) if bound is not None
        }
    if column.pattern:
        rules["pattern"] = column.pattern
    meaning = f"{column.meaning}. {column.note}" if column.note else column.meaning
    described: dict[str, Any] = {"name": column.name, **FIELD_TYPES[column.type], "title": meaning}
    if column.unit:
        described["unit"] = column.unit
    if column.may_be_missing:
        described["missing"] = column.missing
    return described | ({"constraints": rules} if rules else {})


def foreign_key(column: Column) -> dict[str, Any]:
    """Say where every value of a column is found."""
    table, _, name = column.refers.partition(".")
    return {"fields": [column.name], "reference": {"resource": table, "fields": [name]}}


def fingerprint(content: bytes) -> str:
    """Give the SHA-256 of a file as Frictionless writes it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def readme(case: Case) -> bytes:
    """Write the code book of the folder."""
    from course.cases.codebook import CodeBook

    family = case.family
    counts = [f"| {table.name}.csv | {len(case.tables[table.name]):,} | {table.row} |" for table in family.tables]
    parts = [
        f"# {family.title}",
        f"{family.story}\n\nData from {family.window[0]} to {family.window[1]}, as of {family.as_of}. "
        "Text is UTF-8, an empty field is a missing value, times are Hong Kong time.",
        MADE.format(name=family.name),
        "\n".join(["| file | rows | each row is |", "|---|---|---|", *counts]),
        *(CodeBook(table, family.title).markdown() for table in family.tables),
        cleaned(family),
    ]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def cleaned(family: Family) -> str:
    """List the cleaned views, which are made on loading and are no files."""
    lines = [f'- `cs.load("{table.name}")`: {table.story}' for table in family.clean_tables]
    return "\n".join(["## Cleaned views", "", "Made on loading; no files.", "", *lines]) if lines else ""
