from __future__ import annotations

import math

import pandas as pd
import pytest

from course.errors import CourseError
from course.indicators import edge
from course.indicators.edges import edge_label

VISITS = pd.DataFrame(
    {
        "company": ["Us"] * 3 + ["A"] * 3 + ["B"] * 3,
        "greeting": [80, 82, 84, 70, 71, 72, 60, 61, 62],
        "queue": [50, 52, 54, 70, 71, 72, 40, 41, 42],
    }
)
IMPORTANCE = pd.DataFrame({"attribute": ["greeting", "queue"], "importance_mean": [8.0, 7.0]})


@pytest.mark.parametrize(
    ("difference", "error", "importance", "label"),
    [
        (10.0, 1.1, 8.4, "edge"),
        (15, 1.1, 4.3, "low_importance"),
        (-11.8, 1.2, 8.3, "deficit"),
        (0.3, 1.2, 7.9, "parity"),
        (2.0, 1.0, 7.0, "edge"),  # on both lines
        (math.nan, 1.0, 8.0, ""),
    ],
)
def test_is_the_label_that_of_the_dictionary(difference: float, error: float, importance: float, label: str) -> None:
    assert edge_label(difference, error, importance) == label


def test_is_each_attribute_compared_with_its_best_rival() -> None:
    found = edge(VISITS, IMPORTANCE, us="Us")
    assert found["rival"].tolist() == ["A", "A"] and found["label"].tolist() == ["edge", "deficit"]
    assert found["difference"].tolist() == [11, -19]
    assert found["error"].tolist() == pytest.approx([math.sqrt(4 / 3 + 1 / 3)] * 2)


def test_does_the_mean_of_the_rivals_hide_who_is_better() -> None:
    assert edge(VISITS, IMPORTANCE, us="Us", rival="mean")["difference"].tolist() == [16, -4]


def test_does_the_cut_come_before_the_lead() -> None:
    assert edge(VISITS, IMPORTANCE, us="Us", cut=7.5)["label"].tolist() == ["edge", "low_importance"]


def test_without_a_hurdle_is_every_difference_taken_for_real() -> None:
    close = VISITS.assign(greeting=[80, 70, 75, 74, 75, 75, 1, 1, 1])
    assert edge(close, IMPORTANCE, us="Us")["label"].iloc[0] == "parity"
    assert edge(close, IMPORTANCE, us="Us", errors=0)["label"].iloc[0] == "edge"


def test_does_an_unknown_company_or_rule_get_the_near_ones_offered() -> None:
    with pytest.raises(CourseError, match='No visit to "Uss"'):
        edge(VISITS, IMPORTANCE, us="Uss")
    with pytest.raises(CourseError, match="best"):
        edge(VISITS, IMPORTANCE, us="Us", rival="bst")
