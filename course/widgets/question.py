"""`question`: one widget for quiz items, predictions, exercises and an assignment's tasks, made from the item."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

import traitlets as t

from course.checks import Outcome, State, check_fields
from course.units.items import Item
from course.widgets.base import CourseWidget
from course.widgets.entries import answer, form
from course.widgets.markdown import to_html, to_text

Sentence = Callable[[dict[str, Any]], str]
log = logging.getLogger("course.widgets")

_KEPT = "Kept. Now try it: what follows shows how near you were."
_BUTTON = {"predict": "Keep my guess", "quiz": "Check", "exercise": "Check", "task": "Check what I entered"}


class Question(CourseWidget):
    """A question with its form, its check, its hints and, in practice, its worked solution.

    Parameters
    ----------
    item : Item or str
        The declaration, or the id under which the register has it.
    sentence : callable, optional
        Turns the answer of several fields into one sentence that is shown below the form.
    expected : tuple of (value, tolerance), optional
        What the answer is compared with; looked up for a practice item when left out. Never given for a task.
    """

    item = t.Dict().tag(sync=True)

    def __init__(
        self, item: Item | str, *, sentence: Sentence | None = None, expected: tuple[Any, Any] | None = None
    ) -> None:
        self._item = _find(item)
        self._sentence, self._expected, self._tried = sentence, expected, False
        super().__init__(label=name(self._item), key=self._item.id, item=_for_page(self._item))

    def restore(self) -> dict[str, Any]:
        """Fill the form from the answers file."""
        from course import answers

        return {"values": form(self._item.fields, answers.store().get(self._item.id)), "check": False, "hints": 0}

    def keep(self, query: dict[str, Any]) -> str:
        """Write the answer, in the kind that its fields declare, or take it out when the form was emptied."""
        from course import answers

        value = answer(self._item.fields, query.get("values", {}))
        store = answers.store()
        if value is None and store.record(self._item.id) is None:
            return ""
        saved = store.delete(self._item.id) if value is None else store.put(self._item.id, value)
        return str(saved.at)

    def compute(self, query: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """Check if the page asks for it, and open as many hints as it asks for."""
        item, value = self._item, answer(self._item.fields, query.get("values", {}))
        outcome = self._check(value) if query.get("check") and item.kind != "predict" else None
        self._tried = self._tried or (outcome is not None and outcome.state is not State.NOT_ATTEMPTED)
        practice = item.kind != "task"
        data = {
            "outcome": None if outcome is None else _words(outcome, item),
            "reasons": reasons(item, value, outcome.message) if outcome else [],
            "note": _KEPT if item.kind == "predict" and query.get("check") and value is not None else "",
            "hints": [to_html(hint) for hint in item.hints[: int(query.get("hints") or 0)]] if practice else [],
            "solvable": practice and self._tried and bool(item.solution),
            "solution": to_html(item.solution) if practice and self._tried and query.get("solution") else "",
            "sentence": self._say(value),
        }
        return data, _summary(self.label or name(item), value, outcome)

    def _check(self, value: Any) -> Outcome:
        if self._expected is not None:
            return check_fields(self._item.fields, value, *self._expected)
        from course.units.practice import check_value
        from course.units.visible import check_entered

        return check_entered(self._item, value) if self._item.kind == "task" else check_value(self._item, value)

    def _say(self, value: Any) -> str:
        if self._sentence is None or not isinstance(value, Mapping):
            return ""
        try:
            return self._sentence(dict(value))
        except Exception:  # a half-filled form may not make a sentence yet; the check says what is missing
            log.debug("no sentence for %s", self._item.id, exc_info=True)
            return ""


def name(item: Item) -> str:
    """Name an item for people: "Exercise 3.1: Three groups", "Question 4: Nobody lost", "Guess first: Which store?"."""
    place = item.id.partition(".")[2] if item.kind != "task" and "." in item.id else item.id
    number = {"quiz": place.rpartition("q")[2], "predict": ""}.get(item.kind, place)
    kind = {"quiz": "Question", "predict": "Guess first", "exercise": "Exercise", "task": "Task"}[item.kind]
    marks = f" ({item.points:g} {'point' if item.points == 1 else 'points'})" if item.points else ""
    return f"{kind} {number}".rstrip() + (f": {item.title}" if item.title else "") + marks


def reasons(item: Item, value: Any, said: str = "") -> list[dict[str, Any]]:
    """Give the reason of each option that was chosen; once the choice is right, of all the others as well.

    Parameters
    ----------
    item : Item
        The declaration.
    value : Any
        The answer as it is kept.
    said : str
        What the outcome says already; a reason in it is not repeated.

    Returns
    -------
    list of dict
        ``text`` of the option, its ``reason``, and ``chosen``.
    """
    found: list[dict[str, Any]] = []
    for field in item.fields:
        given = value.get(field.key) if len(item.fields) > 1 and isinstance(value, Mapping) else value
        chosen = set(given) if isinstance(given, list) else {given}
        solved = chosen == {one.value for one in field.choices if one.right}
        for one in field.choices:
            if one.reason and one.reason not in said and (solved or one.value in chosen):
                found.append({"text": to_text(one.text), "reason": one.reason, "chosen": one.value in chosen})
    return sorted(found, key=lambda reason: not reason["chosen"])


def _find(item: Item | str) -> Item:
    if isinstance(item, Item):
        return item
    from course import units

    return units.register().item(item)


def _for_page(item: Item) -> dict[str, Any]:
    """Give what the page needs of an item; which option is right, and why, stays here until it is asked."""
    hidden = {"choices": {"__all__": {"right", "reason"}}}
    return {
        "kind": item.kind,
        "prompt": to_html(item.prompt),
        "fields": [field.model_dump(exclude=hidden) for field in item.fields],
        "button": _BUTTON[item.kind],
        "hints": len(item.hints) if item.kind != "task" else 0,
    }


def _words(outcome: Outcome, item: Item) -> dict[str, Any]:
    """Put an outcome into words. A task's visible check can only say that what was entered is complete."""
    state = outcome.state.value
    label = "complete" if item.kind == "task" and outcome.right else state
    parts = {key: _words(one, item) for key, one in outcome.fields.items()}
    for part in parts.values():
        if item.kind == "task" and part["state"] == "right":
            part.update(message="", next="")  # the whole says once what "complete" means
    message = outcome.message.removeprefix("That is right.").lstrip()  # the label says it
    return {"state": state, "label": label, "message": message, "next": outcome.next_step, "fields": parts}


def _summary(label: str, value: Any, outcome: Outcome | None) -> str:
    answered = "not answered yet" if value is None else "answered"
    if outcome is None:
        return f"{label}: {answered}."
    return f"{label}: {answered}; {outcome.state.value}. {outcome.next_step}".rstrip()


WIDGET = Question
