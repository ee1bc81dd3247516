from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from course import answers
from course.errors import CourseError
from course.widgets import assets, widget
from course.widgets.base import CourseWidget, plain


class Doubler(CourseWidget):
    """Doubles a number; asked for a word it fails in the given way."""

    name = "question"

    def compute(self, query: dict[str, Any]) -> tuple[dict[str, Any], str]:
        if query["n"] == "mistake":
            raise CourseError("There is no such month.", next_step="Choose another.")
        return {"twice": query["n"] * 2}, f"Twice {query['n']} is {query['n'] * 2}."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield


def make(**settings: Any) -> Doubler:
    return Doubler(label="Doubler", query={"n": 2}, **settings)


def test_data_and_summary_are_there_from_the_start() -> None:
    shown = make()
    assert (shown.data["twice"], shown.summary) == (4, "Twice 2 is 4.")


def test_a_query_from_the_page_gets_its_number_back() -> None:
    shown = make()
    shown.query = {"n": 5, "seq": 7}
    assert (shown.data["twice"], shown.data["seq"]) == (10, 7)


def test_plain_text_is_the_summary() -> None:
    assert make()._repr_mimebundle_()[0]["text/plain"] == "Twice 2 is 4."


def test_a_long_summary_is_not_cut() -> None:
    shown = make()
    shown.query = {"n": "long " * 50}
    assert shown._repr_mimebundle_()[0]["text/plain"] == shown.summary and len(shown.summary) > 700


def test_a_course_error_becomes_a_sentence() -> None:
    shown = make()
    shown.query = {"n": "mistake"}
    assert shown.data["problem"] == "There is no such month.\nNext: Choose another."
    assert shown.summary == "There is no such month."


def test_any_other_error_becomes_a_sentence_without_its_words() -> None:
    shown = make()
    shown.query = {"m": 1, "seq": 3}
    assert "KeyError" not in shown.data["problem"] and "run the cell again" in shown.data["problem"]
    assert shown.data["seq"] == 3


def test_after_an_error_the_next_query_works() -> None:
    shown = make()
    shown.query = {"n": "mistake"}
    shown.query = {"n": 3}
    assert "problem" not in shown.data and shown.data["twice"] == 6


def test_a_widget_without_a_key_keeps_nothing(tmp_path: Path) -> None:
    make().query = {"n": 3, "keep": True}
    assert list(tmp_path.iterdir()) == []


def test_the_state_is_kept_when_the_page_asks_and_restored_later() -> None:
    make(key="105082L4.m03.w").query = {"n": 9, "seq": 1, "keep": True}
    assert answers.store().get("105082L4.m03.w") == {"n": 9}
    assert make(key="105082L4.m03.w").data["twice"] == 18


def test_the_time_of_the_save_reaches_the_page() -> None:
    shown = make(key="w")
    shown.query = {"n": 9, "keep": True}
    assert shown.data["saved"][2] == ":"


def test_a_slider_step_alone_writes_nothing(tmp_path: Path) -> None:
    make(key="w").query = {"n": 9, "seq": 1, "keep": False}
    assert not (tmp_path / "answers.yaml").exists()


def test_a_save_that_fails_is_told_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = make(key="w")

    def full(*_: Any) -> None:
        raise answers.NotSaved("The disk is full.", next_step="Make room.")

    monkeypatch.setattr(answers.AnswersStore, "put", full)
    shown.query = {"n": 9, "seq": 1, "keep": True}
    assert shown.data["not_saved"].startswith("The disk is full.") and shown.data["twice"] == 18


def test_a_query_that_is_sent_again_is_answered() -> None:
    shown = make()
    shown._on_message(shown, {"kind": "query", "query": {"n": 4, "seq": 2}}, [])
    assert (shown.data["twice"], shown.data["seq"]) == (8, 2)


@pytest.mark.parametrize(
    ("value", "travels"),
    [
        (np.float64("nan"), None),
        (float("inf"), None),
        (np.int64(3), 3),
        (pd.Timestamp("2025-01-02"), "2025-01-02T00:00:00"),
        (pd.NA, None),
        (pd.NaT, None),
        ((1, np.array([1.5, float("nan")])), [1, [1.5, None]]),
        ({2025: True}, {"2025": True}),
    ],
)
def test_results_are_made_fit_to_travel(value: Any, travels: Any) -> None:
    assert plain(value) == travels


def test_a_subclass_takes_its_javascript_from_its_modules_name() -> None:
    from course.widgets.question import Question

    assert "static/widgets/question.js" in Question._esm


def test_a_made_widget_still_holds_its_own_stub() -> None:
    assert "static/widgets/question.js" in make()._esm


def test_the_stub_sends_little_through_the_kernel() -> None:
    assert len(assets.stub("question")) < 1200


def test_the_stub_says_what_to_do_when_the_code_cannot_be_fetched() -> None:
    assert "could not be loaded" in assets.stub("question") and "course lab" in assets.stub("question")


def test_every_widget_has_its_two_files() -> None:
    for name in assets.names():
        assert (assets.SOURCES.parent / f"{name}.py").is_file()


def test_a_misspelt_widget_gets_the_near_name() -> None:
    with pytest.raises(CourseError, match='Did you mean "question"'):
        widget("qestion")
