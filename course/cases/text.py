"""Fast ways from arrays of codes, dates and times to the text that a system exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence


def labels(values: np.ndarray | Sequence[str], missing: np.ndarray | None = None) -> pd.Series:
    """Text column from an array of text; missing where the mask says so."""
    text = np.asarray(values).astype(object)
    if missing is not None:
        text[missing] = None
    return pd.Series(text, dtype="str")


def coded(codes: np.ndarray, names: np.ndarray | Sequence[str]) -> pd.Series:
    """Text column from whole numbers that index a short list; missing where the number is -1."""
    values = np.array([*names, None], dtype=object)
    return pd.Series(values[codes], dtype="str")


def stamps(moments: np.ndarray) -> pd.Series:
    """Minutes as ``YYYY-MM-DD HH:MM``; missing where there is none."""
    text = np.strings.replace(np.datetime_as_string(moments.astype("datetime64[m]")), "T", " ")
    return labels(text, np.isnat(moments))


def day_first(moments: np.ndarray) -> pd.Series:
    """Minutes as ``dd/mm/YYYY HH:MM``, as some systems export them."""
    text = np.datetime_as_string(moments.astype("datetime64[m]")).astype("U16")
    letters = text.view("U1").reshape(len(text), 16)
    slash, space = np.full((len(text), 1), "/"), np.full((len(text), 1), " ")
    parts = (letters[:, 8:10], slash, letters[:, 5:7], slash, letters[:, :4], space, letters[:, 11:16])
    return labels(np.ascontiguousarray(np.concatenate(parts, axis=1)).view("U16").ravel())


def days(dates: np.ndarray, missing: np.ndarray | None = None) -> pd.Series:
    """Days as ``YYYY-MM-DD``."""
    return labels(np.datetime_as_string(dates.astype("datetime64[D]")), missing)


def numbered(prefix: str, first: int, count: int, width: int = 0) -> pd.Series:
    """Ids such as C100000 or M00001, counting up."""
    return labels([f"{prefix}{number:0{width}d}" for number in range(first, first + count)])
