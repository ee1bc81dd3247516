"""What holds in every draw, truth or not; a breach is a defect of the simulator."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from course.cases.family import World
from course.cases.lantern_lane import world
from course.cases.lantern_lane.tables import CLEAN_TABLES, TABLES
from course.cases.validation import validate
from course.errors import CourseError

IDENTITY_CARD = r"\b[A-Z]{1,2}\d{6}\s?\(?[0-9A]\)?"


def check(drawn: World, views: dict[str, pd.DataFrame]) -> None:
    """Hold a draw to its invariants.

    Parameters
    ----------
    drawn : World
        Released and true tables.
    views : dict of str to pandas.DataFrame
        Its cleaned views.

    Raises
    ------
    CourseError
        Names the first invariant that is broken.
    """
    for table in TABLES:
        validate(drawn.tables[table.name], table)
    for table in CLEAN_TABLES:
        validate(views[table.name.removesuffix("_clean")], table, views)
    _cleaning_gives_the_truth(drawn.true, views)
    _time_runs_forward(views["cases"])
    _visits_make_sense(views["store_month"])
    if drawn.tables["cases"]["summary"].str.contains(IDENTITY_CARD).any():
        _broken("a summary looks as if it held an identity card number", "cases.summary")


def _cleaning_gives_the_truth(true: dict[str, pd.DataFrame], views: dict[str, pd.DataFrame]) -> None:
    for name, expected in true.items():
        got = views[name]
        if len(got) != len(expected):
            _broken(f"cleaning gives {len(got)} rows where the true table has {len(expected)}", name)
        for column in expected:
            if not got[column].astype(expected[column].dtype).equals(expected[column]):
                _broken("cleaning does not give back the true table", f"{name}.{column}")


def _time_runs_forward(cases: pd.DataFrame) -> None:
    stages = ["received_at", *world.STAMPS]
    filled = cases[stages].ffill(axis=1)
    for earlier, later in pairwise(stages):
        if (filled[later] < filled[earlier]).any():
            _broken(f"{later} before {earlier}", "cases")


def _visits_make_sense(months: pd.DataFrame) -> None:
    sound = months[months["sensor_uptime_pct"] >= world.SOUND_UPTIME]
    if (sound["transactions"] > sound["visits"]).any():
        _broken("more receipts than visits where the door counter is sound", "store_month")


def _broken(what: str, where: str) -> None:
    raise CourseError(f"The simulator broke an invariant: {what}.", where, "Mend the simulator; another salt hides it.")
