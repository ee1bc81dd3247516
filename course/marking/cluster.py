"""Mark on the workers of a dask cluster; each needs the course's package, the sources, and bubblewrap."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from course.errors import CourseError
from course.marking.engine import Job, Result, mark_submission

INSTALL = "Install it in the marking environment: pip install distributed"


class Cluster:
    """The workers behind one address.

    Parameters
    ----------
    address : str
        Of the scheduler, ``tcp://...``.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise CourseError("dask.distributed is not installed.", "--cluster", INSTALL) from error
        self.client: Any = Client(address)  # type: ignore[no-untyped-call]

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
