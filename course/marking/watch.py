"""Mark what arrives in the exchange at once, and leave the trainee a receipt and what may be seen of the feedback."""

from __future__ import annotations

import contextlib
import glob
import logging
import pwd
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from course.errors import CourseError
from course.marking import receipt
from course.marking.engine import MARKED, SANDBOX, Job, Result, mark_submission
from course.marking.outlet import copy_plain
from course.marking.report import BUSY, state
from course.marking.rooms import rooms
from course.marking.runner import Marking
from course.marking.setting import TRAINEE, alone, no_place

log = logging.getLogger("course.marking")

PAUSE = 0.3  # seconds between two looks
AGAIN = 10.0  # seconds until what the machine could not do is tried again


@dataclass(frozen=True)
class Arrival:
    """A submission that lies in the exchange: nbgrader's folder name, taken apart."""

    folder: Path
    trainee: str
    when: str


class Watch:
    """The exchange of one assignment.

    Parameters
    ----------
    marking : Marking
        How to mark.
    console : rich.console.Console
        Where each arrival is said.
    """

    def __init__(self, marking: Marking, console: Console) -> None:
        self.marking, self.console = marking, console
        config = marking.setting.config
        course = Path(str(config.Exchange.root)) / marking.setting.course_id
        self.inbound, self.feedback = course / "inbound", course / "feedback"
        self.check_owner = bool(config.ExchangeCollect.get("check_owner", True))
        self.seen: set[str] = set()
        self.waiting: dict[str, Arrival] = {}
        self.pause_until = 0.0

    def run(self, results: Iterable[Result] = ()) -> None:
        """Look until somebody presses Control and C.

        Parameters
        ----------
        results : iterable of dict
            Of those who were marked just now: who handed in through the exchange gets a receipt as well.

        Raises
        ------
        CourseError
            When nobody can hand in, because the assignment is not released.
        """
        if not self.inbound.is_dir():
            todo = f"Release it first: nbgrader release_assignment {self.marking.assignment}"
            raise CourseError("The exchange has no folder for what is handed in.", str(self.inbound), todo)
        with contextlib.suppress(KeyboardInterrupt):
            for result in results:
                self._late_receipt(result)
            self.warm()
            self.console.print(f"Watching {self.inbound}; stop with Control and C.", soft_wrap=True, highlight=False)
            while True:
                for result in self.look():
                    took = f", {result['seconds']:.1f} s" if result["state"] == MARKED else ""
                    self._say(f"{result['trainee']}: {state(result)}{took}")
                time.sleep(PAUSE)

    def warm(self) -> None:
        """Start the rooms, so that the first arrival need not wait for them."""
        plan = self.marking.plan
        sandbox = rooms().zygote("sandbox" if self.marking.options.sandbox == SANDBOX else "bare")
        rooms().clean(Path(plan["sources"]), plan["name"]).wait()
        sandbox.wait()

    def look(self) -> Iterator[Result]:
        """Collect and mark what is new; each trainee's last one. What the machine cannot do now is tried again."""
        for arrival in self.arrivals():
            if arrival.when > self._collected(arrival.trainee):
                last = self.waiting.get(arrival.trainee, arrival)
                self.waiting[arrival.trainee] = max(last, arrival, key=lambda a: a.when)
        if not self.waiting or time.monotonic() < self.pause_until:
            return
        with alone(self.marking.setting.sources / self.marking.assignment, lambda: self._say(BUSY)):
            for trainee, arrival in list(self.waiting.items()):
                try:
                    result = self.mark(arrival)
                except CourseError as error:
                    self._later(trainee, error)
                    continue  # it may be this folder's own fault, and the others do not wait for it
                except OSError as error:
                    self._later(trainee, no_place(error))
                    continue
                except Exception as error:
                    log.exception("the submission of %s could not be marked", trainee)
                    self._say(f"{trainee}: not marked ({type(error).__name__}). It stays in {arrival.folder.name}.")
                    del self.waiting[trainee]
                    continue
                del self.waiting[trainee]
                yield result

    def arrivals(self) -> list[Arrival]:
        """List complete submissions that were not looked at before."""
        found = []
        for folder in sorted(self.inbound.glob(f"*+{self.marking.assignment}+*")):
            if folder.name in self.seen or not (folder / "submission_secret.txt").is_file():
                continue  # the second is written last, by `nbgrader submit`
            self.seen.add(folder.name)
            trainee, _, when = folder.name.split("+")[:3]
            if TRAINEE.fullmatch(trainee) and not trainee.startswith(".") and self._theirs(folder, trainee):
                found.append(Arrival(folder, trainee, when))
        return found

    def mark(self, arrival: Arrival) -> Result:
        """Collect one submission, mark it, keep the marks, leave receipt and visible feedback."""
        self.marking.register = self.marking.setting.register()  # somebody may have joined since
        copy_plain(arrival.folder, self.marking.setting.submitted(arrival.trainee, self.marking.assignment))
        job = self.marking.job(arrival.trainee)
        result = mark_submission(job)
        self.marking.keep(job, result)
        self._leave(arrival, job, result)
        return result

    def _leave(self, arrival: Arrival, job: Job, result: Result) -> None:
        """Leave the receipt; without it the marks are kept all the same."""
        submission = self.marking.setting.submitted(arrival.trainee, self.marking.assignment)
        try:
            receipt.leave(self.feedback, submission, arrival.when, job, result)
        except OSError as error:
            self._say(f"{arrival.trainee} gets no receipt. {_line(no_place(error))}")

    def _late_receipt(self, result: Result) -> None:
        """Leave the receipt of somebody whose work was collected before, but not marked."""
        trainee, assignment = result["trainee"], self.marking.assignment
        for folder in self.inbound.glob(f"{glob.escape(trainee)}+{assignment}+*"):
            when = folder.name.split("+")[2]
            if when == self._collected(trainee):
                self._leave(Arrival(folder, trainee, when), self.marking.job(trainee), result)

    def _later(self, trainee: str, error: CourseError) -> None:
        """Say what stopped the marking, and try again in a while."""
        self.pause_until = time.monotonic() + AGAIN
        self._say(f"{trainee}: not marked yet; tried again every {AGAIN:.0f} seconds. {_line(error)}")

    def _theirs(self, folder: Path, trainee: str) -> bool:
        try:
            status = folder.lstat()
            owner = pwd.getpwuid(status.st_uid).pw_name if stat.S_ISDIR(status.st_mode) else "no folder"
        except (KeyError, OSError):
            owner = "somebody unknown"
        if owner == trainee or (not self.check_owner and owner != "no folder"):
            return True
        self._say(f"{folder.name} belongs to {owner}, not to {trainee}; left alone.")
        return False

    def _collected(self, trainee: str) -> str:
        path = self.marking.setting.submitted(trainee, self.marking.assignment) / "timestamp.txt"
        return path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else ""

    def _say(self, sentence: str) -> None:
        self.console.print(sentence, markup=False, highlight=False)


def _line(error: CourseError) -> str:
    return str(error).replace("\n", " ")
