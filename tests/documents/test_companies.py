"""Do the options that documents offer say what the case says?"""

from __future__ import annotations

from course import cases
from course.documents.companies import lantern_lane as company


def test_the_stores_are_those_of_the_case() -> None:
    stores = cases.case("base").load("stores")
    assert [choice.text for choice in company.STORES] == [f"{row.store_id} {row.name}" for row in stores.itertuples()]


def test_the_objectives_are_those_of_the_scheme() -> None:
    given = cases.case("base").documents["scheme"]["objectives"]
    assert [choice.text for choice in company.OBJECTIVES] == [f"{one['id']} {one['text']}".rstrip(".") for one in given]


def test_the_channels_are_those_of_the_log() -> None:
    channels = dict(company.CHOICES)["channels"]
    assert {choice.value for choice in channels} == set(cases.case("base").load("cases")["channel"])


def test_the_patterns_find_every_number_and_member_of_the_case() -> None:
    case = cases.case("base")
    numbers = case.load("cases")["summary"].str.extract(r"call (\d+)")[0].dropna()
    assert len(numbers) and all(company.PERSONAL["a phone number"].fullmatch(one) for one in numbers)
    assert all(company.PERSONAL["a member number"].fullmatch(one) for one in case.load("members")["member_id"])
