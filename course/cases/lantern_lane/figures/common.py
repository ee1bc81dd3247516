"""Small shared steps of the figures: years, growth, complaint rates."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from course.cases.lantern_lane import world

Frames = dict[str, pd.DataFrame]
Y24, Y25 = world.MONTHS[:12].tolist(), world.MONTHS[12:].tolist()


def growth(frame: pd.DataFrame, column: str, now: Iterable[str], before: Iterable[str]) -> float:
    """Sum over some months on the sum over others, less one."""
    by_month = frame.groupby("month")[column].sum()
    return float(by_month.loc[list(now)].sum() / by_month.loc[list(before)].sum() - 1)


class Counts:
    """Complaints and visits of each store and month with a sound door counter, as two arrays (store, month).

    Parameters
    ----------
    views : dict of str to pandas.DataFrame
        Views of a variant.
    category : str, optional
        Only complaints of this category.
    """

    def __init__(self, views: Frames, category: str = "") -> None:
        sound = views["store_month"].query("sensor_uptime_pct >= @world.SOUND_UPTIME")
        cases = views["cases"].query("type == 'complaint' and sensor_uptime_pct >= @world.SOUND_UPTIME")
        if category:
            cases = cases[cases["category"] == category]
        self.visits = self._grid(sound.set_index(["store_id", "month"])["visits"])
        self.cases = self._grid(cases.groupby(["store_id", "month"]).size())

    @staticmethod
    def _grid(values: pd.Series) -> np.ndarray:
        wide = values.unstack("month").reindex(index=world.STORE_IDS, columns=world.MONTHS)
        return wide.fillna(0).to_numpy(dtype=float)

    def total(self, stores: Iterable[str] = (), months: Iterable[str] = ()) -> tuple[float, float]:
        """Complaints and visits of some stores and months; all where none are named."""
        rows = np.isin(world.STORE_IDS, list(stores)) if stores else np.ones(len(world.STORE_IDS), dtype=bool)
        columns = np.isin(world.MONTHS, list(months)) if months else np.ones(len(world.MONTHS), dtype=bool)
        part = np.ix_(rows, columns)
        return float(self.cases[part].sum()), float(self.visits[part].sum())

    def rate(self, stores: Iterable[str] = (), months: Iterable[str] = ()) -> float:
        """Pooled complaints per 10,000 visits."""
        cases, visits = self.total(stores, months)
        return cases / visits * 1e4 if visits else np.nan
