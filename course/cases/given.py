"""Which cleaned tables of one's own case the course gives, and where: cleaning is a task before it is a gift."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from course.cases.variant import BASE
from course.errors import CourseError

if TYPE_CHECKING:
    from course.cases.case import Case
    from course.cases.family import Frames


def only_if_given(case: Case, name: str, call: str) -> None:
    """Refuse a cleaned table of a personal variant where the course does not give it.

    Parameters
    ----------
    case : Case
        The lesson's case gives everything; a personal one what its family declares for the notebook's folder.
    name : str
        Name of the table, as released or such as ``cases_clean``.
    call : str
        What was called, for the message.

    Raises
    ------
    CourseError
        With the place that gives the table, and where the lesson's is.

    Notes
    -----
    This keeps the course from handing out the answer of a cleaning task; it is no lock. The code that cleans is in the
    package, since an assignment that starts from cleaned tables needs it, and who reads that code can run it.
    """
    short = name.removesuffix("_clean")
    if case.variant.id == BASE or short == name or short in _given_here(case):
        return
    places = [place for place, tables in case.family.gives.items() if short in tables]
    todo = f"{' and '.join(places)} gives it." if places else "Cleaning it is part of your work."
    lesson = f'The lesson\'s table is cs.load("{short}_clean", variant="base").'
    raise CourseError(f"The cleaned table {short} of your own case is not given here.", call, f"{todo} {lesson}")


def given(case: Case) -> Frames:
    """Give the tables that indicators are evaluated on, as far as the course gives them here.

    Raises
    ------
    CourseError
        Where no cleaned table of a personal variant is given at all.
    """
    here, cleaned = _given_here(case), {table.name.removesuffix("_clean") for table in case.family.clean_tables}
    if case.variant.id == BASE or not cleaned:
        return case.views
    if not here:
        places = " and ".join(case.family.gives)
        raise CourseError(
            "The cleaned tables of your own case are not given here.",
            "a definition is worked out on them",
            f'They are in {places}. For the lesson\'s case write cs.use("base") first.',
        )
    kept_back = cleaned - set(here)
    return {name: case.tables[name] if name in kept_back else frame for name, frame in case.views.items()}


def _given_here(case: Case) -> tuple[str, ...]:
    """List the cleaned tables that the notebook's folder gives; the assignment's own page must lie in it."""
    here = Path.cwd()
    return case.family.gives.get(here.name, ()) if (here / f"{here.name}.ipynb").is_file() else ()
