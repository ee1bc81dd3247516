"""Cards that are sorted into bins or linked with a second list: what is placed, what is left over, what agrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Links = dict[tuple[str, str], int]  # (card, target) to strength, 1 to 3


@dataclass(frozen=True)
class Card:
    """One card, or one target that cards are linked with.

    Attributes
    ----------
    id, text : str
        Short id; its words.
    note : str
        What is known about it: the evidence that is read before it is placed.
    reason : str
        Why it belongs where it belongs; shown when every card is placed.
    """

    id: str
    text: str
    note: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Words:
    """What things are called on one board.

    Attributes
    ----------
    card, bin : str
        One card; the question about it: ``headline``, ``Your verdict``.
    cards, bins : str
        Heads of the two columns, in the plural.
    link : str
        What a card has once it is linked: ``an indicator``.
    free : str
        Said of a card that lies nowhere: ``not placed``.
    model : str
        What the given solution is called: ``The worked example``.
    right : str
        Heads the column with the right bins: ``What the evidence says``.
    """

    card: str
    bin: str
    cards: str
    bins: str
    link: str = "a link"
    free: str = "not placed"
    model: str = "The worked example"
    right: str = "Our verdict"


def unlinked(ids: Iterable[str], links: Mapping[tuple[str, str], int], *, side: int) -> list[str]:
    """Ids that no link touches: of the cards (side 0) or of the targets (side 1)."""
    touched = {pair[side] for pair, strength in links.items() if strength > 0}
    return [one for one in ids if one not in touched]


def agreed(links: Mapping[tuple[str, str], int], key: Mapping[str, str]) -> list[str]:
    """Cards that lie in the bin that the key names, and in no other."""
    placed: dict[str, set[str]] = {}
    for (card, target), strength in links.items():
        if strength > 0:
            placed.setdefault(card, set()).add(target)
    return [card for card, target in key.items() if placed.get(card) == {target}]


def listed(ids: Sequence[str]) -> str:
    """Ids with commas between, or ``none``."""
    return ", ".join(ids) or "none"


def placed_sentence(cards: Sequence[Card], links: Mapping[tuple[str, str], int], key: Mapping[str, str]) -> str:
    """Say how many cards are placed and which are not; when all are, how many agree with the key if there is one."""
    rest = unlinked([card.id for card in cards], links, side=0)
    if rest:
        return f"{len(cards) - len(rest)} of {len(cards)} placed; without a place: {listed(rest)}."
    if not key:
        return f"All {len(cards)} are placed."
    right = agreed(links, key)
    others = [card.id for card in cards if card.id not in right]
    return f"{len(right)} of {len(cards)} matched; not matched: {listed(others)}."


def linked_sentence(
    cards: Sequence[Card],
    targets: Sequence[Card],
    links: Mapping[tuple[str, str], int],
    words: tuple[str, str, str],
) -> str:
    """Say how many cards have a link, which have none, and which targets serve none.

    Parameters
    ----------
    cards, targets : sequence of Card
        Both lists.
    links : mapping
        Strengths by (card, target).
    words : (str, str, str)
        The cards, what they have once they are linked, the targets: ``("objectives", "an indicator", "indicators")``.

    Returns
    -------
    str
        Such as ``2 of 4 objectives have an indicator; without: O2, O4; indicators that serve none: I4.``
    """
    rest = unlinked([card.id for card in cards], links, side=0)
    idle = unlinked([target.id for target in targets], links, side=1)
    many, one, others = words
    begin = f"{len(cards) - len(rest)} of {len(cards)} {many} have {one}"
    return f"{begin}; without: {listed(rest)}; {others} that serve none: {listed(idle)}."
