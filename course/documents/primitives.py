"""Rule primitives: pure functions of a place and its values, each giving missing, not yet or right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from course.documents.fields import Ask
from course.documents.messages import figure, holds, missing, not_yet
from course.documents.reading import Unread
from course.documents.result import Finding, Spot
from course.documents.schema import Day, Number, Words
from course.documents.text import (
    Patterns,
    folded,
    is_everyone,
    is_person,
    is_placeholder,
    near_copies,
    owners,
    personal_data,
    units,
)

_KINDS = {
    "number": "a number",
    "integer": "a whole number",
    "date": "a date written year first, such as 2026-03-31",
    "choice": "one of the options",
}


def required(spot: Spot, value: Any, ask: Ask) -> Finding:
    """Check that something of the right kind is entered."""
    if value is None or value == []:
        return missing("filled", spot, field=ask.label)
    if isinstance(value, Unread):
        return not_yet("filled.kind", spot, field=ask.label, found=value.found, kind=_KINDS.get(ask.kind, "a text"))
    return holds(spot)


def no_placeholder(spot: Spot, text: str, ask: Ask) -> Finding:
    """Check that the text does not say that it is still to come."""
    return not_yet("filled", spot, field=ask.label) if is_placeholder(text) else holds(spot)


def text_enough(spot: Spot, text: str, ask: Ask) -> Finding:
    """Check that the text has the least length that its declaration asks."""
    return not_yet("text.enough", spot, field=ask.label) if units(text) < ask.enough else holds(spot)


def number_range(spot: Spot, value: float, ask: Ask) -> Finding:
    """Check that a number lies in the range of its declaration, and is whole where that is asked."""
    low, high = ask.low, ask.high
    if ask.kind == "integer" and value != int(value):
        return not_yet("filled.kind", spot, field=ask.label, found=figure(value), kind=_KINDS["integer"])
    if (low is not None and value < low) or (high is not None and value > high):
        ends = ("no limit" if end is None else figure(end) for end in (low, high))
        return not_yet("range", spot, field=ask.label, low=next(ends), high=next(ends))
    return holds(spot)


def count_min(spot: Spot, n: int, least: int) -> Finding:
    """Check that at least so many rows are given."""
    if n >= least:
        return holds(spot)
    return missing("count.min", spot, n=n, least=least, more=least - n)


def unique(places: Sequence[tuple[Spot, str]]) -> Iterator[Finding]:
    """Check that no id is used twice."""
    seen: set[str] = set()
    for spot, name in places:
        if folded(name) in seen:
            yield not_yet("id.unique", spot, id=name[:40])
        seen.add(folded(name))


def reference_exists(spot: Spot, name: str, known: Collection[str], block: str) -> Finding:
    """Check that the id (or name) that is referred to is defined."""
    found = folded(name) in {folded(other) for other in known}
    return holds(spot) if found else not_yet("ref.exists", spot, id=name[:40], block=block)


def covers(spot: Spot, given: Collection[str], wanted: Mapping[str, str], rule: str, least: int = 0) -> Finding:
    """Check that at least so many (all, unless `least` says fewer) of the wanted things are given."""
    least = least or len(wanted)
    absent = [words for name, words in wanted.items() if name not in given]
    if len(wanted) - len(absent) >= least:
        return holds(spot)
    return not_yet(rule, spot, missing=", ".join(absent), least=least)


def date_order(spot: Spot, start: dt.date, end: dt.date, rule: str, *, same_day: bool, **values: Any) -> Finding:
    """Check that the first day is before the last one."""
    forward = start <= end if same_day else start < end
    return holds(spot) if forward else not_yet(rule, spot, **values)


def date_inside(spot: Spot, day: dt.date, period: tuple[dt.date, dt.date], rule: str, **values: Any) -> Finding:
    """Check that the day lies in the period, its first and last day included."""
    return holds(spot) if period[0] <= day <= period[1] else not_yet(rule, spot, **values)


def better_than(spot: Spot, baseline: float, target: float, direction: str) -> Finding:
    """Check that the target is better than the baseline in the indicator's direction."""
    better = target > baseline if direction == "up" else target < baseline
    return (
        holds(spot)
        if better
        else not_yet("indicators.target", spot, target=figure(target), baseline=figure(baseline), direction=direction)
    )


def worse_than(spot: Spot, target: float, alert: float, direction: str) -> Finding:
    """Check that the alert is on the bad side of the target."""
    worse = alert < target if direction == "up" else alert > target
    return holds(spot) if worse else not_yet("indicators.alert", spot, alert=figure(alert), target=figure(target))


def equals_own_value(values: Collection[float], own: float, tolerance: float, *, relative: bool) -> bool:
    """Whether one of the readings of a number is the trainee's own figure, within the tolerance."""
    slack = tolerance * abs(own) if relative else tolerance
    return any(abs(value - own) <= slack * (1 + 1e-9) for value in values)


def product_equals(one: float, other: float, product: float, tolerance: float = 1.0) -> bool:
    """Whether a product is right, to the tolerance."""
    return abs(one * other - product) <= tolerance + 1e-9


def sum_equals(parts: Sequence[float], total: float, tolerance: float = 1.0) -> bool:
    """Whether a sum is right, to the tolerance."""
    return abs(sum(parts) - total) <= tolerance + 1e-9


def differs(one: str, other: str) -> bool:
    """Whether two names mean different posts; case, spaces, marks and a leading "the" do not count."""
    return folded(one).removeprefix("the ") != folded(other).removeprefix("the ")


def acyclic(waits: Mapping[str, Sequence[str]]) -> list[str]:
    """Give the ids that wait for each other in a circle, in order; an empty list when there is none."""
    done: set[str] = set()
    for start in waits:
        trail: list[str] = []
        ahead = [iter([start])]
        while ahead:
            step = next(ahead[-1], None)
            if step is None:
                ahead.pop()
                if trail:
                    done.add(trail.pop())
            elif step in trail:
                return trail[trail.index(step) :]
            elif step not in done and step in waits:
                trail.append(step)
                ahead.append(iter(waits[step]))
    return []


def not_near_duplicate(places: Sequence[tuple[Spot, str]]) -> Iterator[Finding]:
    """Check that no two texts of a list say nearly the same."""
    for first, second in near_copies([text for _, text in places]):
        a, b = places[first][0], places[second][0]
        yield not_yet("text.own_words", b, a=a.words, b=b.words)


def one_post(spot: Spot, value: Any, ask: Ask, rule: str = "owner.one") -> Finding:
    """Check that exactly one owner is named, and it is a post."""
    text = words(value)
    if not text:
        return required(spot, value, ask)
    named = owners(text)
    if is_everyone(text) or is_person(text) or not named:
        return not_yet("owner.role", spot, owner=text[:40])
    return holds(spot) if len(named) == 1 else not_yet(rule, spot, n=len(named))


def pattern_absent(spot: Spot, text: str, ask: Ask, also: Patterns | None = None) -> Finding:
    """Check that the text holds no phone number, e-mail address, identity card number, or what `also` describes."""
    kind = personal_data(text, also)
    return not_yet("text.no_personal_data", spot, field=ask.label, kind=kind) if kind else holds(spot)


def number(value: Number) -> float | None:
    """Give a value if it is a number."""
    return value if isinstance(value, float) else None


def day(value: Day) -> dt.date | None:
    """Give a value if it is a date."""
    return value if isinstance(value, dt.date) else None


def words(value: Words) -> str:
    """Give a value if it is a text, else an empty one."""
    return value if isinstance(value, str) else ""
