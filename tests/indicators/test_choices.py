import itertools
import math
from typing import Any

import pytest

from course import units
from course.errors import CourseError
from course.indicators import FORMS, define, evaluate, from_data, indicator, read_choices, sentence
from course.indicators.crafted import AS_OF, LESSON, log
from course.indicators.forms import Question

UNIT = "105082L4"
# Any complete form will do for these tests; it is deliberately not the one that the lesson teaches.
SOME: dict[str, dict[str, Any]] = {
    name: {q.key: q.choices[0].value if q.choices else 48 for q in form.questions} for name, form in FORMS.items()
}

SOME["case_rate"]["denominator"] = "visits"  # with nothing below the line, pooling and sensor say nothing


def every(question: Question) -> list[Any]:
    return [choice.value for choice in question.choices] or [question.low, 72, question.high]


@pytest.mark.parametrize("name", FORMS)
def test_every_choice_makes_a_definition_that_can_be_evaluated_and_kept(name: str) -> None:
    world = LESSON[1]()
    for question in FORMS[name].questions:
        for value in every(question):
            made = define(name, {**SOME[name], question.key: value}, world.period)
            evaluate(made, world.tables, AS_OF)
            assert from_data(made.as_data()) == made


@pytest.mark.parametrize("name", FORMS)
def test_no_two_choices_of_a_line_mean_the_same(name: str) -> None:
    for question in FORMS[name].questions:
        said = [sentence(name, {**SOME[name], question.key: value}) for value in every(question)]
        made = [
            define(name, {**SOME[name], question.key: value}).model_copy(update={"wording": ""})
            for value in every(question)
        ]
        assert len(set(said)) == len(said), question.key
        assert all(a != b for a, b in itertools.combinations(made, 2)), question.key


@pytest.mark.parametrize("name", FORMS)
def test_fields_of_a_form_and_the_form_give_the_same_record(name: str) -> None:
    assert indicator(name, period=2025, **SOME[name]) == define(name, SOME[name], 2025)


ALL_RULES = list(itertools.product(("late", "leave_out"), ("leave_out", "late", "on_time"), ("on_time", "late"),
                                   ("received", "acknowledged"), ("first_reply", "closed")))  # fmt: skip


@pytest.mark.parametrize(("never", "not_yet", "limit", "start", "stop"), ALL_RULES)
def test_the_due_part_says_every_combination_of_the_form(
    never: str, not_yet: str, limit: str, start: str, stop: str
) -> None:
    form = {"clock_starts": start, "clock_stops": stop, "limit_h": 72, "exactly_on_limit": limit, "types": "all",
            "never_answered": never, "not_yet_due": not_yet, "empty": "undefined"}  # fmt: skip
    rows = [(10, 40, 60), (6, 72, 100), (6, 78, 78), (10, 90, 95), (5, None, None)]
    old = [("S01", "complaint", 900, *row, 99) for row in rows]
    result = evaluate(
        define("on_time", form, 2025), {"cases": log([*old, ("S01", "complaint", 30, 4, None, None, 99)])}, AS_OF
    )
    assert (result.numerator, result.denominator) == counted(form, rows)


def counted(form: dict[str, Any], rows: list[Any]) -> tuple[int, int]:
    """Count in plain Python what the form says."""
    good = base = 0
    for seen, replied, closed in rows:
        end = replied if form["clock_stops"] == "first_reply" else closed
        taken = None if end is None else end - (seen if form["clock_starts"] == "acknowledged" else 0)
        if taken is None:
            base += form["never_answered"] == "late"
            continue
        base += 1
        good += taken <= 72 if form["exactly_on_limit"] == "on_time" else taken < 72
    return good + (form["not_yet_due"] == "on_time"), base + (form["not_yet_due"] != "leave_out")


def test_two_cases_give_one_half_or_one_by_one_choice() -> None:
    world = LESSON[0]()
    form = {**SOME["on_time"], "clock_starts": "received", "not_yet_due": "leave_out"}
    shares = [
        evaluate(define("on_time", {**form, "never_answered": rule}, world.period), world.tables, AS_OF).value
        for rule in ("late", "leave_out")
    ]
    assert shares == [0.5, 1.0]


def test_the_sentence_says_the_whole_definition() -> None:
    form = {"numerator": "complaints", "denominator": "visits", "period_field": "received", "scale": 10000,
            "sensor_rule": "leave_out_both", "pooling": "sum_over_sum", "empty": "undefined"}  # fmt: skip
    assert sentence("complaint_rate", form) == (
        "Complaints received in the period, divided by visits, months with a faulty door sensor left out of both "
        "sides, pooled as sum over sum, shown per 10,000 visits; with nothing to divide by the figure is undefined."
    )


def test_what_is_still_open_shows_in_the_sentence() -> None:
    said = sentence("on_time", {"limit_h": 24, "types": "all"})
    assert said.startswith("All cases received in the period and answered within 24 hours, from … to …")


@pytest.mark.parametrize("typed", [10000, 10000.0, "10,000", "１００００", " 10000 "])
def test_the_scale_is_read_however_it_is_typed(typed: Any) -> None:
    assert read_choices("complaint_rate", {"scale": typed}) == {"scale": "10000"}


@pytest.mark.parametrize("junk", ["10001", True, None, "", [10000], {"a": 1}, 1e400, math.nan, "x" * 5000])
def test_an_impossible_choice_counts_as_none(junk: Any) -> None:
    assert read_choices("complaint_rate", {"scale": junk, "numerator": junk}) == {}


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"numerator": "complaint"}, "complaints, all_cases"), ({"numeratr": "complaints"}, 'Did you mean "numerator"'),
     ({"pooling": None}, "Nothing is chosen yet")],
)  # fmt: skip
def test_a_wrong_line_of_a_form_is_named(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(CourseError, match=words):
        indicator("complaint_rate", **{**SOME["complaint_rate"], **changes})


@pytest.mark.parametrize("name", ["complaint_rate", "new_to_lost", "on_time"])
def test_the_task_asks_the_lines_of_the_form_word_for_word(name: str) -> None:
    fields = units.item(f"A2.{name}", UNIT).fields
    asked = [(f.key, f.label, [(c.value, c.text) for c in f.choices], f.low, f.high) for f in fields]
    lines = [
        (q.key, q.label, [(c.value, c.text) for c in q.choices], q.low or None, q.high or None)
        for q in FORMS[name].questions
    ]
    assert asked == lines


@pytest.mark.parametrize("task", ["A2.complaint_rate", "A2.new_to_lost", "A2.on_time", "A3", "A8"])
def test_a_task_says_nothing_of_what_is_right(task: str) -> None:
    item = units.item(task, UNIT)
    assert not item.hints
    assert not item.solution
    assert all(c.right is None and not c.reason for f in item.fields for c in f.choices)
