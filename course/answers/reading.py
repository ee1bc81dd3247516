"""Read an answers or document file as data, whatever somebody put into it."""

from __future__ import annotations

import copy
import os
import re
import stat
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, cast

import yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 30
MAX_NODES = 50_000

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Safe YAML with the plain kinds only: ``no`` is a text, ``1:30`` is a text, a date is a text."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


def _resolves(tag: str, pattern: str, first: list[str]) -> None:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


# Each pattern is a part of the one by which PyYAML decides what to quote, so whatever is written comes back the same.
_resolves("bool", "true|True|TRUE|false|False|FALSE", list("tTfF"))
_resolves("null", "~|null|Null|NULL|", ["~", "n", "N", ""])
_resolves("int", "[-+]?(?:0|[1-9][0-9]{0,18})", list("-+0123456789"))
_resolves(
    "float",
    r"[-+]?[0-9]{1,30}\.[0-9]{0,30}(?:[eE][-+][0-9]{1,3})?|\.[0-9]{1,30}|[-+]?\.inf|\.nan",
    list("-+.0123456789"),
)


@dataclass(frozen=True)
class Read:
    """What a file held, and why it held nothing where that is so.

    Attributes
    ----------
    values : dict
        Answers by key, or the document's blocks; empty when nothing could be read.
    problem : str
        One sentence in plain words; empty when the file was read.
    """

    values: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


class Refused(ValueError):
    """The text is not data that the course reads; the message is a sentence for people."""


def read(path: Path | str) -> dict[str, Any]:
    """Read the answers (key to value) or the document (block to content) in a file; never raises.

    Parameters
    ----------
    path : Path or str
        ``answers.yaml``, or a document such as ``plan.yaml``.

    Returns
    -------
    dict
        Plain data; empty when the file is missing, no plain file, too large, or not readable as data.
    """
    return read_with_reason(path).values


def read_with_reason(path: Path | str) -> Read:
    """As `read`, with a sentence that says why nothing was read."""
    name = Path(path).name
    try:
        whole = parse(bytes_of(Path(path)))
    except FileNotFoundError:
        return Read(problem=f"There is no file {name}.")
    except OSError as error:
        return Read(problem=f"The file {name} could not be opened ({error.strerror or error}).")
    except (Refused, MemoryError, RecursionError) as error:
        return Read(problem=f"The file {name} could not be read: {error}")
    return Read(content_of(whole))


def content_of(whole: dict[str, Any]) -> dict[str, Any]:
    """Take the answers or the blocks out of a parsed file and leave its heading behind."""
    answers = whole.get("answers")
    if isinstance(answers, dict):
        return {key: record.get("value") if isinstance(record, dict) else record for key, record in answers.items()}
    return {key: value for key, value in whole.items() if key not in {"schema", "version", "content", "saved_at"}}


def bytes_of(path: Path, most: int = MAX_BYTES) -> bytes:
    """Read a plain file of limited size; links, devices and pipes are refused, not followed and not waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise Refused("it is not a plain file.")
        raw = stream.read(most + 1)
    if len(raw) > most:
        raise Refused(f"it is larger than {most // 1_000_000} MB.")
    return raw


def parse(raw: bytes) -> dict[str, Any]:
    """Parse YAML of a limited size and depth, without tags and without references.

    Raises
    ------
    Refused
        When the text is anything but a plain record.
    """
    return copy.deepcopy(_parsed(raw))


@lru_cache(maxsize=8)
def _parsed(raw: bytes) -> dict[str, Any]:
    """Parse once what is read often: a form, its check and its marks read the same file one after the other."""
    try:
        _inspect(raw)
        whole = yaml.load(raw, Loader=_Loader)
    except Refused:
        raise
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        raise Refused(f"it is not written as the course writes it{_line_of(error)}.") from None
    if whole is None:
        return {}
    if not isinstance(whole, dict):
        raise Refused("it does not hold named answers.")
    return cast(dict[str, Any], _text_keys(whole))


def _inspect(raw: bytes) -> None:
    """Walk over the parse events, which costs no memory, and stop at the first thing that is not plain data."""
    depth = nodes = 0
    for event in yaml.parse(raw, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Refused("it holds references (& or *), which answers never need.")
        if isinstance(event, yaml.NodeEvent):
            nodes += 1
            tag = getattr(event, "tag", None)
            if tag not in (None, "!") or nodes > MAX_NODES:
                raise Refused("it holds typed objects (!)." if tag else f"it holds more than {MAX_NODES:,} entries.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise Refused("it is nested too deeply.")


def _text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _text_keys(item) for key, item in value.items()}
    return [_text_keys(item) for item in value] if isinstance(value, list) else value


def _line_of(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (line {mark.line + 1})" if mark is not None else ""
