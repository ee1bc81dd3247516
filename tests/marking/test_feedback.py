"""Does the trainee get a page to read: points, words, next steps, none of our code, nothing that runs or calls out?"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from course.marking.feedback import ABOUT, read, render

PART2 = "105082L4-part2"
SAID = "<p><strong>10 of 12 points.</strong> Not yet: 1 field is &quot;open&quot;.</p><ul><li>Visits</li></ul>"


def about(name: str, **more: Any) -> dict[str, Any]:
    plain = {"grade": False, "solution": False, "task": False, "locked": True}
    return {"nbgrader": {**plain, "grade_id": name, **more}}


def shown(html: str, plain: str = "10.0") -> Any:
    return new_output("execute_result", {"text/plain": plain, "text/html": html}, execution_count=1)


TITLE = new_markdown_cell("# Assignment two\n\nAn invented company.", metadata=about("title"))
FORM = new_code_cell('cs.question("A3")', metadata=about("form"), outputs=[shown("", "Task A3: answered.")])
TEST = new_code_cell(
    'import course as cs\n\ncs.check("A3")',
    metadata=about("check", grade=True, points=12, score=10.0),
    outputs=[shown(SAID)],
)
JUDGED = new_markdown_cell(
    "**J1 ★ The plan fits: 6 points.** The assessor chooses.",
    metadata=about("j1", task=True, points=6, score=4.0, comment="Level 2: fits <most> findings."),
)
PAGE = [
    TITLE,
    new_markdown_cell("## How this page works\n\nAnswer below.", metadata=about("how")),
    new_markdown_cell("## A3 Indicator table (12 points)\n\nOne figure a line.", metadata=about("a3")),
    FORM,
    TEST,
    new_markdown_cell("## A8 Plan\n\nWrite.", metadata=about("a8")),
    JUDGED,
]


def page(*cells: Any, **more: Any) -> str:
    marks = {"assignment": PART2, "score": 14.0, "max_score": 18.0, "late_penalty": 0, **more}
    return render(new_notebook(cells=list(cells)), marks)


def text_of(html: str) -> str:
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_data = found.append  # type: ignore[method-assign]
    parser.feed(html.partition("<body>")[2])
    return " ".join(" ".join(found).split())


def test_points_and_next_steps_come_first_and_are_the_gradebooks() -> None:
    said = text_of(page(*PAGE))
    assert said.startswith("Assignment two 14 of 18 points The checks gave 10 of 12, your assessor 4 of 6.")
    assert 'A3 Indicator table of the financial year 2025 10 of 12 Not yet: 1 field is "open".' in said
    assert "J1 ★ The plan fits 4 of 6 Level 2: fits <most> findings." in said
    assert "10 of 12 points. Not yet" not in said, "the points stand in the heading"


def test_the_course_shows_no_code_and_no_form_that_cannot_live_here() -> None:
    said = text_of(page(*PAGE))
    assert "cs." not in said and "import" not in said and "answered" not in said and "In [" not in said
    assert "Visits" in said


def test_what_was_not_marked_is_folded() -> None:
    _, parts = read(new_notebook(cells=PAGE), PART2)
    assert [(part.title, part.marked) for part in parts] == [
        (ABOUT, False), ("How this page works", False), ("A3 Indicator table (12 points)", True), ("A8 Plan", True)
    ]  # fmt: skip
    assert page(*PAGE).count("<details>") == 2


def test_what_a_person_has_still_to_judge_is_no_nought() -> None:
    open_ = new_markdown_cell(JUDGED.source, metadata=about("j1", task=True, points=6, score=0.0, waits=True))
    said = text_of(page(TITLE, TEST, open_, score=10.0))
    assert "J1 ★ The plan fits – of 6 A person has still to look at it." in said
    assert "1 of 2 lines still wait for a person" in said


def test_work_that_could_not_be_marked_says_so_once_and_has_no_points() -> None:
    why: dict[str, Any] = {"task": True, "points": 6, "score": 0, "waits": True, "comment": "Not marked: No register."}
    judged = [new_markdown_cell(JUDGED.source, metadata=about(name, **why)) for name in ("j1", "j2")]
    test = new_code_cell(TEST.source, metadata=about("check", grade=True, points=12, score=0, waits=True))
    said = text_of(page(TITLE, test, *judged, score=0.0))
    assert said.startswith("Assignment two This work could not be marked yet. No register. task")
    assert said.count("No register") == 1 and "so far" not in said and " 0 of" not in said


def test_a_changed_mark_and_a_late_one_are_said() -> None:
    changed = new_code_cell(
        TEST.source, metadata=about("check", grade=True, points=12, score=12.0, changed=True), outputs=TEST.outputs
    )
    said = text_of(page(TITLE, changed, score=11.0, late_penalty=1.0))
    assert "A person looked at it and changed what the program gave." in said
    assert "Handed in late: 1 points less." in said


EVIL = '<img src=x onerror="alert(1)"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "cell",
    [
        new_markdown_cell(f"My remark {EVIL}"),
        new_markdown_cell(f"Mine {EVIL}", metadata=about("free", solution=True, grade=True, locked=False, points=2)),
        new_code_cell(f"print({EVIL!r})", outputs=[new_output("stream", name="stdout", text=EVIL)]),
        new_code_cell("show()", outputs=[shown(EVIL, EVIL)]),
        new_code_cell("draw()", outputs=[new_output("display_data", {"image/png": f'"{EVIL}', "text/plain": "a"})]),
        new_code_cell("fail()", outputs=[new_output("error", ename=EVIL, evalue=EVIL, traceback=[EVIL])]),
        new_markdown_cell("# x", metadata=about("j", task=True, points=1, comment=EVIL)),
    ],
    ids=["remark", "answer", "print", "html", "picture", "error", "comment"],
)
def test_nothing_that_somebody_wrote_can_run(cell: Any) -> None:
    html = page(TITLE, TEST, cell)
    tags: list[tuple[str, list[tuple[str, str | None]]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, given: tags.append((tag, given))  # type: ignore[method-assign]
    parser.feed(html)
    assert "script" not in {tag for tag, _ in tags}
    assert not [name for _, given in tags for name, _ in given if name.startswith("on")]
    assert not [value for tag, given in tags if tag == "img" for name, value in given if name == "src" and value == "x"]


def test_the_page_calls_nobody() -> None:
    html = page(*PAGE, new_code_cell("draw()", outputs=[new_output("display_data", {"image/png": "iVBORw0KGgo="})]))
    assert re.findall(r"(?:src|href)=\"(?!#|data:)", html) == [] and "http" not in html and "@import" not in html
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in html


def test_a_check_that_failed_shows_one_line() -> None:
    failed = new_code_cell(
        "mark('A3')", metadata=about("check", grade=True, points=12, score=0.0),
        outputs=[new_output("error", ename="E", evalue="v", traceback=["This check could not be carried out."])],
    )  # fmt: skip
    assert "A3 Indicator table of the financial year 2025 0 of 12 This check could not" in text_of(page(TITLE, failed))


def test_a_page_without_a_title_or_marks_is_a_page_too() -> None:
    assert f"<h1>{PART2}</h1>" in page(score=0.0, max_score=0.0)
