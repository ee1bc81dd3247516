"""What a rule gives: findings at places, put together to one result of three states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

_OWN_FIGURES = "baseline.own"  # the COMMON rule


class RuleState(StrEnum):
    """What became of a rule. The value is the label that people read."""

    MISSING = "missing"
    NOT_YET = "not yet"
    RIGHT = "right"


class Spot(NamedTuple):
    """A place in a document: the path for the form (``indicators.2.target``) and the words for people."""

    path: str
    words: str


@dataclass(frozen=True)
class Finding:
    """What one primitive found at one place."""

    state: RuleState
    place: str
    where: str
    message: str
    next_step: str = ""


@dataclass(frozen=True)
class RuleResult:
    """What became of one rule of a document.

    Attributes
    ----------
    id, title : str
        ``R04`` and what the rule asks, in words.
    severity : str
        ``blocking`` (the document cannot be accepted while it fails) or ``note``.
    state : RuleState
        Missing, not yet or right; missing context gives missing, never right.
    place, where, message, next_step : str
        The first place that keeps the rule from holding: path, words, what was found, what to do.
    points : float
        What the rule is worth; earned only when it is right.
    block : str
        The block beside which the form shows it.
    rule_ids : tuple of str
        The COMMON rules that it is made of.
    findings : tuple of Finding
        All places that keep the rule from holding.
    """

    id: str
    title: str
    severity: str
    state: RuleState
    place: str = ""
    where: str = ""
    message: str = ""
    next_step: str = ""
    points: float = 0.0
    block: str = ""
    rule_ids: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), repr=False)

    @property
    def right(self) -> bool:
        """Whether the rule holds."""
        return self.state is RuleState.RIGHT

    @property
    def waits(self) -> bool:
        """Whether it needs the trainee's own figures, which only the marking has."""
        return _OWN_FIGURES in self.rule_ids and self.state is RuleState.MISSING

    def as_dict(self) -> dict[str, Any]:
        """Give the result as plain data for a form or a file."""
        plain = asdict(self)
        plain["rule_ids"] = list(self.rule_ids)
        plain["findings"] = [asdict(finding) for finding in self.findings]
        return plain


def points(results: Sequence[RuleResult]) -> float:
    """Add up what the right rules earn, to the cent."""
    return round(sum((result.points for result in results if result.right), 0.0), 2)


def summary(results: Sequence[RuleResult]) -> str:
    """Say how many rules hold and which comes next: "17 of 20 rules hold; next: R16"."""
    open_rules = [result for result in results if not result.right]
    if not open_rules:
        return f"All {len(results)} rules hold."
    held = f"{len(results) - len(open_rules)} of {len(results)} rules hold"
    todo = [result.id for result in open_rules if not result.waits]
    if todo:
        return f"{held}; next: {todo[0]}."
    return f"{held}. {', '.join(r.id for r in open_rules)} compares with your own figures when your work is marked."
