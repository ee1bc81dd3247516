"""What sets a company apart: attributes that customers weigh, against the best rival, beyond chance."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from course.errors import CourseError, did_you_mean
from course.indicators.guards import columns, one_of

CUT = 7.0  # importance from which an attribute can be an edge or a deficit
ERRORS = 2.0  # standard errors that a difference has to pass
LABELS = ("edge", "deficit", "parity", "low_importance")
RIVALS = ("best", "mean")


def edge_label(difference: float, error: float, importance: float, *, cut: float = CUT, errors: float = ERRORS) -> str:
    """Label one attribute.

    Parameters
    ----------
    difference : float
        Our mean less the rival's.
    error : float
        Standard error of the difference.
    importance : float
        What customers give it, 1 to 10.
    cut : float
        Importance from which it counts; a value on the cut counts.
    errors : float
        Standard errors that the difference has to reach; 0 takes every difference for real.

    Returns
    -------
    str
        ``edge``, ``deficit``, ``parity``, ``low_importance``; empty where nothing was measured.

    Notes
    -----
    Difference 10.0, error 1.1, importance 8.4: edge. 15 at 4.3: low importance. -11.8, 1.2, 8.3: deficit. 0.3 at 7.9:
    parity.
    """
    if math.isnan(difference) or math.isnan(importance):
        return ""
    if importance < cut:
        return "low_importance"
    if abs(difference) < errors * error or difference == 0:
        return "parity"
    return "edge" if difference > 0 else "deficit"


def edge(
    benchmark: pd.DataFrame,
    importance: pd.DataFrame,
    *,
    us: str,
    cut: float = CUT,
    errors: float = ERRORS,
    rival: str = "best",
) -> pd.DataFrame:
    """Compare each attribute with the rivals and label it.

    Parameters
    ----------
    benchmark : pandas.DataFrame
        One row a visit: ``company`` and one column of scores for each attribute.
    importance : pandas.DataFrame
        ``attribute`` and ``importance_mean``; its attributes are compared.
    us : str
        Our name in ``company``.
    cut, errors : float
        As in `edge_label`.
    rival : str
        ``best``: the rival with the highest mean on the attribute. ``mean``: all rivals' visits together, which hides
        who is better.

    Returns
    -------
    pandas.DataFrame
        Per attribute: ``importance``, ``difference``, ``error``, ``rival``, ``n`` (our visits), ``label``.

    Raises
    ------
    CourseError
        When a column or our company is missing.

    Notes
    -----
    Error √(s₁²/n₁ + s₂²/n₂), sd with n - 1. The best of several rivals is biased upward, so that 2 errors are a modest
    hurdle.
    """
    one_of("rival", rival, RIVALS)
    columns(importance, ["attribute", "importance_mean"], "importance")
    names = importance["attribute"].tolist()
    columns(benchmark, ["company", *names], "benchmark")
    if us not in set(benchmark["company"]):
        raise CourseError(f'No visit to "{us}".', "us", did_you_mean(us, sorted(benchmark["company"].unique())))
    ours = benchmark["company"] == us
    who = benchmark["company"].where(ours | (rival == "best"), "all rivals")
    groups = benchmark[names].groupby(who)
    mean, spread = groups.mean(), groups.var(ddof=1).div(groups.count())
    rows = [_compare(name, us, mean[name], spread[name]) for name in names]
    found = pd.DataFrame(rows, index=pd.Index(names, name="attribute"))
    found.insert(0, "importance", importance["importance_mean"].to_numpy(float))
    found["n"] = int(ours.sum())
    triples = found[["difference", "error", "importance"]].to_numpy(float)
    found["label"] = [edge_label(*triple, cut=cut, errors=errors) for triple in triples]
    return found


def _compare(name: str, us: str, mean: pd.Series[Any], spread: pd.Series[Any]) -> dict[str, Any]:
    best = str(mean.drop(us).idxmax())
    difference = float(mean[us] - mean[best])
    return {"difference": difference, "error": float(np.sqrt(spread[us] + spread[best])), "rival": best}
