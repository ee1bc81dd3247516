"""Is what trainees get pinned, and does nothing go out that would give an answer away?

The golden folder holds the list of files and the released notebooks. After a wanted change:
``python -m pytest tests/assignments/test_release.py --update-golden``.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from course.authoring import leaks, release
from course.authoring.leaks import misspelt, scan_bundle, scan_source
from course.errors import CourseError

REPO = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden"
NAME = "105082L4-part1"
NOTEBOOK = f"{NAME}/{NAME}.ipynb"

pytestmark = pytest.mark.nbgrader


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release.build(tmp_path_factory.mktemp("release") / "bundle")


def _listed(bundle: Path) -> str:
    return "\n".join(release.files_of(bundle)) + "\n"


def test_the_release_is_the_golden_one(bundle: Path, request: pytest.FixtureRequest) -> None:
    released = {path.relative_to(bundle) for path in (bundle / "assignments").rglob("*.ipynb")}
    if request.config.getoption("--update-golden"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path in sorted(released):
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(bundle / path, GOLDEN / path)
        (GOLDEN / "files.txt").write_text(_listed(bundle), encoding="utf-8")
    assert (GOLDEN / "files.txt").read_text(encoding="utf-8") == _listed(bundle)
    assert {path.relative_to(GOLDEN) for path in GOLDEN.rglob("*.ipynb")} == released
    for path in sorted(released):
        assert json.loads((bundle / path).read_text()) == json.loads((GOLDEN / path).read_text()), path


def test_the_manifest_names_each_file_with_its_fingerprint(bundle: Path) -> None:
    manifest = json.loads((bundle / release.MANIFEST).read_text())
    assert set(manifest["files"]) == set(release.files_of(bundle)) - {release.MANIFEST}


def test_no_word_of_a_hidden_check_or_of_an_instructors_file_is_in_the_bundle(bundle: Path) -> None:
    everything = "\n".join(path.read_text(encoding="utf-8") for path in bundle.rglob("*.*") if path.is_file())
    for secret in ("HIDDEN TESTS", "course.marking", 'mark(\\"', "MODEL", "wrong_answers", "near_misses"):
        assert secret not in everything


def test_every_test_cell_of_the_release_still_ends_in_a_visible_check(bundle: Path) -> None:
    for path in (bundle / "assignments").rglob("*.ipynb"):
        cells = json.loads(path.read_text())["cells"]
        tests = [cell for cell in cells if (cell["metadata"].get("nbgrader") or {}).get("grade")]
        assert tests and all("".join(cell["source"]).split("\n")[-1].startswith("cs.check(") for cell in tests)


def test_a_second_build_replaces_the_first_and_gives_the_same(bundle: Path) -> None:
    before = (bundle / release.MANIFEST).read_bytes()
    release.build(bundle)
    assert (bundle / release.MANIFEST).read_bytes() == before


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(CourseError, match="no bundle of this course"):
        release.build(tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "dear"


# ---- planted leaks, each in a copy of the sources ----
def _edit(change: Callable[[str], str]) -> Callable[[Path], object]:
    def apply(root: Path) -> object:
        path = root / "assignments" / NOTEBOOK
        return path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    return apply


def _write(name: str, text: str) -> Callable[[Path], object]:
    def apply(root: Path) -> object:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        return (root / name).write_text(text, encoding="utf-8")

    return apply


def _page(source: str, kind: str = "markdown", **more: object) -> str:
    cell = {"cell_type": kind, "id": "x", "metadata": {}, "source": source, **more}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


SECRET_LINE = '    new, lost = new_lost(members)\n    organic = new_lost(members[members["source"] == "organic"])'
ERROR = [{"output_type": "error", "ename": "E", "evalue": "e", "traceback": ["Traceback (most recent call last)"]}]
PLANTED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a misspelt begin": (_edit(lambda t: t.replace("### BEGIN HIDDEN TESTS", "### BEGIN HIDDEN TEST", 1)), "misspelt"),
    "a missing letter": (_edit(lambda t: t.replace("### BEGIN HIDDEN TESTS", "### BEGIN HIDEN TESTS", 1)), "misspelt"),
    "small letters": (_edit(lambda t: t.replace("### BEGIN HIDDEN TESTS", "### begin hidden tests", 1)), "misspelt"),
    "two words swapped": (_edit(lambda t: t.replace("BEGIN HIDDEN TESTS", "BEGIN TESTS HIDDEN", 1)), "misspelt"),
    "no end": (_edit(lambda t: t.replace("### END HIDDEN TESTS", "", 1)), '1 times "BEGIN HIDDEN TESTS" and 0 times'),
    "no markers": (_edit(lambda t: t.replace("BEGIN HIDDEN TESTS", "now").replace("END HIDDEN TESTS", "end")),
                   "a call of the marking"),
    "a hidden check in a plain cell": (_edit(lambda t: t.replace('"grade": true', '"grade": false', 1)),
                                       "outside a test"),
    "an extra file": (_write(f"assignments/{NAME}/answers.json", "{}"), "does not belong in an assignment's folder"),
    "an author's own answers": (_write(f"assignments/{NAME}/answers.yaml", "a: 1"), "does not belong"),
    "a second notebook": (_write(f"assignments/{NAME}/solutions.ipynb", _page("x")), "does not belong"),
    "a stray lesson": (_write("notebooks/solutions.ipynb", _page("x")), "does not belong in the bundle"),
    "the truths of the data": (_write("datasets/lantern_lane/truths.json", "{}"), "does not belong in the bundle"),
    "a line of a reference": (_write("notebooks/home.ipynb", _page(SECRET_LINE)), "a line of a hidden check"),
    "a traceback": (_write("notebooks/home.ipynb", _page("1/0", "code", outputs=ERROR)), "a traceback"),
    "an output": (_write("notebooks/home.ipynb", _page("1", "code", outputs=[{"output_type": "stream", "text": "1"}])),
                  "outputs"),
    "a marker in a lesson": (_write("notebooks/home.ipynb", _page("### BEGIN SOLUTION")), "a marker of a hidden part"),
    "unknown metadata": (_write("notebooks/home.ipynb", _page("x")[:-1] + ', "metadata": {"answers": 1}}'),
                         'notebook metadata "answers"'),
}  # fmt: skip


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of what a release is made from."""
    for name in ("assignments", "notebooks", "datasets"):
        if (REPO / name).is_dir():
            shutil.copytree(REPO / name, tmp_path / name, ignore=shutil.ignore_patterns("answers.yaml", "plan.yaml"))
    shutil.copy(REPO / "nbgrader_config.py", tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", PLANTED)
def test_a_release_refuses_a_leak_and_writes_nothing(sources: Path, kind: str) -> None:
    plant, said = PLANTED[kind]
    plant(sources)
    with pytest.raises(CourseError, match="Not released") as caught:
        release.build(sources / "out", sources)
    assert said in str(caught.value)
    assert not (sources / "out").exists()


def test_plain_nbgrader_refuses_a_misspelt_marker_too(sources: Path) -> None:
    from course.authoring.grader import nbgrader

    PLANTED["a missing letter"][0](sources)
    log = nbgrader("generate_assignment", NAME, folder=sources, may_fail=True)
    assert "This assignment is not released" in log and "### BEGIN HIDEN TESTS" in log
    assert not (sources / "build/nbgrader/release" / NAME).exists()


# ---- the scan itself ----
@pytest.mark.parametrize(
    "line",
    [
        "### BEGIN HIDDEN TEST",
        "# BEGIN HIDDEN_TESTS",
        "### END SOLUTON",
        "## begin solution",
        "=== BEGIN MARK SHEME ===",
    ],
)
def test_a_near_marker_is_seen(line: str) -> None:
    assert misspelt(line)


@pytest.mark.parametrize(
    "line",
    ["### BEGIN HIDDEN TESTS", "###BEGIN SOLUTION", "We test the beginning of the solution.", "", "end", "# tests"],
)
def test_a_marker_and_plain_words_are_no_near_marker(line: str) -> None:
    assert not misspelt(line)


def test_the_sources_as_they_are_hold_no_leak() -> None:
    for folder in sorted((REPO / "assignments").iterdir()):
        assert scan_source(folder) == []


def test_the_package_that_trainees_install_holds_no_line_of_a_reference() -> None:
    hidden = set().union(*(leaks.secrets(folder) for folder in (REPO / "assignments").iterdir()))
    own = {
        line.strip()
        for path in (REPO / "course").rglob("*.py")
        for line in path.read_text(encoding="utf-8").split("\n")
    }
    common = {line for line in hidden & own if not line.startswith(("#", '"""', "def ", "@"))}
    assert common <= {
        'AS_OF = pd.Timestamp("2025-12-31 23:59")',
        "mean, error = groups.mean(), groups.var(ddof=1).div(groups.size(), axis=0)",
        "fields = {r.id: right(r.title) if r.right else not_yet(r.message, r.next_step or r.title) for r in results}",
    }


def test_table_files_are_not_searched_but_must_be_expected(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("secret line of a model\n")
    assert scan_bundle(tmp_path, {"secret line of a model"}, ["a.csv"]) == []
    assert len(scan_bundle(tmp_path, set(), [])) == 1
