from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from course import answers
from course.checks import Choice, Field
from course.units.items import Item
from course.widgets.markdown import to_html
from course.widgets.question import Question, name, reasons

VISITS = "A complaint can only come from a visit."
STORES = "That compares the chain with itself."
STAFF = "Staff do not complain."


def choices(right: bool | None = True) -> list[Choice]:
    return [
        Choice(value="visits", text="Visits", right=right, reason=VISITS if right else ""),
        Choice(value="stores", text="Stores", right=right and False, reason=STORES if right else ""),
        Choice(value="staff", text="Staff", right=right and False, reason=STAFF if right else ""),
    ]


QUIZ = Item(
    id="105082L4.m03.q1", kind="quiz", title="Per what?", prompt="Which **denominator**?",
    fields=[Field(key="a", label="Choose one", kind="choice", choices=choices())],
    hints=["Who could complain?", "Count chances."], solution="Divide by *visits*.",
)  # fmt: skip
NUMBER = Item(
    id="105082L4.3.1", kind="exercise", prompt="The rate?", solution="Pool.",
    fields=[Field(key="rate", label="Rate", kind="number", places=2)],
)  # fmt: skip
TASK = Item(
    id="A2.complaint_rate", kind="task", title="Complaint rate", prompt="Define it.", points=2, hints=["A slip."],
    solution="A slip.",
    fields=[
        Field(key="name", label="Name", kind="text"),
        Field(key="denominator", label="Denominator", kind="choice", choices=choices(right=None)),
    ],
)  # fmt: skip
GUESS = QUIZ.model_copy(update={"id": "105082L4.m03.p1", "kind": "predict"})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield


def ask(shown: Question, values: dict[str, Any], **more: Any) -> dict[str, Any]:
    shown.query = {"values": values, "seq": shown.query.get("seq", 0) + 1, "keep": True, **more}
    data: dict[str, Any] = shown.data
    return data


def test_the_page_does_not_learn_which_option_is_right() -> None:
    page = json.dumps(Question(QUIZ).item)
    assert "right" not in page and VISITS not in page and "Divide" not in page


def test_an_answer_is_saved_bare_and_fills_the_next_form() -> None:
    ask(Question(QUIZ), {"a": "stores"})
    assert answers.store().get(QUIZ.id) == "stores"
    assert Question(QUIZ).query["values"] == {"a": "stores"}


def test_an_emptied_form_takes_the_answer_out() -> None:
    shown = Question(NUMBER, expected=(2.0, 0.005))
    ask(shown, {"rate": "2"})
    ask(shown, {"rate": ""})
    assert answers.store().record(NUMBER.id) is None


def test_looking_at_an_empty_question_writes_nothing(tmp_path: Path) -> None:
    assert ask(Question(QUIZ), {"a": ""}, check=True)["outcome"]["state"] == "not attempted"
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_choice_is_not_yet_with_its_own_reason_only() -> None:
    data = ask(Question(QUIZ), {"a": "stores"}, check=True)
    said = json.dumps(data)
    assert data["outcome"]["state"] == "not yet"
    assert STORES in said and VISITS not in said and STAFF not in said


def test_the_right_choice_gives_every_reason_once() -> None:
    data = ask(Question(QUIZ), {"a": "visits"}, check=True)
    said = json.dumps(data)
    assert data["outcome"]["state"] == "right"
    assert [said.count(reason) for reason in (VISITS, STORES, STAFF)] == [1, 1, 1]


def test_reasons_of_the_chosen_option_come_first() -> None:
    found = reasons(QUIZ, "visits")
    assert [one["chosen"] for one in found] == [True, False, False]


@pytest.mark.parametrize(("typed", "state"), [("", "not attempted"), ("3", "not yet"), ("2.001", "right")])
def test_a_number_is_checked_in_three_states(typed: Any, state: Any) -> None:
    shown = Question(NUMBER, expected=(2.0, 0.005))
    assert ask(shown, {"rate": typed}, check=True)["outcome"]["state"] == state


def test_nothing_is_said_before_the_check() -> None:
    assert ask(Question(QUIZ), {"a": "stores"})["outcome"] is None


def test_hints_open_one_after_the_other() -> None:
    shown = Question(QUIZ)
    assert shown.item["hints"] == 2
    assert [len(ask(shown, {"a": ""}, hints=n)["hints"]) for n in (0, 1, 2, 3)] == [0, 1, 2, 2]


def test_a_worked_solution_needs_an_attempt() -> None:
    shown = Question(QUIZ)
    assert ask(shown, {"a": ""}, check=True, solution=True)["solution"] == ""
    ask(shown, {"a": "stores"}, check=True)
    assert "<em>visits</em>" in ask(shown, {"a": "stores"}, solution=True)["solution"]


def test_a_task_gives_no_hint_no_solution_and_no_verdict() -> None:
    data = ask(Question(TASK), {"name": "Rate", "denominator": "staff"}, check=True, hints=2, solution=True)
    assert (data["hints"], data["solution"], data["solvable"]) == ([], "", False)
    assert data["outcome"]["label"] == "complete"


def test_a_task_that_is_half_filled_says_which_field_is_open() -> None:
    data = ask(Question(TASK), {"name": "Rate", "denominator": ""}, check=True)
    assert data["outcome"]["state"] == "not yet"
    assert data["outcome"]["fields"]["denominator"]["state"] == "not attempted"


def test_a_prediction_is_kept_and_never_judged() -> None:
    data = ask(Question(GUESS), {"a": "stores"}, check=True)
    assert data["outcome"] is None and data["note"].startswith("Kept. Now try it")
    assert answers.store().get(GUESS.id) == "stores"


def test_an_empty_prediction_is_not_called_kept() -> None:
    assert ask(Question(GUESS), {"a": ""}, check=True)["note"] == ""


def test_a_record_shows_its_sentence() -> None:
    shown = Question(TASK, sentence=lambda answer: f"{answer['name']} per {answer['denominator']}")
    assert ask(shown, {"name": "Rate", "denominator": "visits"})["sentence"] == "Rate per visits"


def test_a_half_filled_record_shows_no_sentence_yet() -> None:
    shown = Question(TASK, sentence=lambda answer: f"{answer['name']} per {answer['denominator']}")
    data = ask(shown, {"name": "Rate", "denominator": ""})
    assert data["sentence"] == "" and "problem" not in data


def test_the_plain_text_says_answered_or_not_the_state_and_the_next_step() -> None:
    shown = Question(QUIZ)
    assert repr(shown) == "Question 1: Per what?: not answered yet."
    ask(shown, {"a": "stores"}, check=True)
    assert repr(shown) == "Question 1: Per what?: answered; not yet. Choose again."


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (NUMBER, "Exercise 3.1"),
        (TASK, "Task A2.complaint_rate: Complaint rate (2 points)"),
        (GUESS, "Guess first: Per what?"),
    ],
)
def test_an_item_is_named_for_people(item: Any, said: Any) -> None:
    assert name(item) == said


def test_markdown_never_becomes_a_script() -> None:
    html = to_html("<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>")
    assert "<script" not in html and "<img" not in html and "href" not in html
