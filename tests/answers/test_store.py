"""What the store keeps, gives back, and sets aside."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course import answers
from course.answers import AnswersStore, DocumentStore
from course.errors import CourseError


@pytest.fixture
def store(tmp_path: Path) -> AnswersStore:
    return AnswersStore(tmp_path / "answers.yaml")


def again(store: AnswersStore) -> AnswersStore:
    """The store as a new kernel opens it."""
    return type(store)(store.path, store.schema)


def test_a_new_kernel_finds_every_answer(store: AnswersStore) -> None:
    saved = store.put("105082L4.m03.q1", "visits")
    store.put("A3", {"new_2025": 1156, "growth": 0.0318})
    assert saved.path == store.path and dt.time.fromisoformat(saved.at)
    assert again(store).all() == {"105082L4.m03.q1": "visits", "A3": {"new_2025": 1156, "growth": 0.0318}}


def test_an_answer_has_a_time_and_a_missing_one_the_default(store: AnswersStore) -> None:
    store.put("A3", 1)
    record = store.record("A3")
    assert record is not None and record.value == 1 and dt.datetime.fromisoformat(record.at)
    assert store.get("A4", "nothing") == "nothing" and store.record("A4") is None


def test_a_deleted_answer_stays_deleted(store: AnswersStore) -> None:
    store.put("a", 1)
    store.put("b", 2)
    store.delete("a")
    store.delete("never there")
    assert store.all() == again(store).all() == {"b": 2}


def test_a_second_notebook_sees_what_the_first_saves_and_keeps_it(store: AnswersStore) -> None:
    second = again(store)
    store.put("a", 1)
    second.put("b", 2)
    store.put("c", 3)
    assert store.all() == second.all() == {"a": 1, "b": 2, "c": 3}


def test_a_deletion_in_one_notebook_is_not_undone_by_the_other(store: AnswersStore) -> None:
    store.put("a", 1)
    second = again(store)
    store.delete("a")
    second.put("b", 2)
    assert second.all() == {"b": 2}


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (np.float64(0.5), 0.5),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.array([1, 2]), [1, 2]),
        (pd.Series([1.5, 2.5]), [1.5, 2.5]),
        (pd.Timestamp("2026-01-02"), "2026-01-02"),
        (pd.NaT, None),
        (pd.NA, None),
        (dt.date(2026, 1, 2), "2026-01-02"),
        (dt.datetime(2026, 1, 2, 9, 30), "2026-01-02T09:30:00"),
        ((1, "a"), [1, "a"]),
        ({"b", "a"}, ["a", "b"]),
        ({1: {"x": None}}, {"1": {"x": None}}),
        (pd.DataFrame({"store": ["S01"], "n": [2]}), [{"store": "S01", "n": 2}]),
        ("每宗投訴七十二小時內回覆", "每宗投訴七十二小時內回覆"),
        ("𨋢 and 😀", "𨋢 and 😀"),
        ("no", "no"),
        ("1e5", "1e5"),
        ("2026-01-02", "2026-01-02"),
        ("1:30", "1:30"),
        ("010", "010"),
        ("a\nb \n\tc\n", "a\nb \n\tc\n"),
        (10**400, float("inf")),
    ],
)
def test_a_value_comes_back_as_plain_data(store: AnswersStore, value: Any, kept: Any) -> None:
    store.put("k", value)
    found = again(store).get("k")
    assert found == kept and type(found) is type(kept)
    assert answers.read(store.path)["k"] == kept


_scalars = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False) | st.text()
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=_values)
def test_any_plain_value_comes_back_the_same(store: AnswersStore, value: Any) -> None:
    store.put("k", value)
    assert again(store).all().get("k") == answers.plain(value)


def test_undefined_stays_undefined(store: AnswersStore) -> None:
    store.put("k", float("nan"))
    assert str(again(store).get("k")) == "nan"


def test_chinese_is_readable_in_the_file(store: AnswersStore) -> None:
    store.put("k", "升降機（𨋢）")
    assert "升降機（𨋢）" in store.path.read_text(encoding="utf-8")


@pytest.mark.parametrize("value", [object(), lambda: 0, "x" * 200_001, [[[[]]] * 2] * 20_000])
def test_what_no_file_can_keep_is_refused_in_words_and_harms_nothing(store: AnswersStore, value: Any) -> None:
    store.put("a", 1)
    with pytest.raises(CourseError) as caught:
        store.put("b", value)
    assert caught.value.next_step
    store.put("c", 3)
    assert again(store).all() == {"a": 1, "c": 3}


def test_views_hear_of_each_change_and_one_that_fails_harms_nothing(store: AnswersStore) -> None:
    heard: list[str] = []

    def fails(key: str) -> None:
        raise RuntimeError(key)

    store.observe(fails)
    end = store.observe(heard.append)
    store.put("a", 1)
    store.delete("a")
    end()
    store.put("b", 1)
    assert heard == ["a", "a"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"answers: [unclosed", "line 2"),
        (b"\x80\x81", "not written as the course writes it"),
        (b"- a\n- b\n", "does not hold named answers"),
        (b"shopping: milk\n", "not written by this course"),
        (b"schema: someone-else\nversion: 1\nanswers: {a: {value: 1}}\n", 'holds "someone-else"'),
        (b"schema: course-answers\nversion: 99\nanswers: {a: {value: 1}}\n", "later version"),
        (b"schema: course-answers\nanswers: 5\n", "not written by this course"),
        (b"a: &x [1]\nb: *x\n", "references"),
        (b"a: !!python/object/apply:os.system [ls]\n", "typed objects"),
        (b"x: " + b"y" * 1_000_001, "too large"),
    ],
)
def test_a_file_that_cannot_be_used_is_kept_aside_and_said(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes(content)
    store = AnswersStore(path)
    kept = list(tmp_path.glob("answers.kept-*.yaml"))
    assert [file.read_bytes() for file in kept] == [content]
    assert said in store.notice and kept[0].name in store.notice
    store.put("a", 1)
    assert again(store).all() == {"a": 1} and again(store).notice == ""


def test_two_bad_files_in_one_second_are_both_kept(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    for content in (b"[", b"{"):
        path.write_bytes(content)
        AnswersStore(path)
    assert {file.read_bytes() for file in tmp_path.glob("answers.kept-*")} == {b"[", b"{"}


def test_a_file_that_turns_bad_while_the_notebook_is_open_is_kept_aside_at_the_next_save(store: AnswersStore) -> None:
    store.put("a", 1)
    store.path.write_bytes(b"\x00\x01")
    store.put("b", 2)
    assert again(store).all() == {"b": 2}
    assert "kept" in store.notice and len(list(store.path.parent.glob("answers.kept-*"))) == 1


def test_an_empty_file_is_no_answers(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("")
    store = AnswersStore(tmp_path / "answers.yaml")
    assert store.all() == {} and store.notice == ""


def test_the_collector_can_read_the_file_whatever_the_umask(store: AnswersStore) -> None:
    old = os.umask(0o077)
    try:
        store.put("a", 1)
    finally:
        os.umask(old)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o644


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "answers.yaml"
    link.symlink_to(tmp_path / "real" / "answers.yaml")
    AnswersStore(link).put("a", 1)
    assert link.is_symlink() and answers.read(tmp_path / "real" / "answers.yaml") == {"a": 1}


def test_one_folder_has_one_store_for_all_views(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert answers.store() is answers.store(tmp_path)
    assert answers.document("plan.yaml", "assessment_plan") is answers.document(
        "plan.yaml", "assessment_plan", tmp_path
    )


class TestDocument:
    @pytest.fixture
    def plan(self, tmp_path: Path) -> DocumentStore:
        return DocumentStore(tmp_path / "plan.yaml", "assessment_plan")

    def test_blocks_stand_at_the_top_of_the_file(self, plan: DocumentStore) -> None:
        plan.put("meta", {"title": "Plan 2026"})
        assert "\nmeta:\n  title: Plan 2026\n" in plan.path.read_text()
        assert again(plan).get("meta") == {"title": "Plan 2026"}
        assert answers.read(plan.path) == {"meta": {"title": "Plan 2026"}}

    def test_a_whole_document_takes_the_place_of_the_old_one(self, plan: DocumentStore) -> None:
        plan.put("meta", {"title": "old"})
        plan.put("budget", {"cap": 1})
        plan.replace({"schema": "assessment_plan", "meta": {"title": "new"}, "steps": []})
        assert again(plan).all() == {"meta": {"title": "new"}, "steps": []}

    def test_a_file_written_by_hand_without_a_heading_is_accepted(self, plan: DocumentStore) -> None:
        plan.path.write_text("meta:\n  title: 計劃\n  period_start: 2026-01-01\n", encoding="utf-8")
        assert again(plan).get("meta") == {"title": "計劃", "period_start": "2026-01-01"}

    def test_a_document_of_another_schema_is_kept_aside(self, plan: DocumentStore) -> None:
        plan.path.write_text("schema: review_report\nmeta: {}\n")
        assert 'holds "review_report"' in again(plan).notice
