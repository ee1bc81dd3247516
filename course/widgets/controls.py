"""Controls of a widget that explores: what may be changed, and a query that always fits them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

ControlKind = Literal["choice", "many", "slider"]
Query = dict[str, Any]


@dataclass(frozen=True)
class Control:
    """One control.

    Attributes
    ----------
    key, label : str
        Name in the query; words above the control.
    kind : {"choice", "many", "slider"}
        One of the options; any of the options; a number, or a step through the options.
    start : Any
        First value. None in a ``choice`` means that the trainee has to choose.
    options : sequence of (str, str)
        Value and words of each option. A slider with options steps through them (month ends, for example).
    low, high, step : float
        Range and step of a slider without options.
    unit : str
        Said after the number of a slider.
    """

    key: str
    label: str
    kind: ControlKind
    start: Any = None
    options: Sequence[tuple[str, str]] = ()
    low: float = 0
    high: float = 1
    step: float = 1
    unit: str = ""

    @property
    def values(self) -> list[str]:
        """Values of the options in their order."""
        return [value for value, _ in self.options]

    def settle(self, value: Any) -> Any:
        """Give back the value where it fits this control, and the start value otherwise."""
        if self.kind == "many":
            return [v for v in self.values if v in value] if isinstance(value, list) else list(self.start or [])
        if self.options:
            return value if value in self.values else self.start
        return self._number(value)

    def _number(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float) or not self.low <= value <= self.high:
            return self.start
        steps = round((value - self.low) / self.step)
        near = round(self.low + steps * self.step, 10)
        return int(near) if near == int(near) and isinstance(self.start, int) else near

    def plain(self) -> dict[str, Any]:
        """Give the declaration as the browser reads it."""
        options = [{"value": value, "text": text} for value, text in self.options]
        bounds = {"low": self.low, "high": self.high, "step": self.step, "unit": self.unit}
        shape = {"key": self.key, "label": self.label, "kind": self.kind, "open": self.start is None}
        return {**shape, "options": options, **bounds}


def settle(controls: Sequence[Control], query: object) -> Query:
    """Make any query fit the controls: a stored one may be old, and a file may have been edited by hand.

    Parameters
    ----------
    controls : sequence of Control
        The widget's controls.
    query : object
        What came from the browser or the answers file.

    Returns
    -------
    dict
        One valid value for each control and nothing else.
    """
    given = query if isinstance(query, dict) else {}
    return {c.key: c.settle(given.get(c.key, c.start)) for c in controls}
