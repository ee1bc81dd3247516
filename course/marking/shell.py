"""Run one cell in a room, with all that it shows collected as plain data of a limited size."""

from __future__ import annotations

import contextlib
import io
import signal
import sys
import traceback
from collections.abc import Iterator
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

MOST_TEXT = 200_000  # characters of one stream of one cell
MOST_SHOWN = 2_000_000  # characters of everything that one cell shows
MOST_OUTPUTS = 500
MOST_FRAMES = 20

Output = dict[str, Any]
collected: list[Output] = []


class _Stream(io.TextIOBase):
    """Takes what is printed and lets go of what is too much."""

    encoding = "utf-8"

    def __init__(self, name: str) -> None:
        self.called, self.length = name, 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        room = MOST_TEXT - self.length
        self.length += len(text)
        if room > 0 and text:
            kept = text if len(text) <= room else text[:room] + "\n... cut off here ...\n"
            if collected and collected[-1].get("name") == self.called:
                collected[-1]["text"] += kept
            else:
                collected.append({"output_type": "stream", "name": self.called, "text": kept})
        return len(text)


class _Publisher(DisplayPublisher):
    def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:
        collected.append({"output_type": "display_data", "data": data, "metadata": metadata or {}})

    def clear_output(self, wait: bool = False) -> None:
        collected.clear()


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        """Write no prompt."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        data = {"output_type": "execute_result", "data": dict(format_dict), "metadata": {}, "execution_count": 1}
        collected.append(data)

    def finish_displayhook(self) -> None:
        """Print no line of its own."""


class Shell(InteractiveShell):
    """A notebook's interpreter without a kernel. A traceback names the lines of the page only; it costs little."""

    def init_ipython_dir(self, ipython_dir: Any) -> None:
        """Keep no folder of settings."""

    def init_profile_dir(self, profile_dir: Any) -> None:
        """Keep no profile."""

    def showtraceback(self, exc_tuple: Any = None, *_: Any, **__: Any) -> None:
        """Show an error by its name and the page's own lines."""
        kind, value, trace = exc_tuple or sys.exc_info()
        try:
            frames = [f for f in traceback.extract_tb(trace) if f.filename.startswith(("<ipython-input", "<string"))]
            lines = [f"Line {f.lineno}, in {f.name}: {f.line}" for f in frames[-MOST_FRAMES:]]
        except Exception:  # a trainee's own exception class may lie about itself
            lines = []
        collected.append(error(getattr(kind, "__name__", "Error"), _words(value), lines))

    def showsyntaxerror(self, *_: Any, **__: Any) -> None:
        """Show a syntax error in a line."""
        kind, value, _trace = sys.exc_info()
        collected.append(error(getattr(kind, "__name__", "SyntaxError"), _words(value), []))


def error(name: str, said: str, lines: list[str]) -> Output:
    """Describe an error as a notebook's output."""
    return {"output_type": "error", "ename": name, "evalue": said, "traceback": [*lines, f"{name}: {said}"]}


def _words(value: Any) -> str:
    try:
        return str(value)[:4000]
    except BaseException:  # a trainee's own exception class may do anything
        return ""


def make_shell() -> Shell:
    """Make the interpreter, before the fork."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.autoindent = False
    made: Shell = Shell.instance(config=config, display_pub_class=_Publisher, displayhook_class=_Hook)
    return made


def run_cell(shell: Shell, source: str, seconds: float) -> list[Output]:
    """Run a cell; after the time it is interrupted as by the stop button.

    Parameters
    ----------
    shell : Shell
        The interpreter.
    source : str
        The cell.
    seconds : float
        When the interrupt comes. A cell that swallows it is ended by the marker, with its room.

    Returns
    -------
    list of dict
        Outputs in nbformat's shape.
    """
    collected.clear()
    with _interrupt(seconds), _streams():
        result = shell.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
    if not result.success and not any(o["output_type"] == "error" for o in collected):
        collected.append(error("Error", "", []))
    return _limited(collected)


@contextlib.contextmanager
def _streams() -> Iterator[None]:
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Stream("stdout"), _Stream("stderr")
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


@contextlib.contextmanager
def _interrupt(seconds: float) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt("the cell took longer than the time limit")

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _limited(outputs: list[Output]) -> list[Output]:
    kept: list[Output] = []
    size = 0
    for output in outputs[:MOST_OUTPUTS]:
        size += sum(len(str(text)) for text in output.get("data", {}).values())
        if size > MOST_SHOWN:
            note = "... more was shown than can be kept ...\n"
            return [*kept, {"output_type": "stream", "name": "stdout", "text": note}]
        kept.append(output)
    return kept
