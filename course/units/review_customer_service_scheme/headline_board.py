"""Settings of `match_board` for the headlines of head office against the evidence of the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.methods.matching import Card, Words

VERDICTS = {"holds": "Holds", "overstated": "Overstated", "wrong": "Wrong", "cannot_tell": "Cannot tell"}
RIGHT = {
    "H1": "wrong",
    "H2": "wrong",
    "H3": "overstated",
    "H4": "overstated",
    "H5": "overstated",
    "H6": "wrong",
    "H7": "wrong",
    "H8": "wrong",
}


def headline_vs_evidence() -> dict[str, Any]:
    """Eight headlines with their evidence, worked out from the lesson's data; the key comes when all are judged."""
    return {
        "key": "105082L4.m08.headline_vs_evidence",
        "label": "Which headlines hold?",
        "lead": "Choose a headline, read the evidence, give your verdict. Judge the headline as it stands, not the "
        "hope behind it.",
        "cards": headlines(measured()),
        "targets": [Card(code, text) for code, text in VERDICTS.items()],
        "right": RIGHT,
        "words": Words("headline", "Your verdict", "Headlines", "Verdicts", right="What the evidence says"),
        "note": "Wrong: the figure says something else. Overstated: there is something, but less than is claimed.",
    }


def measured() -> dict[str, float]:
    """Every figure that a headline or its evidence names, of the lesson's variant."""
    from course import cases
    from course.cases.lantern_lane.facts import draw_facts
    from course.cases.lantern_lane.figures import figures

    case = cases.case("base")
    found = figures(case.views, {"delivery_start": draw_facts(case.variant).delivery_start})
    answers = case.views["survey"]
    for year in (2024, 2025):
        found[f"members_{year}"] = float((answers.loc[answers["wave"] == year, "is_member"] == "Y").mean())
    return found


def percent(value: float) -> str:
    """Write a fraction as people say it in a headline."""
    return f"{abs(value) * 100:.0f} %"


def headlines(f: Mapping[str, float]) -> list[Card]:
    """Write headlines, evidence and reasons with the figures in their places."""
    down = f["rate_2025"] / f["rate_2024"] - 1
    return [
        Card(
            "H1",
            f"January turnover up {percent(f['january_growth'])}",
            f"February {f['february_growth']:+.3f}; January and February together {f['january_february_growth']:+.3f}. "
            "Lunar New Year fell in February in 2024 and in January in 2025.",
            "The calendar moved a festival from one month into the other. Read the two months together.",
        ),
        Card(
            "H2",
            f"Satisfaction up {f['satisfied_change'] * 100:.0f} points",
            f"All {f['satisfied_2024']:.3f} to {f['satisfied_2025']:.3f}; members "
            f"{f['satisfied_change_members']:+.3f}, others {f['satisfied_change_others']:+.3f}. Members were "
            f"{f['members_2024']:.2f} of the answers, then {f['members_2025']:.2f}.",
            "Both groups are less satisfied. The mix moved towards the happier one.",
        ),
        Card(
            "H3",
            f"Complaints down {percent(down)} a visit",
            f"Per 10,000 visits {f['rate_2024']:.2f} to {f['rate_2025']:.2f}. Yuen Long's recorded rate fell from "
            f"{f['s07_rate_first_half']:.1f} to {f['s07_rate_second_half']:.1f} within 2025 while its enquiries rose; "
            f"delivery complaints run at {f['delivery_ratio']:.1f} times their earlier rate.",
            "There is a fall. Part of it is one store's recording, and delivery is rising inside it.",
        ),
        Card(
            "H4",
            f"{percent(f['in_time_of_replied'])} of complaints answered in 72 hours",
            f"Of those answered {f['in_time_of_replied']:.3f}; of those answered or due {f['in_time_of_decided']:.3f}. "
            f"Half of the customers, or more, find more than {f['adequate_hours']:.0f} hours too long; within "
            f"that limit {f['in_time_by_customers_limit']:.3f}.",
            "The never-answered are left out, and the standard is not the customers'.",
        ),
        Card(
            "H5",
            "Service Desk Plus cut complaints by half",
            f"Against the bad last quarter of 2024: {f['pilot_naive']:+.3f}. Like months, against stores without it: "
            f"{f['pilot_effect']:+.3f} (95 % interval {f['pilot_effect_low']:+.3f} to {f['pilot_effect_high']:+.3f}).",
            f"It helped, by {percent(f['pilot_effect'])}. The rest is the bad quarter that the pilots were chosen for.",
        ),
        Card(
            "H6",
            "Yuen Long improved most",
            f"Recorded complaints per 10,000 visits: {f['s07_rate_first_half']:.1f} in the first half of 2025, "
            f"{f['s07_rate_second_half']:.1f} in the second. Enquiries: {f['s07_enquiries_first_half']:.0f}, then "
            f"{f['s07_enquiries_second_half']:.0f}. Since July the bonus falls with each complaint.",
            "Complaints are entered as enquiries. The fault is the bonus, not a person.",
        ),
        Card(
            "H7",
            "Causeway Bay is our worst store",
            f"Place by count: {f['s01_place_by_count']:.0f}. Per 10,000 visits: {f['s01_rate']:.2f}, place "
            f"{f['s01_place_from_lowest_rate']:.0f} from the lowest. Tuen Mun: {f['s11_rate']:.2f}.",
            "It has the most visitors, therefore the most complaints. By rate it is among the best.",
        ),
        Card(
            "H8",
            "Membership is growing",
            f"New to lost {f['won_to_lost_2024']:.2f} in 2024, {f['won_to_lost_2025']:.2f} in 2025 "
            f"({f['won_2025']:,.0f} to {f['lost_2025']:,.0f}); without coupon joiners {f['organic_won_to_lost']:.2f}. "
            f"Of the coupon joiners {f['coupon_stay']:.2f} bought again after a year.",
            "Sign-ups grow; customers do not. The coupon joiners leave.",
        ),
    ]
