"""Rules: named sets of findings, worth points. Also the rules over every field of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from course.documents import primitives as p
from course.documents.fields import WORDS, Ask
from course.documents.messages import holds, missing, not_yet
from course.documents.reading import Unread
from course.documents.result import Finding, RuleResult, RuleState, Spot
from course.documents.schema import Block
from course.documents.text import Patterns, length

Reference = Mapping[str, Any] | None


@dataclass(frozen=True)
class Rule:
    """One rule of a document.

    Attributes
    ----------
    id, title, block : str
        ``R04``; what it asks, in one sentence; the block beside which the form shows it.
    rule_ids : tuple of str
        COMMON rules that it is made of.
    find : callable
        Gives the findings of a document that was read, with the trainee's reference figures.
    blocking : bool
        Whether the document cannot be accepted while it fails.
    points : float
        What it is worth.
    """

    id: str
    title: str
    block: str
    rule_ids: tuple[str, ...]
    find: Callable[[Any, Reference], Iterable[Finding]]
    blocking: bool = False
    points: float = 0.0

    def check(self, document: Block, reference: Reference) -> RuleResult:
        """Put the findings together: one not yet or missing keeps the rule from holding, and so does none at all."""
        findings = list(self.find(document, reference))
        bad = [f for state in (RuleState.NOT_YET, RuleState.MISSING) for f in findings if f.state is state]
        if bad:
            return self._result(bad[0].state, bad[0], tuple(bad))
        if findings:
            return self._result(RuleState.RIGHT, Finding(RuleState.RIGHT, self.block, "", "This rule holds."), ())
        empty = Finding(
            RuleState.MISSING, self.block, self._heading(document), "Nothing is entered yet.", "Fill this block."
        )
        return self._result(RuleState.MISSING, empty, (empty,))

    def _heading(self, document: Block) -> str:
        part = document.parts().get(self.block)
        return part.block.heading if part else ""

    def _result(self, state: RuleState, first: Finding, bad: tuple[Finding, ...]) -> RuleResult:
        alike = sum(finding.state is first.state for finding in bad)
        more = f" ({alike - 1} more like this)" if alike > 1 else ""
        return RuleResult(
            id=self.id, title=self.title, severity="blocking" if self.blocking else "note", state=state,
            place=first.place, where=first.where, message=first.message + more, next_step=first.next_step,
            points=self.points, block=self.block, rule_ids=self.rule_ids, findings=bad,
        )  # fmt: skip


def walk(block: Block) -> Iterator[Block]:
    """Give every block of a document, rows and inner blocks included, in the order of the form."""
    for name in block.parts():
        inside = getattr(block, name)
        for part in inside if isinstance(inside, list) else [inside]:
            yield part
            yield from walk(part)


def filled(document: Block) -> Iterator[Finding]:
    """Check that fields are filled with what is asked, in enough rows (``filled``, ``text.enough``).

    A field that has a rule of its own is left to that rule, but for a placeholder. Ids are not used twice.
    """
    for block in walk(document):
        for name, declared in block.asks().items():
            yield from _field(block.at(name), getattr(block, name), declared)
    for name, part in document.parts().items():
        if not part.repeats:
            continue
        given = getattr(document, name)
        if part.rule == "count.min":
            yield p.count_min(Spot(name, part.block.heading), len(given), part.minimum)
        yield from p.unique([(row.at("id"), row.id) for row in given if isinstance(getattr(row, "id", None), str)])


def _field(spot: Spot, value: Any, declared: Ask) -> Iterator[Finding]:
    own = declared.rule != "filled"
    if not own and (declared.required or isinstance(value, Unread)):
        yield p.required(spot, value, declared)
    if isinstance(value, str) and declared.kind in WORDS and not declared.none_ok:
        placeholder = p.no_placeholder(spot, value, declared)
        yield placeholder
        if placeholder.state is RuleState.RIGHT:
            yield p.text_enough(spot, value, declared)
    if isinstance(value, float) and not own:
        yield p.number_range(spot, value, declared)


def personal_data(document: Block, also: Patterns | None = None) -> Iterator[Finding]:
    """Check that no text holds a phone number, e-mail address or identity card number (``text.no_personal_data``).

    What is not of its field's kind stands on the page as it was typed, so it is looked at too.
    """
    for block in walk(document):
        for name, declared in block.asks().items():
            text = _written(getattr(block, name), declared)
            if text:
                yield p.pattern_absent(block.at(name), text, declared, also)


def _written(value: Any, declared: Ask) -> str:
    if isinstance(value, Unread):
        return value.text
    if isinstance(value, list):
        return "\n".join(value)
    return value if isinstance(value, str) and declared.kind != "id" else ""


def within_length(document: Block, spot: Spot, most_words: int, most_signs: int) -> Iterator[Finding]:
    """Check that what people wrote keeps to a length, English and Chinese together (``text.length``).

    The title block is left out.
    """
    own = [block for block in walk(document) if block.block_key != "meta"]
    texts = [getattr(block, name) for block in own for name, a in block.asks().items() if a.kind in WORDS]
    words, signs = length(text for text in texts if isinstance(text, str))
    share = words / most_words + signs / most_signs
    if share > 1:
        said = {"share": f"{share:.0%}" if share >= 1.01 else "a little over 100%", "words": f"{words:,}"}
        most = {"signs": f"{signs:,}", "most_words": f"{most_words:,}", "most_signs": f"{most_signs:,}"}
        yield not_yet("text.length", spot, **said, **most)
    elif words or signs:
        yield holds(spot)


def whole(document: Block, spot: Spot) -> Finding:
    """Check that each part has something: a rule over the whole holds for no half document (``report.whole``)."""
    for name, part in document.parts().items():
        inside = getattr(document, name)
        blocks = inside if part.repeats else [inside]
        if not any(getattr(block, field) not in (None, []) for block in blocks for field in block.asks()):
            return missing("report.whole", spot)
    return holds(spot)


def own_words(document: Block) -> Iterator[Finding]:
    """Check that no two rows of a block say nearly the same (``text.own_words``)."""
    for name, part in document.parts().items():
        rows = getattr(document, name) if part.repeats else []
        for field, declared in part.block.asks().items():
            if declared.kind == "long_text":
                yield from p.not_near_duplicate([(row.at(field), p.words(getattr(row, field))) for row in rows])


def references(document: Block) -> Iterator[Finding]:
    """Check that each id in a list of ids is defined (``ref.exists``)."""
    for block in walk(document):
        for name, declared in block.asks().items():
            if declared.kind == "references":
                target = document.parts()[declared.to].block
                known = [p.words(row.id) for row in getattr(document, declared.to)]
                for given in getattr(block, name):
                    yield p.reference_exists(block.at(name), given, known, target.heading)
