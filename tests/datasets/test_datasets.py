from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pytest
import yaml

from course import cases
from course.authoring import data
from course.cases.family import Family, families
from course.cases.recorded import recorded
from course.errors import CourseError
from course.paths import DATASETS

FAMILIES = sorted(families())


@pytest.fixture(autouse=True)
def base_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("COURSE_VARIANT", "COURSE_REGISTER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Path]:
    """A data folder of its own; the salts are taken as recorded, which the tests of the truths prove."""
    monkeypatch.setattr(data, "accepted_salts", lambda family: recorded()[family.name])
    places = {"folder": tmp_path / "datasets", "salts": tmp_path / "accepted.yaml"}
    data.build(**places)
    return places


def manifest(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATASETS / name / "datapackage.json").read_text("utf-8"))
    return found


def test_the_data_in_the_repository_are_what_the_declarations_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "accepted_salts", lambda family: recorded()[family.name])
    data.build(check=True)


@pytest.mark.parametrize("name", FAMILIES)
def test_frictionless_finds_the_package_valid(name: str) -> None:
    report = frictionless.validate(str(DATASETS / name / "datapackage.json"))
    assert report.valid, report.flatten(["title", "note"])[:5]


@pytest.mark.parametrize("name", FAMILIES)
def test_the_files_hold_what_is_loaded(name: str) -> None:
    family: Family = families()[name]
    for table in family.tables:
        read = pd.read_csv(
            DATASETS / name / f"{table.name}.csv", dtype=table.dtypes, keep_default_na=False, na_values=[""]
        )
        pd.testing.assert_frame_equal(read, cases.load(f"{name}.{table.name}", variant="base"), check_exact=True)


@pytest.mark.parametrize("name", FAMILIES)
def test_the_manifest_says_which_variant_and_when_today_is(name: str) -> None:
    found = manifest(name)
    assert (found["family"], found["variant"], found["salt"]) == (name, 0, recorded()[name][0])
    assert pd.Timestamp(found["as_of"]) == cases.as_of(name)
    assert [each["rows"] for each in found["resources"]] == [
        len(cases.load(f"{name}.{each}")) for each in cases.names(name)
    ]


@pytest.mark.parametrize("name", FAMILIES)
def test_the_document_in_the_folder_is_the_one_that_is_shown(name: str) -> None:
    for each in manifest(name)["documents"]:
        shown = yaml.safe_load((DATASETS / name / each["path"]).read_text("utf-8"))
        assert shown == cases.document(Path(each["path"]).stem, company=name)


def test_nothing_that_a_marker_knows_is_in_the_folder() -> None:
    for path in DATASETS.rglob("*.*"):
        text = path.read_text("utf-8")
        assert not any(secret in text for secret in ("true_visits", "bad_clauses", "day_first_channel")), path


def test_the_check_agrees_with_a_fresh_build(built: dict[str, Path]) -> None:
    data.build(check=True, **built)


@pytest.mark.parametrize("file", ["cases.csv", "datapackage.json", "README.md", "scheme.yaml"])
def test_the_check_names_a_file_that_differs(file: str, built: dict[str, Path]) -> None:
    path = built["folder"] / "lantern_lane" / file
    path.write_bytes(path.read_bytes().replace(b"S", b"s", 1))
    with pytest.raises(CourseError, match=f"{file} differs"):
        data.build(check=True, **built)


def test_the_check_names_a_missing_file_and_a_stray_one(built: dict[str, Path]) -> None:
    (built["folder"] / "lantern_lane" / "survey.csv").unlink()
    (built["folder"] / "lantern_lane" / "notes.txt").write_text("mine")
    with pytest.raises(CourseError, match=r"survey.csv is missing; notes.txt is not made from a declaration"):
        data.build(check=True, **built)


def test_the_check_notices_another_salt(built: dict[str, Path]) -> None:
    built["salts"].write_text(built["salts"].read_text().replace("13: 2", "13: 1"))
    with pytest.raises(CourseError, match=r"accepted.yaml differs"):
        data.build(check=True, **built)
