from __future__ import annotations

from typing import Any

import pytest

from course import documents
from tests.documents.plans import PLANTED, chinese_plan, reference


@pytest.fixture
def plan() -> documents.Document[Any]:
    return documents.get("assessment_plan")


@pytest.fixture
def model() -> dict[str, Any]:
    made: dict[str, Any] = PLANTED.model_plan(reference(0))
    return made


@pytest.fixture
def chinese() -> str:
    return chinese_plan(reference(0))
