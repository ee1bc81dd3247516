"""What is in the wheel, and that an environment with nothing but the wheel starts the course."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import sysconfig
import tarfile
import time
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    return zipfile.ZipFile(wheel).namelist()


@pytest.mark.parametrize(
    "pattern",
    [
        "course/cli.py",
        "course/units/*/unit.yaml",
        "course/lab/config/labconfig/page_config.json",
        "course/lab/labextensions/course-lab/static/remoteEntry.*.js",
        "course/lab/labextensions/course-lab/static/lessons.json",
        "course/lab/labextensions/course-lab/static/widgets/question.js",
        "course/content/notebooks/home.ipynb",
        "course/content/notebooks/*/03-indicators.ipynb",
        "course/content/datasets/lantern_lane/cases.csv",
        "course/content/datasets/lantern_lane/datapackage.json",
        "*.data/data/share/jupyter/labextensions/course-lab/package.json",
        "*.dist-info/entry_points.txt",
    ],
)
def test_the_wheel_has(names: list[str], pattern: str) -> None:
    assert [name for name in names if fnmatch(name, pattern)]


@pytest.mark.parametrize(
    "pattern",
    ["*assignments/*", "*tests/*", "*answers.yaml", "*.ipynb_checkpoints*", "*__pycache__*", "*.pyc",
     "work/*", "*node_modules*", "*gradebook.db"],
)  # fmt: skip
def test_the_wheel_has_nothing_of(names: list[str], pattern: str) -> None:
    assert [name for name in names if fnmatch(name, pattern)] == []


def test_the_source_archive_has_nothing_of_instructors_or_trainees(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = [Path(name).parts[1:] for name in archive.getnames()]
    assert {name[0] for name in names if name} & {"assignments", "tests", "work", "node_modules"} == set()
    assert [name for name in names if name[-1] in {"answers.yaml", "gradebook.db"}] == []


def test_no_file_of_an_assignment_travels_under_another_name(wheel: Path) -> None:
    secret = {path.read_bytes(): path.name for path in (ROOT / "assignments").rglob("*") if path.is_file()}
    secret.pop(b"", None)
    archive = zipfile.ZipFile(wheel)
    assert [secret[archive.read(name)] for name in archive.namelist() if archive.read(name) in secret] == []


def test_every_lesson_and_table_of_the_checkout_is_in_the_wheel(names: list[str]) -> None:
    git = subprocess.run(["git", "ls-files", "notebooks", "datasets"], cwd=ROOT, capture_output=True, text=True)
    if git.returncode:
        pytest.skip("not a git checkout")
    assert [name for name in git.stdout.split() if f"course/content/{name}" not in names] == []


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with this wheel; all that the wheel depends on is lent by the environment of the tests."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--disable-pip-version-check", str(wheel)], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return folder


def variables(environment: Path) -> dict[str, str]:
    lent = {"JUPYTERLAB_DIR": f"{sys.prefix}/share/jupyter/lab", "JUPYTER_PATH": f"{sys.prefix}/share/jupyter"}
    return {**os.environ, **lent, "HOME": str(environment), "PYTHONPATH": ""}


def test_the_installed_course_reads_its_own_content(environment: Path) -> None:
    code = "from course import paths; import course; print(paths.CHECKOUT, len(course.load('cases')), course.home())"
    run = [str(environment / "bin" / "python"), "-c", code]
    done = subprocess.run(run, cwd=environment, env=variables(environment), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("None ")
    assert "105082L4 Review customer service scheme" in done.stdout


@pytest.fixture(scope="module")
def server(environment: Path) -> Iterator[str]:
    """The address of ``course lab``, started headless from the wheel in a folder of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    here = environment / "desk"
    here.mkdir()
    options = ["--no-browser", f"--port={port}", "--IdentityProvider.token=t"]
    command = [str(environment / "bin" / "course"), "lab", "--", *options]
    log = (environment / "log.txt").open("wb")
    process = subprocess.Popen(command, cwd=here, env=variables(environment), stdout=log, stderr=log)
    address = f"http://localhost:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/api", timeout=1).close()
            break
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, (environment / "log.txt").read_text()
            time.sleep(0.1)
    yield address
    process.send_signal(signal.SIGTERM)
    process.wait(60)
    log.close()


def page_config(server: str) -> dict[str, object]:
    with urllib.request.urlopen(f"{server}/lab/tree/home.ipynb?token=t") as answer:
        page = answer.read().decode()
    text = page.split('<script id="jupyter-config-data" type="application/json">')[1].split("</script>")[0]
    return dict(json.loads(text))


def test_the_installed_course_starts_with_its_extension(server: str) -> None:
    config = page_config(server)
    extensions = config["federated_extensions"]
    assert isinstance(extensions, list)
    assert [one["name"] for one in extensions].count("course-lab") == 1
    assert config["courseView"] == "trainee"


def test_the_installed_course_copies_its_pages(server: str, environment: Path) -> None:
    assert (environment / "desk" / "coursework" / "home.ipynb").is_file()
    assert list((environment / "desk" / "coursework").glob("105082L4-*/03-*.ipynb"))


def test_a_plain_jupyter_lab_finds_the_extension(environment: Path) -> None:
    assert (environment / "share" / "jupyter" / "labextensions" / "course-lab" / "package.json").is_file()
