"""Lint rules on what a lesson asks: predictions, quizzes, exercises, and the facts it states."""

from __future__ import annotations

from collections import Counter

from course.authoring.findings import Found, Lesson, LessonRule
from course.errors import did_you_mean
from course.units.facts import CHECK_WORDS, LEGAL_WORDS
from course.units.items import Item

DOCUMENTS = {"plan_form", "question"}  # widgets that are no simulators


def every_id_exists(lesson: Lesson) -> Found:
    """Each question, answer and check names an item, and each preset exists."""
    bank = lesson.register.bank(lesson.unit.code)
    for _, cell, call in lesson.calls:
        for identifier in call.items:
            if identifier not in lesson.items:
                hint = did_you_mean(identifier, list(lesson.items)) if lesson.items else "The unit has no items yet."
                yield cell.id, f'There is no item "{identifier}".', hint
        if call.widget and call.name == "widget" and call.widget[1] and call.widget[1] not in bank.presets:
            hint = did_you_mean(call.widget[1], list(bank.presets)) if bank.presets else "Write it in presets.py."
            yield cell.id, f'There is no preset "{call.widget[1]}".', hint


def every_item_is_used_once(lesson: Lesson) -> Found:
    """Each item of the module is shown in its lesson, as one form, one line of code or both; no foreign item is."""
    calls = [call for _, _, call in lesson.calls if call.name != "check"]
    shown = Counter((identifier, call.name) for call in calls for identifier in call.items)
    own = [identifier for kind in ("predict", "quiz", "exercise") for identifier in lesson.item_ids(kind)]
    for identifier in own:
        if not any((identifier, name) in shown for name in ("question", "answer")):
            yield "", f"Item {identifier} is shown nowhere.", f'Show it in one cell: cs.question("{identifier}").'
    for (identifier, name), times in shown.items():
        if times > 1:
            yield "", f"Item {identifier} is shown {times} times by cs.{name}.", "Keep one of the cells."
        if identifier in lesson.items and identifier not in own:
            yield "", f"Item {identifier} belongs to another lesson.", "Show an item of this lesson."


def prediction_before_each_simulator(lesson: Lesson) -> Found:
    """Want a prediction between each simulator and the one before it."""
    predicted = False
    for _, cell, call in lesson.calls:
        asked = [lesson.items[identifier] for identifier in call.items if identifier in lesson.items]
        predicted = predicted or any(item.kind == "predict" for item in asked)
        if call.widget and call.widget[0] not in DOCUMENTS:
            if not predicted:
                what = f"The simulator {call.widget[0]} comes without a prediction."
                yield cell.id, what, f'Put cs.question("{lesson.id}.p...") before it.'
            predicted = False


def quiz_explains_itself(lesson: Lesson) -> Found:
    """Want a right option in each quiz, and a reason from every other option."""
    ids = lesson.item_ids("quiz")
    if not ids:
        yield "", "The lesson has no quiz.", "Write one in quizzes.yaml."
    for item in map(lesson.items.__getitem__, ids):
        for field in item.fields:
            if field.choices and not any(choice.right for choice in field.choices):
                yield "", f"{item.id}: no option is right.", "Mark one with right: true in quizzes.yaml."
            for choice in field.choices:
                if not choice.right and not choice.reason.strip():
                    what = f'{item.id}: the option "{choice.value}" gives no reason.'
                    yield "", what, "Say in quizzes.yaml why it is not right."


def exercises_are_complete(lesson: Lesson) -> Found:
    """Exercises run unit.module.1, .2 and so on, are shown in that order, and have a task, hint and solution."""
    ids = lesson.item_ids("exercise")
    if not ids:
        yield "", "The lesson has no exercise.", "Write one in exercises.yaml."
    numbers = [int(identifier.rsplit(".", 1)[1]) for identifier in ids]
    if numbers != list(range(1, len(ids) + 1)):
        yield "", f"The exercises are numbered {numbers}.", "Number them 1, 2, 3 in exercises.yaml, in that order."
    asked = [identifier for _, _, call in lesson.calls if call.name == "question" for identifier in call.items]
    shown = [identifier for identifier in asked if identifier in ids]
    if shown != [identifier for identifier in ids if identifier in shown]:
        yield "", f"The exercises are shown in the order {', '.join(shown)}.", "Move the cells."
    for identifier in ids:
        yield from _complete(lesson.items[identifier])


def _complete(item: Item) -> Found:
    for name, value in (("task", item.prompt), ("hint", item.hints), ("solution", item.solution)):
        if not value:
            yield "", f"Exercise {item.id} has no {name}.", "Write it in exercises.yaml."


def facts_are_marked(lesson: Lesson) -> Found:
    """Want the source and a remark on each fact still to be checked, and the legal notice with legal facts."""
    legal = False
    for cell in lesson.cells:
        for identifier in cell.declared("facts"):
            fact = lesson.register.facts.get(identifier)
            if fact is None:
                hint = did_you_mean(identifier, list(lesson.register.facts))
                yield cell.id, f'There is no fact "{identifier}" in facts.yaml.', hint
                continue
            legal = legal or fact.legal
            if fact.status == "check" and CHECK_WORDS not in " ".join(cell.source.lower().split()):
                yield cell.id, f"Fact {identifier} is not checked.", f'Add the words "{CHECK_WORDS}".'
            if fact.status == "check" and not any(name.lower() in cell.source.lower() for name in fact.names):
                yield cell.id, f"Fact {identifier} shows no source.", "Name one of: " + ", ".join(fact.names) + "."
    if legal and LEGAL_WORDS not in " ".join(lesson.text.lower().split()):
        yield "", "The lesson states legal facts.", f'Say in it that it is "{LEGAL_WORDS}".'


RULES: tuple[LessonRule, ...] = (
    every_id_exists,
    every_item_is_used_once,
    prediction_before_each_simulator,
    quiz_explains_itself,
    exercises_are_complete,
    facts_are_marked,
)
