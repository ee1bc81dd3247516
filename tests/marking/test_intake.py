"""Is a folder read without following, opening or swallowing what must not be?"""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from course.marking.intake import odd_files, plain_files, read_folder

PART2 = "105082L4-part2"


def _link(folder: Path) -> None:
    (folder / "answers.yaml").symlink_to("/etc/passwd")


def _link_to_endless(folder: Path) -> None:
    (folder / "answers.yaml").symlink_to("/dev/zero")


def _link_to_folder(folder: Path) -> None:
    (folder / "more").symlink_to("/usr")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "answers.yaml")


def _socket(folder: Path) -> None:
    listener = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(folder)  # a socket's name may not be long
    listener.bind("plan.yaml")
    os.chdir(here)
    listener.close()


def _device(folder: Path) -> None:
    if os.getuid():
        pytest.skip("only root can make a device")
    os.mknod(folder / "answers.yaml", 0o020644, os.makedev(1, 5))


ODD = {f.__name__: f for f in (_link, _link_to_endless, _link_to_folder, _pipe, _socket, _device)}


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_plain_file_is_named_and_not_opened(hand: Any, kind: str) -> None:
    folder = hand.folder()
    ODD[kind](folder)
    began = time.monotonic()
    content = read_folder(folder, PART2)
    assert time.monotonic() - began < 2
    assert content["data"] == {} and content["files"] == {} and content["notebook"]
    assert [name for name, _ in plain_files(folder, PART2)] == [f"{PART2}.ipynb"]
    assert any("no plain file" in said for said in odd_files(folder))


def test_a_file_of_two_gigabytes_is_left_out(hand: Any) -> None:
    folder = hand.folder()
    with (folder / "film.mp4").open("wb") as stream:
        stream.truncate(2 << 30)  # it takes no room on the disk
    content = read_folder(folder, PART2)
    assert content["files"] == {} and "film.mp4 is larger than" in content["notes"][0]
    assert "film.mp4 is larger than" in odd_files(folder)[0]


def test_a_page_of_two_gigabytes_is_left_out(hand: Any) -> None:
    folder = hand.folder()
    with (folder / f"{PART2}.ipynb").open("wb") as stream:
        stream.truncate(2 << 30)
    content = read_folder(folder, PART2)
    assert content["notebook"] == "" and any("larger than" in note for note in content["notes"])


def test_a_page_that_is_called_otherwise_is_found(hand: Any) -> None:
    folder = hand.folder()
    (folder / f"{PART2}.ipynb").rename(folder / "我的功課 (1).ipynb")
    content = read_folder(folder, PART2)
    assert content["notebook"] and "我的功課 (1).ipynb instead of" in content["notes"][0]


def test_of_several_other_pages_none_is_guessed(hand: Any) -> None:
    folder = hand.folder()
    page = (folder / f"{PART2}.ipynb").rename(folder / "a.ipynb")
    (folder / "b.ipynb").write_bytes(page.read_bytes())
    assert read_folder(folder, PART2)["notebook"] == ""


def test_chinese_names_are_kept(hand: Any) -> None:
    folder = hand.folder()
    (folder / "草稿 筆記.txt").write_text("筆記", encoding="utf-8")
    assert list(read_folder(folder, PART2)["files"]) == ["草稿 筆記.txt"]


def test_a_missing_folder_reads_as_nothing(tmp_path: Path) -> None:
    assert read_folder(tmp_path / "none", PART2)["notebook"] == ""


def test_nbgraders_secret_never_goes_to_the_trainees_code(hand: Any) -> None:
    folder = hand.folder()
    (folder / "submission_secret.txt").write_text("s3cret")
    content = read_folder(folder, PART2)
    assert content["own"] == {"submission_secret.txt": "s3cret"} and content["files"] == {}
