from types import ModuleType

import pytest

from course.cases.accept import accept
from course.cases.case import Case
from course.cases.family import family
from course.marking.reference import reference

VARIANTS = (1, 2, 3, 4, 5)


@pytest.fixture(scope="session")
def part1() -> ModuleType:
    return reference("105082L4-part1").module


@pytest.fixture(scope="session")
def part2() -> ModuleType:
    return reference("105082L4-part2").module


@pytest.fixture(scope="session")
def cases(part2: ModuleType) -> dict[int, Case]:
    """Five accepted variants, each with all its truths and every wrong answer far enough from the right one."""
    company, found = family("lantern_lane"), {}
    for number in VARIANTS:
        variant = accept(company, number, "a key for tests", part2.near_misses).variant
        found[number] = Case(company, variant, company.draw(variant).tables)
    return found


@pytest.fixture(params=VARIANTS)
def case(request: pytest.FixtureRequest, cases: dict[int, Case]) -> Case:
    return cases[request.param]
