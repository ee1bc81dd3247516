from typing import Any

import pytest

from course.errors import CourseError
from course.methods import sample_size


@pytest.mark.parametrize(
    ("margin", "population", "n"), [(0.05, None, 385), (0.10, None, 97), (0.03, None, 1068), (0.05, 600, 235)]
)
def test_sample_sizes_of_the_dictionary(margin: float, population: int | None, n: int) -> None:
    assert sample_size(margin=margin, share=0.5, population=population) == n


def test_a_whole_result_is_not_rounded_up_once_more() -> None:
    assert sample_size(margin=0.016, share=0.2) == 2401  # 2401.0000000000005 in floats


def test_five_per_cent_typed_as_five_is_told_what_to_write() -> None:
    with pytest.raises(CourseError, match=r"For 5 % write 0\.05"):
        sample_size(margin=5, share=0.5)


@pytest.mark.parametrize("bad", [0, -0.1, "0.05", True, None])
def test_a_margin_that_is_no_fraction_is_refused(bad: Any) -> None:
    with pytest.raises(CourseError):
        sample_size(margin=bad, share=0.5)


def test_a_population_of_nobody_is_refused() -> None:
    with pytest.raises(CourseError, match="nobody"):
        sample_size(margin=0.05, share=0.5, population=0)
