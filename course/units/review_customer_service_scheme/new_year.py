"""Settings of `before_after` for a New Year that moves: January, February, and both together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from course.methods.festival import RUN_UP, TwoMonths
from course.methods.pictures import Bars

NEW_YEAR = {2024: date(2024, 2, 10), 2025: date(2025, 1, 29)}
MONTHS = {year: (f"{year}-01", f"{year}-02") for year in NEW_YEAR}
BOTH = "Both together"


def cny_shift() -> dict[str, Any]:
    """Turnover of January and February 2025 on 2024, like for like, with New Year on other days."""
    from course import cases

    months = cases.views("base")["store_month"]
    by_month = months[months["open_all_months"]].groupby("month")["turnover_hkd"].sum()
    before, after = ((float(by_month[jan]), float(by_month[feb])) for jan, feb in MONTHS.values())
    years = TwoMonths(before, after, (NEW_YEAR[2024], NEW_YEAR[2025]))
    return {
        "key": "105082L4.m04.cny_shift",
        "label": "Did January boom?",
        "lead": "Move Lunar New Year in both years, and watch which of the three bars stays where it is.",
        "controls": [day_control(year) for year in NEW_YEAR],
        "compare": lambda query: compare(years, query),
    }


def day_control(year: int) -> dict[str, Any]:
    """Make a slider over the days on which New Year can fall, from 21 January to 20 February."""
    days = [date(year, 1, 21) + timedelta(days=k) for k in range(31)]

    def words(day: date) -> str:
        return f"{day.day} {day:%B}" + (", as it was" if day == NEW_YEAR[year] else "")

    options = [(day.isoformat(), words(day)) for day in days]
    start = NEW_YEAR[year].isoformat()
    return {"key": f"day_{year}", "label": f"New Year {year}", "kind": "slider", "start": start, "options": options}


def compare(years: TwoMonths, query: Mapping[str, Any]) -> Bars:
    """Say the growth of January, of February and of both with New Year on the days of the query.

    Parameters
    ----------
    years : TwoMonths
        Turnover in HKD of both months in both years as it was.
    query : mapping
        ``day_2024`` and ``day_2025`` as ISO dates.

    Returns
    -------
    Bars
    """
    days = [date.fromisoformat(query[f"day_{year}"]) for year in NEW_YEAR]
    moved = years.moved(*days)
    january, february, both = moved.growths()
    amounts = [*zip(moved.before, moved.after, strict=True), (sum(moved.before), sum(moved.after))]
    rests_on = [f"HKD {old / 1e6:,.1f}m → {new / 1e6:,.1f}m" for old, new in amounts]
    said = ", ".join(f"{words} {g * 100:+.1f} %" for words, g in (("January", january), ("February", february)))
    when = " and ".join(f"{day.day} {day:%B} {day.year}" for day in days)
    changes = zip(("January", "February", BOTH), (january, february, both), rests_on, strict=True)
    return Bars(
        f"{said}, together {both * 100:+.1f} %, with New Year on {when}.",
        "Turnover 2025 on 2024, stores open throughout",
        list(changes),
        BOTH,
        f"The sliders move HKD {years.festive / 1e6:,.1f}m of festive turnover: what fits both years when it is spread "
        f"evenly over the {RUN_UP} days before New Year. All else stays as it was. A sketch, not a forecast.",
    )
