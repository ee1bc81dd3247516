"""`match_board`: cards are sorted into bins or linked with a second list, and what is left over is marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets as t

from course.methods.matching import Card, Links, Words, linked_sentence, placed_sentence, unlinked
from course.widgets.controls import Query
from course.widgets.explorer import Explorer

OWN, MODEL = "own", "model"
STRENGTHS = ("none", "weak", "clear", "strong")


class MatchBoard(Explorer):
    """Cards and bins, or cards and a second list.

    Parameters
    ----------
    cards, targets : sequence of Card
        What is placed; bins, or the second list.
    words : Words
        What they are called.
    linked : bool
        True links each card with any targets, none to strong; False puts each card into one bin.
    right : mapping, optional
        Card to right bin. It is held back until every card is placed; then the cards' reasons are shown too.
    model : mapping of (card, target) to int, optional
        A given solution to look at, with a control of its own.
    sentence : callable, optional
        ``sentence(links) -> str``; what is placed and left over when left out.
    note : str
        Shown under the picture.
    """

    cards: Any = t.List().tag(sync=True)
    words: Any = t.Dict().tag(sync=True)

    def __init__(
        self,
        *,
        cards: Sequence[Card],
        targets: Sequence[Card],
        words: Words,
        linked: bool = False,
        right: Mapping[str, str] | None = None,
        model: Links | None = None,
        sentence: Callable[[Links], str] | None = None,
        note: str = "",
        **kw: Any,
    ) -> None:
        self._cards, self._targets, self._words, self._linked = tuple(cards), tuple(targets), words, linked
        self._right, self._model, self._sentence, self._note = dict(right or {}), model, sentence, note
        super().__init__(controls=self._controls(), **kw)
        self.cards = [self._plain_card(card) for card in self._cards]
        self.words = {"pick": f"{words.cards}: choose one", "next": f"Next {words.card}"}

    def answer(self, query: Query) -> tuple[dict[str, Any], str]:
        """Nodes, links and what is left over, with the same as a table."""
        shown = self._model if self._model and query.get("shown") == MODEL else None
        links = shown or self._links(query)
        done = bool(self._right) and not unlinked([c.id for c in self._cards], links, side=0)
        data = {
            "left": [self._node(card, links, 0, done) for card in self._cards],
            "right": [self._node(target, links, 1, done) for target in self._targets],
            "links": [self._link(pair, strength, done) for pair, strength in links.items() if strength],
            "heads": [self._words.cards, self._words.bins],
            "tags": {card.id: self._tag(card, self._links(query)) for card in self._cards},
            "reasons": self._reasons(links) if done else None,
            "note": self._note,
            "table": self._table(links),
        }
        said = self._say(links)
        return data, f"{self._words.model}: {said}" if shown else said

    def kept(self, query: Query) -> Query:
        """Keep what is placed; a pair without a link need not be written down."""
        return {key: value for key, value in query.items() if value not in (None, "0")}

    def _say(self, links: Links) -> str:
        if self._sentence:
            return self._sentence(links)
        if self._linked:
            words = (self._words.cards.lower(), self._words.link, self._words.bins.lower())
            return linked_sentence(self._cards, self._targets, links, words)
        return placed_sentence(self._cards, links, self._right)

    def _controls(self) -> list[dict[str, Any]]:
        made = [control for card in self._cards for control in self._card_controls(card)]
        if self._model:
            options = [(OWN, "My own"), (MODEL, self._words.model)]
            made.append({"key": "shown", "label": "Show", "kind": "choice", "start": OWN, "options": options})
        return made

    def _card_controls(self, card: Card) -> list[dict[str, Any]]:
        if not self._linked:
            options = [(target.id, target.text) for target in self._targets]
            return [{"key": card.id, "label": self._words.bin, "kind": "choice", "options": options}]
        steps = [(str(i), word) for i, word in enumerate(STRENGTHS)]
        return [
            {"key": f"{card.id}.{target.id}", "label": f"{target.id} {target.text}", "kind": "slider", "start": "0"}
            | {"options": steps}
            for target in self._targets
        ]

    def _links(self, query: Query) -> Links:
        if not self._linked:
            return {(card.id, query[card.id]): 3 for card in self._cards if query[card.id]}
        pairs = ((card.id, target.id) for card in self._cards for target in self._targets)
        return {pair: int(query[".".join(pair)]) for pair in pairs if query[".".join(pair)] != "0"}

    def _plain_card(self, card: Card) -> dict[str, Any]:
        keys = [control["key"] for control in self._card_controls(card)]
        return {"id": card.id, "text": card.text, "note": card.note, "keys": keys}

    def _text(self, target_id: str) -> str:
        return next(target.text for target in self._targets if target.id == target_id)

    def _tag(self, card: Card, links: Links) -> str:
        places = [target for (one, target) in links if one == card.id]
        if not places:
            return self._words.free
        return ", ".join(places) if self._linked else self._text(places[0])

    def _node(self, card: Card, links: Links, side: int, done: bool) -> dict[str, Any]:
        bin_node = side == 1 and not self._linked
        free = not bin_node and bool(unlinked([card.id], links, side=side))
        text = card.text if bin_node else f"{card.id} {card.text}"
        mark = self._words.free if free else ""
        if done and side == 0 and self._right.get(card.id) not in {b for (a, b) in links if a == card.id}:
            mark = "not matched"
        return {"id": card.id, "text": text, "short": card.text if bin_node else card.id, "free": free, "mark": mark}

    def _link(self, pair: tuple[str, str], strength: int, done: bool) -> dict[str, Any]:
        return {
            "from": pair[0],
            "to": pair[1],
            "strength": strength,
            "off": done and self._right.get(pair[0]) != pair[1],
        }

    def _reasons(self, links: Links) -> dict[str, Any]:
        own = {card: self._text(target) for card, target in links}
        rows = [[c.text, own[c.id], self._text(self._right[c.id]), c.reason] for c in self._cards]
        return {"columns": [self._words.card.capitalize(), "Yours", self._words.right, "Why"], "rows": rows}

    def _table(self, links: Links) -> dict[str, Any]:
        def places(card: Card) -> str:
            found = [
                f"{target} ({STRENGTHS[n]})" if self._linked else self._text(target)
                for (one, target), n in links.items()
                if one == card.id
            ]
            return ", ".join(found) or self._words.free

        rows = [[f"{card.id} {card.text}", places(card)] for card in self._cards]
        return {"columns": [self._words.card.capitalize(), self._words.bins], "rows": rows}


WIDGET = MatchBoard
