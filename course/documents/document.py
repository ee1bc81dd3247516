"""A document: one declaration from which form, rules, pages and files are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from course.documents import form, rules
from course.documents.result import Finding, RuleResult
from course.documents.rules import Reference, Rule
from course.documents.schema import Block, Choices

Schema = TypeVar("Schema", bound=Block)


def hint(id: str, title: str, rule: str, find: Callable[[Any], Iterable[Finding]]) -> Rule:
    """Make a rule that earns nothing."""
    return Rule(id, title, "", (rule,), lambda document, _: find(document))


ADVICE = (
    hint("N1", "No text holds a phone number, e-mail address or identity card number.", "text.no_personal_data",
         rules.personal_data),
    hint("N2", "No two rows say nearly the same.", "text.own_words", rules.own_words),
    hint("N3", "Each id in a list of ids is defined.", "ref.exists", rules.references),
)  # fmt: skip


@dataclass(frozen=True)
class Document(Generic[Schema]):
    """A document that trainees write.

    Attributes
    ----------
    name, title, file, noun : str
        Name of its module; heading; file beside the notebook; what sentences call it, such as ``plan``.
    company : str
        Whose paper it is.
    schema : type
        The blocks, as a pydantic model.
    choices : mapping
        The case's own options, by the name that fields use for them.
    rules, advice : tuple of Rule
        Rules that earn points; hints that earn none.
    signatures : tuple of (str, str)
        Who signs: the words above the line, and the field of the block ``meta`` that names the post.
    """

    name: str
    title: str
    file: str
    company: str
    schema: type[Schema]
    rules: tuple[Rule, ...]
    choices: Choices = field(default_factory=dict)
    advice: tuple[Rule, ...] = ADVICE
    noun: str = "plan"
    signatures: tuple[tuple[str, str], ...] = (("Prepared by", "author_role"), ("Approved by", "approver_role"))

    def read(self, doc: Any) -> Schema:
        """Read a document of any origin; what is missing or of another kind stays visible to the rules."""
        return self.schema.model_validate(doc if isinstance(doc, dict) else {}, context=self.choices)

    def check(self, doc: Any, reference: Reference = None) -> list[RuleResult]:
        """Apply every rule.

        Parameters
        ----------
        doc : dict
            The document as it stands in its file; anything else counts as empty.
        reference : mapping, optional
            The trainee's own figures by name. Rules that need them are missing without.

        Returns
        -------
        list of RuleResult
            One result a rule, in the rules' order, whatever the document holds.
        """
        read = self.read(doc)
        return [rule.check(read, reference) for rule in self.rules]

    def hints(self, doc: Any) -> list[RuleResult]:
        """Give the hints that are worth a look; they cost and earn nothing."""
        read = self.read(doc)
        return [result for rule in self.advice if not (result := rule.check(read, None)).right and result.place]

    def form_spec(self) -> dict[str, Any]:
        """Describe the form as plain data (see `course.documents.form.describe`)."""
        head = {"name": self.name, "title": self.title, "file": self.file, "company": self.company, "noun": self.noun}
        return head | form.describe(self.schema, self.choices, self.rules)

    def blank(self) -> dict[str, Any]:
        """Give the empty document, with as many rows as are asked for."""
        return form.blank(self.schema)

    def plain(self, doc: Any) -> dict[str, Any]:
        """Give a document in the form's own shape: numbers, ISO dates, choices by code, unknown fields left out."""
        return form.plain(self.read(doc))

    def render_html(self, doc: Any) -> str:
        """Give the document as a page of its own that needs no network and prints on A4."""
        from course.documents.html import render

        return render(self, doc)

    def render_docx(self, doc: Any, path: Path | str) -> Path:
        """Write the document as a Word file and give its path."""
        from course.documents.word import render

        return render(self, doc, Path(path))

    def render_template(self, path: Path | str, doc: Any = None) -> Path:
        """Write the Word form that may be filled instead of the form on screen, empty or with a document in it."""
        from course.documents.word_form import render

        return render(self, self.blank() if doc is None else doc, Path(path))
