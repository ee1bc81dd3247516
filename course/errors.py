"""Errors in the reader's words: what happened, where, and what to do next."""

from __future__ import annotations


class CourseError(Exception):
    """An error that a service manager can read and act on.

    Parameters
    ----------
    what : str
        What happened, in one sentence.
    where : str
        The file, variable, field or cell that is meant; empty when the sentence says it.
    next_step : str
        What the reader should do now.

    Notes
    -----
    In a notebook the error shows as its sentences, without a traceback.
    """

    def __init__(self, what: str, where: str = "", next_step: str = "") -> None:
        self.what, self.where, self.next_step = what, where, next_step
        place = f"Where: {where}" if where else ""
        todo = f"Next: {next_step}" if next_step else ""
        super().__init__("\n".join(part for part in (what, place, todo) if part))

    def _render_traceback_(self) -> list[str]:
        """IPython calls this instead of printing a traceback."""
        return str(self).split("\n")


def did_you_mean(name: str, known: list[str]) -> str:
    """Offer the nearest known names for a misspelt one.

    Parameters
    ----------
    name : str
        What the reader typed.
    known : list of str
        What exists.

    Returns
    -------
    str
        ``Did you mean "cases"?`` or, with nothing near, the list of what exists.
    """
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.6)
    if near:
        return "Did you mean " + " or ".join(f'"{n}"' for n in near) + "?"
    return "Known names: " + ", ".join(known) + "."
