import math

import pytest

from course.errors import CourseError
from course.methods import decompose, shares, standardise
from course.methods.mix import turns

A = {"one": (95, 100), "two": (184, 200), "three": (560, 700)}
B = {"one": (470, 500), "two": (360, 400), "three": (74, 100)}


def test_standardising_turns_the_order_of_the_dictionary() -> None:
    group = shares({key: A[key][1] + B[key][1] for key in A})
    rates = [{key: hits / n for key, (hits, n) in unit.items()} for unit in (A, B)]
    raw = [sum(hits for hits, _ in unit.values()) / 1000 for unit in (A, B)]
    assert raw == [0.839, 0.904]
    assert [standardise(own, group) for own in rates] == pytest.approx([0.881, 0.848], abs=5e-4)


def test_a_unit_without_a_stratum_cannot_be_standardised() -> None:
    assert math.isnan(standardise({"one": 0.9}, {"one": 0.5, "two": 0.5}))


def test_a_stratum_of_nobody_needs_no_rate() -> None:
    assert standardise({"one": 0.9}, {"one": 1.0, "two": 0.0}) == 0.9


def test_both_groups_fall_and_the_total_rises() -> None:
    found = decompose({"m": (0.41, 0.863), "o": (0.59, 0.637)}, {"m": (0.74, 0.822), "o": (0.26, 0.576)})
    assert (found.before, found.after, found.at_old_mix) == pytest.approx((0.730, 0.758, 0.677), abs=5e-4)
    assert found.rates + found.mix == pytest.approx(found.after - found.before)
    assert found.rates < 0 < found.mix


def test_nobody_has_no_mix() -> None:
    with pytest.raises(CourseError, match="no mix"):
        shares({"m": 0, "o": 0})


@pytest.mark.parametrize(
    ("total", "strata", "answer"),
    [([1, 2], [[5, 4], [3, 2]], True), ([1, 2], [[5, 4], [2, 3]], False), ([1, 1], [[5, 4]], False)],
)
def test_does_the_order_turn(total: list[float], strata: list[list[float]], answer: bool) -> None:
    assert turns(total, strata) is answer
