"""The home page shows what there is and how far the trainee has come."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from course import answers, units
from course.lab.home import home

START = "00-start-here.ipynb"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A trainee's folder with module 0 only."""
    (tmp_path / START).write_text("{}")
    return tmp_path


def start_line(folder: Path) -> str:
    return next(line for line in str(home(folder)).splitlines() if line.startswith("  Start here"))


def test_nothing_is_answered_at_first(folder: Path) -> None:
    items = [item for item in units.register().bank("start").items.values() if item.kind != "task"]
    assert start_line(folder) == f"  Start here (40 minutes): 0 of {len(items)} answered"


def test_an_answer_counts(folder: Path) -> None:
    answers.store(folder).put("start.q1", "nothing")
    assert " 1 of " in start_line(folder)


def test_a_blank_answer_does_not_count(folder: Path) -> None:
    answers.store(folder).put("start.q1", " ")
    assert " 0 of " in start_line(folder)


def test_a_lesson_that_is_not_there_is_coming_and_has_no_link(folder: Path) -> None:
    html = home(folder)._repr_html_()
    assert str(home(folder)).count("coming") > 1
    assert re.findall(r'href="([^"]+)"', html) == [START, START]  # once as the next lesson, once in the table


def test_the_next_lesson_is_the_first_with_something_left(folder: Path) -> None:
    following = home(folder).next_lesson
    assert following is not None
    assert following.file == START


def test_there_is_no_next_lesson_when_all_is_answered(folder: Path) -> None:
    for item in units.register().bank("start").items:
        answers.store(folder).put(item, "something")
    assert home(folder).next_lesson is None


def test_modules_do_not_mix_up_their_items(folder: Path) -> None:
    unit = units.register().unit("105082L4")
    file = folder / unit.lesson_file(next(module for module in unit.modules if module.id == "m03"))
    file.parent.mkdir()
    file.write_text("{}")
    answers.store(file.parent).put("105082L4.3.1", 1)
    answers.store(file.parent).put("105082L4.m03.q1", "a")
    answers.store(file.parent).put("105082L4.m07.q1", "a")
    lessons = dict((unit.code, found) for unit, found in home(folder).rows)["105082L4"]
    assert {lesson.file[-10:]: lesson.answered for lesson in lessons if lesson.exists} == {file.name[-10:]: 2}


def test_an_unreadable_answers_file_is_no_reason_to_show_nothing(folder: Path) -> None:
    (folder / answers.ANSWERS).write_text("{ broken")
    assert " 0 of " in start_line(folder)


def test_the_page_is_well_formed(folder: Path) -> None:
    open_tags: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Parser().feed(home(folder)._repr_html_())
    assert open_tags == []
