"""A course's folder with everything that attackers would like to reach, and their submissions in it.

It is readable by anyone on purpose: an attack must be stopped by the sandbox, not by the rights of a temporary folder.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import yaml

from course import cases
from course.authoring.grader import nbgrader
from course.marking import reference

COLLEAGUE = "bela"
ASSIGNMENT = "105082L4-part2"
VARIANT = 7
REPO = Path(__file__).resolve().parents[3]


@dataclass
class World:
    """A course's folder.

    Attributes
    ----------
    root : Path
        The folder.
    right, base : dict
        Right values of A3: the attackers' own (all have the same numbers), and those of the lessons' company.
    port : int
        Where a server gives the right answers to anyone who can ask.
    """

    root: Path
    right: dict[str, Any]
    base: dict[str, Any]
    port: int
    row: dict[str, int] = field(default_factory=dict)

    def submitted(self, who: str) -> Path:
        """Folder of a submission."""
        return self.root / "build/nbgrader/submitted" / who / ASSIGNMENT

    @property
    def release(self) -> Path:
        """The page as trainees get it."""
        return self.root / "build/nbgrader/release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"

    @property
    def gradebook(self) -> Path:
        """The gradebook's file."""
        return self.root / "build/nbgrader/gradebook.db"

    @property
    def places(self) -> dict[str, str]:
        """What the places in the records stand for."""
        return {
            "SOURCES": str(self.root / "assignments"), "GRADEBOOK": str(self.gradebook), "PORT": str(self.port),
            "SECRET": str(self.root / "right.json"), "COLLEAGUE": str(self.submitted(COLLEAGUE)),
            "BASE": repr(self.base),
        }  # fmt: skip

    def register(self, trainees: list[str]) -> Path:
        """Write down that all these trainees have the same numbers."""
        path = self.root / "build/nbgrader/register.yaml"
        families = {"lantern_lane": dict.fromkeys([COLLEAGUE, *trainees], self.row)}
        cases.write_register({"cohort": "attacks", "families": families}, path)
        return path


@contextlib.contextmanager
def world(config: str, sources: Path = REPO / "assignments") -> Iterator[World]:
    """Make the folder with a gradebook, a release and a colleague who has everything right; then clear it away.

    Parameters
    ----------
    config : str
        Text of its ``nbgrader_config.py``.
    sources : Path
        The assignments' sources, which are copied.
    """
    root = Path(tempfile.mkdtemp(prefix="course-attacks-", dir="/tmp"))
    module, case = reference(ASSIGNMENT).module, cases.case(VARIANT)
    right, base = module.model(case, "A3"), module.model(cases.case("base"), "A3")
    row = {"variant": case.variant.id, "salt": case.variant.salt, "seed": case.variant.seed}
    try:
        with _servers(json.dumps(right).encode()) as port:
            made = World(root, right, base, port, row)
            shutil.copytree(sources, root / "assignments", ignore=shutil.ignore_patterns(".*", "__pycache__"))
            (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
            (root / "build/nbgrader/exchange").mkdir(parents=True)
            nbgrader("generate_assignment", ASSIGNMENT, folder=root)
            _colleague(made)
            subprocess.run(["chmod", "-R", "a+rwX", root], check=True)
            yield made
    finally:
        subprocess.run(["rm", "-rf", root], check=False)  # Python's own way stops at folders that are nested too deeply


def _colleague(made: World) -> None:
    folder = made.submitted(COLLEAGUE)
    folder.mkdir(parents=True)
    shutil.copy(made.release, folder)
    known = {"schema": "course-answers", "version": 1, "answers": {"A3": {"value": made.right}}}
    (folder / "answers.yaml").write_text(yaml.safe_dump(known), encoding="utf-8")
    (made.root / "right.json").write_text(json.dumps(made.right), encoding="utf-8")


@contextlib.contextmanager
def _servers(text: bytes) -> Iterator[int]:
    """Give right answers to whoever asks: on a port of this machine, and on a socket without a file."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    port = int(server.server_address[1])
    channel = socket.socket(socket.AF_UNIX)
    channel.bind(f"\0course-attacks-{port}")
    channel.listen()

    def talk() -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = channel.accept()
                with caller:
                    caller.sendall(text)

    workers = [threading.Thread(target=target, daemon=True) for target in (server.serve_forever, talk)]
    for worker in workers:
        worker.start()
    try:
        yield port
    finally:
        server.shutdown()
        server.server_close()
        with contextlib.suppress(OSError):
            channel.shutdown(socket.SHUT_RDWR)
        channel.close()
        for worker in workers:
            worker.join(5)
