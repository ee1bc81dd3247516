from __future__ import annotations

import re

import pytest

from course.cases import describe
from course.cases.family import Family
from course.cases.table import Column


def test_every_column_of_every_table_is_in_its_code_book(lantern: Family) -> None:
    for name, table in lantern.declared.items():
        book = describe(name)
        assert all(column in repr(book) for column in table.names), name
        html = book._repr_html_()
        assert all(f">{column}</th>" in html for column in table.names), name


def test_every_column_says_what_it_means(lantern: Family) -> None:
    for table in lantern.declared.values():
        for column in table.columns:
            assert column.meaning and not column.meaning.endswith("."), f"{table.name}.{column.name}"


def test_the_code_book_says_when_a_value_is_missing_and_what_may_occur() -> None:
    text = repr(describe("cases"))
    assert "45% of rows" in text and "store, phone, web, app, email, social" in text and "HKD" in text


def test_the_code_book_is_readable_by_a_screen_reader() -> None:
    html = describe("cases")._repr_html_()
    assert "<caption>" in html and 'scope="col"' in html and 'scope="row"' in html
    assert not re.search(r"color\s*:", html)  # the theme decides, in light and dark


def test_without_a_name_all_tables_are_listed(lantern: Family) -> None:
    listed = repr(describe())
    assert all(f'cs.load("{name}")' in listed for name in lantern.declared)
    assert "made up" in listed


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (Column(name="a", type="integer", meaning="a", allowed=(1, 2, 3, 4, 5, 99)), "1 to 5, 99"),
        (Column(name="a", type="integer", meaning="a", allowed=(1, 2, 3)), "1, 2, 3"),
        (Column(name="a", type="number", meaning="a", low=0), "from 0"),
        (Column(name="a", type="number", meaning="a", low=0, high=9), "0 to 9"),
        (Column(name="a", type="text", meaning="a", refers="stores.store_id"), "found in stores.store_id"),
    ],
)
def test_allowed_values_in_words(column: Column, words: str) -> None:
    from course.cases.codebook import values_in_words

    assert values_in_words(column) == words
