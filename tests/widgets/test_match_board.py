from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from course import answers, units
from course.methods.matching import Card, Words
from course.units.review_customer_service_scheme import clause_board, headline_board
from course.widgets.match_board import MatchBoard

WORDS = Words("card", "Its place", "Cards", "Bins", "a link", "not placed")
CARDS = [Card("A", "First", "what is known", "because"), Card("B", "Second", "", "therefore")]
BINS = [Card("x", "Bin X"), Card("y", "Bin Y")]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def sorting(query: dict[str, Any] | None = None, **more: Any) -> MatchBoard:
    shown = MatchBoard(
        **{
            "label": "Board",
            "key": "board",
            "cards": CARDS,
            "targets": BINS,
            "words": WORDS,
            "right": {"A": "x", "B": "y"},
        }
        | more
    )
    if query is not None:
        shown.query = query
    return shown


def linking(query: dict[str, Any] | None = None, **more: Any) -> MatchBoard:
    return sorting(query, linked=True, right=None, **more)


def preset(name: str, query: dict[str, Any] | None = None) -> MatchBoard:
    shown = MatchBoard(**units.preset(name), save=False)
    if query is not None:
        shown.query = query
    return shown


def test_is_nothing_placed_at_the_start_and_every_card_marked() -> None:
    shown = sorting()
    assert shown.summary == "0 of 2 placed; without a place: A, B."
    assert [node["mark"] for node in shown.data["left"]] == ["not placed", "not placed"] and shown.data["links"] == []


def test_is_the_key_held_back_until_every_card_is_placed() -> None:
    shown = sorting({"A": "y"})
    assert shown.data["reasons"] is None and not any(link["off"] for link in shown.data["links"])


def test_does_a_full_board_say_what_matched_and_why() -> None:
    shown = sorting({"A": "y", "B": "y"})
    assert shown.summary == "1 of 2 matched; not matched: A."
    assert shown.data["reasons"]["rows"][0] == ["First", "Bin Y", "Bin X", "because"]
    assert [(link["from"], link["off"]) for link in shown.data["links"]] == [("A", True), ("B", False)]
    assert [node["mark"] for node in shown.data["left"]] == ["not matched", ""]


def test_is_a_bin_without_cards_no_fault() -> None:
    assert [node["free"] for node in sorting({"A": "x", "B": "x"}).data["right"]] == [False, False]


def test_does_a_bin_that_does_not_exist_leave_the_card_unplaced() -> None:
    assert sorting({"A": "z", "B": "y"}).summary.startswith("1 of 2 placed")


def test_are_links_as_thick_as_they_are_strong_and_both_sides_marked() -> None:
    shown = linking({"A.x": "3", "B.x": "1"})
    assert [(d["from"], d["to"], d["strength"]) for d in shown.data["links"]] == [("A", "x", 3), ("B", "x", 1)]
    assert [node["mark"] for node in shown.data["right"]] == ["", "not placed"]
    assert shown.data["table"]["rows"][0] == ["A First", "x (strong)"]


def test_is_only_what_is_placed_kept_and_found_again() -> None:
    linking({"A.x": "2", "A.y": "0", "nonsense": 1, "keep": True})
    assert answers.store().get("board") == {"A.x": "2"}
    assert linking().summary.startswith("1 of 2 cards have a link; without: B;")


def test_does_the_page_get_the_evidence_but_never_the_key() -> None:
    shown = sorting()
    page = {**{name: getattr(shown, name) for name in ("cards", "words", "controls")}, "data": shown.data}
    assert "what is known" in str(page) and "because" not in str(page)


def test_can_a_given_solution_be_looked_at_without_losing_ones_own() -> None:
    shown = preset("105082L4.m01.line_of_sight", {"O2.I1": "1", "shown": "model"})
    assert shown.summary == (
        "The worked example: 2 of 4 objectives have an indicator; without: O2, O4; indicators that serve none: I4."
    )
    shown.query = {"O2.I1": "1", "shown": "own"}
    assert shown.summary.startswith("1 of 4 objectives have an indicator; without: O1, O3, O4;")


def test_have_the_practice_clauses_four_defects_and_two_that_are_sound() -> None:
    right = {one: clause_board.RIGHT.get(one, "sound") for one in clause_board.PRACTICE}
    assert sorted(right.values()).count("sound") == 2
    assert preset("105082L4.m02.clause_audit", right).summary == "6 of 6 matched; not matched: none."


def test_is_every_practice_clause_right_only_in_its_own_wording() -> None:
    for one, (wording, _) in clause_board.PRACTICE.items():
        assert (wording == "bad") == (one in clause_board.RIGHT)


def test_does_no_headline_hold_as_it_stands() -> None:
    every = {card: "holds" for card in headline_board.RIGHT}
    assert preset("105082L4.m08.headline_vs_evidence", every).summary.startswith("0 of 8 matched;")
    assert preset("105082L4.m08.headline_vs_evidence", headline_board.RIGHT).summary.startswith("8 of 8 matched;")


def test_does_the_evidence_say_what_the_data_hold() -> None:
    found = headline_board.measured()
    cards = {card.id: card for card in headline_board.headlines(found)}
    # Each key rests on these; with other figures it would have to be another verdict.
    assert found["january_growth"] > 0.1 and abs(found["january_february_growth"]) < 0.06
    assert found["satisfied_change"] > 0 > max(found["satisfied_change_members"], found["satisfied_change_others"])
    assert found["pilot_naive"] < -0.4 and -0.4 < found["pilot_effect"] < -0.2
    assert found["in_time_of_replied"] - found["in_time_of_decided"] > 0.02
    assert found["s01_place_by_count"] == 1 and found["s01_place_from_lowest_rate"] <= 3
    assert found["won_to_lost_2025"] < 1 < found["won_to_lost_2024"]
    assert f"{found['pilot_effect']:+.3f}" in cards["H5"].note and f"{found['s01_rate']:.2f}" in cards["H7"].note
