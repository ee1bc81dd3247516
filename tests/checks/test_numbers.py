from __future__ import annotations

import math

import numpy as np
import pytest

from course.checks import to_number


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0.0318", 0.0318),
        (" 1,234.5 ", 1234.5),
        ("HK$ 180,000", 180000.0),
        ("HKD 180,000", 180000.0),
        ("3.18%", 0.0318),
        ("３．１８％", 0.0318),
        ("１，０００", 1000.0),
        ("(1,234)", -1234.0),
        ("−0.5", -0.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        (np.float64(2.5), 2.5),
        (np.int64(7), 7.0),
        (72, 72.0),
    ],
)
def test_a_number_is_read_as_people_type_it(typed: object, meant: float) -> None:
    assert to_number(typed) == pytest.approx(meant)


@pytest.mark.parametrize("typed", ["3,18", "abc", "", "1 or 2", True, False, None, [1.0], {"a": 1}, "1" * 61, "--3"])
def test_what_is_not_one_number_is_none(typed: object) -> None:
    assert to_number(typed) is None


@pytest.mark.parametrize("typed", ["nan", "Undefined", "未定義", float("nan")])
def test_undefined_is_nan_and_never_zero(typed: object) -> None:
    number = to_number(typed)
    assert number is not None and math.isnan(number)


def test_the_field_unit_may_stand_after_the_number() -> None:
    assert to_number("72 h", unit="h") == 72.0
    assert to_number("72 h") is None


def test_a_giant_whole_number_does_not_raise() -> None:
    assert to_number(10**400) == math.inf
