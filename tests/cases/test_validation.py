from __future__ import annotations

import pandas as pd
import pytest

from course.cases import Column, Table, validate
from course.errors import CourseError

SHOPS = Table(
    name="shops",
    number=0,
    row="a shop",
    story="Two shops.",
    key=("shop_id",),
    columns=(
        Column(name="shop_id", type="text", meaning="shop", pattern=r"S\d\d"),
        Column(name="kind", type="text", meaning="kind", allowed=("street", "mall")),
        Column(name="staff", type="integer", meaning="people", low=1, high=99),
        Column(name="opened", type="date", meaning="first day", low="2018-01-01", missing="not open yet"),
        Column(name="area", type="text", meaning="area", refers="areas.area"),
    ),
)
AREAS = pd.DataFrame({"area": ["North", "South"]})


def shops(**changed: object) -> pd.DataFrame:
    good: dict[str, object] = {
        "shop_id": ["S01", "S02"],
        "kind": ["street", "mall"],
        "staff": [4, 9],
        "opened": ["2019-01-01", None],
        "area": ["North", "South"],
    }
    return pd.DataFrame(good | changed).astype({"opened": "str"})


def test_a_table_that_is_as_declared_passes_unchanged() -> None:
    frame = shops()
    assert validate(frame, SHOPS, {"areas": AREAS}) is frame


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (shops(kind=["street", "harbour"]), ["shops", "kind", "'harbour'", "street, mall"]),
        (shops(shop_id=["S01", "Shop 2"]), ["shop_id", "'Shop 2'", r"S\d\d"]),
        (shops(staff=[0, 9]), ["staff", "0", "at least 1"]),
        (shops(staff=[4, 100]), ["staff", "100", "at most 99"]),
        (shops(staff=["four", "nine"]), ["staff", "str", "integer"]),
        (shops(opened=["2017-12-31", None]), ["opened", "2017-12-31", "at least 2018-01-01"]),
        (shops(opened=["1 Jan 2019", None]), ["opened", "1 Jan 2019"]),
        (shops(kind=["street", None]), ["kind", "1 values are missing"]),
        (shops(shop_id=["S01", "S01"]), ["repeat a key", "S01"]),
        (shops(area=["North", "West"]), ["area", "'West'", "areas.area"]),
        (shops().rename(columns={"staff": "staf"}), ["no column staff", 'Did you mean "staf"']),
        (shops(profit=[1, 2]), ["profit"]),
    ],
    ids=lambda value: "" if isinstance(value, pd.DataFrame) else value[0],
)
def test_what_is_wrong_is_named_with_its_place(frame: pd.DataFrame, words: list[str]) -> None:
    with pytest.raises(CourseError) as problem:
        validate(frame, SHOPS, {"areas": AREAS})
    for word in words:
        assert word in str(problem.value)
    assert problem.value.next_step


def test_a_declared_missing_value_is_no_fault() -> None:
    validate(shops(opened=[None, None]), SHOPS)


def test_a_foreign_key_is_left_alone_without_the_other_table() -> None:
    validate(shops(area=["North", "West"]), SHOPS)
