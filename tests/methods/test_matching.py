from __future__ import annotations

from course.methods.matching import Card, Links, agreed, linked_sentence, placed_sentence, unlinked

CARDS = [Card("O1", "Profit"), Card("O2", "Repeat custom")]
TARGETS = [Card("I1", "Turnover"), Card("I4", "Cases closed")]
WORDS = ("objectives", "an indicator", "indicators")


def test_is_a_link_without_strength_none() -> None:
    links: Links = {("O1", "I1"): 1, ("O2", "I4"): 0}
    assert unlinked(["O1", "O2"], links, side=0) == ["O2"] and unlinked(["I1", "I4"], links, side=1) == ["I4"]


def test_the_sentence_names_blind_spots_and_orphans() -> None:
    assert linked_sentence(CARDS, TARGETS, {("O1", "I1"): 2}, WORDS) == (
        "1 of 2 objectives have an indicator; without: O2; indicators that serve none: I4."
    )


def test_does_nothing_left_over_read_as_none() -> None:
    links: Links = {("O1", "I1"): 2, ("O2", "I4"): 1}
    assert linked_sentence(CARDS, TARGETS, links, WORDS).endswith("without: none; indicators that serve none: none.")


def test_does_a_card_agree_only_when_it_lies_in_the_right_bin_alone() -> None:
    right = {"O1": "I1", "O2": "I4"}
    assert agreed({("O1", "I1"): 3, ("O2", "I1"): 3}, right) == ["O1"]
    assert agreed({("O1", "I1"): 3, ("O1", "I4"): 3}, right) == []


def test_is_the_key_held_back_until_every_card_is_placed() -> None:
    right = {"O1": "I1", "O2": "I4"}
    assert placed_sentence(CARDS, {("O1", "I4"): 3}, right) == "1 of 2 placed; without a place: O2."
    placed: Links = {("O1", "I4"): 3, ("O2", "I4"): 3}
    assert placed_sentence(CARDS, placed, right) == "1 of 2 matched; not matched: O1."
    assert placed_sentence(CARDS, placed, {}) == "All 2 are placed."
