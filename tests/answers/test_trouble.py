"""Two notebooks at once, a full disk, a closed folder, a killed kernel: nothing that was saved is lost.

Everything here happens to real processes and files. A full disk is a small memory disk in a mount space of its own
(left out where the system allows none) and, everywhere, a limit on the size of files. A closed folder binds root
too, because the test gives up root's rights for the time of the save.
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.answers import AnswersStore, NotSaved, lock, read

REPO = Path(__file__).resolve().parents[2]
NOBODY = 65534


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Run a piece of code in a process of its own, as another kernel does."""
    program = "import sys; from course.answers import AnswersStore, lock\n" + textwrap.dedent(code)
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=REPO, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def finish(process: subprocess.Popen[str]) -> int:
    """Wait for the end of a process and close what it said."""
    code = process.wait(60)
    assert process.stdout is not None
    process.stdout.close()
    return code


@contextlib.contextmanager
def small_files(limit: int) -> Iterator[None]:
    """No file of this process may grow beyond the limit, as on a disk that fills up."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder with one answer in it that may not be written to, whoever runs the test."""
    folder = Path(tempfile.mkdtemp())  # pytest's own folders are closed to other users
    AnswersStore(folder / "answers.yaml").put("before", 1)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_kernels_that_save_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    code = """
        store = AnswersStore(sys.argv[1])
        for number in range(25):
            store.put(f"{sys.argv[2]}.{number}", number)
    """
    kernels = [start(code, path, name) for name in "abcd"]
    while any(kernel.poll() is None for kernel in kernels):  # whoever reads meanwhile finds a whole file
        raw = path.read_bytes() if path.exists() else b"# Written\n"
        assert raw.startswith(b"# Written") and raw.endswith(b"\n")
    assert [finish(kernel) for kernel in kernels] == [0] * 4
    assert read(path) == {f"{name}.{number}": number for name in "abcd" for number in range(25)}


def test_the_same_holds_where_the_drive_cannot_lock_folders(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    code = """
        lock.fcntl = None
        store = AnswersStore(sys.argv[1])
        for number in range(15):
            store.put(f"{sys.argv[2]}.{number}", number)
    """
    kernels = [start(code, path, name) for name in "abc"]
    assert [finish(kernel) for kernel in kernels] == [0] * 3
    assert len(read(path)) == 45
    assert [file.name for file in tmp_path.iterdir()] == ["answers.yaml"]


def test_a_kernel_killed_while_saving_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    code = """
        store, number = AnswersStore(sys.argv[1]), int(sys.argv[2])
        while True:
            store.put("text", f"{number} " * 20_000)
            store.put(f"round.{sys.argv[2]}", number)
            print(number, flush=True)
            number += 1
    """
    chance = random.Random(7)
    for turn in range(12):
        kernel = start(code, path, turn * 1_000)
        assert kernel.stdout is not None
        said = kernel.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.06))
        kernel.send_signal(signal.SIGKILL)
        said += kernel.stdout.read()
        finish(kernel)
        acknowledged = int([line for line in said.split("\n") if line][-1])
        kept = read(path)
        words = set(kept["text"].split())
        assert len(words) == 1 and int(words.pop()) >= acknowledged
        assert kept[f"round.{turn * 1_000}"] >= acknowledged
        assert len([key for key in kept if key.startswith("round.")]) == turn + 1
    AnswersStore(path).put("after", 1)
    assert [file.name for file in tmp_path.iterdir()] == ["answers.yaml"]  # parts left by the killed are swept away


def test_a_full_disk_is_said_in_plain_words_and_the_answer_waits(tmp_path: Path) -> None:
    store = AnswersStore(tmp_path / "answers.yaml")
    store.put("before", 1)
    with small_files(100), pytest.raises(NotSaved) as caught:
        store.put("during", "x" * 5_000)
    assert "the disk is full" in caught.value.what and "Traceback" not in str(caught.value)
    assert "Leave this window open" in caught.value.next_step
    assert store.get("during") == "x" * 5_000
    assert read(store.path) == {"before": 1} and len(list(tmp_path.iterdir())) == 1
    store.put("after", 2)
    assert read(store.path) == {"before": 1, "during": "x" * 5_000, "after": 2}


def test_a_memory_disk_that_is_really_full_does_not_break_the_old_file(tmp_path: Path) -> None:
    code = """
        from course.answers import NotSaved, read
        store = AnswersStore(sys.argv[1] + "/answers.yaml")
        store.put("before", 1)
        big = open(sys.argv[1] + "/big", "wb", buffering=0)
        try:
            while big.write(b"x" * 4096): pass
        except OSError: pass
        try: store.put("during", "y" * 20_000)
        except NotSaved as error: print(error.what)
        print(read(store.path), store.get("during") == "y" * 20_000)
        big.truncate(0)
        store.put("after", 2)
        print(sorted(read(store.path)))
    """
    program = tmp_path / "program.py"
    program.write_text("import sys; from course.answers import AnswersStore\n" + textwrap.dedent(code))
    disk = tmp_path / "disk"
    disk.mkdir()
    script = f'mount -t tmpfs -o size=256k none "{disk}" && exec "{sys.executable}" "{program}" "{disk}"'
    own = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*own, "true"], capture_output=True).returncode:
        pytest.skip("this system gives no mount space of one's own")
    environment = {**os.environ, "PYTHONPATH": str(REPO)}
    done = subprocess.run([*own, "sh", "-c", script], capture_output=True, text=True, env=environment)
    said, kept, later = done.stdout.splitlines()
    assert "the disk is full" in said
    assert kept == "{'before': 1} True" and later == "['after', 'before', 'during']"


def test_a_closed_folder_is_said_in_plain_words_and_the_answer_waits(closed_folder: Path) -> None:
    store = AnswersStore(closed_folder / "answers.yaml")
    assert store.get("before") == 1
    with pytest.raises(NotSaved) as caught:
        store.put("during", 2)
    assert "closed for writing" in caught.value.what and str(closed_folder) in caught.value.where
    assert store.all() == {"before": 1, "during": 2} and read(store.path) == {"before": 1}


def test_a_bad_file_in_a_closed_folder_is_left_as_it_is_and_said(closed_folder: Path) -> None:
    bad = closed_folder / "answers.yaml"
    owner = os.geteuid()
    with contextlib.suppress(PermissionError):
        os.seteuid(0)
    bad.write_text("[")
    os.seteuid(owner)
    store = AnswersStore(bad)
    assert "left as it is" in store.notice
    with pytest.raises(NotSaved):
        store.put("a", 1)
    assert bad.read_text() == "["


def test_a_folder_that_is_gone_is_said_in_plain_words(tmp_path: Path) -> None:
    store = AnswersStore(tmp_path / "gone" / "answers.yaml")
    with pytest.raises(NotSaved, match="not saved yet"):
        store.put("a", 1)


HOLD = """
    import os, time
    from pathlib import Path
    with lock.locked(Path(sys.argv[1])):
        print("held", flush=True)
        time.sleep(600)
"""


def test_a_killed_holder_never_blocks_the_next_save(tmp_path: Path) -> None:
    holder = start(HOLD, tmp_path)
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    holder.kill()
    finish(holder)
    begin = time.monotonic()
    AnswersStore(tmp_path / "answers.yaml").put("a", 1)
    assert time.monotonic() - begin < 0.5


def test_a_holder_that_hangs_gives_not_saved_and_the_answer_goes_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "WAIT", 0.2)
    holder = start(HOLD, tmp_path)
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    store = AnswersStore(tmp_path / "answers.yaml")
    with pytest.raises(NotSaved, match="another window"):
        store.put("a", 1)
    holder.kill()
    finish(holder)
    store.put("b", 2)
    assert read(store.path) == {"a": 1, "b": 2}


@pytest.mark.parametrize("owner", ["dead", "other machine"])
def test_a_lock_file_left_behind_does_not_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: str) -> None:
    monkeypatch.setattr(lock, "fcntl", None)
    left = tmp_path / ".answers.lock"
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left.write_text(f"{socket.gethostname()} {gone.pid}" if owner == "dead" else "elsewhere 1")
    if owner == "other machine":
        os.utime(left, (time.time() - 60, time.time() - 60))
    begin = time.monotonic()
    AnswersStore(tmp_path / "answers.yaml").put("a", 1)
    assert time.monotonic() - begin < 1.0 and not left.exists()


def test_a_lock_file_that_is_in_use_is_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "fcntl", None)
    monkeypatch.setattr(lock, "WAIT", 0.1)
    monkeypatch.setattr(lock, "STALE", 0.3)
    left = tmp_path / ".answers.lock"
    left.write_text(f"{socket.gethostname()} {os.getppid()}")
    os.utime(left, (time.time() + 60, time.time() + 60))
    with pytest.raises(NotSaved, match="another window"):
        AnswersStore(tmp_path / "answers.yaml").put("a", 1)
    assert left.exists()


def test_a_save_takes_far_less_than_a_second(tmp_path: Path) -> None:
    store = AnswersStore(tmp_path / "answers.yaml")
    for number in range(200):
        store._pending[f"k{number}"] = {"value": f"answer {number}", "at": ""}
    begin = time.monotonic()
    store.put("last", 1)
    assert time.monotonic() - begin < 0.5
