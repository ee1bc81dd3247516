"""The forms by which people define an indicator, read from ``forms.yaml``.

A form is plain data. `course.indicators.choices` turns what was chosen into a definition and into one sentence.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml


class Option(NamedTuple):
    """One choice: its code, its words on the form, and its words in the sentence."""

    value: str
    text: str
    phrase: str


class Question(NamedTuple):
    """One line of a form; without choices a whole number is asked for."""

    key: str
    label: str
    choices: tuple[Option, ...] = ()
    low: int = 0
    high: int = 0
    unit: str = ""


class Form(NamedTuple):
    """All lines of a form, its titles, and the pattern of its sentence."""

    name: str
    title: str
    title_zh: str
    sentence: str
    questions: tuple[Question, ...]


def _form(name: str, data: dict[str, Any]) -> Form:
    questions = [
        Question(**{**line, "choices": tuple(Option(**choice) for choice in line.get("choices", []))})
        for line in data["questions"]
    ]
    return Form(name, data["title"], data["title_zh"], data["sentence"], tuple(questions))


def _load() -> dict[str, Form]:
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    return {name: _form(name, data) for name, data in yaml.safe_load(text).items()}


FORMS = _load()
