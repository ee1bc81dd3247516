from __future__ import annotations

import hashlib
import re
from pathlib import Path

from course.answers import AnswersStore, receipt


def _folder(tmp_path: Path) -> Path:
    store = AnswersStore(tmp_path / "answers.yaml")
    store.put("A2.complaint_rate", {"numerator": "complaints"})
    store.put("A2.on_time", {"limit_h": "", "types": None})
    (tmp_path / "plan.yaml").write_text("meta: {title: x}\n")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "feedback").mkdir()
    (tmp_path / "feedback" / "part1.html").write_text("x")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    (tmp_path / "中文.txt").write_text("x")
    return tmp_path


def test_a_receipt_lists_each_file_with_its_fingerprint(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    held = receipt(folder, ["A2.complaint_rate", "A2.on_time", "A3", "plan.yaml"])
    assert set(held.files) == {"answers.yaml", "plan.yaml", "中文.txt"}
    assert held.files["plan.yaml"] == hashlib.sha256((folder / "plan.yaml").read_bytes()).hexdigest()


def test_a_record_of_blanks_is_no_answer(tmp_path: Path) -> None:
    held = receipt(_folder(tmp_path), ["A2.complaint_rate", "A2.on_time", "A3", "plan.yaml"])
    assert (held.answered, held.tasks) == (2, 4) and "2 of 4 tasks answered" in str(held)


def test_the_code_changes_with_any_file(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    before = receipt(folder).code
    assert before == receipt(folder).code and len(before) == 12
    (folder / "plan.yaml").write_text("meta: {title: y}\n")
    assert receipt(folder).code != before


def test_an_empty_folder_has_a_receipt_too(tmp_path: Path) -> None:
    assert receipt(tmp_path, ["A3"]).answered == 0


def test_the_code_is_the_same_before_and_after_nbgrader_has_taken_the_folder(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("answers: {}\n")
    before = receipt(tmp_path)
    for name in ("timestamp.txt", "submission_secret.txt"):
        (tmp_path / name).write_text("nbgrader's own")
    assert receipt(tmp_path).code == before.code and list(before.files) == ["answers.yaml"]
    assert re.search(r"\d\d:\d\d:\d\d[+-]\d\d:\d\d\n", str(before)), "the time has its zone"
