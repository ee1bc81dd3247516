"""The files of a trainee's own tables, for the sandbox: it has none of the marker's cache and would draw them again."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path

from course.cases import cache, case
from course.cases.family import Family, families
from course.cases.given import only_if_given
from course.errors import CourseError
from course.paths import cache_folder

MOST_BYTES = 2_500_000  # of all files together; what is left out is drawn


def given_tables(words: Iterable[str]) -> dict[str, str]:
    """Give the tables that some words name, as the person whose folder this is may load them.

    Parameters
    ----------
    words : iterable of str
        Every word of a page's code.

    Returns
    -------
    dict of str to str
        File by its place in the cache, in base64. A cleaned table that the course does not give here is not among
        them.
    """
    found: dict[str, str] = {}
    left = MOST_BYTES
    wanted = set(words)
    for company in families().values():
        for path in _files(company, wanted & set(company.declared)):
            raw = path.read_bytes()
            left -= len(raw)
            if left >= 0:
                found[path.relative_to(cache_folder()).as_posix()] = base64.b64encode(raw).decode("ascii")
    return found


def _files(company: Family, names: set[str]) -> Iterator[Path]:
    """Find the files; a table that is not kept yet is drawn and kept, so that the tests find it too."""
    for name in sorted(names):
        try:
            own = case(None, company.name)
            only_if_given(own, name, name)
        except CourseError:
            continue
        path = cache.path_of(name, own.variant)
        if not path.is_file():
            own.load(name)
        if path.is_file():
            yield path
