"""The three outcomes of a check, and the words that go with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """What became of an answer. The value is the label that people read, so colour is never needed."""

    NOT_ATTEMPTED = "not attempted"
    NOT_YET = "not yet"
    RIGHT = "right"


@dataclass(frozen=True)
class Outcome:
    """The result of checking one answer; plain data, equal for the trainee's feedback and the mark.

    Attributes
    ----------
    state : State
        Not attempted, not yet, or right.
    message : str
        Names the variable or field, what was found and what kind of thing is expected.
    next_step : str
        What to do now.
    fields : dict of str to Outcome
        Outcomes of the single fields, where the answer has several.
    """

    state: State
    message: str
    next_step: str = ""
    fields: dict[str, Outcome] = field(default_factory=dict)

    @property
    def right(self) -> bool:
        """Whether everything that was checked is right."""
        return self.state is State.RIGHT

    def __str__(self) -> str:
        head = f"{self.state.value.capitalize()}: {self.message}"
        return f"{head} {self.next_step}".rstrip()

    def __repr__(self) -> str:
        return str(self)


def right(message: str = "That is right.", next_step: str = "") -> Outcome:
    """Give an outcome whose every step holds."""
    return Outcome(State.RIGHT, message, next_step)


def not_yet(message: str, next_step: str) -> Outcome:
    """Give an outcome with something still to mend; both sentences are required."""
    return Outcome(State.NOT_YET, message, next_step)


def not_attempted(message: str = "There is no answer yet.", next_step: str = "") -> Outcome:
    """Give an outcome for an empty answer; it is never called wrong."""
    return Outcome(State.NOT_ATTEMPTED, message, next_step)
