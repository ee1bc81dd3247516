"""The tables that indicators are evaluated on: cleaned, with the columns that they need joined."""

from __future__ import annotations

import pandas as pd

from course.cases.lantern_lane import tables, world
from course.cases.lantern_lane.cleaning import clean


def views(released: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Clean the released tables and join what a rate needs.

    Parameters
    ----------
    released : dict of str to pandas.DataFrame
        A variant's tables.

    Returns
    -------
    dict of str to pandas.DataFrame
        Under the released names. ``cases`` has ``month`` and the uptime of its store-month, so that one filter holds
        on both sides of a rate per visit; ``store_month`` has gross profit after goodwill and like-for-like.
    """
    cleaned = {name: frame for name, (frame, _) in clean(released).items()}
    months = cleaned["store_month"]
    profit = months["turnover_hkd"] - months["cogs_hkd"] - months["goodwill_refunds_hkd"]
    everywhere = months.groupby("store_id")["month"].transform("size") == len(world.MONTHS)
    months = months.assign(gp_after_goodwill_hkd=profit.round(2), open_all_months=everywhere)
    cases = cleaned["cases"]
    cases = cases.assign(month=cases["received_at"].dt.strftime("%Y-%m").astype("str"))
    uptime = months[["month", "store_id", "sensor_uptime_pct"]]
    cases = cases.merge(uptime, on=["month", "store_id"], how="left", validate="many_to_one")
    out = released | cleaned | {"store_month": months, "cases": cases}
    for table in tables.CLEAN_TABLES:
        name = table.name.removesuffix("_clean")
        out[name] = table.cast(out[name])
    return out
