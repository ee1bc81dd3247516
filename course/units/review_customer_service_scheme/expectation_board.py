"""Settings of `gap_board` for expectation and perception in the survey."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from course.indicators.gaps import Bar, Gaps, gap, gaps_sentence, whole_weights

DIMENSIONS = {
    "tan": "Tangibles",
    "rel": "Reliability",
    "res": "Responsiveness",
    "ass": "Assurance",
    "emp": "Empathy",
}
GROUPS = {"all": "All customers", "Y": "Members", "N": "Not members"}
SAID = {
    "Y": "members",
    "N": "not members",
    "knows": "those who know the returns rule",
    "does_not": "those who do not know the returns rule",
}
RULE = {"all": "Everybody", "knows": "Know it", "does_not": "Do not know it"}


def gap_board() -> dict[str, Any]:
    """Gaps of five dimensions: paired or not, raw or weighted, by wave, group and knowledge of the returns rule."""
    from course import cases

    survey = cases.views("base")["survey"]
    weights = whole_weights(survey[[f"w_{code}" for code in DIMENSIONS]])
    survey = survey.assign(**{str(name): weights[name] for name in weights})

    @lru_cache(maxsize=128)
    def gaps(*choices: tuple[str, str]) -> Gaps:
        return board(survey, dict(choices))

    return {
        "key": "105082L4.m05.gap_board",
        "label": "Which shortfall first?",
        "lead": "Look at the order of the raw gaps. Then give each dimension the weight that customers give it.",
        "controls": controls(),
        "gaps": lambda query: gaps(*query.items()),
    }


def controls() -> list[dict[str, Any]]:
    """Make the five choices."""
    paired = [("paired", "People with both answers"), ("unpaired", "All answers, each side for itself")]
    view = [("raw", "Raw, in scale points"), ("weighted", "Weighted by importance")]
    return [
        {"key": "pairing", "label": "Who counts", "kind": "choice", "start": "paired", "options": paired},
        {"key": "view", "label": "View", "kind": "choice", "start": "raw", "options": view},
        {
            "key": "wave",
            "label": "Wave",
            "kind": "choice",
            "start": "2025",
            "options": [("2024", "2024"), ("2025", "2025")],
        },
        {"key": "group", "label": "Group", "kind": "choice", "start": "all", "options": list(GROUPS.items())},
        {
            "key": "rule",
            "label": "The 14-day returns rule",
            "kind": "choice",
            "start": "all",
            "options": list(RULE.items()),
        },
    ]


def board(survey: Any, query: Mapping[str, Any]) -> Gaps:
    """Work out the five gaps for one choice of people, and say their order."""
    rows = survey[survey["wave"] == int(query["wave"])]
    if query["group"] != "all":
        rows = rows[rows["is_member"] == query["group"]]
    if query["rule"] != "all":
        rows = rows[(rows["k_return"] == "correct") == (query["rule"] == "knows")]
    weighted, paired = query["view"] == "weighted", query["pairing"] == "paired"
    bars = [_bar(rows, code, name, weighted=weighted, paired=paired) for code, name in DIMENSIONS.items()]
    kind = "Weighted" if weighted else "Raw"
    who = [SAID[query[key]] for key in ("group", "rule") if query[key] != "all"]
    begin = ", ".join([kind, query["wave"], *who, *([] if paired else ["unpaired"])])
    note = (
        f"{len(rows):,} answered; a gap is what was found less what was expected, over people who gave both."
        if paired
        else "Not a gap of people: the two means come from different people, since some left the expectations blank."
    )
    title = "Gap × mean weight / 100, scale points" if weighted else "Gap, scale points"
    return Gaps(bars, f"{begin}: {gaps_sentence(bars, total=weighted)}.", title, note=note)


def _bar(rows: Any, code: str, name: str, *, weighted: bool, paired: bool) -> Bar:
    items = (f"{code}1", f"{code}2")
    found, wanted = (rows[[f"{side}_{item}" for item in items]] for side in "pe")
    value = gap(found, wanted, weight=rows[f"w_{code}"] if weighted else None, paired=paired)
    return Bar(code, name, float(value), value.low, value.high, int(value.n))
