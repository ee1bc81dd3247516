"""A marker reads whatever a submission holds: it gets data or nothing, quickly, and never an error."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from course.answers import read, read_with_reason


def _bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines)


def _sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(2 << 30)


BAD: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "folder": lambda path: path.mkdir(),
    "pipe": lambda path: os.mkfifo(path),
    "link to a device": lambda path: path.symlink_to("/dev/zero"),
    "link to another file": lambda path: path.symlink_to("/etc/passwd"),
    "two gigabytes": _sparse,
    "alias bomb": lambda path: path.write_text(_bomb(12)),
    "circle": lambda path: path.write_text("a: &a [*a]\n"),
    "deep flow": lambda path: path.write_text("a: " + "[" * 50_000 + "]" * 50_000),
    "deep blocks": lambda path: path.write_text("".join(" " * n + "a:\n" for n in range(1_000))),
    "many entries": lambda path: path.write_text("a: [" + "1," * 200_000 + "1]"),
    "typed object": lambda path: path.write_text("a: !!python/object/apply:os.system ['echo hi']"),
    "own tag": lambda path: path.write_text("a: !Ref b"),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "zero bytes": lambda path: path.write_bytes(b"\0" * 1000),
    "half a file": lambda path: path.write_text('schema: course-answers\nanswers:\n  A3:\n    value: "0.03'),
    "list": lambda path: path.write_text("- 1\n- 2\n"),
    "scalar": lambda path: path.write_text("42"),
    "key that is a list": lambda path: path.write_text("? [a, b]\n: 1\n"),
    "two documents": lambda path: path.write_text("a: 1\n---\nb: 2\n"),
}


@pytest.mark.parametrize("kind", BAD)
def test_junk_gives_nothing_and_a_reason_within_a_second(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "answers.yaml"
    BAD[kind](path)
    start = time.monotonic()
    result = read_with_reason(path)
    assert time.monotonic() - start < 1.0
    assert result.values == {} and "answers.yaml" in result.problem and result.problem.endswith(".")
    assert read(path) == {}


def test_giant_numbers_stay_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"n: {'9' * 9000}\ne: 1.0e+99999\n")
    assert read(tmp_path / "a.yaml") == {"n": "9" * 9000, "e": "1.0e+99999"}


def test_words_that_yaml_takes_for_something_else_stay_words(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: no\nb: 2026-02-30\nc: 12:30\nd: 010\ne: <<\nf: yes\ng: ~\nh: true\n1: x\n")
    assert read(tmp_path / "a.yaml") == {
        "a": "no", "b": "2026-02-30", "c": "12:30", "d": "010", "e": "<<", "f": "yes", "g": None, "h": True, "1": "x"
    }  # fmt: skip


def test_a_file_of_another_encoding_or_with_a_mark_is_read(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        (tmp_path / "a.yaml").write_text("title: 計劃\n", encoding=encoding)
        assert read(tmp_path / "a.yaml") == {"title": "計劃"}


def test_an_answers_file_gives_values_and_odd_records_do_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "schema: course-answers\nanswers:\n  A3: {value: 1, at: x}\n  A4: 5\n  A5: {at: y}\n"
    )
    assert read(tmp_path / "a.yaml") == {"A3": 1, "A4": 5, "A5": None}
