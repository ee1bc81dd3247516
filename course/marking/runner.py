"""Mark everyone who handed in: several at a time, one writer, and after a kill on with those who are left."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

from course._version import __version__
from course.errors import CourseError, did_you_mean
from course.marking import bubblewrap
from course.marking.engine import FAILED, MARKED, SANDBOX, SECONDS, Job, Result, broken_off, job_of, mark_submission
from course.marking.gradebook import Event, Writer
from course.marking.intake import read_folder
from course.marking.outlet import sweep, write_folder
from course.marking.plan import Plan
from course.marking.rooms import Rooms, adopt, close_rooms
from course.marking.setting import Setting, code_of, known_assignment, no_place

Submit = Callable[[Job], "Future[Result]"]

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
log = logging.getLogger("course.marking")


@dataclass(frozen=True)
class Options:
    """How to mark.

    Attributes
    ----------
    jobs : int
        Submissions at a time.
    trainees : tuple of str
        Only these; everyone when empty.
    again : bool
        Also those who are marked already.
    sandbox : str
        ``bwrap`` or ``none``.
    cluster : str
        Address of a dask scheduler; empty for this machine.
    seconds : float
        Time for one cell.
    """

    jobs: int = 2
    trainees: tuple[str, ...] = ()
    again: bool = False
    sandbox: str = SANDBOX
    cluster: str = ""
    seconds: float = SECONDS


@dataclass
class Listener:
    """Hears how the work goes on; this one says nothing."""

    skipped: list[str] = field(default_factory=list)

    def planned(self, trainees: list[str], skipped: list[str]) -> None:
        """Hear who will be marked, and who is marked already."""
        self.skipped = skipped

    def started(self, trainee: str) -> None:
        """Hear that somebody's submission is at work."""

    def done(self, result: Result) -> None:
        """Hear a result that is kept already."""


class Marking:
    """One assignment to mark.

    Parameters
    ----------
    setting : Setting
        The course.
    assignment : str
        Its name.
    options : Options
        How.
    started : sequence of Rooms
        Rooms that load already.

    Raises
    ------
    CourseError
        When the assignment is unknown, or there is no sandbox and none was waived.
    """

    def __init__(self, setting: Setting, assignment: str, options: Options, started: Sequence[Rooms] = ()) -> None:
        self.setting, self.options, self.started = setting, options, list(started)
        self.assignment = known_assignment(setting, assignment)
        if options.sandbox == SANDBOX and not options.cluster:
            bubblewrap.find()
        self.writer = Writer(setting)
        self.plan: Plan = self.writer.plan(assignment)
        self.register = setting.register()
        self.code = code_of(setting.sources / assignment)

    def run(self, listener: Listener | None = None) -> list[Result]:
        """Mark, and keep each result as soon as it is there.

        Returns
        -------
        list of dict
            The new results, in the order in which they were kept.
        """
        listener = listener or Listener()
        everyone = self._wanted()
        for trainee in everyone:
            sweep(self.setting.autograded(trainee, self.assignment))
        marked = {} if self.options.again else self.marked()
        todo = [t for t in everyone if self.fingerprint(self.job(t)) not in marked.get(t, ())]
        listener.planned(todo, [t for t in everyone if t not in todo])
        results = []
        with self._submitter() as submit:
            for result in self._results(todo, submit, listener):
                results.append(result)
                listener.done(result)
        return results

    def job(self, trainee: str) -> Job:
        """Read a submission and put together what is needed to mark it."""
        content = read_folder(self.setting.submitted(trainee, self.assignment), self.assignment)
        about = (self.register, self.options.sandbox, self.options.seconds)
        return job_of(self.plan, trainee, content, *about)

    def fingerprint(self, job: Job) -> str:
        """Fingerprint all that decides the marks of a job."""
        decides = {name: job[name] for name in ("trainee", "plan", "content", "register", "sandbox", "variant")}
        raw = json.dumps([decides, self.code, __version__], sort_keys=True).encode("utf-8", "replace")
        return hashlib.sha256(raw).hexdigest()

    def marked(self) -> dict[str, set[str]]:
        """Give the fingerprint at which each trainee was marked last, where the marked page is there too."""
        last: dict[str, Event] = {event.trainee: event for event in self.writer.events(self.assignment)}
        done = [event for event in last.values() if event.state == MARKED]
        place = self.setting.autograded
        return {e.trainee: {e.fingerprint} for e in done if place(e.trainee, self.assignment).is_dir()}

    def keep(self, job: Job, result: Result) -> None:
        """Write the marked page, then the marks with a line in the journal: a kill in between costs one repetition."""
        folder, content = self.setting.autograded(job["trainee"], self.assignment), job["content"]
        write_folder(folder, result, content["files"], content["own"])
        self.writer.write(result, self.fingerprint(job), content["own"].get("timestamp.txt", "").strip())

    def close(self) -> None:
        """Close the gradebook and the rooms."""
        self.writer.close()
        for unused in self.started:
            unused.close()
        close_rooms()

    def _wanted(self) -> list[str]:
        found = self.setting.trainees(self.assignment)
        missing = [trainee for trainee in self.options.trainees if trainee not in found]
        if missing:
            place = str(self.setting.submitted(missing[0], self.assignment))
            hint = did_you_mean(missing[0], found) if found else ""
            hint = hint if hint.startswith("Did") else f"Collect it: nbgrader collect {self.assignment}"
            raise CourseError(f"Nothing was handed in by {', '.join(missing)}.", place, hint)
        return [t for t in found if not self.options.trainees or t in self.options.trainees]

    def _submitter(self) -> Any:
        if self.options.cluster:
            from course.marking.cluster import Cluster

            return Cluster(self.options.cluster)
        return _Threads(self.options.jobs, self.started)

    def _results(self, todo: list[str], submit: Submit, listener: Listener) -> Iterator[Result]:
        """Hand out a few jobs ahead, never all: each holds a whole submission."""
        waiting = list(reversed(todo))
        running: dict[Future[Result], Job] = {}
        while waiting or running:
            while waiting and len(running) < 2 * self.options.jobs:
                trainee = waiting.pop()
                job = self.job(trainee)
                running[submit(job)] = job
                listener.started(trainee)
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                job = running.pop(future)
                yield self._kept(job, future)

    def _kept(self, job: Job, future: Future[Result]) -> Result:
        """Keep a result; whatever stops one of them, the others are marked."""
        try:
            result = future.result()
            self.keep(job, result)
        except CourseError:
            raise  # the machine lacks something; no submission is marked without it
        except Exception as error:
            if isinstance(error, OSError) and error.errno in NO_ROOM:
                raise no_place(error) from error  # nor will the next one be kept, and a good mark is not to be wiped
            log.exception("the submission of %s could not be marked", job["trainee"])
            result = broken_off(job, error)
            try:
                self.writer.write(result, self.fingerprint(job))
            except Exception:
                log.exception("the gradebook does not take the submission of %s", job["trainee"])
        return result


class _Threads:
    """Marks on this machine; a thread waits while the work is done in its rooms."""

    def __init__(self, jobs: int, started: list[Rooms]) -> None:
        self.started = started
        self.pool = ThreadPoolExecutor(jobs, thread_name_prefix="marking", initializer=self._settle_in)

    def _settle_in(self) -> None:
        with contextlib.suppress(IndexError):
            adopt(self.started.pop())

    def __enter__(self) -> Submit:
        return lambda job: self.pool.submit(mark_submission, job)

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(wait=True, cancel_futures=True)


def summary(result: Result) -> dict[str, Any]:
    """Shorten a result for ``--json`` and for the table."""
    kept = ("assignment", "trainee", "state", "because", "notes", "by_hand", "scores", "sandbox", "seconds")
    points = sum(score or 0.0 for score in result["scores"].values())
    return {name: result[name] for name in kept} | {"points": None if result["state"] == FAILED else points}
