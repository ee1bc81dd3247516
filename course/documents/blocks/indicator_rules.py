"""The COMMON rules of the block `indicators`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from course.documents import primitives as p
from course.documents.blocks.indicators import AMOUNTS, CATEGORIES, Indicator
from course.documents.blocks.meta import Period
from course.documents.messages import figure, holds, missing, not_yet
from course.documents.reading import read_number
from course.documents.result import Finding, Spot
from course.documents.text import folded, is_not_applicable, is_placeholder, normalise


def ids(indicators: Sequence[Indicator]) -> list[str]:
    """Give every id and name by which an indicator may be referred to."""
    return [name for i in indicators for name in (p.words(i.id), p.words(i.name)) if name]


def denominators(indicators: Sequence[Indicator]) -> Iterator[Finding]:
    """Check that each has its definition; only an amount has no denominator (``indicators.denominator``)."""
    for indicator in indicators:
        for name in ("numerator", "unit", "source", "frequency"):
            yield p.required(indicator.at(name), getattr(indicator, name), indicator.asks()[name])
        text = p.words(indicator.denominator)
        if not text:
            yield missing("indicators.denominator", indicator.at("denominator"), name=_named(indicator))
        empty = is_not_applicable(text) or is_placeholder(text)
        if text and empty and not (is_not_applicable(text) and indicator.category in AMOUNTS):
            yield not_yet("indicators.denominator", indicator.at("denominator"), name=_named(indicator))


def targets(indicators: Sequence[Indicator]) -> Iterator[Finding]:
    """Check that each target is better than the baseline, in the indicator's direction (``indicators.target``)."""
    for indicator in indicators:
        for name in ("baseline", "target", "direction"):
            yield p.required(indicator.at(name), getattr(indicator, name), indicator.asks()[name])
        baseline, target = p.number(indicator.baseline), p.number(indicator.target)
        if baseline is not None and target is not None and (direction := p.words(indicator.direction)):
            yield p.better_than(indicator.at("target"), baseline, target, direction)


def alerts(indicators: Sequence[Indicator]) -> Iterator[Finding]:
    """Check that each alert is on the bad side of the target (``indicators.alert``)."""
    for indicator in indicators:
        yield p.required(indicator.at("alert"), indicator.alert, indicator.asks()["alert"])
        alert, target, direction = p.number(indicator.alert), p.number(indicator.target), p.words(indicator.direction)
        if alert is None:
            continue
        if target is None or not direction:
            yield missing("filled", indicator.at("target"), field="The target or the direction")
        else:
            yield p.worse_than(indicator.at("alert"), target, alert, direction)


def categories(indicators: Sequence[Indicator], wanted: Sequence[str]) -> Iterator[Finding]:
    """Check that each of the wanted categories has an indicator."""
    given = {p.words(indicator.category) for indicator in indicators} - {""}
    spot = Spot(Indicator.block_key, Indicator.heading)
    names = {choice.value: choice.text.lower() for choice in CATEGORIES if choice.value in wanted}
    if given:
        yield p.covers(spot, given, names, "plan.p2_categories")
    else:
        yield missing("plan.p2_categories", spot, missing=", ".join(names.values()))


def guardrails(indicators: Sequence[Indicator], category: str) -> Iterator[Finding]:
    """Check that one of the category has a guardrail, which exists and is another (``indicators.guardrail``)."""
    known = ids(indicators)
    mine = [indicator for indicator in indicators if indicator.category == category]
    stated = [i for i in mine if p.words(i.guardrail) and not is_placeholder(p.words(i.guardrail))]
    for indicator in stated:
        name, spot = p.words(indicator.guardrail), indicator.at("guardrail")
        if folded(name) in (folded(p.words(indicator.id)), folded(p.words(indicator.name))):
            yield not_yet("indicators.guardrail", spot, name=_named(indicator))
        else:
            yield p.reference_exists(spot, name, known, Indicator.heading)
    for indicator in () if stated else mine:
        state = missing if indicator.guardrail is None else not_yet
        yield state("indicators.guardrail", indicator.at("guardrail"), name=_named(indicator))


def target_dates(indicators: Sequence[Indicator], inside: Period) -> Iterator[Finding]:
    """Check that each target date lies in the period (``plan.target_dates``)."""
    for indicator in indicators:
        spot, by = indicator.at("target_date"), p.day(indicator.target_date)
        if by is None:
            yield p.required(spot, indicator.target_date, indicator.asks()["target_date"])
        else:
            yield p.date_inside(spot, by, inside, "plan.target_dates", by=by, first=inside[0], last=inside[1])


def least_n(indicators: Sequence[Indicator]) -> Iterator[Finding]:
    """Check that no figure of fewer than 20 is ranked (``indicators.min_n``)."""
    for indicator in indicators:
        least = p.number(indicator.min_n)
        if least is not None and least < 20:
            yield not_yet("indicators.min_n", indicator.at("min_n"))


@dataclass(frozen=True)
class Own:
    """A figure of the trainee's own data that a baseline must equal.

    Attributes
    ----------
    category, key : str
        Category of the indicator; name of the figure among the reference figures.
    tolerance : float
        Relative, or absolute when `relative` is false.
    per : float
        The figure is per so many; a baseline in another unit ("per 1,000 visits") is brought to it. 0: never.
    """

    category: str
    key: str
    tolerance: float
    relative: bool = True
    per: float = 0.0


def baselines(
    indicators: Sequence[Indicator], own: Sequence[Own], reference: Mapping[str, Any] | None
) -> Iterator[Finding]:
    """Check that in each category one baseline is the trainee's own figure (``baseline.own``).

    A category without an indicator is another rule's fault. Without reference figures the rule is missing.
    """
    for figure_ in own:
        mine = [i for i in indicators if i.category == figure_.category and p.number(i.baseline) is not None]
        known = own_figure(reference, figure_.key)
        if not mine:
            continue
        spot = mine[0].at("baseline")
        if known is None:
            yield missing("baseline.own.unknown", spot)
        elif any(
            p.equals_own_value(_readings(i, figure_.per), known, figure_.tolerance, relative=figure_.relative)
            for i in mine
        ):
            yield holds(spot)
        else:
            yield not_yet(
                "baseline.own", spot, value=figure(p.number(mine[0].baseline) or 0.0), indicator=_named(mine[0])
            )


def own_figure(reference: Mapping[str, Any] | None, key: str) -> float | None:
    """Give a reference figure if it is known and finite."""
    value = read_number((reference or {}).get(key))
    return value if isinstance(value, float) else None


def _readings(indicator: Indicator, per: float) -> list[float]:
    """Give the baseline as typed, and as its unit says: in per cent, or per another number of visits."""
    value = p.number(indicator.baseline)
    unit = normalise(p.words(indicator.unit)).casefold()
    if value is None:
        return []
    readings = [value]
    if "%" in unit or "per cent" in unit or "percent" in unit or "百分" in unit:
        readings.append(value / 100)
    other = re.search(r"(?:per|每)\s*([\d, ]*\d)?\s*([萬万千百]?)", unit)
    if per and other and (other.group(1) or other.group(2)):
        many = float(re.sub(r"[, ]", "", other.group(1) or "1")) * {"萬": 1e4, "万": 1e4, "千": 1e3, "百": 1e2}.get(
            other.group(2), 1
        )
        readings = [value * per / many] if many > 0 else readings
    return readings


def _named(indicator: Indicator) -> str:
    return (p.words(indicator.name) or p.words(indicator.id) or "this indicator")[:60]
