"""Every figure that a truth or a guard of Lantern Lane names, measured on the views of one variant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.cases.lantern_lane.figures import complaints, money, people, waiting
from course.cases.lantern_lane.figures.common import Counts, Frames


def figures(views: Frames, facts: Mapping[str, Any]) -> dict[str, float]:
    """Measure a variant.

    Parameters
    ----------
    views : dict of str to pandas.DataFrame
        Views of the variant.
    facts : mapping
        The variant's facts; only the month of the van contractor is used.

    Returns
    -------
    dict of str to float
        Rates per 10,000 visits; shares and growths as fractions; places from 1.
    """
    counts = Counts(views)
    return {
        **money.money(views),
        **complaints.rates(views, counts),
        **complaints.pilot(counts),
        **complaints.delivery(views, facts),
        **complaints.recording(views, counts),
        **waiting.waiting(views),
        **people.expectation(views),
        **people.satisfaction(views),
        **people.flows(views),
        **people.edge(views),
    }
