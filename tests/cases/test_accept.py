from __future__ import annotations

from dataclasses import replace

import pytest

from course.authoring.data import near_misses
from course.cases import Case
from course.cases.accept import accept
from course.cases.family import Family
from course.cases.recorded import recorded
from course.cases.truth import Bound, Truth, too_near
from course.cases.variant import PRACTICE_KEY, Variant
from course.errors import CourseError

IMPOSSIBLE = Truth("T99", "Nobody ever complains.", (Bound("complaints", high=0),))


def test_the_recorded_salt_is_the_first_that_holds(lantern: Family) -> None:
    drawn_again = next(number for number, salt in recorded()[lantern.name].items() if salt)
    accepted = accept(lantern, drawn_again, PRACTICE_KEY, near_misses)
    assert accepted.variant.salt == recorded()[lantern.name][drawn_again]
    assert len(accepted.refused) == accepted.variant.salt and all(accepted.refused)


def test_the_error_after_the_last_salt_names_the_rule(lantern: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course.cases.accept.MOST_SALTS", 2)
    with pytest.raises(CourseError, match=r"None of 2 draws .* T99 complaints"):
        accept(replace(lantern, truths=(IMPOSSIBLE,)), 1, PRACTICE_KEY)


def test_a_broken_invariant_stops_at_once(lantern: Family) -> None:
    drawn: list[Variant] = []

    def counted(variant: Variant) -> object:
        drawn.append(variant)
        world = lantern.draw(variant)
        world.true["cases"].loc[0, "summary"] = "something else"
        return world

    with pytest.raises(CourseError, match=r"invariant[\s\S]*cases.summary"):
        accept(replace(lantern, draw=counted), 1, PRACTICE_KEY)  # type: ignore[arg-type]
    assert len(drawn) == 1


def test_a_wrong_answer_that_a_mark_could_not_tell_gives_another_salt(lantern: Family) -> None:
    def blind_on_salt_0(case: Case) -> list[tuple[float, float, float]]:
        return [(0.5, 0.5 if case.variant.salt == 0 else 0.6, 0.001)]

    accepted = accept(lantern, 1, PRACTICE_KEY, blind_on_salt_0)
    assert accepted.variant.salt > 0
    assert accepted.refused[0][0].startswith("G5")


@pytest.mark.parametrize(("wrong", "near"), [(0.5, True), (0.5019, True), (0.5021, False), (float("nan"), True)])
def test_near_is_within_twice_the_tolerance(wrong: float, near: bool) -> None:
    assert bool(too_near([(wrong, 0.5, 0.001)])) is near
