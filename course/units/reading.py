"""Read a unit's files; whatever is wrong in them is said with file, place and what to do."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from course.errors import CourseError
from course.paths import PACKAGE

M = TypeVar("M", bound=BaseModel)
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's parser is ten times faster


class _StrictLoader(_Base):  # type: ignore[misc]
    """Safe YAML in which a key given twice is an error; plain YAML keeps the last one silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f'"{key}" is there twice', key_node.start_mark)
            seen.add(key)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


def read_yaml(path: Path) -> Any:
    """Read a YAML file.

    Parameters
    ----------
    path : Path
        File of the course.

    Returns
    -------
    object
        What the file holds.

    Raises
    ------
    CourseError
        When the file is not YAML, or a key is there twice.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = f"The file cannot be read: {error.problem}."
        raise CourseError(what, f"{path}, line {line}", "Correct that line; an id may be given once.") from error


def parse(model: type[M], data: object, path: Path) -> M:
    """Make a declared record of plain data.

    Parameters
    ----------
    model : type
        The pydantic model.
    data : object
        What the file holds.
    path : Path
        Named in the error.

    Returns
    -------
    BaseModel
        The record.

    Raises
    ------
    CourseError
        Naming the first field that is wrong.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = " > ".join(str(part) for part in first["loc"])
        name = f' of "{data["id"]}"' if isinstance(data, dict) and "id" in data else ""
        what = f"A {model.__name__.lower()}{name} is not as declared: {first['msg']}."
        raise CourseError(
            what, f"{path}, {place}", "Correct the field; the model's docstring lists what is allowed."
        ) from error


def read_list(model: type[M], path: Path) -> list[M]:
    """Read the records of a YAML file that holds a list; a file that is not there holds none."""
    if not path.is_file():
        return []
    data = read_yaml(path) or []
    if not isinstance(data, list):
        raise CourseError("The file must hold a list.", str(path), "Begin each entry with a dash at the left margin.")
    return [parse(model, entry, path) for entry in data]


def load_python(path: Path) -> ModuleType | None:
    """Run a unit folder's Python file once and keep it; None when there is no such file."""
    if not path.is_file():
        return None
    inside = path.is_relative_to(PACKAGE)
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts if inside else ("course_unit", str(abs(hash(path))))
    name = ".".join(parts)
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise CourseError("The file is not Python.", str(path), "Give it a name that ends in .py.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module
