"""Mark on the workers of a dask cluster; each needs the course's package, the sources, and bubblewrap."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from course.errors import CourseError
from course.marking.engine import Job, Result, mark_submission

INSTALL = 'Install it in the marking environment: pip install "hk-service-course[centre]"'
SECONDS = 10  # until a scheduler has to answer


class Cluster:
    """The workers behind one address.

    Parameters
    ----------
    address : str
        Of the scheduler, ``tcp://...``.

    Raises
    ------
    CourseError
        When dask is not installed, nobody answers at the address, or nobody works there.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise CourseError("dask.distributed is not installed.", "--cluster", INSTALL) from error
        try:
            self.client: Any = Client(address, timeout=SECONDS)  # type: ignore[no-untyped-call]
        except (OSError, ValueError, TypeError) as error:
            todo = "Start it (dask scheduler), or correct the address: tcp://machine:8786."
            raise CourseError("No dask scheduler answers at that address.", address, todo) from error
        if not self.client.scheduler_info()["workers"]:
            self.client.close()  # type: ignore[no-untyped-call]
            raise CourseError("The dask scheduler has no workers.", address, f"Start one: dask worker {address}")

    def __enter__(self) -> Cluster:
        return self

    def __call__(self, job: Job) -> Future[Result]:
        """Hand out one job."""
        theirs = self.client.submit(mark_submission, job, pure=False)
        ours: Future[Result] = Future()
        theirs.add_done_callback(lambda done: _pass_on(done, ours))
        return ours

    def __exit__(self, *_: object) -> None:
        self.client.close()


def _pass_on(done: Any, ours: Future[Result]) -> None:
    try:
        ours.set_result(done.result())
    except BaseException as error:  # it belongs to whoever waits for the result
        ours.set_exception(error)
