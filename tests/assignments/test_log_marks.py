"""A1: is the resulting table judged, by choices or handed in, and does each wrong choice lose its points?"""

from __future__ import annotations

import math
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

import course as cs
from course import answers, units
from course.cases.case import Case
from course.cases.lantern_lane import recipe
from course.checks import State
from course.errors import CourseError
from course.marking.submission import read_submission

# From the unit file, measured there on 20 variants: a wrong choice and the points that it loses.
WRONG = [
    ("repeats", "keep", 1.0),
    ("repeats", "identical_rows", 1.0),
    ("repeats", "same_member_store_category", 1.0),
    ("linked", "keep", 1.0),
    ("store_ids", "leave", 1.0),
    ("store_ids", "trim_upper", 1.0),
    ("unknown_stores", "keep", 1.0),
    ("day_first", "none", 2.0),
    ("day_first", "app", 1.0),
    ("day_first", "email", 1.0),
    ("day_first", "social", 1.0),
    ("period", "all", 1.0),
    ("period", "closed_in_2024_2025", 2.0),
    ("no_member", "drop", 1.0),
    ("still_open", "drop", 1.0),
]
CHANNELS = ("store", "phone", "web")
PROPERTIES = ["no_case_twice", "stores_right", "dates_right", "period_right", "nothing_genuine_lost"]


def model(part1: ModuleType) -> dict[str, Any]:
    found: dict[str, Any] = part1.model(None, "A1")
    return found


def points(part1: ModuleType, case: Case, answer: Any, table: Any = None) -> float:
    return float(part1.marks("A1", {"A1": answer}, {"A1.csv": table} if table is not None else {}, case))


def as_columns(frame: pd.DataFrame) -> dict[str, list[str]]:
    """As the file beside the notebook is read: columns of text."""
    moments = frame["received_at"].dt.strftime("%Y-%m-%d %H:%M").fillna("")
    return {
        "case_id": frame["case_id"].tolist(),
        "received_at": moments.tolist(),
        "store_id": frame["store_id"].tolist(),
    }


def table_points(part1: ModuleType, case: Case, frame: pd.DataFrame) -> float:
    return points(part1, case, {"table": "A1.csv"}, as_columns(frame))


# ---- by choices ----
def test_the_model_earns_all_points(part1: ModuleType, case: Case) -> None:
    assert points(part1, case, model(part1)) == 5.0
    assert part1.feedback("A1", {"A1": model(part1)}, {}, case).state is State.RIGHT


def test_the_channel_that_writes_the_day_first_is_right_and_the_others_lose_a_point(
    part1: ModuleType, case: Case
) -> None:
    slashed = case.tables["cases"].loc[lambda t: t["received_at"].str.contains("/", regex=False), "channel"]
    channel = slashed.mode()[0]
    earned = {each: points(part1, case, {**model(part1), "day_first": each}) for each in CHANNELS}
    assert earned == {each: 5.0 if each == channel else 4.0 for each in CHANNELS}


@pytest.mark.parametrize(("line", "choice", "lost"), WRONG)
def test_a_wrong_choice_loses_exactly_its_points_on_every_variant(
    part1: ModuleType, cases: dict[int, Case], line: str, choice: str, lost: float
) -> None:
    for case in cases.values():
        assert points(part1, case, {**model(part1), line: choice}) == 5.0 - lost


@pytest.mark.parametrize(("line", "choice", "lost"), WRONG)
def test_the_table_of_a_wrong_choice_is_judged_like_the_choice(
    part1: ModuleType, cases: dict[int, Case], line: str, choice: str, lost: float
) -> None:
    frame = recipe.run(cases[1].tables["cases"], {**model(part1), line: choice})
    assert table_points(part1, cases[1], frame) == 5.0 - lost


def test_every_choice_of_the_form_is_tried(part1: ModuleType) -> None:
    asked = {(field.key, choice.value) for field in units.item("A1").fields for choice in field.choices}
    tried = {(line, choice) for line, choice, _ in WRONG} | {("day_first", channel) for channel in CHANNELS}
    assert asked == tried | set(model(part1).items())


@pytest.mark.parametrize(("line", "choice", "lost"), WRONG)
def test_a_blank_line_is_never_worth_more_than_its_wrong_choices(
    part1: ModuleType, cases: dict[int, Case], line: str, choice: str, lost: float
) -> None:
    assert points(part1, cases[1], {**model(part1), line: ""}) <= 5.0 - lost


@pytest.mark.parametrize("junk", [None, "no such choice", ["keep"], 7, math.nan], ids=repr)
def test_junk_in_one_line_counts_as_blank(part1: ModuleType, cases: dict[int, Case], junk: Any) -> None:
    assert points(part1, cases[1], {**model(part1), "period": junk}) == 3.0


NOTHING = [None, "", {}, [], "text", 7, True, {"repeats": ""}, {"repeats": None}, {"other": "keep"}, {"table": ""},
           {"table": "A1.csv"}, {"table": ["x"]}, math.nan, [[[]]]]  # fmt: skip


@pytest.mark.parametrize("nothing", NOTHING, ids=lambda value: repr(value)[:20])
def test_nothing_and_junk_earn_nothing(part1: ModuleType, cases: dict[int, Case], nothing: Any) -> None:
    assert points(part1, cases[1], nothing) == 0.0
    assert part1.feedback("A1", {"A1": nothing}, {}, cases[1]).state is not State.RIGHT


def test_one_choice_alone_earns_nothing(part1: ModuleType, cases: dict[int, Case]) -> None:
    assert points(part1, cases[1], {"repeats": "same_case_id"}) == 0.0


# ---- by a table ----
def test_a_table_in_any_order_with_further_columns_is_right(part1: ModuleType, case: Case) -> None:
    frame = case.views["cases"].sample(frac=1, random_state=3)
    assert table_points(part1, case, frame) == 5.0
    assert points(part1, case, {"table": "A1.csv"}, {**as_columns(frame), "type": frame["type"].tolist()}) == 5.0


def test_moments_to_the_second_or_with_a_t_are_right(part1: ModuleType, cases: dict[int, Case]) -> None:
    columns = as_columns(cases[1].views["cases"])
    for change in (lambda text: text + ":00", lambda text: text.replace(" ", "T")):
        given = {**columns, "received_at": [change(text) for text in columns["received_at"]]}
        assert points(part1, cases[1], {"table": "A1.csv"}, given) == 5.0


def test_a_mapping_of_store_ids_is_right(part1: ModuleType, case: Case) -> None:
    """The right alternative: a spelled-out mapping instead of the three string steps."""
    raw = case.tables["cases"].drop_duplicates("case_id").loc[lambda t: t["linked_case_id"].isna()]
    names = {f"s{n:02d} ": f"S{n:02d}" for n in range(1, 13)} | {f"S{n}": f"S{n:02d}" for n in range(1, 10)}
    stores = {f"S{n:02d}" for n in range(1, 13)}
    frame = raw.assign(store_id=raw["store_id"].replace(names)).loc[lambda t: t["store_id"].isin(stores)]
    frame = frame.assign(received_at=recipe.run(frame, {"day_first": "all_with_slash"})["received_at"])
    assert table_points(part1, case, frame[frame["received_at"] >= "2024-01-01"]) == 5.0


def test_a_wrong_day_loses_the_dates_only(part1: ModuleType, case: Case) -> None:
    frame = case.views["cases"].copy()
    frame.loc[5, "received_at"] += pd.Timedelta(days=1)
    assert table_points(part1, case, frame) == 4.0


def test_rows_that_the_log_does_not_hold_lose_a_point(part1: ModuleType, cases: dict[int, Case]) -> None:
    frame = cases[1].views["cases"]
    invented = frame.head(1).assign(case_id="C199999")
    assert table_points(part1, cases[1], pd.concat([frame, invented])) == 4.0


def test_a_few_right_rows_are_no_log(part1: ModuleType, case: Case) -> None:
    assert table_points(part1, case, case.views["cases"].head(1000)) == 0.0
    assert table_points(part1, case, case.views["cases"].iloc[0:0]) == 0.0


BROKEN = [{}, {"case_id": []}, {"case_id": ["C100000"], "received_at": ["soon"], "store_id": [""]}, "text", None]


@pytest.mark.parametrize("broken", BROKEN, ids=repr)
def test_a_broken_table_earns_nothing(part1: ModuleType, cases: dict[int, Case], broken: Any) -> None:
    assert points(part1, cases[1], {"table": "A1.csv"}, broken) == 0.0


def test_anothers_table_earns_nothing_and_anothers_choices_are_the_same_decisions(
    part1: ModuleType, cases: dict[int, Case]
) -> None:
    """A decision is right or wrong for every log but for the channel; numbers of one's own are in the table."""
    for number in (2, 3):
        assert table_points(part1, cases[1], cases[number].views["cases"]) <= 2.0
    for own in cases.values():
        assert points(part1, own, {**model(part1), "day_first": "store"}) >= 4.0


# ---- handing a table in ----
@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "au-yeung" / "105082L4-part1"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COURSE_VARIANT", "7")
    return folder


def test_a_table_is_handed_in_by_one_line_and_marked_from_its_file(here: Path, part1: ModuleType) -> None:
    own = Case(*_seven())
    said = cs.answer("A1", table=own.views["cases"])
    assert said.right and f"{len(own.views['cases']):,} rows" in said.message and repr(said) == "5.0"
    handed = read_submission(here)
    assert handed.answers["A1"] == {"table": "A1.csv"}
    assert part1.marks("A1", handed.answers, handed.documents, own) == 5.0
    assert cs.check("A1").right


def test_a_choice_made_afterwards_replaces_the_table(here: Path, part1: ModuleType) -> None:
    own = Case(*_seven())
    cs.answer("A1", table=own.views["cases"])
    cs.answer("A1", **{**model(part1), "period": "all"})
    handed = read_submission(here)
    assert part1.marks("A1", handed.answers, handed.documents, own) == 4.0


def test_what_is_no_table_or_lacks_a_column_is_refused_in_words(here: Path) -> None:
    with pytest.raises(CourseError, match="takes a table"):
        cs.answer("A1", table=[1, 2])
    with pytest.raises(CourseError, match='no column "received_at"'):
        cs.answer("A1", table=pd.DataFrame({"case_id": ["a"], "recieved_at": ["b"], "store_id": ["c"]}))
    assert answers.store(here).get("A1") is None


def test_the_visible_check_names_what_cannot_be_read_and_nothing_more(here: Path, part1: ModuleType) -> None:
    complete = cs.answer("A1", **{**model(part1), "repeats": "keep", "period": "all"})
    assert complete.right and repr(complete) == "5.0"
    unread = cs.answer("A1", **{**model(part1), "day_first": "app"})
    assert unread.state is State.NOT_YET and "dates of your log cannot be read" in unread.message
    late = pd.DataFrame({"case_id": ["C1"], "received_at": ["31/12/2025"], "store_id": ["S01"]})
    assert "cannot be read as a date" in cs.answer("A1", table=late).message
    (here / "A1.csv").unlink()
    assert "A1.csv is not there" in cs.check("A1").message


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a,b\n1\n", b"", b'a\n"' + b"x" * 200_000])
def test_a_file_that_is_no_table_reads_as_none(here: Path, content: bytes) -> None:
    (here / "A1.csv").write_bytes(content)
    assert answers.read_table(here / "A1.csv") == {}
    assert "A1.csv" not in read_submission(here).documents


def test_a_link_is_not_followed(here: Path) -> None:
    (here / "other.csv").write_text("case_id\nC1\n")
    (here / "A1.csv").symlink_to(here / "other.csv")
    assert answers.read_table(here / "A1.csv") == {}


def _seven() -> tuple[Any, Any, Any]:
    from course.cases.family import family
    from course.cases.recorded import recorded_variant

    company, variant = family("lantern_lane"), recorded_variant("lantern_lane", 7)
    return company, variant, company.draw(variant).tables


# ---- words ----
def test_the_form_shares_words_with_exercise_3_1_and_says_of_none_that_it_is_right() -> None:
    task, exercise = units.item("A1"), units.item("105082L4.3.1")
    assert [(f.key, f.label, f.kind) for f in task.fields] == [(f.key, f.label, f.kind) for f in exercise.fields]
    for asked, practised in zip(task.fields, exercise.fields, strict=True):
        words = [(choice.value, choice.text) for choice in asked.choices]
        assert [pair for pair in words if pair in [(c.value, c.text) for c in practised.choices]] == [
            (c.value, c.text) for c in practised.choices
        ]
        assert all(choice.right is None and not choice.reason for choice in asked.choices)


def test_the_form_says_how_many_rows_of_ones_own_log_remain(here: Path, part1: ModuleType) -> None:
    say = units.register().sentence(units.item("A1"))
    own = Case(*_seven())
    assert say is not None
    said = say(model(part1))
    assert said.startswith(f"{len(own.views['cases']):,} of {len(own.tables['cases']):,} rows remain.")
    assert "cannot be read" not in said


@pytest.mark.parametrize(("line", "choice", "lost"), WRONG)
def test_feedback_names_properties_and_no_choice(
    part1: ModuleType, cases: dict[int, Case], line: str, choice: str, lost: float
) -> None:
    said = part1.feedback("A1", {"A1": {**model(part1), line: choice}}, {}, cases[1])
    assert list(said.fields) == PROPERTIES
    assert sum(not field.right for field in said.fields.values()) == lost
    words = " ".join([said.message, said.next_step, *(f"{f.message} {f.next_step}" for f in said.fields.values())])
    assert not any(value in words for value in model(part1).values() if "_" in value)
