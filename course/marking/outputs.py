"""Outputs as they may go into a marked page: known shapes, plain texts, limited sizes, whatever a room sent."""

from __future__ import annotations

from typing import Any

VIEW = "application/vnd.jupyter.widget-view+json"
MOST_TEXT = 400_000
MOST_DATA = 3_000_000
MOST_OUTPUTS = 600
MOST_LINES = 100
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
        if not isinstance(kind, str) or "/" not in kind or (kind == VIEW and "text/plain" in data):
            continue
        if kind.endswith("json") and isinstance(value, dict):
            kept[kind] = value
        else:
            kept[kind] = _text(value, MOST_DATA)
    return kept or {"text/plain": ""}


def _text(value: Any, most: int = MOST_TEXT) -> str:
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    return value[:most] if isinstance(value, str) else ""


def _size(output: Output) -> int:
    return len(str(output.get("text", ""))) + sum(len(str(v)) for v in output.get("data", {}).values())
