"""The cases are drawn into a cache of the test run, and no register or variant of the person who tests is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from course.authoring.data import near_misses
from course.cases import Case
from course.cases.accept import judge
from course.cases.family import Family, World, family
from course.cases.recorded import recorded_variant


@pytest.fixture(scope="session")
def cache_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def nobodys_variant(monkeypatch: pytest.MonkeyPatch, cache_of_the_run: Path) -> Iterator[None]:
    from course.cases.library import _kept

    for name in ("COURSE_VARIANT", "COURSE_REGISTER", "JUPYTERHUB_USER", "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COURSE_CACHE", str(cache_of_the_run))
    _kept.cache_clear()
    yield
    _kept.cache_clear()


@pytest.fixture(scope="session")
def lantern() -> Family:
    return family("lantern_lane")


@pytest.fixture(scope="session")
def world(lantern: Family) -> Callable[[int], World]:
    return cache(lambda number: lantern.draw(recorded_variant(lantern.name, number)))


@pytest.fixture(scope="session")
def case(lantern: Family, world: Callable[[int], World]) -> Callable[[int], Case]:
    return cache(lambda number: Case(lantern, recorded_variant(lantern.name, number), world(number).tables))


@pytest.fixture(scope="session")
def judged(lantern: Family) -> Callable[[int], list[str]]:
    return cache(lambda number: judge(lantern, recorded_variant(lantern.name, number), near_misses)[0])
