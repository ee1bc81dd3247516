"""Outputs as they may go into a marked page: known shapes, plain texts, limited sizes, whatever a room sent."""

from __future__ import annotations

import json
import math
import re
from typing import Any

VIEW = "application/vnd.jupyter.widget-view+json"
MOST_TEXT = 400_000
MOST_DATA = 3_000_000
MOST_OUTPUTS = 600
MOST_LINES = 100
MOST_NODES, MOST_DEPTH = 50_000, 30  # of a record within an output
KIND = re.compile(r"[A-Za-z0-9]{1,40}/[A-Za-z0-9.+-]{1,120}")  # as nbformat has it for records
Output = dict[str, Any]


def checked(given: Any) -> list[Output]:
    """Build outputs anew from what a room sent.

    Parameters
    ----------
    given : Any
        Anything that JSON can hold.

    Returns
    -------
    list of dict
        Valid outputs of a notebook; what has no known shape is left out.
    """
    found: list[Output] = []
    size = 0
    for output in given[:MOST_OUTPUTS] if isinstance(given, list) else []:
        made = _one(output) if isinstance(output, dict) else None
        if made is None:
            continue
        size += _size(made)
        if size > MOST_DATA:
            return [*found, {"output_type": "stream", "name": "stdout", "text": "... more than can be kept ...\n"}]
        found.append(made)
    return found


def length(outputs: list[Output]) -> int:
    """Count the characters of some outputs, so that all that a page shows can be limited too."""
    return sum(map(_size, outputs))


def _one(output: dict[str, Any]) -> Output | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": _text(output.get("text"))}
    if kind == "error":
        lines = output.get("traceback")
        lines = [_text(line) for line in lines[:MOST_LINES]] if isinstance(lines, list) else []
        name, said = _text(output.get("ename"))[:200], _text(output.get("evalue"))[:4000]
        return {"output_type": "error", "ename": name, "evalue": said, "traceback": lines}
    if kind in ("display_data", "execute_result") and isinstance(output.get("data"), dict):
        made: Output = {"output_type": kind, "data": _bundle(output["data"]), "metadata": {}}
        return made | ({"execution_count": 1} if kind == "execute_result" else {})
    return None


def _bundle(data: dict[str, Any]) -> dict[str, Any]:
    """Keep each form of one result; a live view, which cannot live in a marked page, gives way to its sentence."""
    kept: dict[str, Any] = {}
    for kind, value in list(data.items())[:20]:
        if not KIND.fullmatch(kind) or (kind == VIEW and "text/plain" in data):
            continue
        if not kind.endswith("json"):
            kept[kind] = _text(value, MOST_DATA)
        elif isinstance(value, dict) and _is_plain(value):
            kept[kind] = json.loads(_whole(json.dumps(value, ensure_ascii=False)))
    return kept or {"text/plain": ""}


def _is_plain(record: dict[str, Any]) -> bool:
    """Whether every reader of notebooks can take a record: not deep, not wide, each number finite."""
    level: list[Any] = [record]
    nodes = 0
    for _ in range(MOST_DEPTH):
        inside = [list(item.values()) if isinstance(item, dict) else item for item in level]
        level = [item for items in inside for item in items]
        nodes += len(level)
        if nodes > MOST_NODES or any(isinstance(item, float) and not math.isfinite(item) for item in level):
            return False
        level = [item for item in level if isinstance(item, dict | list)]
    return not level


def _text(value: Any, most: int = MOST_TEXT) -> str:
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    return _whole(value[:most]) if isinstance(value, str) else ""


def _whole(text: str) -> str:
    """Replace the broken halves of characters, which no file of text can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _size(output: Output) -> int:
    told = sum(len(line) for line in output.get("traceback", ()))
    return told + len(output.get("text", "")) + sum(len(str(v)) for v in output.get("data", {}).values())
