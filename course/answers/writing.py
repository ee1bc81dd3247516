"""Write answers as YAML that people can read and the next reader accepts."""

from __future__ import annotations

from typing import Any

import yaml

from course.answers.reading import MAX_BYTES, Refused, parse

HEADING = "# Written by the course while you work. You may read it; please change answers in the notebook.\n"


class _Dumper(yaml.SafeDumper):
    """Writes each value out in full."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class _FastDumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """The same, compiled; it writes rare characters (lift, in Cantonese) as numbers, which nobody can read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write_text(dumper: Any, text: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _write_text)
_FastDumper.add_representer(str, _write_text)


def to_yaml(whole: dict[str, Any]) -> str:
    """Write a record as text with a heading for readers; Chinese stays readable, the order of entries is kept."""
    options: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 110}
    text = str(yaml.dump(whole, Dumper=_FastDumper, **options))
    return HEADING + (str(yaml.dump(whole, Dumper=_Dumper, **options)) if "\\U" in text else text)


def readable_again(text: str) -> None:
    """Make sure before writing that the next reader, and the marker, will accept the file."""
    raw = text.encode("utf-8")
    if len(raw) > MAX_BYTES:
        raise Refused(f"the file would be larger than {MAX_BYTES // 1_000_000} MB.")
    parse(raw)
