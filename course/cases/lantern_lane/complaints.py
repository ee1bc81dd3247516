"""How many cases each store-month has: planted effects by quota, months within a quota by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from course.cases.lantern_lane import world
from course.cases.lantern_lane.store_month import GRID

if TYPE_CHECKING:
    from course.cases.lantern_lane.facts import Facts

YEAR_CHANGE = 0.95  # complaints a visit, 2025 on 2024
PILOT_EFFECT, BAD_SPELL = 0.70, 1.22  # Service Desk Plus from January 2025; the quarter that got its stores chosen
DELIVERY_EFFECT = 2.8  # the new van contractor
MISRECORDED = 0.55  # of Yuen Long's complaints typed as enquiries after the bonus change
JITTER = 0.008  # of a quota
CALM = 1.9  # delivery complaints of a month stay within so many standard deviations: no false alarm, room to spare

# Months that a truth reads together; a store's complaints have an exact number in each.
PERIODS = ("2024-01", "2024-09", "2024-10", "2025-01", "2025-07", "2025-09")
PERIOD = np.searchsorted(np.array(PERIODS), GRID.month, side="right") - 1
CELL = GRID.store * len(PERIODS) + PERIOD
PILOT_ROWS = np.isin(GRID.id, world.PILOTS)
_MONTH_NUMBER = np.searchsorted(world.MONTHS, GRID.month)


def counts(rng: np.random.Generator, facts: Facts, visits: np.ndarray) -> np.ndarray:
    """Draw the number of cases.

    Parameters
    ----------
    rng : numpy.random.Generator
        The stream of the case log.
    facts : Facts
        Says when the van contractor changed.
    visits : numpy.ndarray
        Visits that really happened, one for each row of the grid.

    Returns
    -------
    numpy.ndarray
        Shape (rows of the grid, types, categories).
    """
    exposure = visits[:, None] / 1e4
    expected = exposure * complaint_rate(rng)[:, None] * world.CATEGORY_SHARE
    by_van = expected[:, world.DELIVERY].copy()
    expected[:, world.DELIVERY] = 0
    complaints = by_quota(rng, expected)
    complaints[:, world.DELIVERY] = delivery(rng, facts, by_van)
    other = rng.poisson(exposure[:, :, None] * world.OTHER_RATES[:, None] * world.CATEGORY_SHARE)
    cases = np.concatenate([complaints[:, None, :], other], axis=1)
    return misrecord(rng, cases)


def complaint_rate(rng: np.random.Generator) -> np.ndarray:
    """Draw the expected complaints per 10,000 visits of each row, before delivery breaks out."""
    own = world.STORES["complaint_level"].to_numpy() * rng.uniform(0.95, 1.05, len(world.STORES))
    rate: np.ndarray = own[GRID.store] * own_year(rng) * np.where(GRID.this_year, YEAR_CHANGE, 1)
    rate *= np.where(PILOT_ROWS & (PERIODS.index("2024-10") == PERIOD), BAD_SPELL, 1)
    rate *= np.where(PILOT_ROWS & GRID.from_month(world.PILOT_START), PILOT_EFFECT, 1)
    return rate


def own_year(rng: np.random.Generator) -> np.ndarray:
    """Each store's own better or worse 2025, levelled so that neither pilots nor controls gain from it."""
    factor = rng.uniform(0.95, 1.05, len(world.STORES))
    size = (world.STORES["visits_base"] * world.STORES["complaint_level"]).to_numpy()
    for group in (world.PILOTS, world.CONTROLS):
        inside = np.isin(world.STORE_IDS, group)
        factor[inside] *= size[inside].sum() / (size * factor)[inside].sum()
    return np.where(GRID.this_year, factor[GRID.store], 1.0)


def by_quota(rng: np.random.Generator, expected: np.ndarray) -> np.ndarray:
    """Draw whole numbers that add up to a cell's rounded expectation; months and categories share them by chance."""
    out = np.zeros(expected.shape, dtype=int)
    for cell in np.unique(CELL):
        rows = cell == CELL
        inside = expected[rows]
        total = round(float(inside.sum()) * rng.uniform(1 - JITTER, 1 + JITTER))
        out[rows] = rng.multinomial(total, (inside / inside.sum()).ravel()).reshape(inside.shape)
    return out


def delivery(rng: np.random.Generator, facts: Facts, expected: np.ndarray) -> np.ndarray:
    """Delivery complaints: each month's total is a calm draw of its Poisson law, shared among the stores by chance."""
    raised = expected * np.where(GRID.from_month(facts.delivery_start), DELIVERY_EFFECT, 1)
    mean = np.bincount(_MONTH_NUMBER, raised)
    tries = rng.poisson(mean, (8, len(mean)))
    calm = np.abs(tries - mean) <= CALM * np.sqrt(mean)
    totals = tries[calm.argmax(axis=0), np.arange(len(mean))]
    out = np.zeros(len(expected), dtype=int)
    for month, total in enumerate(totals):
        rows = month == _MONTH_NUMBER
        out[rows] = rng.multinomial(total, raised[rows] / mean[month])
    return out


def misrecord(rng: np.random.Generator, cases: np.ndarray) -> np.ndarray:
    """Type just over half of Yuen Long's complaints as enquiries, since fewer complaints bring its bonus."""
    rows = np.flatnonzero((GRID.id == "S07") & GRID.from_month(world.MISRECORDING_START))
    true = cases[rows, world.COMPLAINT]
    moved = rng.multivariate_hypergeometric(true.ravel(), round(MISRECORDED * int(true.sum()))).reshape(true.shape)
    cases[rows, world.COMPLAINT] -= moved
    cases[rows, world.ENQUIRY] += moved
    return cases
