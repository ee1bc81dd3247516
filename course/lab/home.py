"""The home page: units, lessons, minutes, and how far the trainee has come."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from course import answers, units
from course.units import Unit

FIRST_MINUTE = (
    "Click on a lesson's title. It opens in its own tab and starts by itself; that takes a few seconds.",
    "Read, move what can be moved, answer. Each answer is saved by itself: look for “saved 14:02” beside it.",
    "Stop whenever you like. Your answers are there when you open the lesson again.",
    "“Course home”, at the top of each lesson, brings you back here.",
)


@dataclass(frozen=True)
class Lesson:
    """One line of the home page.

    Attributes
    ----------
    title, file : str
        Title, and path below the trainee's folder.
    minutes, items, answered : int
        Time to take, questions and exercises in it, and how many of them have an answer.
    exists : bool
        Whether the lesson is there yet.
    """

    title: str
    file: str
    minutes: int
    items: int
    answered: int
    exists: bool

    @property
    def progress(self) -> str:
        """How far the trainee has come, in words."""
        if not self.exists:
            return "coming"
        return f"{self.answered} of {self.items} answered" if self.items else "nothing to answer"


def lessons(unit: Unit, folder: Path) -> list[Lesson]:
    """List the lessons of a unit with the trainee's progress.

    Parameters
    ----------
    unit : Unit
        The unit.
    folder : Path
        The trainee's folder, with the lessons and the answers files beside them.

    Returns
    -------
    list of Lesson
        In order of the modules.
    """
    found, bank = [], units.register().bank(unit.code)
    for module in unit.modules:
        file = unit.lesson_file(module)
        given = answers.read((folder / file).parent / answers.ANSWERS)
        ids = [item.id for item in bank.of_lesson(module)]
        answered = sum(answers.is_answer(given.get(item)) for item in ids)
        found.append(Lesson(module.title, file, module.minutes, len(ids), answered, (folder / file).is_file()))
    return found


@dataclass(frozen=True)
class Home:
    """The home page; shows itself in a notebook, and as plain text elsewhere.

    Attributes
    ----------
    rows : list of (Unit, list of Lesson)
        All units with their lessons; no lessons for a unit that is not written yet.
    """

    rows: list[tuple[Unit, list[Lesson]]]

    @property
    def next_lesson(self) -> Lesson | None:
        """The first lesson that is there and has something left to answer."""
        there = [lesson for _, found in self.rows for lesson in found if lesson.exists]
        return next((lesson for lesson in there if lesson.answered < lesson.items), None)

    @property
    def begun(self) -> bool:
        """Whether the trainee has answered anything at all."""
        return any(lesson.answered for _, found in self.rows for lesson in found)

    def __repr__(self) -> str:
        lines = []
        for unit, found in self.rows:
            lines.append(_name(unit) + ("" if found else ": coming"))
            lines += [f"  {one.title} ({one.minutes} minutes): {one.progress}" for one in found]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        written = [(unit, found) for unit, found in self.rows if any(lesson.exists for lesson in found)]
        coming = [unit for unit, found in self.rows if not any(lesson.exists for lesson in found)]
        tables = "".join(_table(unit, found) for unit, found in written)
        return (
            '<div class="course-home-page" lang="en-GB"><h1>Customer service: five units for retail, watch and car '
            f"trades</h1>{self._next()}{_first_minute(opened=not self.begun)}{tables}{_coming(coming)}</div>"
        )

    def _next(self) -> str:
        lesson = self.next_lesson
        if lesson is None:
            return ""
        word = "Go on with" if self.begun else "Begin with"
        return f'<p class="course-next">{word}: {_link(lesson)} ({lesson.minutes} minutes)</p>'


def _name(unit: Unit) -> str:
    return f"{unit.code} {unit.title} (level {unit.level}, {unit.credit} credits)" if unit.credit else unit.title


def _link(lesson: Lesson) -> str:
    return f'<a href="{quote(lesson.file)}">{escape(lesson.title)}</a>'


def _table(unit: Unit, found: list[Lesson]) -> str:
    body = "".join(_row(lesson) for lesson in found)
    heading = '<tr><th scope="col">Lesson</th><th scope="col">Minutes</th><th scope="col">Your progress</th></tr>'
    return f"<h2>{escape(_name(unit))}</h2>{_paper(unit)}<table><thead>{heading}</thead><tbody>{body}</tbody></table>"


def _paper(unit: Unit) -> str:
    return f"<p>What you leave with: {escape(unit.document)}.</p>" if unit.document else ""


def _row(lesson: Lesson) -> str:
    title = _link(lesson) if lesson.exists else escape(lesson.title)
    # The bar repeats the words beside it, so a screen reader need not meet both.
    bar = f'<progress aria-hidden="true" max="{lesson.items}" value="{lesson.answered}"></progress> '
    shown = bar if lesson.exists and lesson.items else ""
    return f'<tr><th scope="row">{title}</th><td>{lesson.minutes}</td><td>{shown}{lesson.progress}</td></tr>'


def _coming(found: list[Unit]) -> str:
    if not found:
        return ""
    names = "".join(f"<li>{escape(_name(unit))}</li>" for unit in found)
    return f"<h2>Coming</h2><p>The lessons of these units are not written yet.</p><ul>{names}</ul>"


def _first_minute(*, opened: bool) -> str:
    steps = "".join(f"<li>{escape(step)}</li>" for step in FIRST_MINUTE)
    state = " open" if opened else ""
    return f"<details{state}><summary>How this works</summary><ol>{steps}</ol></details>"


def home(folder: Path | None = None) -> Home:
    """Show units, lessons and progress.

    Parameters
    ----------
    folder : Path or None
        The trainee's folder; by default the notebook's own.

    Returns
    -------
    Home
        The page as of now; run it again for newer progress.
    """
    place = folder or Path.cwd()
    return Home([(unit, lessons(unit, place)) for unit in units.register().units])
