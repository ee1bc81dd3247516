"""The ladder that every answer climbs: attempted, kind, shape, names, values; the first step that fails speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course.answers import is_answer
from course.checks.fields import Choice, Field
from course.checks.numbers import tidy
from course.checks.outcome import Outcome, State, not_attempted, not_yet, right
from course.checks.readers import Unread, read_field
from course.checks.words import found, name, show, wanted
from course.errors import did_you_mean

SEEN = "The answer is complete and of the right kind."
SEEN_NEXT = "Whether the value is right is checked when your work is marked."

Tolerance = float | Mapping[str, float] | None


def check_fields(fields: Sequence[Field], value: Any, expected: Any = None, tolerance: Tolerance = None) -> Outcome:
    """Check an answer against its declaration, and against the expected value where one is given.

    Parameters
    ----------
    fields : sequence of Field
        What is to be entered.
    value : Any
        The bare value for one field, a record by key for several.
    expected : Any, optional
        The right value, in the same form. Left out, the choices' own marks decide (practice); where there are
        none, only what is visible is checked: attempted, kind, shape, names, range.
    tolerance : float or mapping of str to float, optional
        Largest distance at which a number counts as right; half of the last decimal asked for when left out.

    Returns
    -------
    Outcome
        With the outcome of each field when there are several.
    """
    if len(fields) == 1:
        key = fields[0].key
        bare = value[key] if isinstance(value, Mapping) and set(value) == {key} else value
        wish = expected[key] if isinstance(expected, Mapping) and key in expected else expected
        return check_field(fields[0], bare, wish, _for_key(tolerance, key))
    if not is_answer(value):
        return not_attempted("There is no answer yet.", f"Begin with {name(fields[0])}.")
    if not isinstance(value, Mapping):
        return not_yet(f"The answer is {found(value)}; a record with {len(fields)} fields is expected.",
                       "Use the form, or give each field by its name.")  # fmt: skip
    wishes = expected if isinstance(expected, Mapping) else {}
    single = {
        field.key: check_field(field, value.get(field.key), wishes.get(field.key), _for_key(tolerance, field.key))
        for field in fields
    }
    return _together(fields, value, single)


def check_field(field: Field, value: Any, expected: Any = None, tolerance: float | None = None) -> Outcome:
    """Check one field; see `check_fields`."""
    if not is_answer(value):
        return not_attempted(f"{name(field)} has no answer yet.", f"Enter {wanted(field)}.")
    try:
        given = read_field(field, value)
    except Unread as unread:
        return unread.outcome
    if expected is not None:
        return _value(field, given, expected, tolerance)
    return (
        _by_choice(field, given)
        if any(choice.right is not None for choice in field.choices)
        else right(SEEN, SEEN_NEXT)
    )


def _for_key(tolerance: Tolerance, key: str) -> float | None:
    return tolerance.get(key) if isinstance(tolerance, Mapping) else tolerance


def _together(fields: Sequence[Field], value: Mapping[str, Any], single: dict[str, Outcome]) -> Outcome:
    """Put the outcomes of the fields into one; the first that is not yet right speaks for all."""
    states = [outcome.state for outcome in single.values()]
    done, open_, empty = (states.count(state) for state in (State.RIGHT, State.NOT_YET, State.NOT_ATTEMPTED))
    if empty == len(fields):
        stray = _stray(fields, value)
        if stray:
            return Outcome(State.NOT_YET, stray, "Use the names of the form.", single)
        return Outcome(State.NOT_ATTEMPTED, "There is no answer yet.", f"Begin with {name(fields[0])}.", single)
    if done == len(fields):
        seen = all(outcome.message == SEEN for outcome in single.values())
        message = f"All {done} fields are complete and of the right kind." if seen else f"All {done} fields are right."
        return Outcome(State.RIGHT, message, SEEN_NEXT if seen else "", single)
    first = next(o for state in (State.NOT_YET, State.NOT_ATTEMPTED) for o in single.values() if o.state is state)
    counts = f"{done} of {len(fields)} fields in order, {open_} not yet, {empty} empty."
    message = " ".join(part for part in (counts, first.message, _stray(fields, value)) if part)
    return Outcome(State.NOT_YET, message, first.next_step, single)


def _stray(fields: Sequence[Field], value: Mapping[str, Any]) -> str:
    """Name an entry that no field asks for, with the near name, when a field is still missing."""
    missing = [field.key for field in fields if not is_answer(value.get(field.key))]
    stray = [key for key in value if key not in {field.key for field in fields}]
    return (
        f'"{stray[0]}" is not the name of a field. {did_you_mean(str(stray[0]), missing)}' if stray and missing else ""
    )


def _by_choice(field: Field, given: Any) -> Outcome:
    """Practice: the choices say themselves which of them is right, and why."""
    known = {choice.value: choice for choice in field.choices}
    chosen = [known[item] for item in (given if isinstance(given, list) else [given])]
    wrong = [choice for choice in chosen if not choice.right]
    if wrong:
        return not_yet(_wrong(wrong[0]), "Choose again.")
    missing = sum(bool(choice.right) for choice in field.choices) - len(chosen)
    if field.kind == "many" and missing:
        return not_yet(f"What you chose belongs there, but {missing} more {'does' if missing == 1 else 'do'} too.",
                       "Look at the other choices again.")  # fmt: skip
    return right(f"That is right. {' '.join(_sentence(choice.reason) for choice in chosen)}".strip())


def _value(field: Field, given: Any, expected: Any, tolerance: float | None) -> Outcome:
    try:
        wish = _accepted(field, expected)
    except Unread as unread:
        raise ValueError(f"the expected value of {field.key} does not fit its field: {unread}") from None
    if field.kind in ("number", "integer"):
        return _near(field, given, wish[0], tolerance)
    if given in wish or (isinstance(given, str) and tidy(given).casefold() in [tidy(w).casefold() for w in wish]):
        return right(f"That is right. {_reason(field, given)}".strip())
    if field.kind in ("months", "many"):
        missing, extra = len(set(wish[0]) - set(given)), len(set(given) - set(wish[0]))
        return not_yet(f"{name(field)}: {missing} missing, {extra} that should not be there.", "Compare once more.")
    chosen = [choice for choice in field.choices if choice.value == given]
    said = _wrong(chosen[0]) if chosen and chosen[0].reason else f"{name(field)} is not right yet with {found(given)}."
    return not_yet(said, "Choose again." if field.choices else "Change this answer.")


def _accepted(field: Field, expected: Any) -> list[Any]:
    """Read the expected value as the field reads an answer; a text field may accept several."""
    if field.kind in ("text", "long_text", "choice") and isinstance(expected, list | tuple):
        return [read_field(field, one) for one in expected]
    return [float(expected) if field.kind in ("number", "integer") else read_field(field, expected)]


def _near(field: Field, given: float, wish: float, tolerance: float | None) -> Outcome:
    allowed = (0.5 * 10.0**-field.places if field.places is not None else 0.0) if tolerance is None else tolerance
    allowed += 1e-9 * max(1.0, abs(wish)) if wish == wish else 0.0
    if (given != given and wish != wish) or abs(given - wish) <= allowed:
        return right()
    if given != given or wish != wish:
        return not_yet(f"{name(field)} is {show(given)}; look again at whether there is anything to divide by.",
                       "Look at the denominator.")  # fmt: skip
    if abs(given - wish) <= 10 * allowed:
        return not_yet(f"{name(field)} is {show(given)}, which is close but not the value that the data give.",
                       "Look at the rounding and at single rows that should be in or out.")  # fmt: skip
    return not_yet(f"{name(field)} is {show(given)}, which is not the value that the data give.",
                   "Look again at what is counted, by what it is divided, and which rows are in.")  # fmt: skip


def _reason(field: Field, given: Any) -> str:
    chosen: list[Choice] = [choice for choice in field.choices if choice.value == given]
    return _sentence(chosen[0].reason) if chosen else ""


def _wrong(choice: Choice) -> str:
    return f"{_sentence(choice.text)} {_sentence(choice.reason)}".strip()


def _sentence(text: str) -> str:
    clean = text.strip()
    clean = clean[:1].upper() + clean[1:]
    return clean if not clean or clean[-1] in ".!?。！？" else f"{clean}."
