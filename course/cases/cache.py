"""Drawn tables kept as Parquet, so that a second load takes milliseconds. The folder may be deleted at any time."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from course.cases.validation import validate
from course.errors import CourseError
from course.paths import cache_folder

if TYPE_CHECKING:
    import pandas as pd

    from course.cases.family import Family, Frames
    from course.cases.table import Table
    from course.cases.variant import Variant


@cache
def content_version(family: str) -> str:
    """Fingerprint of everything that decides a family's numbers: its own files, and the versions that draw them."""
    import numpy as np

    digest = hashlib.sha256(np.__version__.encode())
    folder = files(f"{__package__}.{family}")
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.endswith((".py", ".yaml")):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()[:12]


def folder_of(variant: Variant) -> Path:
    """Where a variant's tables are kept."""
    name = f"{variant.id}-{variant.salt}-{variant.seed:016x}-{content_version(variant.family)}"
    return cache_folder() / "cases" / variant.family / name


def tables(family: Family, variant: Variant) -> Frames:
    """Get a variant's released tables, from the cache or drawn and then kept.

    Parameters
    ----------
    family : Family
        The company.
    variant : Variant
        An accepted variant; its salt is taken as it is.

    Returns
    -------
    dict of str to pandas.DataFrame
        Validated against their declarations.
    """
    kept = {table.name: read(table, variant) for table in family.tables}
    if all(frame is not None for frame in kept.values()):
        return {name: frame for name, frame in kept.items() if frame is not None}
    drawn = family.draw(variant).tables
    for table in family.tables:
        validate(drawn[table.name], table)
    write(drawn, variant)
    return drawn


def path_of(name: str, variant: Variant) -> Path:
    """Where a table of a variant is kept, as released or cleaned."""
    return folder_of(variant) / f"{name}.parquet"


def read(table: Table, variant: Variant) -> pd.DataFrame | None:
    """Read one kept table; None where it is missing, damaged or not what is declared."""
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    try:
        with pq.ParquetFile(path_of(table.name, variant), page_checksum_verification=True) as file:
            found = file.read(use_threads=False)  # tables this small are read sooner by one thread
        return validate(table.cast(found.to_pandas(use_threads=False)), table)
    except (OSError, pa.ArrowException, KeyError, ValueError, TypeError, CourseError):
        return None


def write(frames: Frames, variant: Variant) -> None:
    """Keep tables, each file in one step. A full disk or a read-only folder only costs the next load its time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = folder_of(variant)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, frame in frames.items():
            scratch = folder / f".{name}.{os.getpid()}"
            pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), scratch, write_page_checksum=True)
            scratch.replace(path_of(name, variant))
    except (OSError, pa.ArrowException):
        return
