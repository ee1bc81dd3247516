"""The verbs of a notebook that join several parts: a definition with one's own tables, a question with its widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from course.indicators import Indicator, Result
    from course.indicators.stages import StageTime
    from course.methods import Effect
    from course.widgets.base import CourseWidget


def clean(name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give a table of the lesson's case as the reference cleaning leaves it; your own log is yours to clean.

    Parameters
    ----------
    name : str
        Name of the table, such as ``"cases"``.

    Returns
    -------
    tuple of pandas.DataFrame
        The cleaned table, and the rows that were left out, each with its reason.
    """
    from course import cases

    return cases.load(f"{name}_clean", "base"), cases.excluded(name, "base")


def evaluate(record: Indicator, *, period: Any = None) -> Result:
    """Work out an indicator definition on the tables of your own case.

    Parameters
    ----------
    record : Indicator
        Made by ``cs.indicator``.
    period : int or pair of dates, optional
        A year such as 2025, or first and last day; needed when the definition names none.

    Returns
    -------
    Result
        Value, both sides, n, what was left out, and an interval where n is small.
    """
    from course import cases
    from course.indicators import evaluate as work_out

    found: Result = work_out(record, cases.views(), cases.as_of(), period=period)
    return found


def stage_time(cases: pd.DataFrame, *, start: str, end: str, where: Any = None) -> StageTime:
    """Median hours of one stage of a case, with its 90th percentile and the open cases beside it.

    Parameters
    ----------
    cases : pandas.DataFrame
        One row a case, with time stamps that can be read as dates.
    start, end : str
        Columns where the stage begins and ends, such as ``"acknowledged_at"`` and ``"first_reply_at"``.
    where : mapping, optional
        Column to the value or list of values that is kept; a date column takes a year:
        ``where={"category": "delivery", "received_at": 2025}``.

    Returns
    -------
    StageTime
        The median, a number of hours; ``.p90``, ``.n``, ``.open`` and ``.oldest`` stand beside it.
    """
    from course import cases as library
    from course.indicators import stage_time as measure

    return measure(cases, start=start, end=end, where=where, as_of=library.as_of())


def indicator_table(*, year: int | list[int], stores: str | list[str], definitions: Any) -> pd.DataFrame:
    """Work out several definitions, year by year and store by store, and for the stores together.

    Parameters
    ----------
    year : int or list of int
        Such as 2025.
    stores : str or list of str
        ``"all"`` for every store, ``"chain"`` for all of them as one figure, or some store numbers.
    definitions : dict or list of Indicator
        Heading to definition, or definitions with their own names.

    Returns
    -------
    pandas.DataFrame
        One row a year and store; each figure with its n, blank where it cannot be measured.
    """
    from course import cases
    from course.indicators import indicator_table as table

    return table(year=year, stores=stores, definitions=definitions, tables=cases.views(), as_of=cases.as_of())


def u_chart(
    frame: pd.DataFrame, *, category: str, baseline: Any, store: str | list[str] = "all", sigma: float = 3
) -> pd.DataFrame:
    """Chart complaints per 10,000 visits month by month, with limits from a baseline.

    Parameters
    ----------
    frame : pandas.DataFrame
        The cleaned log: ``cs.clean("cases")[0]``. Visits come from your own case; months in which a store's door
        sensor was down for more than a tenth leave both sides.
    category : str
        Such as ``"delivery"``; ``"all"`` for every complaint.
    baseline : pair of str
        First and last month that the limits rest on, such as ``("2024-01", "2024-12")``. Fix it before you look.
    store : str or list of str
        One store's id, several, or ``"all"``.
    sigma : float
        Half-width of the limits in standard deviations.

    Returns
    -------
    pandas.DataFrame
        ``month``, ``complaints``, ``visits``, ``rate``, ``centre``, ``low``, ``high``, ``signal``.
    """
    from course import cases
    from course.indicators.monthly import complaint_chart

    months = cases.views()["store_month"]
    return complaint_chart(frame, months, category=category, baseline=baseline, store=store, sigma=sigma)


def did(definition: Indicator, *, treated: list[str], control: list[str] | None, before: Any, after: Any) -> Effect:
    """Compare two periods of some stores with the same two periods of others: difference in differences.

    Parameters
    ----------
    definition : Indicator
        What is compared, made by ``cs.indicator``: a rate, a share or a sum of money.
    treated : list of str
        Stores in which something was done.
    control : list of str or None
        Stores in which nothing was done, neither to the thing measured nor to its recording. None compares with nobody.
    before, after : int, str or pair of str
        The two periods, such as ``("2024-01", "2024-08")``.

    Returns
    -------
    Effect
        ``ratio`` with ``low`` and ``high``, ``difference``, and both groups before and after.
    """
    from course import cases
    from course.indicators.effect import effect

    tables, as_of = cases.views(), cases.as_of()
    return effect(definition, tables, as_of, treated=treated, control=control, before=before, after=after)


def question(*keys: str) -> CourseWidget | None:
    """Show questions with their forms, checks and hints.

    Parameters
    ----------
    *keys : str
        Ids of the questions, such as ``"105082L4.m03.q1"``.

    Returns
    -------
    CourseWidget or None
        The question, which fills itself from the answers file; None for several, which are shown one below the other.
    """
    from course.units import register
    from course.units.practice import find
    from course.widgets import widget

    known = register()
    items = [find(key) for key in keys]
    shown = [widget("question", item=known.filled(item), sentence=known.sentence(item)) for item in items]
    if len(shown) == 1:
        return shown[0]
    from IPython.display import display

    display(*shown)  # type: ignore[no-untyped-call]
    return None


def plan_form(document: str = "assessment_plan", **settings: Any) -> CourseWidget:
    """Show the form of a document with its rules beside it.

    Parameters
    ----------
    document : str
        Name of the document.
    **settings
        Settings of the form: ``file`` it is kept in, ``blocks`` to show, ``start`` (name of an example to begin with).

    Returns
    -------
    CourseWidget
        The form; it fills itself from the document's file beside the notebook.
    """
    from course.widgets import widget

    return widget("plan_form", document=document, **settings)


def plan_rules(document: str, plan: dict[str, Any], reference: Any = None) -> pd.DataFrame:
    """List the rules that a document does not keep yet.

    Parameters
    ----------
    document : str
        Name of the document, such as ``"assessment_plan"``.
    plan : dict
        What its file holds.
    reference : mapping, optional
        Your own figures by name; the rules that compare with them are missing without.

    Returns
    -------
    pandas.DataFrame
        One row a rule: its id, its state, and what was found.
    """
    import pandas as pd

    from course import documents

    open_rules = [result for result in documents.get(document).check(plan, reference) if not result.right]
    rows = [(result.id, result.state.value, result.message) for result in open_rules]
    return pd.DataFrame(rows, columns=["rule", "state", "what was found"])
