from __future__ import annotations

import pytest

from course.documents import text


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("每宗投訴七十二小時內回覆", 6),
        ("更新 CRM 名單", 3),
        ("Call back", 2),
        ("", 0),
        ("  Signed off-site sheet  ", 3),
        ("ＣＲＭ", 1),
        ("經理", 1),
        ("don't stop", 2),
    ],
)
def test_length_counts_words_and_pairs_of_characters(written: str, length: float) -> None:
    assert text.units(written) == length


@pytest.mark.parametrize(
    "written",
    [
        "TBC",
        "tba",
        "To be confirmed.",
        "N/A",
        "n.a.",
        "？",
        "...",
        "……",
        "-",
        "xxx",
        "ＴＢＣ",
        "待定",
        "「待定」",
        "不適用",
        " 無 ",
        "ASAP",
    ],
)
def test_a_text_that_is_only_still_to_come_is_a_placeholder(written: str) -> None:
    assert text.is_placeholder(written)


@pytest.mark.parametrize(
    "written", ["", "TBC by the panel on 3 March", "%", "none of the stores report it", "無人投訴的問題", "HKD"]
)
def test_a_text_with_content_is_no_placeholder(written: str) -> None:
    assert not text.is_placeholder(written)


def test_likeness_gives_the_stated_values() -> None:
    assert text.likeness("兩個工作天內回覆每宗投訴", "三個工作天內回覆每宗投訴") == pytest.approx(10 / 12)
    one, other = (
        "we answer every complaint within two working days",
        "we answer every complaint within nine working days",
    )
    assert text.likeness(one, other) == pytest.approx(1 / 3)


def test_near_copies_leave_short_texts_alone() -> None:
    long = "Report the figures of the month to the panel on the tenth day"
    assert list(text.near_copies([long, "short one", "short one", long + "."])) == [(0, 3)]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("call 2345 6789", "a phone number"),
        ("電話：６１２３４５６７", "a phone number"),
        ("mei@lantern.example.hk", "an e-mail address"),
        ("HKID A123456(7)", "an identity card number"),
        ("on 20260331 we met", ""),
        ("order 123456789012", ""),
        ("I4 and S12", ""),
        ("in 2024-2025 and 2024 2025", ""),
        ("in 2025 1156 customers", ""),
        ("turnover of HKD 45678901 or HK$ 45678901", ""),
        ("a share of 0.85931234", ""),
        ("between 2000-3000 visits", ""),
        ("ring 2300 4500", "a phone number"),
        ("he paid HKD 500; his number is 61234567", "a phone number"),
    ],
)
def test_personal_data_is_named_by_kind(written: str, kind: str) -> None:
    assert text.personal_data(written) == kind


@pytest.mark.parametrize("owner", ["All staff", "everyone", "大家", "全體同事", "the team", "All store managers"])
def test_everybody_is_nobody(owner: str) -> None:
    assert text.is_everyone(owner)


@pytest.mark.parametrize(
    "owner", ["Store manager", "Sales and service manager", "顧客服務主任", "Team leader", "All-round officer"]
)
def test_a_post_is_not_everybody_and_no_person(owner: str) -> None:
    assert not text.is_everyone(owner)
    assert not text.is_person(owner)
    assert len(text.owners(owner)) == 1


def test_a_title_or_two_posts_are_seen() -> None:
    assert text.is_person("Ms Chan") and text.is_person("陳先生")
    assert text.owners("Store manager; driver") == ["Store manager", "driver"]
    assert text.owners("店長、司機") == ["店長", "司機"]


@pytest.mark.parametrize(
    ("written", "words", "signs"),
    [
        ("每宗投訴", 0, 4),
        ("更新 CRM 名單", 1, 4),
        ("HKD 180,000 in 2026", 4, 0),
        ("ＣＲＭ：全形", 1, 2),
        ("don't stop", 2, 0),
        ("", 0, 0),
    ],
)
def test_length_counts_words_and_characters_apart(written: str, words: int, signs: int) -> None:
    assert text.length([written, ""]) == (words, signs)
