"""A file instead of the form: a YAML file or the course's Word form, read without trusting it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import yaml

from course.documents.document import Document
from course.documents.schema import Block
from course.errors import did_you_mean

LARGEST_YAML, LARGEST_WORD = 500_000, 5_000_000  # bytes
MOST_EVENTS, DEEPEST = 50_000, 12
_KINDS = "Upload the {noun} as a .yaml file, or fill the course's Word form (.docx)."


@dataclass(frozen=True)
class Upload:
    """What came out of a file: the document in the form's shape (empty if unreadable) and sentences about problems."""

    doc: dict[str, Any]
    problems: tuple[str, ...] = ()

    def __iter__(self) -> Any:
        """Unpack as ``doc, problems``."""
        return iter((self.doc, list(self.problems)))


def read_upload(data: bytes, filename: str, document: Document[Any]) -> Upload:
    """Read an uploaded file.

    Parameters
    ----------
    data : bytes
        The file's content.
    filename : str
        Its name; the ending decides how it is read.
    document : Document
        The document that it should hold.

    Returns
    -------
    Upload
        With an empty ``doc`` when the file cannot be used; ``problems`` then says why and what to do. Fields that the
        document does not know are left out, and named in ``problems``.
    """
    ending, noun, kinds = PurePath(filename).suffix.lower(), document.noun, _KINDS.format(noun=document.noun)
    if ending in (".yaml", ".yml"):
        raw, problem = _yaml(data, noun)
    elif ending == ".docx":
        from course.documents.word_form import read

        raw, problem = (
            read(data, document) if len(data) <= LARGEST_WORD else (None, _too_large(len(data), LARGEST_WORD, noun))
        )
    else:
        raw, problem = None, f'A file that ends in "{ending}" cannot be read here. {kinds}'
    if not isinstance(raw, dict):
        return Upload({}, (problem or f"The file holds no {noun}: its first level should name the blocks. {kinds}",))
    return Upload(document.plain(raw), tuple(_unknown(document.schema, raw)))


def _too_large(size: int, most: int, noun: str) -> str:
    return f"The file is too large ({size:,} bytes; at most {most:,}). Take out what is not the {noun}."


def _yaml(data: bytes, noun: str) -> tuple[Any, str]:
    """Read YAML as plain text values: the form's readers make numbers and dates of them, one field at a time."""
    if len(data) > LARGEST_YAML:
        return None, _too_large(len(data), LARGEST_YAML, noun)
    try:
        text = data.decode("utf-8-sig")
        problem = _unsafe(text, noun)
        return (None, problem) if problem else (yaml.load(text, Loader=yaml.BaseLoader), "")
    except UnicodeDecodeError:
        return None, "The file is not UTF-8 text. Save it as UTF-8 and upload it again."
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" near line {mark.line + 1}" if mark else ""
        return None, f"The file is not well-formed YAML{line}. Check the spaces before the names and the quotes there."


def _unsafe(text: str, noun: str) -> str:
    """Look at the file's structure before building anything from it."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.BaseLoader)):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        if isinstance(event, yaml.AliasEvent):
            return "The file repeats parts by YAML aliases (*name), which are not read. Write each part out."
        if depth > DEEPEST or count > MOST_EVENTS:
            return f"The file is nested too deeply or has too many entries to be a {noun}. Start from the empty form."
    return ""


def _unknown(schema: type[Block], raw: dict[Any, Any], where: str = "") -> list[str]:
    """Name the fields that the document does not know, and the near ones."""
    known = [*schema.asks(), *schema.parts()]
    said = []
    for name in list(raw)[:200]:
        if name not in known and name not in ("schema", "version"):
            near = did_you_mean(str(name)[:40], known)
            said.append(f'"{where}{str(name)[:40]}" is not a field of this document and was left out. {near}')
    for name, part in schema.parts().items():
        inside = raw.get(name)
        for row in inside[:50] if isinstance(inside, list) else [inside]:
            if isinstance(row, dict):
                said += [s for s in _unknown(part.block, row, f"{where}{name}: ") if s not in said]
    return said[:12]
