"""Block `limitations`: what the plan cannot see, and what is done about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from course.documents import primitives as p
from course.documents.fields import ask
from course.documents.layout import Sheet, sheet
from course.documents.messages import holds, missing, not_yet
from course.documents.result import Finding, Spot
from course.documents.schema import Block, Words
from course.documents.text import is_placeholder, normalise, units

_UNSEEN = re.compile(
    r"un-?report|under-?report|non-?respon|unanswered|silent|silence"
    r"|(?:not|never|n't|n’t|without|nobody|no one|fail(?:s|ed)? to|only)\b[^.;]{0,40}?"
    r"\b(?:report|complain|respon|repl|answer|tell|told|wr(?:it|ote)|log(?:ged)?\b|record)"
    r"|few(?:er)? (?:\w+ ){1,4}(?:report|complain|respond|repl|answer)|response rate|left \w+ [^.;]{0,30}blank"
    r"|(?:refus|declin|ignor)\w*[^.;]{0,30}\b(?:survey|invitation|question|part)"
    r"|(?:未|沒有|没有|不|無|无|拒絕|拒绝|拒|少|漏|從不|从不)[^。；]{0,6}(?:報|报|投訴|投诉|回覆|回复|回應|回应|回答|作答|答|填|反映|記錄|记录|出聲|作聲)"
    r"|沉默|默不作聲|低報|瞞報|(?:回覆|回應|填答)率"
)


class Limitation(Block):
    """One blind spot and what is done about it."""

    block_key: ClassVar[str] = "limitations"
    heading: ClassVar[str] = "Limitations"
    row_name: ClassVar[str] = "limitation"
    question: ClassVar[str] = "What could be going badly wrong without showing in any of your figures?"
    hint: ClassVar[str] = "At least one on people who did not complain, report or answer."
    sheets: ClassVar[tuple[Sheet, ...]] = (
        sheet("What this plan cannot see", ("Limitation", "text", 50), ("What we do about it", "mitigation", 50)),
    )

    text: Words = ask("Limitation", kind="long_text", enough=3, none_ok=True, rule="limitations.real")
    mitigation: Words = ask("What we do about it", kind="long_text", enough=3, none_ok=True, rule="limitations.real")


def real(rows: Sequence[Limitation], least: int) -> Iterator[Finding]:
    """Check the limits: so many, with what is done, one on what is not reported (``limitations.real``)."""
    spot = Spot(Limitation.block_key, Limitation.heading)
    yield p.count_min(spot, len(rows), least)
    for row in rows:
        for name in ("text", "mitigation"):
            value, place, declared = getattr(row, name), row.at(name), row.asks()[name]
            text = p.words(value)
            if not text:
                yield p.required(place, value, declared)
            elif is_placeholder(text):
                yield not_yet("limitations.none", place)
            else:
                yield (
                    holds(place)
                    if units(text) >= declared.enough
                    else not_yet("text.enough", place, field=declared.label)
                )
    yield from p.not_near_duplicate([(row.at("text"), p.words(row.text)) for row in rows])
    if not rows:
        yield missing("limitations.real", spot)
    elif not any(_UNSEEN.search(normalise(p.words(row.text)).casefold()) for row in rows):
        yield not_yet("limitations.real", spot)
