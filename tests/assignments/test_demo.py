"""Does the demonstration play the whole loop, and do its tables and its page say what happened?"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from rich.console import Console

from course.authoring import demo
from course.authoring.demo_people import PART2, PEOPLE
from course.authoring.demo_results import Results, pieces_of
from course.errors import CourseError
from course.units import register

FEW = tuple(person for person in PEOPLE if person.id in {"au-yeung", "chan", "ho"})


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The page, and what was printed, of a demonstration with three of the eight."""
    heard = io.StringIO()
    page = demo.run(tmp_path_factory.mktemp("demo") / "new", FEW, Console(file=heard, width=120))
    return page, heard.getvalue()


@pytest.mark.nbgrader
@pytest.mark.slow
class TestPlayed:
    def test_the_marks_differ_as_the_submissions_do(self, played: tuple[Path, str]) -> None:
        table = played[1].split("Requirements:")[0].split("\n")
        cells = [[cell.strip() for cell in line.strip("│").split("│")] for line in table if line.startswith("│ ")]
        au_yeung, chan, ho = ({row[0]: float(row[place]) for row in cells} for place in (2, 3, 4))
        assert au_yeung == {row[0]: float(row[1]) for row in cells} and au_yeung["total"] == 100
        assert 0 < chan["total"] < 60
        assert all(ho[f"A{number}"] == 0 for number in (1, 3, 4, 5, 6, 7)) and ho["A8"] == 12

    def test_each_evidenced_requirement_has_a_row(self, played: tuple[Path, str]) -> None:
        for requirement in ("K3.1", "P2.5", "P3.4", "A2"):
            assert re.search(rf"│ {re.escape(requirement)} +│", played[1])

    def test_the_page_links_to_feedback_that_is_there(self, played: tuple[Path, str]) -> None:
        page, said = played
        assert str(page) in said.replace("\n", "")
        links = re.findall(r'href="([^"]+)"', page.read_text(encoding="utf-8"))
        assert len(links) == 2 * len(FEW)
        assert all((page.parent / link.replace("%20", " ")).is_file() for link in links)

    def test_everyone_holds_a_receipt_and_numbers_of_their_own(self, played: tuple[Path, str]) -> None:
        people = [played[0].parent / "trainees" / person.id for person in FEW]
        assert all((folder / f"receipt-{PART2}.txt").read_text().startswith("Receipt ") for folder in people)
        tables = {(folder / PART2 / "plan.yaml").read_text() for folder in people}
        assert len(tables) == len(FEW)

    def test_the_environment_is_put_back(self, played: tuple[Path, str]) -> None:
        assert not {"COURSE_ASSIGNMENTS", "COURSE_REGISTER"} & set(os.environ)


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(CourseError, match="not empty"):
        demo.run(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_eight_people_hand_in_different_work() -> None:
    assert len(PEOPLE) == len({person.id for person in PEOPLE}) == len({person.story for person in PEOPLE}) == 8


def test_the_marked_pieces_add_up_to_the_built_tasks() -> None:
    unit = register().unit("105082L4")
    pieces = pieces_of(unit, register())
    assert sum(piece.points for piece in pieces) == sum(task.points for task in unit.tasks if task.built)


def test_a_task_stands_for_all_its_parts() -> None:
    unit = register().unit("105082L4")
    results = Results(unit, pieces_of(unit, register()))
    assert results.named(results.evidence()["K3"]) == "A2, J4"
    assert results.named(results.evidence()["P1.5"]) == "A2.on_time, A7, J3"
