"""Does each rule of lint find its own fault, and leave a sound lesson and assignment alone?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from course.authoring.lint import ASSIGNMENT_RULES, LESSON_RULES
from tests.authoring.conftest import REFERENCE

Cells = list[dict[str, Any]]
ById = Callable[[Cells, str], dict[str, Any]]


def source(identifier: str, text: str) -> Callable[[Cells], None]:
    """Replace a cell's text."""

    def spoil(cells: Cells) -> None:
        next(cell for cell in cells if cell["id"] == identifier)["source"] = text

    return spoil


def meta(identifier: str, **metadata: Any) -> Callable[[Cells], None]:
    """Replace a cell's metadata."""

    def spoil(cells: Cells) -> None:
        next(cell for cell in cells if cell["id"] == identifier)["metadata"] = metadata

    return spoil


def drop(identifier: str) -> Callable[[Cells], None]:
    """Take a cell out and put a plain one at the end of the ideas, so that the count stays."""

    def spoil(cells: Cells) -> None:
        cells.remove(next(cell for cell in cells if cell["id"] == identifier))
        cells.insert(-6, {"cell_type": "markdown", "id": "m01-filler", "metadata": {}, "source": "Filler."})

    return spoil


def move(identifier: str, to: int) -> Callable[[Cells], None]:
    """Move a cell."""

    def spoil(cells: Cells) -> None:
        cell = next(cell for cell in cells if cell["id"] == identifier)
        cells.remove(cell)
        cells.insert(to, cell)

    return spoil


FAULTS: list[tuple[str, Callable[[Cells], None], str]] = [
    ("cell-count", lambda cells: cells.__delitem__(slice(8, 13)), "The lesson has 16 cells; 20 to 35 are wanted."),
    ("minutes", source("m01-title", "# Good morning\n\nK1 P1 fictional"), 'does not say "60 minutes"'),
    ("title", source("m01-title", "# Evening\n\n60 minutes K1 P1 fictional"), "The first cell is no title."),
    ("title", source("m01-title", "# Good morning\n\n60 minutes P1 fictional"), "does not name K1"),
    ("title", source("m01-title", "# Good morning\n\n60 minutes K1 K2 P1 fictional"), "names K2, which"),
    ("title", source("m01-title", "# Good morning\n\n60 minutes K1 P1"), "The fictional notice is missing."),
    ("sections", drop("m01-tomorrow"), 'The section "Tomorrow at work" is missing.'),
    ("sections", move("m01-key-points", 5), "The sections are in another order"),
    ("sections", move("m01-opening-questions", 7), '"Opening questions" comes late.'),
    ("sections", move("m01-idea-4", 99), '"Tomorrow at work" is not the last section.'),
    (
        "opening-questions-are-answered",
        source("m01-key-points", "## Key points\n\n1. So."),
        "2 opening questions, 1 key points.",
    ),
    (
        "opening-questions-are-answered",
        source("m01-opening-questions", "## Opening questions\n\n- How?"),
        '"Opening questions" is no numbered list.',
    ),
    (
        "every-requirement-is-taught",
        meta("m01-words", course={"requirements": ["K1"]}),
        "No section carries P1.",
    ),
    (
        "every-requirement-is-taught",
        meta("m01-words", course={"requirements": ["K1", "P1", "K9"]}),
        "The metadata names K9, unknown to the unit.",
    ),
    (
        "every-requirement-is-taught",
        meta("m01-title", course={"requirements": ["K1", "P1"]}),
        "Requirements are given to the title.",
    ),
    ("short-code", source("m01-figure", "\n".join(["print(3)"] * 9)), "The cell has 9 lines of code"),
    (
        "short-code",
        lambda cells: [
            cell.update(source="3\n" * 8) for cell in cells if cell["id"] in {"m01-p1", "m01-figure", "m01-q1"}
        ],
        "lines on average",
    ),
    ("plain-code", source("m01-figure", "!pip install x"), "The cell is not plain Python."),
    ("plain-code", source("m01-figure", "%matplotlib inline"), "The cell is not plain Python."),
    ("plain-code", source("m01-figure", "def f():\n    pass"), "The cell has a function."),
    ("plain-code", source("m01-figure", "for n in [1]:\n    print(n)"), "The cell has a loop."),
    ("plain-code", source("m01-figure", "class A: ..."), "The cell has a class."),
    ("plain-code", source("m01-figure", "import os"), "The cell has an import other than"),
    ("plain-code", source("m01-figure", "from os import path"), "The cell has an import from os."),
    ("plain-code", source("m01-figure", "print(cs.__file__)"), "the name __file__ with two underscores"),
    ("plain-code", source("m01-figure", 'cs.load("../datasets/cases.csv")'), 'the path "../datasets/cases.csv"'),
    ("plain-code", source("m01-figure", 'pd.read_csv("cases")'), "read_csv, which reads a file"),
    ("plain-code", source("m01-figure", 'warnings.simplefilter("ignore")'), "The cell switches warnings off."),
    ("hidden-code", meta("m01-q1"), "The code is not hidden."),
    (
        "hidden-code",
        meta("m01-1-1-line", jupyter={"source_hidden": True}),
        "The trainee types here, and the code is hidden.",
    ),
    ("package-is-imported-first", move("m01-import", 10), "cs is used before it is imported."),
    ("lesson-data-is-chosen", source("m01-import", "import course as cs"), "whose figures"),
    ("checked-output", meta("m01-figure", jupyter={"source_hidden": True}), "No output is checked."),
    (
        "checked-output",
        lambda cells: next(cell for cell in cells if cell["id"] == "m01-figure").update(outputs=[]),
        "The checked cell keeps no text output.",
    ),
    ("pictures-have-words", source("m01-words", "## Words\n\n![](a.png)"), "A picture has no words."),
    ("pictures-have-words", source("m01-words", '## Words\n\n<img src="a.png">'), "A picture has no words."),
    (
        "every-id-exists",
        source("m01-q1", 'cs.question("900001L4.m01.q1", "900001L4.m01.q7")'),
        'There is no item "900001L4.m01.q7".',
    ),
    (
        "every-id-exists",
        source("m01-bow", 'cs.widget("what_if_dial", "900001L4.m01.bows")'),
        'There is no preset "900001L4.m01.bows".',
    ),
    ("every-item-is-used-once", drop("m01-q1"), "Item 900001L4.m01.q1 is shown nowhere."),
    (
        "every-item-is-used-once",
        source("m01-q1", 'cs.question("900001L4.m01.q1", "900001L4.m01.q1")'),
        "Item 900001L4.m01.q1 is shown 2 times",
    ),
    (
        "every-item-is-used-once",
        source("m01-q1", 'cs.question("900001L4.m01.q1", "A1.words")'),
        "Item A1.words belongs to another lesson.",
    ),
    ("prediction-before-each-simulator", move("m01-p1", 8), "The simulator what_if_dial comes without a prediction."),
    (
        "exercises-are-complete",
        source("m01-1-1", 'cs.question("900001L4.1.2", "900001L4.1.1")'),
        "The exercises are shown in the order",
    ),
    ("facts-are-marked", meta("m01-words", course={"requirements": ["K1", "P1"], "facts": ["F01"]}), "is not checked"),
    ("facts-are-marked", meta("m01-words", course={"requirements": ["K1", "P1"], "facts": ["F02"]}), "legal facts"),
    ("facts-are-marked", meta("m01-words", course={"requirements": ["K1", "P1"], "facts": ["F9"]}), "There is no fact"),
]


def test_a_sound_lesson_and_assignment_have_no_findings(sample: Any) -> None:
    assert [str(finding) for finding in sample.findings()] == []


@pytest.mark.parametrize(("rule", "spoil", "words"), FAULTS)
def test_a_fault_is_found_by_its_rule(sample: Any, cells: Cells, rule: str, spoil: Any, words: str) -> None:
    spoil(cells)
    sample.write_lesson(cells)
    found = [finding for finding in sample.findings() if finding.rule == rule]
    assert any(words in finding.message for finding in found), [str(finding) for finding in sample.findings()]
    assert all(finding.next_step for finding in found)


def test_every_lesson_rule_has_a_failing_sample() -> None:
    elsewhere = {"quiz_explains_itself"}
    assert {rule.__name__ for rule in LESSON_RULES} - elsewhere == {rule.replace("-", "_") for rule, _, _ in FAULTS}


def test_a_finding_names_file_cell_rule_and_next_step(sample: Any, cells: Cells) -> None:
    source("m01-figure", "!pip install x")(cells)
    sample.write_lesson(cells)
    text = next(str(finding) for finding in sample.findings() if finding.rule == "plain-code")
    assert text.startswith(f"{sample.lesson}: m01-figure: plain-code: The cell is not plain Python. Take out ! and %")


def test_minutes_of_the_metadata_are_compared(sample: Any, cells: Cells) -> None:
    sample.write_lesson(cells, minutes=45)
    assert "minutes" in sample.rules()


def test_a_fact_with_its_source_and_the_words_is_sound(sample: Any, cells: Cells, by_id: ById) -> None:
    cell = by_id(cells, "m01-words")
    cell["metadata"]["course"]["facts"] = ["F01", "F02"]
    cell["source"] += " The sky is blue (The Standard; check the\ncurrent text). This is not legal advice."
    sample.write_lesson(cells)
    assert sample.findings() == []


def test_a_distractor_without_a_reason(sample: Any) -> None:
    sample.replace("quizzes.yaml", ", reason: That ends a talk.", "")
    assert [finding.message for finding in sample.findings()] == ['900001L4.m01.q1: the option "bye" gives no reason.']


def test_a_quiz_without_a_right_option(sample: Any) -> None:
    sample.replace("quizzes.yaml", "right: true", "right: false, reason: Wrong")
    assert [finding.message for finding in sample.findings()] == ["900001L4.m01.q1: no option is right."]


@pytest.mark.parametrize(("old", "what"), [("hints: [Count.],", "hint"), ("solution: Three.,", "solution")])
def test_an_exercise_without_hint_or_solution(sample: Any, old: str, what: str) -> None:
    sample.replace("exercises.yaml", old, "")
    assert {finding.message for finding in sample.findings()} == {
        f"Exercise 900001L4.1.{number} has no {what}." for number in (1, 2)
    }


def test_exercises_numbered_with_a_hole(sample: Any, cells: Cells) -> None:
    sample.replace("exercises.yaml", "900001L4.1.2", "900001L4.1.3")
    source("m01-1-1", 'cs.question("900001L4.1.1", "900001L4.1.3")')(cells)
    sample.write_lesson(cells)
    assert [finding.message for finding in sample.findings()] == ["The exercises are numbered [1, 3]."]


def test_a_notebook_that_is_not_canonical(sample: Any) -> None:
    sample.lesson.write_text(sample.lesson.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert sample.rules() == {"canonical-form"}


def test_a_notebook_without_a_mark(sample: Any, cells: Cells) -> None:
    sample.write_lesson(cells, lesson="900001L4.m07")
    assert sample.rules() == {"lesson-id"}


def test_a_lesson_in_another_place_than_the_register_says(sample: Any) -> None:
    sample.lesson.rename(sample.lesson.with_name("02-good-morning.ipynb"))
    assert sample.rules() == {"lesson-file"}


def test_the_home_page_is_no_lesson(sample: Any, cells: Cells) -> None:
    sample.write(sample.folder / "notebooks" / "home.ipynb", cells[1:2], {"home": True})
    assert sample.findings() == []


ASSIGNMENT_FAULTS: list[tuple[str, Callable[[Cells], None], str]] = [
    ("grade-ids", lambda cells: cells[2]["metadata"]["nbgrader"].update(grade_id="A1-answer"), "is there 2 times"),
    ("tests-end-in-a-number", source("part1-a1-test", 'mark("A1")\nprint("done")'), "does not end in a number"),
    ("tests-end-in-a-number", source("part1-a1-test", 'score = mark("A1")'), "does not end in a number"),
    ("tests-end-in-a-number", source("part1-a1-test", 'mark("A1")\nTrue'), "does not end in a number"),
    ("tests-end-in-a-number", source("part1-a1-test", 'assert mark("A1")'), "does not end in a number"),
    ("plain-answers", source("part1-a1-answer", "def greet():\n    return 3"), "needs a function, a class or a loop"),
    ("every-id-exists", source("part1-a1-answer", 'cs.question("A1.word")'), 'There is no item "A1.word".'),
    ("built-tasks-are-tested", lambda cells: cells.pop(), "Task A1 is built in the register and has no test cell."),
    (
        "built-tasks-are-tested",
        lambda cells: cells[2]["metadata"]["nbgrader"].update(points=4),
        "The test cells of A1 give 4 points; unit.yaml says 5.",
    ),
    (
        "built-tasks-are-tested",
        source("part1-a1-test", 'mark("A2")'),
        "Task A2 has a test cell and is not built in the register.",
    ),
]


@pytest.mark.parametrize(("rule", "spoil", "words"), ASSIGNMENT_FAULTS)
def test_a_fault_of_an_assignment_is_found(sample: Any, task_cells: Cells, rule: str, spoil: Any, words: str) -> None:
    spoil(task_cells)
    sample.write_assignment(task_cells)
    found = [finding for finding in sample.findings() if finding.rule == rule]
    assert any(words in finding.message for finding in found), [str(finding) for finding in sample.findings()]


@pytest.mark.parametrize("ending", ["3", "0.5", 'mark("A1")', 'course.marking.mark("A1")'])
def test_a_number_or_a_mark_ends_a_test_cell(sample: Any, task_cells: Cells, ending: str) -> None:
    source("part1-a1-test", f'mark("A1")\n{ending}  # the number')(task_cells)
    sample.write_assignment(task_cells)
    assert sample.findings() == []


def test_an_assignment_named_unlike_its_folder(sample: Any, task_cells: Cells) -> None:
    sample.write_assignment(task_cells, assignment="900001L4-part2")
    assert sample.rules() == {"name"}


def test_every_assignment_rule_has_a_failing_sample() -> None:
    tested = {rule.replace("-", "_") for rule, *_ in (*ASSIGNMENT_FAULTS, *MARK_FAULTS)}
    tested |= {"name", "tests_read_data_only"}
    assert {rule.__name__ for rule in ASSIGNMENT_RULES} == tested


MARK_FAULTS = [
    ("no-work-earns-nothing", "else 0.0", "else 1.0", "A1 gives 1 points for an untouched page."),
    ("a-wrong-answer-fails", '"Good morning"', 'answers.get("A1.words")', "too late"),
    ("a-wrong-answer-fails", '{"too late": ({"A1.words": "Good night"}, {})}', "{}", "No wrong answer is listed"),
    ("reference-is-there", "def marks", "def marks(", "cannot be loaded"),
]


@pytest.mark.parametrize(("rule", "old", "new", "words"), MARK_FAULTS)
def test_what_a_test_cell_marks(sample: Any, rule: str, old: str, new: str, words: str) -> None:
    sample.write_reference(REFERENCE.replace(old, new))
    assert rule in [finding.rule for finding in sample.findings() if words in finding.message]


def test_a_test_that_would_call_a_trainees_function(sample: Any, task_cells: Cells) -> None:
    task_cells[-1]["source"] = 'greet("Mei")\nmark("A1")'
    sample.write_assignment(task_cells)
    said = {finding.message for finding in sample.findings() if finding.rule == "tests-read-data-only"}
    assert said == {'The test reads "greet", which a trainee\'s code would have to make.'}
