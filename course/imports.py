"""What importing somebody else's package need not cost."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

_GRAMMARS = "rfc3987_syntax"


@contextlib.contextmanager
def without_grammars() -> Iterator[None]:
    """Import what uses jsonschema (Jupyter's server, nbformat, nbgrader) without the grammars of web addresses.

    Building those 38 grammars takes about 1.5 seconds of each start. jsonschema may do without the package that brings
    them, and then does not check two formats, ``iri`` and ``iri-reference``, which no notebook, setting or event has.
    """
    if _GRAMMARS in sys.modules:
        yield
        return
    sys.modules[_GRAMMARS] = None  # type: ignore[assignment]  # Python's own way of saying "not there"
    try:
        yield
    finally:
        del sys.modules[_GRAMMARS]
