"""The shared base of all widgets: the page asks, a pure function answers, one sentence says it."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import anywidget
import traitlets as t

from course.errors import CourseError
from course.widgets import assets

log = logging.getLogger("course.widgets")

_BROKEN = (
    "This part of the lesson could not work out its figures.\n"
    "Next: run the cell again; if the sentence stays, tell your instructor which lesson and heading this is."
)


def plain(value: Any) -> Any:
    """Turn a result into what can travel: numpy and pandas scalars to Python's, nan to None, dates to text."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(one) for one in value]
    if hasattr(value, "tolist"):  # numpy scalars and arrays
        return plain(value.tolist())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int | bool):
        return value
    if type(value).__name__ in ("NAType", "NaTType"):  # pandas' missing values, told without loading pandas
        return None
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


class CourseWidget(anywidget.AnyWidget):
    """A view of a pure function. A subclass gives ``compute`` and a JavaScript file of its module's name.

    Attributes
    ----------
    label : str
        Accessible name of the widget's region; unique in a lesson.
    query : dict
        What the page asks, written by the page.
    data : dict
        What the page shows, written by the kernel. ``seq`` repeats the query's number, ``problem`` replaces a picture
        by a sentence, ``saved`` is the time of the last save and ``not_saved`` the reason why there was none.
    summary : str
        One sentence with the same figures; it is the widget's plain text in notebooks, exports and screen readers.
    keeps : str
        Where the query is kept (file and key), empty when it is not.

    Parameters
    ----------
    label : str
        See above.
    query : dict, optional
        The query to start with.
    key : str
        Key in the answers file under which the query is kept and from which it is restored.
    **traits
        Values of a subclass's own traits.
    """

    label = t.Unicode("").tag(sync=True)
    query = t.Dict().tag(sync=True, echo_update=False)
    data = t.Dict().tag(sync=True)
    summary = t.Unicode("").tag(sync=True)
    keeps = t.Unicode("").tag(sync=True)
    name: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Take the widget's name, and with it its JavaScript, from the module's name."""
        if "_esm" not in vars(cls):  # anywidget derives a class for each widget, which brings it along
            cls.name = vars(cls).get("name") or cls.__module__.rpartition(".")[2]
            cls._esm = assets.stub(cls.name)
        super().__init_subclass__(**kwargs)

    def __init__(self, *, label: str, query: dict[str, Any] | None = None, key: str = "", **traits: Any) -> None:
        self._key, self._saved = key, ""
        start = dict(query or {})
        problem = ""
        try:
            start.update(self.restore())
        except CourseError as error:
            problem = str(error)
        super().__init__(label=label, query=plain(start), keeps=self.place(), **traits)
        self.on_msg(self._on_message)
        self._refresh(problem)
        self.observe(self._on_query, "query")

    # what a subclass gives -------------------------------------------------------------------------------------------

    def compute(self, query: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """Answer a query: the data to show and the summary in one sentence. Pure as seen from outside."""
        raise NotImplementedError

    def place(self) -> str:
        """File and key where this widget's state is kept; empty when it keeps none."""
        if not self._key:
            return ""
        from course import answers

        return f"{answers.store().path}#{self._key}"

    def restore(self) -> dict[str, Any]:
        """Read the state kept under the widget's key."""
        if not self._key:
            return {}
        from course import answers

        kept = answers.store().get(self._key)
        return dict(kept) if isinstance(kept, Mapping) else {}

    def keep(self, query: dict[str, Any]) -> str:
        """Write the state to the answers file and return the time, such as ``14:02``."""
        if not self._key:
            return ""
        from course import answers

        return str(answers.store().put(self._key, query).at)

    # the same for all ------------------------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """Give the query without the numbers that only the connection needs."""
        return {key: value for key, value in self.query.items() if key not in ("seq", "keep")}

    def _on_query(self, _change: object = None) -> None:
        fault = ""
        if self.query.get("keep"):
            try:
                self._saved = self.keep(self.state())
            except CourseError as error:
                fault = str(error)
            except Exception:
                log.exception("%s could not save", self.label)
                fault = "the answers file could not be written. Copy what you typed, and tell your instructor."
        self._refresh(not_saved=fault)

    def _on_message(self, _widget: object, content: Mapping[str, Any], _buffers: Sequence[Any]) -> None:
        """Take a query that the page sends again because no reply came."""
        query = content.get("query")
        if content.get("kind") != "query" or not isinstance(query, dict):
            return
        if query == self.query:
            self.send_state("data")  # the reply was lost, not the query
        else:
            self.query = query

    def _refresh(self, problem: str = "", not_saved: str = "") -> None:
        try:
            data, summary = self.compute(self.state())
        except CourseError as error:
            data, summary = {"problem": str(error)}, error.what
        except Exception:
            log.exception("%s could not compute %s", self.label, self.state())
            data, summary = {"problem": _BROKEN}, _BROKEN.partition("\n")[0]
        if problem:
            data["problem"] = problem
        extra = {"seq": self.query.get("seq", 0), "saved": self._saved, "not_saved": not_saved}
        with self.hold_sync():
            self.summary = summary
            self.data = {**plain(data), **extra}

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data is not None:
            data["text/plain"] = self.summary or self.label
        return bundle

    def __repr__(self) -> str:
        return self.summary or self.label
