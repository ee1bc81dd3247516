"""Table 1, store_month: visits, receipts and money of each open store and month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from course.cases.lantern_lane import world
from course.cases.text import labels

if TYPE_CHECKING:
    from course.cases.lantern_lane.facts import Facts

STREAM = 1


class Grid:
    """Every open store-month in order of store and month, as arrays of one length."""

    def __init__(self) -> None:
        opened = world.STORES["open_date"].str[:7].to_numpy(dtype=str)
        store, month = np.nonzero(world.MONTHS[None, :] >= opened[:, None])
        self.store, self.month = store, world.MONTHS[month]
        self.id = world.STORE_IDS[store]
        self.this_year = self.month >= "2025"

    def per_store(self, name: str) -> np.ndarray:
        """Repeat a field of the store list for the store's months."""
        values: np.ndarray = world.STORES[name].to_numpy()
        return values[self.store]

    def from_month(self, month: str) -> np.ndarray:
        """Which rows are this month or later."""
        late: np.ndarray = self.month >= month
        return late

    def hit(self, store: str, months: tuple[str, ...]) -> np.ndarray:
        """Which rows are this store in these months."""
        rows: np.ndarray = (self.id == store) & np.isin(self.month, months)
        return rows


GRID = Grid()
EVENED = 0.6  # share of a store-year's mean noise that is taken out
_GROUP = GRID.store * 2 + GRID.this_year
_SIZE = np.bincount(_GROUP)


def noise(rng: np.random.Generator, spread: float) -> np.ndarray:
    """Month-to-month noise that nearly adds up to nothing over a store's year, so that planted growth stays near."""
    drawn = rng.normal(0, spread, len(_GROUP))
    mean = np.bincount(_GROUP, drawn) / np.maximum(_SIZE, 1)
    return np.exp(drawn - EVENED * mean[_GROUP])


def level(rng: np.random.Generator, width: float) -> np.ndarray:
    """Draw each store's own level in this variant, the same in both years."""
    return rng.uniform(1 - width, 1 + width, len(world.STORES))[GRID.store]


def make(rng: np.random.Generator, facts: Facts) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray]:
    """Draw the table.

    Returns
    -------
    tuple
        The released table, the true table (HKD everywhere), and the visits that really happened, which the door
        counter of one store missed for two months and which are never released.
    """
    season = np.array([world.SEASON_BY_MONTH[month] for month in GRID.month])
    visits = GRID.per_store("visits_base") * level(rng, 0.06) * season * noise(rng, 0.02)
    visits *= np.where(GRID.this_year, 1.015, 1)
    generous = (GRID.id == "S03") & GRID.this_year  # goodwill given freely: turnover up, profit down
    bought = visits * GRID.per_store("conversion") * level(rng, 0.02) * noise(rng, 0.015) * np.where(generous, 1.05, 1)
    ticket = GRID.per_store("ticket") * level(rng, 0.03) * noise(rng, 0.012) * np.where(GRID.this_year, 1.007, 1)
    turnover = bought * ticket
    counted, uptime = visits.copy(), rng.uniform(97, 100, len(visits)).round(1)
    for month, percent in zip(facts.sensor_months, world.FAULTY_UPTIME, strict=True):
        down = GRID.hit(facts.sensor_store, (month,))
        uptime[down], counted[down] = percent, visits[down] * percent / 100
    pilot = (GRID.per_store("pilot_2025") == "Y") & GRID.from_month(world.PILOT_START)
    true = pd.DataFrame(
        {
            "month": labels(GRID.month),
            "store_id": labels(GRID.id),
            "opening_days": world.days_in(GRID.month) - np.where(np.isin(GRID.month, world.HOLIDAY_MONTHS), 3, 0),
            "visits": counted.round().astype(int),
            "sensor_uptime_pct": uptime,
            "transactions": bought.round().astype(int),
            "turnover_hkd": turnover.round(2),
            "cogs_hkd": (turnover * np.where(generous, 0.580, 0.545) * noise(rng, 0.004)).round(2),
            "goodwill_refunds_hkd": (turnover * np.where(generous, 0.025, 0.004) * noise(rng, 0.1)).round(2),
            "service_cost_hkd": (18000 + 0.006 * turnover + np.where(pilot, 16000, 0)).round(2),
        }
    )
    return _in_thousands(true, GRID.hit(facts.thousand_store, facts.thousand_months)), true, visits


def _in_thousands(true: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    """One store's quarter in HKD thousand with three decimals; its true figures are therefore whole HKD."""
    money = list(world.MONEY)
    true.loc[rows, money] = true.loc[rows, money].round(0)
    released = true.copy()
    released.loc[rows, money] = (true.loc[rows, money] / 1000).round(3)
    return released
