"""What the exploring widgets share: declared controls, a query that always fits them, state under the preset's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from threading import Thread
from typing import Any, ClassVar

import traitlets as t

from course.widgets.base import CourseWidget
from course.widgets.controls import Control, Query, settle


class Explorer(CourseWidget):
    """A widget whose query is one value for each of its controls. A subclass gives ``answer``.

    Attributes
    ----------
    controls : list of dict
        The controls as the page reads them.
    lead : str
        What to look for, in one or two sentences above the controls.

    Parameters
    ----------
    label, lead : str
        Title and lead.
    controls : sequence of mapping
        What may be changed, as the fields of `Control`; their start values are the first query.
    key : str
        Key in the answers file, by custom the preset's name.
    query : dict, optional
        Start values that replace those of the controls.
    save : bool
        False keeps nothing: a demonstration that starts afresh each time.
    """

    warms: ClassVar[tuple[str, ...]] = ()  # imported beside the first picture, so that the first change need not wait
    controls: Any = t.List().tag(sync=True)
    lead = t.Unicode("").tag(sync=True)

    def __init__(
        self,
        *,
        label: str,
        controls: Sequence[Mapping[str, Any]],
        lead: str = "",
        key: str = "",
        query: Mapping[str, Any] | None = None,
        save: bool = True,
    ) -> None:
        self.declared = tuple(Control(**control) for control in controls)
        super().__init__(label=label, query=settle(self.declared, query), key=key if save else "")
        self.controls = [control.plain() for control in self.declared]
        self.lead = lead
        for module in self.warms:
            Thread(target=import_module, args=(module,), daemon=True).start()

    def answer(self, query: Query) -> tuple[dict[str, Any], str]:
        """Give the picture's data and the sentence for a query that fits the controls."""
        raise NotImplementedError

    def compute(self, query: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """Make the query fit, then answer it; the page gets the fitted query back."""
        fitted = settle(self.declared, query)
        data, sentence = self.answer(fitted)
        return {**data, "query": fitted}, sentence

    def keep(self, query: dict[str, Any]) -> str:
        """Keep the fitted query only, so that nothing else reaches the answers file."""
        return super().keep(self.kept(settle(self.declared, query)))

    def kept(self, query: Query) -> Query:
        """Say what of the fitted query is worth keeping; all of it unless a subclass knows better."""
        return query
