"""What every variant of Lantern Lane says: eighteen planted truths, four margin guards, and the sizes of ``base``."""

from __future__ import annotations

from course.cases.truth import Bound, Truth

UNIT = ("105082L4",)


def _truth(number: str, sentence: str, tasks: str, *bounds: Bound) -> Truth:
    return Truth(number, sentence, bounds, UNIT, tuple(tasks.split()))


def _is(figure: str, value: float) -> Bound:
    return Bound(figure, value, value)


TRUTHS = (
    _truth(
        "T1",
        "January turnover leaps and February falls, because New Year moved; together they change little.",
        "A4",
        Bound("january_growth", low=0.10),
        Bound("february_growth", high=-0.06),
        Bound("january_february_growth", -0.06, 0.06),
    ),
    _truth(
        "T2",
        "The new store adds visibly to the growth of all stores.",
        "A3 A4",
        Bound("new_store_adds", low=0.008),
    ),
    _truth(
        "T3",
        "Causeway Bay has the most complaints and one of the three lowest rates; Tuen Mun has the highest rate.",
        "A3",
        _is("s01_place_by_count", 1),
        Bound("s01_place_from_lowest_rate", high=3),
        _is("s11_place_by_rate", 1),
    ),
    _truth(
        "T4",
        "The pilot lowers complaints by about 0.30; the bad quarter before it makes that look far more.",
        "A6",
        Bound("pilot_effect", -0.38, -0.20),
        Bound("pilot_effect_high", high=0),
        Bound("pilot_naive_below_effect", low=0.05),
    ),
    _truth(
        "T5",
        "Delivery complaints break out in every month of the new van contractor, and in no other.",
        "A4",
        _is("delivery_signals_other_than_planted", 0),
        Bound("delivery_ratio", low=1.8),
    ),
    _truth(
        "T6",
        "Yuen Long records far fewer complaints in the second half of 2025, and far more enquiries.",
        "A4",
        Bound("s07_rate_change", high=0.7),
        Bound("s07_enquiries_change", low=1.6),
    ),
    _truth(
        "T7",
        "Tsim Sha Tsui sells more and earns less, since goodwill is given freely.",
        "A6",
        Bound("s03_growth", low=0.03),
        Bound("s03_profit_growth", high=-0.02),
    ),
    _truth(
        "T8",
        "Counting only answered complaints makes punctuality look better by three to six points.",
        "A3",
        Bound("in_time_flattered_by", 0.03, 0.06),
    ),
    _truth(
        "T9",
        "Delivery complaints wait much longest between acknowledgement and reply.",
        "",
        Bound("reply_delivery_to_all", low=1.7),
    ),
    _truth(
        "T10",
        "Tangibles have the largest gap; weighted by what customers care for, reliability comes first.",
        "A5",
        _is("tan_place_by_gap", 1),
        _is("rel_place_by_weighted_gap", 1),
    ),
    _truth(
        "T11",
        "Comparing everybody's perception with the expectation of those who answered is off on every dimension.",
        "A5",
        Bound("unpaired_too_low_by_at_least", low=0.02),
    ),
    _truth(
        "T12",
        "Customers who know the return rule see a much smaller gap in reliability.",
        "A5",
        Bound("rule_closes_gap_by", low=0.5),
    ),
    _truth(
        "T13",
        "Satisfaction rises in all and falls among members and among others: the mix moved.",
        "A4",
        Bound("satisfied_change", low=0.001),
        Bound("satisfied_change_members", high=-0.001),
        Bound("satisfied_change_others", high=-0.001),
    ),
    _truth("T14", "Fewer than half of those with a problem told us.", "", Bound("problems_told", high=0.45)),
    _truth(
        "T15",
        "In 2025 more members are lost than won; without the coupon joiners of 2024 it is the other way round.",
        "A3",
        Bound("won_to_lost_2025", high=0.999),
        Bound("won_to_lost_2024", low=1.001),
        Bound("organic_won_to_lost", low=1.2),
        Bound("coupon_stay", high=0.2),
    ),
    _truth(
        "T16",
        "Product knowledge is the edge; queue and delivery are deficits; accuracy and returns are on a par.",
        "A6",
        _is("edge_labels_other_than_planted", 0),
    ),
    _truth(
        "T17",
        "Customers find 48 hours adequate, and by that limit far fewer complaints are answered in time.",
        "A5",
        _is("adequate_hours", 48),
        Bound("in_time_lost_by_customers_limit", low=0.08),
    ),
    _truth(
        "T18",
        "Like-for-like turnover grows by more than 2%, gross profit after goodwill by less.",
        "A3",
        Bound("same_store_growth", low=0.02),
        Bound("same_store_profit_growth", high=0.02),
    ),
)

# The fifth guard, wrong answers too near to the right one, comes with the assignments: see ``accept``.
GUARDS = (
    _truth("G1", "No month of the chart lies within 2% of its limit.", "A4", Bound("delivery_nearest_to_limit", 0.02)),
    _truth("G2", "No edge lies within 5% of its line of two errors.", "A6", Bound("edge_nearest_to_line", low=0.05)),
    _truth("G3", "The two worst stores differ by 3% or more.", "A3", Bound("worst_two_differ_by", low=0.03)),
    _truth("G4", "No importance lies within 0.15 of 7.", "A6", Bound("importance_nearest_to_line", low=0.15)),
)

# The lesson variant stays near the sizes that the unit was designed with.
BASE = (
    Bound("rate_2025", 6.95, 7.40),
    Bound("rate_2024", 8.25, 8.90),
    Bound("same_store_growth", 0.027, 0.037),
    Bound("same_store_profit_growth", 0.003, 0.012),
    Bound("pilot_effect", -0.335, -0.285),
    Bound("won_to_lost_2025", 0.70, 0.80),
    Bound("organic_won_to_lost", 1.20, 1.48),
    Bound("in_time_of_decided", 0.84, 0.87),
    Bound("s01_place_from_lowest_rate", high=1),
)
