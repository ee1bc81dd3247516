"""The lists of versions agree with each other and name no addresses."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


def locked() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9_.-]+)==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def conda() -> dict[str, str]:
    whole = yaml.safe_load((ROOT / "environment.yml").read_text())
    (pip,) = [part["pip"] for part in whole["dependencies"] if isinstance(part, dict)]
    return dict(line.split("==") for line in pip if "==" in line)


def named(requirements: list[str]) -> set[str]:
    return {re.split(r"[><=;\[ ]", requirement)[0] for requirement in requirements}


def project() -> dict[str, list[str]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_conda_names_the_locked_versions() -> None:
    versions = locked()
    assert {name: version for name, version in conda().items() if version not in versions[name]} == {}


def test_conda_names_every_package_that_the_course_asks_for() -> None:
    assert named(project()["project"]["dependencies"]) - set(conda()) == set()


@pytest.mark.parametrize("group", ["dependencies", "dev", "build"])
def test_every_package_that_is_asked_for_is_locked(group: str) -> None:
    whole = project()
    wanted = {
        "dependencies": whole["project"]["dependencies"],
        "dev": whole["dependency-groups"]["dev"],
        "build": whole["build-system"]["requires"],
    }[group]
    assert named(wanted) - set(locked()) == set()


def test_every_locked_package_has_a_hash() -> None:
    text = (ROOT / "requirements.lock").read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry.split()[0] for entry in entries if not entry.startswith("#") and "--hash=sha256:" not in entry] == []


def test_the_locks_name_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"].values()
    assert [package["resolved"] for package in packages if "resolved" in package] == []
    assert re.findall(r"https?://\S+", (ROOT / "requirements.lock").read_text()) == []


def test_every_locked_browser_package_has_a_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
