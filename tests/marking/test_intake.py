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


def test_a_folder_that_gives_way_to_a_link_while_it_is_read_is_not_followed(hand: Any, tmp_path: Path) -> None:
    folder, secret = hand.folder(), tmp_path / "sources"
    for place in (secret, folder / "mine"):
        place.mkdir()
        (place / "reference.py").write_text(place.name)
    files = plain_files(folder, PART2)
    assert next(files)[0] == f"{PART2}.ipynb"
    (folder / "mine").rename(folder / "gone")
    (folder / "mine").symlink_to(secret)
    assert list(files) == []


def test_a_folder_that_is_a_link_is_not_read(hand: Any, tmp_path: Path) -> None:
    (tmp_path / PART2).symlink_to(hand.folder())
    assert list(plain_files(tmp_path / PART2, PART2)) == []
    assert read_folder(tmp_path / PART2, PART2)["notebook"] == ""


def test_a_time_stamp_of_junk_is_left_out_and_a_good_one_kept(hand: Any) -> None:
    for said in (b"\xff\xfe", b"soon", b"9999-12-31 23:59 -12:00"):
        folder = hand.folder()
        (folder / "timestamp.txt").write_bytes(said)
        assert read_folder(folder, PART2)["own"] == {}
    (folder / "timestamp.txt").write_text("2026-01-05 14:02:31.123456 UTC")
    assert read_folder(folder, PART2)["own"] == {"timestamp.txt": "2026-01-05 14:02:31.123456 UTC"}


def test_a_folder_as_wide_as_no_persons_is_read_in_a_second(hand: Any) -> None:
    folder = hand.folder()
    for number in range(3000):
        (folder / f"{number:04d}" / "in").mkdir(parents=True)
        (folder / f"{number:04d}" / "in" / "x.txt").write_text("x")
    began = time.monotonic()
    content = read_folder(folder, PART2)
    assert time.monotonic() - began < 2 and len(content["files"]) <= 500
    assert any("more than 1000 folders" in note for note in content["notes"])


@pytest.mark.parametrize(("name", "maybe"), [("answers (1).yaml", True), ("notes.txt", False)])
def test_missing_answers_are_said_and_what_may_be_them(hand: Any, name: str, maybe: bool) -> None:
    folder = hand.folder()
    (folder / name).write_text("answers: {}")
    (note,) = read_folder(folder, folder.name)["notes"]
    assert note.startswith("There is no answers.yaml") and (f"{name} may be it" in note) is maybe
    (folder / "answers.yaml").write_text("answers: {}")
    assert read_folder(folder, folder.name)["notes"] == []


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
