"""Block `scope`: which places, channels, services and customers are covered, and what is left out, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from course.documents import primitives as p
from course.documents.fields import ask
from course.documents.layout import Sheet, sheet
from course.documents.messages import holds, missing, not_yet
from course.documents.result import Finding
from course.documents.schema import Block, Names, Words, rows
from course.documents.text import folded, is_placeholder, units

ALL = "all"


class Exclusion(Block):
    """Something that is left out on purpose."""

    block_key: ClassVar[str] = "scope.exclusions"
    heading: ClassVar[str] = "Left out"
    row_name: ClassVar[str] = "thing left out"
    sheets: ClassVar[tuple[Sheet, ...]] = (sheet("Left out, and why", ("What", "item", 35), ("Reason", "reason", 65)),)

    item: Names = ask("What is left out", kind="many", choices="scope_items", rule="scope.complete")
    reason: Words = ask("Reason", kind="long_text", enough=3, rule="scope.complete")


class Scope(Block):
    """What is looked at."""

    block_key: ClassVar[str] = "scope"
    heading: ClassVar[str] = "Scope"
    question: ClassVar[str] = "Whose experience will this plan not see, and is that on purpose?"

    stores: Names = ask("Stores", kind="many", choices="stores", rule="scope.complete")
    channels: Names = ask("Channels", kind="many", choices="channels")
    services: Names = ask("Services", kind="many", choices="services", rule="scope.named")
    customers: Names = ask("Customers", kind="many", choices="customers", rule="scope.named")
    exclusions: list[Exclusion] = rows(Exclusion)


def stores_complete(scope: Scope, stores: Mapping[str, str]) -> Iterator[Finding]:
    """Check that each store is covered or excluded with a reason (``scope.complete``)."""
    spot = scope.at("stores")
    if not scope.stores:
        yield missing("filled", spot, field=scope.asks()["stores"].label)
        return
    covered = set(scope.stores)
    for exclusion in scope.exclusions:
        if _reasoned(exclusion):
            covered |= set(exclusion.item)
            yield holds(exclusion.at())
        else:
            yield missing("filled", exclusion.at("reason"), field="The reason for leaving something out")
    absent = [] if ALL in covered else [words for name, words in stores.items() if name not in covered]
    yield not_yet("scope.complete", spot, item=", ".join(absent)) if absent else holds(spot)


def named(scope: Scope, field: str, value: str, words: str) -> Finding:
    """Check that the scope names one thing that it must name (``scope.complete``)."""
    given = getattr(scope, field)
    if not given:
        return missing("filled", scope.at(field), field=scope.asks()[field].label)
    known = {folded(name) for name in given} & {value, ALL}
    return holds(scope.at(field)) if known else not_yet("scope.named", scope.at(field), item=words)


def _reasoned(exclusion: Exclusion) -> bool:
    reason = p.words(exclusion.reason)
    return units(reason) >= exclusion.asks()["reason"].enough and not is_placeholder(reason)
