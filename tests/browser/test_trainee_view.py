"""What a trainee sees of JupyterLab, and what not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
LESSON = "00-start-here.ipynb"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_home_page_has_no_barrier(trainee: Any, axe: Callable[[Page, str], list[str]], scheme: Any) -> None:
    trainee.page.emulate_media(color_scheme=scheme)
    trainee.open("home.ipynb")
    assert axe(trainee.page, ".course-home-page") == []


@pytest.mark.parametrize("width", [520, 1600])
def test_the_home_page_fits_its_panel(trainee: Any, width: int) -> None:
    trainee.page.set_viewport_size({"width": width, "height": 900})
    home = trainee.open("home.ipynb").locator(".course-home-page")
    assert home.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_hidden_code_leaves_no_trace_until_it_is_asked_for(trainee: Any) -> None:
    panel = trainee.open(LESSON)
    source = panel.get_by_text('"start.q1"')
    expect(panel.locator(".jp-InputPlaceholder:visible")).to_have_count(0)
    expect(source.locator("visible=true")).to_have_count(0)
    trainee.page.get_by_role("button", name="Show code").click()
    expect(source.locator("visible=true").first).to_be_visible()


def test_a_double_click_leaves_the_text_as_it_is(trainee: Any) -> None:
    panel = trainee.open(LESSON)
    panel.get_by_role("heading", name=re.compile("^Start here")).dblclick()
    expect(panel.locator(".jp-MarkdownCell.jp-mod-rendered").first).to_be_visible()
    expect(panel.locator(".jp-MarkdownCell:not(.jp-mod-rendered)")).to_have_count(0)


def test_no_plugin_misses_one_that_was_switched_off(trainee: Any) -> None:
    trainee.open("home.ipynb")
    assert [line for line in trainee.console if "plugin" in line.lower() and line.startswith("error")] == []


def test_the_launcher_offers_the_way_home_and_no_terminal(trainee: Any) -> None:
    trainee.open(LESSON)
    trainee.page.get_by_title(re.compile("^New Launcher")).first.click()
    launcher = trainee.page.locator(".jp-Launcher-body")
    expect(launcher.get_by_role("heading", name="Console")).to_have_count(0)
    expect(launcher.locator(".jp-LauncherCard", has_text="Terminal")).to_have_count(0)
    launcher.locator(".jp-LauncherCard", has_text="Course home").click()
    expect(trainee.page.locator(".course-home:visible")).to_be_visible()


def test_the_menu_has_the_assignment_list_and_no_tools_of_instructors(trainee: Any) -> None:
    trainee.open(LESSON)
    trainee.page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
    menu = trainee.page.locator(".lm-Menu")
    expect(menu).to_contain_text("Assignment List")
    expect(menu).not_to_contain_text("Formgrader")
    expect(menu).not_to_contain_text("Create assignment")
