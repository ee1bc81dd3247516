"""What the forms of plan and report do in a real JupyterLab: presets, messages, the Word form, axe-core."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import notebook

pytestmark = pytest.mark.browser

NAME = "forms.ipynb"
CELLS = ('cs.rubric("A9")', 'cs.plan_form("assessment_plan")', 'cs.plan_form("review_report")')


@pytest.fixture(scope="module")
def forms(lab_with: Callable[..., Any]) -> Any:
    return lab_with(
        {NAME: notebook({"course": {"lesson": "105082L4.m08", "minutes": 5}}, "import course as cs", *CELLS)}
    )


@pytest.fixture
def opened(page: Page, forms: Any) -> Callable[[int], Locator]:
    """Opens the page and gives a form: 0 the plan, 1 the report."""
    page.goto(forms.address(NAME))
    page.locator("section.cw").nth(1).wait_for()
    return lambda n: page.locator("section.cw").nth(n)


def block(form: Locator, name: str) -> None:
    form.locator("nav").get_by_role("button", name=name).click()


def test_a_preset_of_a_block_that_stands_once_is_filled_in_and_kept(
    opened: Callable[[int], Locator], forms: Any
) -> None:
    plan = opened(0)
    block(plan, "Budget")
    expect(plan.get_by_label("Cap")).to_have_value("180000")
    plan.get_by_label("Total").fill("100")
    expect(plan.get_by_text("saved")).to_be_visible()
    kept = yaml.safe_load((forms.folder / "plan.yaml").read_text(encoding="utf-8"))["budget"]
    assert (kept["cap"], kept["total"]) == (180_000, 100)


def test_what_must_hold_speaks_first(opened: Callable[[int], Locator]) -> None:
    report = opened(1)
    block(report, "Purpose")
    report.get_by_label("Purpose").last.fill("Ring 0912 3456")
    expect(report.locator(".cw-says")).to_contain_text("seems to hold personal data (a phone number)")


def test_a_percentage_is_told_before_the_marking(opened: Callable[[int], Locator]) -> None:
    report = opened(1)
    block(report, "Findings")
    report.get_by_label("Figure").fill("85")
    report.get_by_label("Indicator").select_option("on_time_72_due")
    expect(report.get_by_text("a share from 0 to 1").first).to_be_visible()
    report.get_by_label("Figure").fill("85%")
    expect(report.get_by_text("a share from 0 to 1")).to_have_count(0)


def test_the_empty_word_form_lies_beside_the_page(opened: Callable[[int], Locator], forms: Any) -> None:
    report = opened(1)
    report.get_by_role("button", name="Get the empty Word form").click()
    expect(report.get_by_role("link", name="Download report-form.docx")).to_be_visible()
    assert (forms.folder / "report-form.docx").read_bytes()[:2] == b"PK"


def test_nothing_keeps_anybody_out(
    opened: Callable[[int], Locator], page: Page, axe: Callable[[Page, str], list[str]]
) -> None:
    report = opened(1)
    for name in ("About this report", "The scheme", "Findings", "Recommendations", "Decision asked"):
        block(report, name)
        assert axe(page, ".course-page section.cw") == []
