"""What a made-up trainee hands in. What is right comes from the instructors' files, never from here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from course import answers, units
from course.authoring.demo_cast import PEOPLE, Person
from course.units import tables

__all__ = ["PART1", "PART2", "PEOPLE", "Instructors", "Person", "fill"]
PART1, PART2 = "105082L4-part1", "105082L4-part2"
UNREADABLE = "answers: [this file was cut off in the middle"


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
    given = (_part1 if folder.name == PART1 else _figures)(person, case, known)
    for key, value in given.items():
        if not person.only or key in person.only:
            store.put(key, value)
    if folder.name == PART1 and person.in_code:
        store.put("A1", _table(folder, case))
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


def _part1(person: Person, case: Any, known: Instructors) -> dict[str, Any]:
    records = known.part1.MODEL
    given = {task: {**records[name], **person.definitions.get(name, {})} for task, name in known.part1.TASKS.items()}
    cleaning = {**known.part1.model(case, "A1"), **person.cleaning}
    return {"A1": cleaning, **given, "A7": _audit(person, case, known)}


def _audit(person: Person, case: Any, known: Instructors) -> dict[str, str]:
    right: dict[str, str] = known.part1.model(case, "A7")
    defects = [clause for clause, code in right.items() if code != "sound"]
    if person.audit == "one missed":
        return right | {defects[0]: "sound"}
    if person.audit == "all sound":
        return dict.fromkeys(right, "sound")
    return right if person.audit == "right" else dict(known.part1.reference_a7.CODES)


def _table(folder: Path, case: Any) -> dict[str, str]:
    """Hand in the cleaned log as the line of code in the page does."""
    item = units.item("A1", folder.name.split("-")[0])
    return tables.keep_table(item, case.views["cases"], folder)


def _figures(person: Person, case: Any, known: Instructors) -> dict[str, Any]:
    wrong = [each for each in known.part2.wrong_answers(case) if each.wrong in person.slips]
    given = {}
    for task in known.part2.TASKS:
        slips = {key: value for each in wrong if each.task == task for key, value in each.given.items()}
        shares = {one.key for one in units.item(task, PART2.split("-")[0]).fields if one.share and person.percent}
        answer = known.part2.model(case, task) | slips
        given[task] = {key: _typed(value, key in shares) for key, value in answer.items()}
    return given


def _typed(value: Any, percent: bool) -> Any:
    """Round as asked for; a share may be typed as a percentage."""
    if isinstance(value, str | list):
        return value
    number = float(value)
    if percent:
        return round(number * 100, 2)
    return int(number) if number.is_integer() else round(number, 4)
