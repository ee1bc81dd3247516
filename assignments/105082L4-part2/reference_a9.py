"""A9: the six rules of the review report, with the figures of the trainee's own variant.

Instructors only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.cases.lantern_lane.facts import draw_facts
from course.checks import Outcome, not_attempted
from course.documents import points
from course.documents.review_report import DOCUMENT, check_report
from course.marking import per_variant

from .reference_base import of_rules

REPORT = DOCUMENT.file

# The report's name of a figure, and the case's own name of what it measures.
_MEASURED = {
    "lfl_turnover_growth": "same_store_growth",
    "gp_after_goodwill_growth_lfl": "same_store_profit_growth",
    "visits_2025_valid": "sound_visits",
    "conversion_2025": "receipts_a_visit",
    "complaint_rate_2025": "rate_2025",
    "fcr_2025": "solved_at_first_contact",
    "on_time_72_due": "in_time_of_decided",
    "new_2025": "won_2025",
    "lost_2025": "lost_2025",
    "new_to_lost_2025": "won_to_lost_2025",
    "new_to_lost_organic_2025": "organic_won_to_lost",
    "janfeb_growth": "january_february_growth",
    "delivery_ubar": "delivery_mean",
    "delivery_ratio": "delivery_ratio",
    "gap_tan": "gap_tan",
    "gap_rel": "gap_rel",
    "gap_res": "gap_res",
    "wgap_tan": "weighted_gap_tan",
    "wgap_rel": "weighted_gap_rel",
    "wgap_res": "weighted_gap_res",
    "understanding_index": "promise_understood",
    "on_time_at_customer_adequate": "in_time_by_customers_limit",
    "stricter_share_reply": "stricter_than_us",
    "pilot_did_ratio": "pilot_effect",
    "naive_change": "pilot_naive",
    "s03_turnover_growth": "s03_growth",
    "s03_gp_growth": "s03_profit_growth",
}


@per_variant
def figures(case: Any) -> dict[str, float]:
    """Measure every figure that a finding may name.

    Parameters
    ----------
    case : course.cases.Case
        The trainee's variant.

    Returns
    -------
    dict
        By the keys of ``course.documents.companies.lantern_lane.FIGURES``.
    """
    found = case.family.figures(case.views, vars(draw_facts(case.variant)))
    return {key: float(found[name]) for key, name in _MEASURED.items()}


def marks(answers: Mapping[str, Any], documents: Mapping[str, Any], case: Any) -> float:
    """Give the points of the rules that hold, 0 to 3; junk of any kind earns 0 and raises nothing."""
    report = documents.get(REPORT)
    return points(check_report(report, figures(case))) if report else 0.0


def feedback(answers: Mapping[str, Any], documents: Mapping[str, Any], case: Any) -> Outcome:
    """Say which rules hold, and what to look at where one does not; no figure is given away."""
    report = documents.get(REPORT)
    if not report:
        return not_attempted("There is no report yet.", "Fill the report form; it saves by itself.")
    return of_rules(check_report(report, figures(case)))
