"""Eight made-up trainees and what each hands in. What is right comes from the instructors' files, never from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from course import answers

PART1, PART2 = "105082L4-part1", "105082L4-part2"
NOTHING = (0,) * 8  # levels where there is nothing to judge
UNREADABLE = "answers: [this file was cut off in the middle"


@dataclass(frozen=True)
class Person:
    """One made-up trainee.

    Attributes
    ----------
    id, story : str
        Id, and in a sentence what the submission is like.
    definitions : mapping
        Choices of A2 that differ from the right ones, by record.
    slips : tuple of str
        Wrong methods of A3 that were really applied.
    plan : str
        Name of the plan: ``model``, one of the planted plans, or empty for none.
    report : str
        Name of the report, in the same way.
    levels : tuple of int
        What the assessor gives for J1 to J8.
    percent, untouched, unreadable : bool
        Shares typed as percentages; page handed in as fetched; answers file damaged.
    only : tuple of str
        Answer keys that are handed in; empty for all.
    copies : str
        Id of the colleague whose figures these are.
    """

    id: str
    story: str
    definitions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    slips: tuple[str, ...] = ()
    plan: str = "model"
    report: str = "model"
    levels: tuple[int, ...] = (2, 2, 2, 2, 2, 2, 2, 2)
    percent: bool = False
    untouched: bool = False
    unreadable: bool = False
    only: tuple[str, ...] = ()
    copies: str = ""


PEOPLE = (
    Person("au-yeung", "everything right", levels=(3, 3, 3, 3, 3, 3, 3, 3)),
    Person(
        "bau",
        "careful, with one slip in each task",
        definitions={"on_time": {"exactly_on_limit": "late"}},
        slips=("goodwill not deducted",),
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
        slips=("new store kept", "sensor ignored", "by count", "answered only", "all sources"),
        plan="log only",
        report="another variant's figures",
        levels=(1, 1, 1, 1, 1, 1, 2, 1),
    ),
    Person(
        "dung",
        "types shares as percentages",
        percent=True,
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


@dataclass(frozen=True)
class Instructors:
    """The instructors' files that a made-up answer is made from.

    Attributes
    ----------
    part1, part2, plans, reports : module
        ``reference.py`` of both parts, and the planted plans and reports.
    """

    part1: ModuleType
    part2: ModuleType
    plans: ModuleType
    reports: ModuleType


def fill(person: Person, folder: Path, case: Any, known: Instructors) -> None:
    """Answer an assignment as this person does, through the same files as the forms.

    Parameters
    ----------
    person : Person
        Who.
    folder : Path
        The fetched assignment.
    case : Case
        The person's own variant, or that of the colleague who is copied.
    known : Instructors
        Where right and wrong answers come from.
    """
    if person.untouched:
        return
    store = answers.AnswersStore(folder / answers.ANSWERS)
    given = _definitions(person, known) if folder.name == PART1 else {"A3": _table(person, case, known)}
    for key, value in given.items():
        if not person.only or key in person.only:
            store.put(key, value)
    if folder.name == PART2:
        _documents(person, folder, case, known)
    if person.unreadable:
        store.path.write_text(UNREADABLE, encoding="utf-8")


def _documents(person: Person, folder: Path, case: Any, known: Instructors) -> None:
    figures, own = known.part2.values(case), known.part2.reference_a9.figures(case)
    plans, reports = known.plans, known.reports
    if person.plan:
        plan = plans.model_plan(figures) if person.plan == "model" else plans.planted(person.plan, figures)
        answers.DocumentStore(folder / known.part2.PLAN, "assessment_plan").replace(plan)
    if person.report:
        report = reports.model_report(own) if person.report == "model" else reports.planted(person.report, own)
        answers.DocumentStore(folder / known.part2.reference_a9.REPORT, "review_report").replace(report)


def _definitions(person: Person, known: Instructors) -> dict[str, Any]:
    records = known.part1.MODEL
    return {task: {**records[name], **person.definitions.get(name, {})} for task, name in known.part1.TASKS.items()}


def _table(person: Person, case: Any, known: Instructors) -> dict[str, Any]:
    table = dict(known.part2.model(case, "A3"))
    for wrong in known.part2.wrong_answers(case):
        if wrong.task == "A3" and wrong.wrong in person.slips:
            table |= wrong.given
    return {key: _typed(value, person.percent) for key, value in table.items()}


def _typed(value: Any, percent: bool) -> Any:
    """Round as asked for; a share may be typed as a percentage."""
    if isinstance(value, str):
        return value
    number = float(value)
    if percent and abs(number) < 1:
        return round(number * 100, 2)
    return int(number) if number.is_integer() else round(number, 4)
