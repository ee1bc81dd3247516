"""Handing in, by JupyterLab's own buttons: fetch, answer, validate, submit; and what the collector then finds."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from course import answers

pytestmark = pytest.mark.browser
NAME, COURSE = "105082L4-part2", "hk-service-course"
RELEASE = Path(__file__).parents[1] / "assignments" / "golden" / "assignments" / NAME


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exchange in which part 2 is released, with the folders and modes that nbgrader makes."""
    root = tmp_path_factory.mktemp("exchange")
    outbound, inbound = root / COURSE / "outbound", root / COURSE / "inbound"
    shutil.copytree(RELEASE, outbound / NAME)
    inbound.mkdir()
    for folder, mode in ((root, 0o777), (root / COURSE, 0o755), (outbound, 0o755), (inbound, 0o2733)):
        os.chmod(folder, mode)
    return root


@pytest.fixture
def lab_with_exchange(lab_with: Callable[..., Any], exchange: Path) -> Any:
    return lab_with(COURSE_EXCHANGE=str(exchange))


def assignment_list(page: Page, lab: Any) -> None:
    page.goto(lab.address("home.ipynb"))
    page.locator(".course-home:visible").wait_for()
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name="Assignment List").click()


def test_what_was_answered_is_handed_in_by_the_buttons(page: Page, lab_with_exchange: Any, exchange: Path) -> None:
    lab = lab_with_exchange
    assignment_list(page, lab)
    page.get_by_role("button", name="Fetch").click()
    expect(page.get_by_role("button", name="Submit")).to_be_visible()
    assert (lab.folder / NAME / f"{NAME}.ipynb").is_file()

    page.goto(lab.address(f"{NAME}/{NAME}.ipynb"))
    page.locator(".course-page:visible").and_(page.locator("[data-course-started=true]")).wait_for()
    growth = page.get_by_label("Growth of turnover, 2025 on 2024")
    for _ in range(40):  # JupyterLab lays out what is in view only
        if growth.count():
            break
        page.mouse.move(700, 500)
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(250)
    growth.fill("0.0318")
    task = page.locator("section.cw", has=growth)
    expect(task).to_contain_text(re.compile(r"saved \d\d:\d\d", re.IGNORECASE))
    assert lab.answers(NAME)["A3"] == {"lfl_turnover_growth": 0.0318}

    page.get_by_role("button", name="Validate").click()
    dialog = page.get_by_role("dialog").filter(has_text="Validation Results")
    expect(dialog).to_contain_text("1 of 11 fields in order", timeout=90_000)
    assert "Traceback" not in dialog.inner_text()
    dialog.get_by_role("button", name="Ok").click()

    assignment_list(page, lab)
    page.get_by_role("button", name="Submit").click()
    inbound = exchange / COURSE / "inbound"
    for _ in range(60):
        if handed_in := list(inbound.glob(f"*+{NAME}+*/answers.yaml")):
            break
        page.wait_for_timeout(500)
    assert [answers.read(path)["A3"] for path in handed_in] == [{"lfl_turnover_growth": 0.0318}]
