from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from course.units import Register

UNIT: dict[str, Any] = {
    "code": "900001L4",
    "title": "Greet the customer",
    "industry": "retail",
    "level": 4,
    "credit": 1,
    "applies_to": "shop staff",
    "outcome": "Greet.",
    "hours": [{"part": "lesson", "hours": 1, "lessons": True}, {"part": "workshop", "hours": 9}],
    "requirements": {"K1": "Words of greeting", "K1.1": "In Cantonese", "P1": "Greet"},
    "modules": [
        {
            "id": "m01",
            "title": "Good morning",
            "minutes": 60,
            "file": "01-good-morning.ipynb",
            "requirements": ["K1", "P1"],
            "outcome": "Greets.",
        }
    ],
    "tasks": [
        {
            "id": "A1",
            "title": "Say it",
            "assignment": "900001L4-part1",
            "kinds": ["value"],
            "computed": 5,
            "requirements": ["P1"],
        }
    ],
}
Write = Callable[..., Path]


@pytest.fixture
def unit() -> dict[str, Any]:
    return deepcopy(UNIT)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the files of a unit folder and give the folder of all units."""

    def _write(unit: dict[str, Any] | str, folder: str = "greet_the_customer", **files: str) -> Path:
        place = tmp_path / "units" / folder
        place.mkdir(parents=True, exist_ok=True)
        text = unit if isinstance(unit, str) else yaml.safe_dump(unit, sort_keys=False)
        (place / "unit.yaml").write_text(text, encoding="utf-8")
        for name, content in files.items():
            (place / name.replace("_py", ".py").replace("_yaml", ".yaml")).write_text(content, encoding="utf-8")
        return place.parent

    return _write


@pytest.fixture
def read(write: Write) -> Callable[..., Register]:
    """Write a unit and read it into a register."""
    return lambda unit, **files: Register(write(unit, **files))
