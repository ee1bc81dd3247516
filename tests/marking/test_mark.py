"""Is a mark a deserved, explicit number, whatever was handed in and whatever is missing on the marker's side?"""

from __future__ import annotations

import logging
import math
import os
import sys
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from course import cases
from course.checks import State
from course.marking import mark, reference
from course.units.reading import load_python

ANSWERS, PLAN = "answers.yaml", "plan.yaml"
HEAD = "schema: course-answers\nversion: 1\nanswers:\n"


@pytest.fixture(scope="session")
def plans() -> ModuleType:
    module = load_python(Path(__file__).parents[2] / "assignments/105082L4-part2/wrong_plans.py")
    assert module is not None
    return module


def test_right_answers_earn_every_computed_point(
    part1: Any, part2: Any, right_table: dict[str, Any], plans: Any
) -> None:
    known = reference("105082L4-part1").module
    for task, name in known.TASKS.items():
        part1.answer(task, known.MODEL[name])
        assert mark(task, part1.path) == 3.0
    part2.answer("A3", right_table)
    part2.plan(plans.model_plan(reference("105082L4-part2").module.values(cases.case(7))))
    assert mark("A3", part2.path) == 12.0
    assert mark("A8", part2.path) == 12.0


@pytest.mark.parametrize("task", ["A2.complaint_rate", "A2.new_to_lost", "A2.on_time"])
def test_an_untouched_first_part_earns_nothing_and_is_not_attempted(part1: Any, task: str) -> None:
    marks = mark(task, part1.path)
    assert marks == 0.0 and marks.outcome is not None and marks.outcome.state is State.NOT_ATTEMPTED


@pytest.mark.parametrize("task", ["A3", "A8"])
def test_an_untouched_second_part_earns_nothing_and_is_not_attempted(part2: Any, task: str) -> None:
    marks = mark(task, part2.path)
    assert marks == 0.0 and marks.outcome is not None and marks.outcome.state is State.NOT_ATTEMPTED


def _answers(text: str) -> Any:
    return lambda folder: (folder / ANSWERS).write_text(HEAD + text, encoding="utf-8")


JUNK = {
    "cut off": lambda f: (f / ANSWERS).write_text("answers: [cut off"),
    "bytes": lambda f: (f / ANSWERS).write_bytes(bytes(range(256))),
    "a folder": lambda f: (f / ANSWERS).mkdir(),
    "a pipe": lambda f: os.mkfifo(f / ANSWERS),
    "a device": lambda f: (f / ANSWERS).symlink_to("/dev/zero"),
    "a number": _answers("  A3: {value: 5}\n"),
    "a text": _answers("  A3: {value: hello}\n"),
    "a list": _answers("  A3: {value: [1, 2, 3]}\n"),
    "nested": _answers("  A3: {value: {lfl_turnover_growth: {a: [{b: 1}]}, worst_store_by_rate: [S11]}}\n"),
    "not finite": _answers("  A3: {value: {lfl_turnover_growth: .nan, conversion_2025: .inf, new_2025: -.inf}}\n"),
    "huge": _answers("  A3: {value: {visits_2025_valid: " + "9" * 4000 + ", new_2025: 1.0e+300}}\n"),
    "true": _answers("  A3: {value: {fcr_2025: true, on_time_72_due: false}}\n"),
    "other keys": _answers("  A3: {value: {lfl: 0.1, 1: 2}}\n"),
    "code": _answers("  A3: {value: {worst_store_by_rate: \"__import__('os').system('exit 1')\"}}\n"),
    "no plan at all": lambda f: (f / PLAN).write_text("just a sentence"),
    "a plan of lists": lambda f: (f / PLAN).write_text("meta: [1]\nindicators: {a: b}\nsteps: 7\nbudget: [[[]]]\n"),
    "a plan of junk rows": lambda f: (f / PLAN).write_text(
        "indicators: [1, x, {id: [], target: .inf, baseline: {}}]\nsteps: [{id: S1, depends_on: S1, start: x}]\n"
        "budget: {cap: abc, lines: [1], total: .nan}\nscope: {stores: 5, exclusions: [7]}\nmethods: [{type: {}}]\n"
    ),
}


@pytest.mark.parametrize("kind", JUNK)
def test_junk_of_any_kind_earns_nothing_and_raises_nothing(part2: Any, kind: str) -> None:
    JUNK[kind](part2.path)
    for task in ("A3", "A8"):
        marks = mark(task, part2.path)
        assert type(float(marks)) is float and math.isfinite(marks) and 0 <= marks <= 1.2
        assert marks.failed == "" and marks.by_hand == ""
        assert float(marks.__repr__()) == float(marks)
        assert "Traceback" not in marks._repr_html_()


def test_an_unreadable_file_is_named_in_the_feedback(part2: Any) -> None:
    (part2.path / ANSWERS).write_text("answers: [cut off")
    assert "answers.yaml could not be read" in mark("A3", part2.path)._repr_html_()


def test_a_file_that_the_page_has_set_aside_is_named_too(part2: Any) -> None:
    (part2.path / "answers.kept-20260105-140231.yaml").write_text("answers: [cut off")
    assert "answers.kept-20260105-140231.yaml" in mark("A3", part2.path)._repr_html_()


def test_what_a_trainee_wrote_is_shown_as_text_and_never_as_html(part2: Any) -> None:
    part2.answer("A3", {"worst_store_by_rate": "<script>alert(1)</script>"})
    shown = mark("A3", part2.path)._repr_html_()
    assert "<script>" not in shown and "&lt;script&gt;" in shown


def test_each_trainee_is_marked_on_the_numbers_of_the_register(
    part2: Any, right_table: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = {who: cases.case(n).variant for who, n in (("anna", 7), ("bela", 8))}
    families = {"lantern_lane": {w: {"variant": v.id, "salt": v.salt, "seed": v.seed} for w, v in rows.items()}}
    cases.write_register({"cohort": "test", "families": families}, tmp_path / "register.yaml")
    monkeypatch.setenv("COURSE_REGISTER", str(tmp_path / "register.yaml"))
    part2.answer("A3", right_table)
    assert mark("A3", part2.path) == 12.0
    copied = tmp_path / "bela" / "105082L4-part2"
    copied.mkdir(parents=True)
    (copied / ANSWERS).write_bytes((part2.path / ANSWERS).read_bytes())
    (copied / "register.yaml").write_bytes((tmp_path / "register.yaml").read_bytes().replace(b"bela", b"nobody"))
    assert mark("A3", copied) <= 2.0
    stranger = mark("A3", tmp_path / "carl" / "105082L4-part2")
    assert "carl" in stranger.failed and stranger == 0.0


def test_a_missing_reference_is_the_markers_fault_and_not_a_nought(
    part2: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_ASSIGNMENTS", str(tmp_path / "elsewhere"))
    marks = mark("A3", part2.path)
    assert "reference answers are not in the source folder" in marks.failed and "Not marked" in marks._repr_html_()


def _source(folder: Path, code: str) -> Path:
    target = folder / "sources" / "105082L4-part2"
    target.mkdir(parents=True)
    (target / "reference.py").write_text(code)
    return folder / "sources"


@pytest.mark.parametrize("code", ["1 / 0", "def broken(:", "import no_such_module_at_all"])
def test_a_reference_that_cannot_be_loaded_is_said(
    part2: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setenv("COURSE_ASSIGNMENTS", str(_source(tmp_path, code)))
    assert "cannot be loaded" in mark("A3", part2.path).failed


NOISY = """
import logging, sys, warnings
from course.checks import right
def marks(task, answers, documents, case):
    warnings.warn("a glyph is missing", UserWarning)
    print("to stderr", file=sys.stderr); print("to stdout"); logging.getLogger("x").warning("a log line")
    return {points}
def feedback(task, answers, documents, case):
    return right()
"""


@pytest.mark.parametrize(
    ("points", "given"),
    [("12", 12.0), ("99", 12.0), ("-3", 0.0), ("float('nan')", 0.0), ("float('inf')", 0.0), ("7.4", 7.4)],
)
def test_a_mark_is_finite_and_within_the_points_and_not_a_word_reaches_stderr(
    part2: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    points: str,
    given: float,
) -> None:
    monkeypatch.setenv("COURSE_ASSIGNMENTS", str(_source(tmp_path, NOISY.replace("{points}", points))))
    assert mark("A3", part2.path) == given
    heard = capfd.readouterr()
    assert heard.err == "" and heard.out == ""


def test_an_error_in_the_reference_is_a_matter_for_an_instructor(
    part2: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_ASSIGNMENTS", str(_source(tmp_path, NOISY.replace("{points}", "1 / 0"))))
    marks = mark("A3", part2.path)
    assert marks == 0.0 and "ZeroDivisionError" in marks.by_hand and "ZeroDivisionError" not in marks._repr_html_()


def test_nothing_new_appears_in_the_source_folder(part2: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = _source(tmp_path, NOISY.replace("{points}", "1"))
    monkeypatch.setenv("COURSE_ASSIGNMENTS", str(sources))
    mark("A3", part2.path)
    assert [path.name for path in sources.rglob("*") if path.is_file()] == ["reference.py"]


def test_marking_leaves_warnings_and_logging_as_they_were(part2: Any) -> None:
    before = (list(warnings.filters), logging.root.manager.disable, sys.stderr, sys.stdout)
    mark("A3", part2.path)
    assert (list(warnings.filters), logging.root.manager.disable, sys.stderr, sys.stdout) == before


def test_a_plan_is_shown_as_a_document_in_which_nothing_can_run(part2: Any, plans: Any) -> None:
    plan = plans.model_plan()
    plan["meta"]["title"] = "<script>alert(1)</script>"
    part2.plan(plan)
    shown = mark("A8", part2.path)._repr_html_()
    assert "<iframe sandbox" in shown and "<script>" not in shown


def test_ipython_shows_words_to_people_and_a_number_to_nbgrader(part2: Any) -> None:
    from IPython.core.formatters import DisplayFormatter

    part2.answer("A3", {"lfl_turnover_growth": 3.18})
    data, _ = DisplayFormatter().format(mark("A3", part2.path))
    assert data["text/plain"] == "0.0"
    assert "<strong>0 of 12 points.</strong> Not yet" in data["text/html"] and "type 0.0318" in data["text/html"]


def test_a_task_that_nobody_declared_is_said(part2: Any) -> None:
    assert 'no question "A99"' in mark("A99", part2.path).failed


def test_the_case_is_not_read_from_what_was_handed_in(
    part2: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_ASSIGNMENTS", str(_source(tmp_path, NOISY.replace("{points}", "case.variant.id"))))
    (part2.path / "register.yaml").write_text("families: {lantern_lane: {anna: {variant: 3, salt: 0, seed: 1}}}\n")
    part2.answer("variant", 3)
    assert mark("A3", part2.path) == 7.0
