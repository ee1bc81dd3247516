"""Eight made-up trainees and what each hands in, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NOTHING = (0,) * 8  # levels where there is nothing to judge


@dataclass(frozen=True)
class Person:
    """One made-up trainee.

    Attributes
    ----------
    id, story : str
        Id, and in a sentence what the submission is like.
    cleaning, definitions : mapping
        Choices of A1, and of A2 by record, that differ from the right ones.
    audit : str
        What becomes of the clauses of A7: ``right``, ``one missed``, ``all sound`` or ``all defective``.
    slips : tuple of str
        Wrong methods of A3 to A6 that were really applied.
    plan : str
        Name of the plan: ``model``, one of the planted plans, or empty for none.
    report : str
        Name of the report, in the same way.
    levels : tuple of int
        What the assessor gives for J1 to J8.
    percent, untouched, unreadable, in_code : bool
        Shares typed as percentages; page handed in as fetched; answers file damaged; log cleaned in code and handed in
        as a table.
    only : tuple of str
        Answer keys that are handed in; empty for all.
    copies : str
        Id of the colleague whose figures these are.
    """

    id: str
    story: str
    cleaning: Mapping[str, str] = field(default_factory=dict)
    definitions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    audit: str = "right"
    slips: tuple[str, ...] = ()
    plan: str = "model"
    report: str = "model"
    levels: tuple[int, ...] = (2, 2, 2, 2, 2, 2, 2, 2)
    percent: bool = False
    untouched: bool = False
    unreadable: bool = False
    in_code: bool = False
    only: tuple[str, ...] = ()
    copies: str = ""


PEOPLE = (
    Person("au-yeung", "everything right", levels=(3, 3, 3, 3, 3, 3, 3, 3)),
    Person(
        "bau",
        "careful, with one slip in each task",
        cleaning={"repeats": "identical_rows"},
        definitions={"on_time": {"exactly_on_limit": "late"}},
        audit="one missed",
        slips=("goodwill not deducted", "two sigma", "weights of 130 kept", "no error bar"),
        plan="no guardrail",
        report="no comparison",
        levels=(2, 2, 2, 3, 2, 1, 2, 2),
    ),
    Person(
        "chan",
        "repeats what head office believes",
        definitions={
            "complaint_rate": {"denominator": "transactions", "pooling": "mean_of_stores"},
            "new_to_lost": {"lost_rule": "no_purchase_in_period", "shown_by": "nothing"},
            "on_time": {"never_answered": "leave_out"},
        },
        cleaning={"linked": "keep", "no_member": "drop", "period": "closed_in_2024_2025"},
        audit="all sound",
        slips=(
            "new store kept",
            "sensor ignored",
            "by count",
            "answered only",
            "all sources",
            "January only",
            "real",
            "improved",
            "unpaired",
            "unpaired, carried on",
            "by the raw gap",
            "72 hours used",
            "no control",
            "without importance",
        ),
        plan="log only",
        report="another variant's figures",
        levels=(1, 1, 1, 1, 1, 1, 2, 1),
    ),
    Person(
        "dung",
        "cleans the log in code, and types shares as percentages",
        percent=True,
        in_code=True,
        audit="all defective",
        plan="total off by 100",
        report="a percentage for a fraction",
        levels=(2, 1, 2, 1, 2, 1, 2, 2),
    ),
    Person("eu", "hands in the page as it was fetched", untouched=True, plan="", report="", levels=NOTHING),
    Person(
        "fung",
        "copies the figures, the plan and the report of au-yeung",
        copies="au-yeung",
        levels=(1, 2, 2, 1, 1, 1, 2, 2),
    ),
    Person(
        "ghani",
        "ran out of time after the first definition",
        only=("A2.complaint_rate",),
        plan="",
        report="",
        levels=NOTHING,
    ),
    Person(
        "ho",
        "has a damaged answers file, a sound plan and a member's number in the report",
        unreadable=True,
        plan="budget with cents",
        report="a member's number",
        levels=(3, 2, 2, 2, 2, 2, 2, 1),
    ),
)
