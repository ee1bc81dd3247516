import pytest

from course.errors import CourseError
from course.indicators import define, evaluate, indicator_table
from course.indicators.crafted import AS_OF, LESSON

WORLD = LESSON[1]()
RATE = define(
    "case_rate",
    {"numerator": "complaints", "denominator": "visits", "pooling": "sum_over_sum", "sensor_rule": "ignore"},
)
FLOW = define("new_to_lost", {"new_counted_from": "first_purchase", "never_bought": "neither", "empty": "undefined",
                              "lost_rule": "date_of_last", "shown_by": "nothing"})  # fmt: skip


def test_one_row_a_store_and_one_for_all() -> None:
    board = indicator_table(year=2025, stores="all", definitions={"rate": RATE}, tables=WORLD.tables, as_of=AS_OF)
    assert board["store"].tolist() == ["S01", "S02", "all stores"]
    assert board["rate (n)"].tolist() == [30000, 4000, 34000]
    assert board["rate"].iloc[-1] == evaluate(RATE, WORLD.tables, AS_OF, period=2025).shown


def test_years_can_stand_below_each_other_as_the_chain_only() -> None:
    board = indicator_table(year=[2024, 2025], stores="chain", definitions=[RATE], tables=WORLD.tables, as_of=AS_OF)
    assert board[["year", "months"]].to_numpy().tolist() == [[2024, 0], [2025, 1]]
    assert board["Cases by opportunity"].isna().tolist() == [True, False]


def test_some_stores_are_not_called_all() -> None:
    board = indicator_table(year=2025, stores=["S02"], definitions=[RATE], tables=WORLD.tables, as_of=AS_OF)
    assert board["store"].tolist() == ["S02", "these stores"]
    assert board["Cases by opportunity (n)"].tolist() == [4000, 4000]


@pytest.mark.parametrize("definitions", [[], {}, None, ["rate"], [RATE, RATE], {"rate": 3}])
def test_what_is_no_list_of_definitions_is_refused(definitions: object) -> None:
    with pytest.raises(CourseError, match="definitions"):
        indicator_table(year=2025, stores="all", definitions=definitions, tables=WORLD.tables, as_of=AS_OF)  # type: ignore[arg-type]


def test_an_unknown_store_is_named() -> None:
    with pytest.raises(CourseError, match='stores is "S99"'):
        indicator_table(year=2025, stores=["S99"], definitions=[RATE], tables=WORLD.tables, as_of=AS_OF)


def test_a_table_that_knows_no_stores_is_named() -> None:
    with pytest.raises(CourseError, match='no column "store_id"'):
        indicator_table(year=2025, stores="all", definitions=[FLOW], tables=WORLD.tables, as_of=AS_OF)
