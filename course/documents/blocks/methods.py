"""Block `methods`: how evidence is gathered, from how many, and what keeps it fair."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import ClassVar

from course.documents import primitives as p
from course.documents.fields import Choice, ask
from course.documents.layout import Sheet, sheet
from course.documents.messages import figure, holds, missing, not_yet
from course.documents.result import Finding, Spot
from course.documents.schema import Block, Names, Number, Words
from course.documents.text import is_placeholder, units

TYPES = (
    Choice("log", "Case log", ("log", "complaint log", "個案紀錄", "投訴紀錄", "紀錄")),
    Choice("survey", "Survey", ("customer survey", "問卷", "問卷調查", "顧客調查", "调查")),
    Choice("mystery", "Mystery visit", ("mystery visits", "mystery shopping", "神秘顧客", "神秘顧客巡查", "神秘顾客")),
    Choice("finance", "Finance records", ("accounts", "財務", "財務紀錄", "财务")),
    Choice("interview", "Interview", ("interviews", "staff interviews", "訪談", "員工訪談", "访谈")),
    Choice("audit", "Audit of records", ("audit", "審核", "抽查", "审核")),
)
PER_GROUP = 385  # 1.96 squared x 0.25 / 0.05 squared: 5 points either way, 95 of 100 times, for a share of one half


class Method(Block):
    """One source of evidence."""

    block_key: ClassVar[str] = "methods"
    heading: ClassVar[str] = "Methods"
    row_name: ClassVar[str] = "method"
    question: ClassVar[str] = "What can each source not see, and which other source sees it?"
    hint: ClassVar[str] = "A survey that reports several groups needs 385 answers in each for a margin of 5 points."
    sheets: ClassVar[tuple[Sheet, ...]] = (
        sheet(
            "Sources of evidence",
            ("No.", "id", 8), ("Type", "type", 13), ("What is sampled", "sample_unit", 20), ("Size", "sample_size", 9),
            ("Groups", "groups", 9), ("How chosen", "selection", 33), ("Owner", "owner", 16),
        ),
        sheet(
            "What keeps them fair",
            ("No.", "id", 8), ("Against bias", "bias_control", 74), ("Feeds indicators", "indicator_ids", 20),
        ),
    )  # fmt: skip

    id: Words = ask("No.", kind="id", prefix="M")
    type: Words = ask("Type", kind="choice", choices=TYPES)
    sample_unit: Words = ask("What is sampled", "One receipt, one visit, one case.", enough=1)
    sample_size: Number = ask(
        "Sample size",
        "For a survey: completed answers in all.",
        kind="integer",
        low=1,
        required=False,
        rule="methods.sample",
    )
    groups: Number = ask(
        "Groups reported", "How many groups get their own figure; 1 for the chain as a whole.", kind="integer", low=1,
        required=False, rule="methods.sample",
    )  # fmt: skip
    selection: Words = ask("How the sample is chosen", kind="long_text", enough=3)
    bias_control: Words = ask(
        "What keeps it fair", "Who would be missed or favoured, and what is done about it.", kind="long_text", enough=3,
        none_ok=True, required=False, rule="methods.sample",
    )  # fmt: skip
    indicator_ids: Names = ask("Feeds indicators", kind="references", to="indicators", required=False)
    owner: Words = ask("Owner", "A post.", kind="role", enough=1)


def triangulate(methods: Sequence[Method]) -> Iterator[Finding]:
    """Check that there are three kinds of evidence, one of them from customers (``methods.triangulate``)."""
    kinds = sorted({p.words(method.type) for method in methods} - {""})
    spot = Spot(Method.block_key, Method.heading)
    named = ", ".join(choice.text.lower() for choice in TYPES if choice.value in kinds) or "none"
    if not kinds:
        yield missing("methods.triangulate", spot, n=0, kinds=named)
    elif len(kinds) < 3 or not {"survey", "mystery"} & set(kinds):
        yield not_yet("methods.triangulate", spot, n=len(kinds), kinds=named)
    else:
        yield holds(spot)


def sample(methods: Sequence[Method], minimum: int) -> Iterator[Finding]:
    """Check that each survey asks at least 385 people for each group that it reports (``methods.sample``)."""
    yield from _none_of(methods, ("survey",), minimum)
    for method in (m for m in methods if m.type == "survey"):
        size, groups = p.number(method.sample_size), p.number(method.groups)
        spot = method.at("sample_size" if size is None else "groups")
        if size is None or groups is None or groups < 1:
            state = missing if size is None and groups is None else not_yet
            yield state("methods.sample.unread", spot)
        elif size < PER_GROUP * groups:
            yield not_yet("methods.sample", method.at("sample_size"), n=figure(size), e=_points(size / groups),
                          groups=figure(groups), need=figure(PER_GROUP * groups))  # fmt: skip
        else:
            yield holds(method.at("sample_size"))


def bias_control(methods: Sequence[Method], minimum: int) -> Iterator[Finding]:
    """Check that each survey and each mystery visit says what keeps it fair (``methods.sample``)."""
    yield from _none_of(methods, ("survey", "mystery"), minimum)
    for method in (m for m in methods if m.type in ("survey", "mystery")):
        text, spot = p.words(method.bias_control), method.at("bias_control")
        if not text:
            yield missing("methods.bias", spot)
        elif is_placeholder(text) or units(text) < method.asks()["bias_control"].enough:
            yield not_yet("methods.bias", spot)
        else:
            yield holds(spot)


def _none_of(methods: Sequence[Method], types: tuple[str, ...], minimum: int) -> Iterator[Finding]:
    """Give a full table of methods without a survey as right: the want of a survey is another rule's fault."""
    typed = [method for method in methods if p.words(method.type)]
    if len(typed) >= minimum and not any(method.type in types for method in typed):
        yield holds(Spot(Method.block_key, Method.heading))


def _points(n: float) -> str:
    return figure(math.ceil(980 / math.sqrt(n)) / 10) if n > 0 else "100"
