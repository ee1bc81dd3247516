"""The tables of the demonstration, on the terminal and as a page to open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from course.authoring.demo_people import Person
from course.authoring.demo_results import Results

TEMPLATE = Path(__file__).parent / "templates" / "demo.html"


def figure(mark: float | None) -> str:
    """Write a mark without needless zeros; a dash where a person still has to judge."""
    return "–" if mark is None else f"{mark:.2f}".rstrip("0").rstrip(".")


def print_results(results: Results, people: Sequence[Person], console: Console) -> None:
    """Print the marks and the requirement matrix; one column a trainee, so that a narrow window shows all of them."""
    marks = Table(title="Marks", title_justify="left")
    marks.add_column("task")
    marks.add_column("of", justify="right")
    for person in people:
        marks.add_column(person.id, justify="right")
    for piece in results.pieces:
        given = [figure(results.marks[person.id][piece.id]) for person in people]
        marks.add_row(piece.id, figure(piece.points), *given)
    totals = [figure(results.total(person.id)) for person in people]
    marks.add_row("total", figure(sum(piece.points for piece in results.pieces)), *totals)
    console.print(marks)
    matrix = Table(title="Requirements: per cent of the points that evidence each", title_justify="left")
    matrix.add_column("id")
    matrix.add_column("evidenced by")
    for person in people:
        matrix.add_column(person.id, justify="right")
    for requirement, pieces in results.evidence().items():
        shares = [f"{100 * results.share(person.id, pieces):.0f}" for person in people]
        matrix.add_row(requirement, results.named(pieces), *shares)
    console.print(matrix)


def write_page(root: Path, results: Results, people: Sequence[Person]) -> Path:
    """Write ``demo.html`` into the demonstration's folder and give its path."""
    from jinja2 import Environment

    environment = Environment(autoescape=True)
    environment.filters["figure"] = figure
    page = root / "demo.html"
    page.write_text(
        environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
            unit=results.unit,
            results=results,
            pieces=results.pieces,
            people=people,
            most=sum(piece.points for piece in results.pieces),
            evidence=results.evidence(),
            feedback={person.id: _feedback(root, person) for person in people},
            course=root / "course",
        ),
        encoding="utf-8",
    )
    return page


def _feedback(root: Path, person: Person) -> list[tuple[str, str]]:
    """Find the feedback pages that the trainee fetched: part and link."""
    found = sorted((root / "trainees" / person.id).glob("*/feedback/*/*.html"))
    return [(path.stem.split("-")[-1], path.relative_to(root).as_posix().replace(" ", "%20")) for path in found]
