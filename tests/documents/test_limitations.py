from __future__ import annotations

import pytest

from course.documents.blocks.limitations import Limitation, real

UNSEEN = [
    "The log shows only what customers report.",
    "People who did not complain are not in the log.",
    "Unreported problems are unseen.",
    "Non-response may bias the survey.",
    "Few of the members answered last year.",
    "Angry customers never wrote to us.",
    "The response rate is low.",
    "Some refused the survey invitation.",
    "One in five left the questions blank.",
    "沒有投訴的顧客看不見",
    "問卷回覆率偏低",
    "部分顧客拒絕作答",
    "各分店或有漏報個案",
    "未有反映的問題",
]
SEEN = [
    "Small stores have too few answers to be compared.",
    "Two years of data cannot show a trend.",
    "Sensors failed in two months.",
    "十二間分店的樣本太小",
    "The survey asks about the last visit.",
]


def _state(text: str) -> str:
    rows = [
        Limitation.model_validate({"text": words, "mitigation": "We say so in the report."})
        for words in (text, "a b c", "d e f")
    ]
    states = {str(finding.state) for finding in real(rows, 3)}
    return "not yet" if "not yet" in states else "right"


@pytest.mark.parametrize("text", UNSEEN)
def test_a_limit_on_what_is_not_reported_is_recognised(text: str) -> None:
    assert _state(text) == "right"


@pytest.mark.parametrize("text", SEEN)
def test_other_limits_are_not_taken_for_it(text: str) -> None:
    assert _state(text) == "not yet"
