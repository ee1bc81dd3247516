"""The glossary: every term of the lessons once, with its Chinese name and the lesson that explains it."""

from __future__ import annotations

from html import escape
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from course.units.reading import read_list
from course.units.register import register

FILE = Path(__file__).with_name("glossary.yaml")
STYLE = """<style>
.course-glossary {max-width: 60em}
.course-glossary :is(td, th) {text-align: left !important; vertical-align: top; white-space: normal; padding: .4em .8em}
.course-glossary a {text-decoration: underline}
</style>"""


class Term(BaseModel):
    """One term.

    Attributes
    ----------
    term, zh : str
        English and Chinese name, as used in Hong Kong.
    lesson : str
        Lesson that explains it first, such as ``105082L4.m03``.
    meaning : str
        One or two sentences.
    """

    model_config = ConfigDict(extra="forbid")
    term: str
    zh: str
    lesson: str
    meaning: str


class Glossary:
    """The terms as a table; in a notebook it shows itself.

    Parameters
    ----------
    terms : list of Term
        In any order; shown by name.
    """

    def __init__(self, terms: list[Term]) -> None:
        self.terms = sorted(terms, key=lambda term: term.term.lower())

    def __repr__(self) -> str:
        return "\n".join(f"{term.term} ({term.zh}): {term.meaning}" for term in self.terms)

    def _repr_html_(self) -> str:
        rows = "".join(_row(term) for term in self.terms)
        head = "".join(f"<th scope='col'>{name}</th>" for name in ("Term", "中文", "Meaning", "Lesson"))
        return f"{STYLE}<table class='course-glossary'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(term: Term) -> str:
    unit, module = register().lesson(term.lesson)
    lesson = f"<a href='{escape(unit.lesson_file(module))}'>{escape(module.title)}</a>"
    name = f"<th scope='row'>{escape(term.term)}</th><td lang='zh-HK'>{escape(term.zh)}</td>"
    return f"<tr>{name}<td>{escape(term.meaning)}</td><td>{lesson}</td></tr>"


def glossary() -> Glossary:
    """Show every term of the lessons with its meaning.

    Returns
    -------
    Glossary
        Shows itself as a table; each row leads to the lesson that explains the term first.
    """
    return Glossary(read_list(Term, FILE))
