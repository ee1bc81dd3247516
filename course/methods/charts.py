"""Control charts: a centre and limits from baseline months that were fixed before looking."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from course.errors import CourseError

RANGE_TO_SIGMA = 1.128  # mean moving range of two over the standard deviation
XMR_WIDTH, XMR_RANGE = 2.66, 3.267


@dataclass(frozen=True)
class Chart:
    """Points with their centre and limits.

    Attributes
    ----------
    values : list of float
        One figure a point; nan where it cannot be measured.
    centre : float
        Centre line, from the baseline alone.
    low, high : list of float
        Limits of each point.
    ranges : list of float
        XmR only: distance to the point before; the first is nan.
    range_limit : float
        XmR only: limit of the ranges.
    spread : float
        Laney's sigma of z: 1 when the points scatter as chance lets them.
    """

    values: list[float]
    centre: float
    low: list[float]
    high: list[float]
    ranges: list[float] | None = None
    range_limit: float = math.nan
    spread: float = 1.0


def u_chart(counts: Sequence[float], exposure: Sequence[float], *, baseline: Sequence[bool], sigma: float = 3) -> Chart:
    """Chart of events per exposure, for example complaints per 10,000 visits month by month.

    Parameters
    ----------
    counts : sequence of float
        Events.
    exposure : sequence of float
        Opportunity in the unit of the rate; 0 where there was none.
    baseline : sequence of bool
        Which points the centre is taken from. Fix them before looking at the rest.
    sigma : float
        Half-width of the limits in standard deviations.

    Returns
    -------
    Chart

    Raises
    ------
    CourseError
        When the lengths differ or the baseline has no exposure.

    Notes
    -----
    Centre = sum of counts / sum of exposure; limits centre ± 3 sqrt(centre / n), the low one not below 0
    (Montgomery, Statistical Quality Control). 12 15 9 14 11 13 10 in 500 520 480 510 490 505 495: 24.0 per 1,000.
    """
    centre = _pooled(counts, exposure, baseline)
    return _stepped(counts, exposure, centre, [sigma * _root(centre, n) for n in exposure])


def c_chart(counts: Sequence[float], *, baseline: Sequence[bool], sigma: float = 3) -> Chart:
    """Chart of plain counts: `u_chart` where every point has the same opportunity."""
    return u_chart(counts, [1.0] * len(counts), baseline=baseline, sigma=sigma)


def p_chart(hits: Sequence[float], n: Sequence[float], *, baseline: Sequence[bool], sigma: float = 3) -> Chart:
    """Chart of shares: ``hits`` of ``n``; limits p ± 3 sqrt(p (1 - p) / n), within 0 and 1. Arguments as `u_chart`."""
    centre = _pooled(hits, n, baseline)
    return _stepped(hits, n, centre, [sigma * _root(centre * (1 - centre), m) for m in n], top=1.0)


def laney_u(counts: Sequence[float], exposure: Sequence[float], *, baseline: Sequence[bool], sigma: float = 3) -> Chart:
    """Widen a u chart for very large exposures, where a plain one calls nearly every point a signal.

    Arguments as `u_chart`.

    Notes
    -----
    z = (u - centre) / sqrt(centre / n); the limits are wider by the mean of |z - z before| / 1.128 (Laney 2002).
    """
    centre = _pooled(counts, exposure, baseline)
    rates = _rates(counts, exposure)
    z = [
        (rate - centre) / _root(centre, n)
        for rate, n, used in zip(rates, exposure, baseline, strict=True)
        if used and centre > 0 and math.isfinite(rate)
    ]
    spread = _mean_range(z) / RANGE_TO_SIGMA
    return _stepped(counts, exposure, centre, [sigma * spread * _root(centre, n) for n in exposure], spread=spread)


def xmr(values: Sequence[float], *, baseline: Sequence[bool]) -> Chart:
    """Chart of single figures, for example money a month, from their moving ranges.

    Parameters
    ----------
    values : sequence of float
        One figure a point; nan where there is none.
    baseline : sequence of bool
        As in `u_chart`.

    Returns
    -------
    Chart
        With ``ranges`` and ``range_limit``; read the ranges first.

    Notes
    -----
    Mean ± 2.66 mean range; limit of the ranges 3.267 mean range (Wheeler). 836 841 829 838 845 833 840 822: 808.9 to
    862.1, ranges up to 32.67.
    """
    _same_length(values, baseline)
    used = [float(v) for v, in_use in zip(values, baseline, strict=True) if in_use and math.isfinite(v)]
    if len(used) < 2:
        raise _no_baseline("two figures")
    centre, width = sum(used) / len(used), _mean_range(used)
    ranges = [math.nan, *(abs(b - a) for a, b in pairwise(values))]
    low, high = centre - XMR_WIDTH * width, centre + XMR_WIDTH * width
    n = len(values)
    return Chart([float(v) for v in values], centre, [low] * n, [high] * n, ranges, XMR_RANGE * width)


def _pooled(counts: Sequence[float], exposure: Sequence[float], baseline: Sequence[bool]) -> float:
    _same_length(counts, baseline)
    _same_length(exposure, baseline)
    chosen = [(c, n) for c, n, used in zip(counts, exposure, baseline, strict=True) if used and n > 0]
    if not chosen:
        raise _no_baseline("one point with an exposure")
    return float(sum(c for c, _ in chosen) / sum(n for _, n in chosen))


def _rates(counts: Sequence[float], exposure: Sequence[float]) -> list[float]:
    return [c / n if n > 0 else math.nan for c, n in zip(counts, exposure, strict=True)]


def _root(variance: float, n: float) -> float:
    return math.sqrt(variance / n) if n > 0 else math.nan


def _stepped(
    counts: Sequence[float],
    exposure: Sequence[float],
    centre: float,
    half: Sequence[float],
    *,
    top: float = math.inf,
    spread: float = 1.0,
) -> Chart:
    low = [max(0.0, centre - h) if math.isfinite(h) else math.nan for h in half]
    high = [min(top, centre + h) if math.isfinite(h) else math.nan for h in half]
    return Chart(_rates(counts, exposure), centre, low, high, spread=spread)


def _mean_range(values: Sequence[float]) -> float:
    steps = [abs(b - a) for a, b in pairwise(values)]
    return sum(steps) / len(steps) if steps else 0.0


def _same_length(one: Sequence[float], other: Sequence[bool]) -> None:
    if len(one) != len(other):
        raise CourseError(
            f"A chart of {len(one)} points has {len(other)} marks for its baseline.",
            "baseline",
            "Give one mark for each point.",
        )


def _no_baseline(needed: str) -> CourseError:
    return CourseError(
        "The baseline is empty: there is nothing to take a centre from.",
        "baseline",
        f"Choose months that hold at least {needed}.",
    )
