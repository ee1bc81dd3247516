"""Reading what people write, in English and Chinese: length, placeholders, near-copies, personal data, roles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

LONGEST = 10_000  # characters of one field that are looked at; more is no plan
_ALIKE, _ENOUGH_TO_COMPARE, _MOST_COMPARED, _LONGEST_COMPARED = 0.8, 8, 100, 1_500

_OUTER = " .,:;()[]。，：；「」"
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]")
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+(?:(?:['’.&/-]|(?<=\d),(?=\d))[A-Za-z0-9\u00c0-\u024f]+)*")
_ONLY_MARKS = re.compile(r"[\s.…·・。?!_*~xX\-–—、]+")

_PLACEHOLDERS = {
    "tbc", "tbd", "tba", "n/a", "na", "n.a", "nil", "none", "null", "to be confirmed", "to be decided",
    "to be advised", "to follow", "to come", "as appropriate", "lorem ipsum", "pending", "asap",
    "待定", "待確認", "待确认", "待補", "待补", "待填", "待議", "暫無", "暂无", "無", "无", "沒有", "不適用", "不适用",
    "略", "同上", "盡快", "尽快", "未定",
}  # fmt: skip
_NOT_APPLICABLE = {"n/a", "na", "n.a", "none", "nil", "not applicable", "不適用", "不适用", "無", "无"}

_EVERYONE = {
    "all", "everyone", "everybody", "anyone", "anybody", "someone", "somebody", "we", "us", "staff", "the staff",
    "employees", "colleagues", "team", "the team", "whole team", "the whole team", "various",
    "大家", "各同事", "各員工", "各人", "人人", "每個人", "每个人", "員工", "员工", "同事", "團隊", "团队",
    "我們", "我们", "眾人",
}  # fmt: skip
_OF_PEOPLE = re.compile(r"\b(?:mr|mrs|ms|miss|mdm|madam)\b\.?|(?:先生|女士|小姐|太太)$", re.IGNORECASE)
_ALL_OF = re.compile(r"(?:all|every|each)\s|全體|全体|所有|全部")
_SEVERAL = re.compile(r"[;；、\n]|\s[/+]\s")

_PERSONAL = {
    "a phone number": re.compile(r"(?<!\d)(?<!\d[.,])[2-9]\d{3}[ -]?\d{4}(?!\d)"),
    "an e-mail address": re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"),
    "an identity card number": re.compile(r"(?<![A-Z])[A-Z]{1,2}\d{6}\(?[0-9A]\)?(?![0-9A-Z])"),
}
_NO_PHONE = re.compile(
    r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"  # a date in digits
    r"|20[0-2]\d[ -]20[0-2]\d|202\d[ -]\d{4}"  # two years; a year and a figure
    r"|\d\d00-\d\d00"  # a range of round figures
)
_MONEY = re.compile(r"(?:HKD|\$|港幣|港币)\s?$", re.IGNORECASE)
Patterns = Mapping[str, re.Pattern[str]]


def clean(text: str) -> str:
    """Take out what no page can show (control characters, broken halves of characters) and all beyond `LONGEST`."""
    return _UNSHOWN.sub("", text[:LONGEST])


def normalise(text: str) -> str:
    """Bring a text to one form for comparing: NFKC (full-width to half-width), trimmed, at most `LONGEST` long.

    What is kept and printed stays as it was written; only the comparing works on this form.
    """
    return unicodedata.normalize("NFKC", clean(text)).strip()


@lru_cache(maxsize=2048)
def folded(text: str) -> str:
    """Give a text as it is looked up: normalised, without case, outer punctuation and doubled spaces."""
    return re.sub(r"\s+", " ", normalise(text).casefold()).strip(_OUTER)


def units(text: str) -> float:
    """Measure the length of a text: English words plus Chinese characters / 2 (COMMON, Text)."""
    words, signs = length([text])
    return words + signs / 2


def is_placeholder(text: str) -> bool:
    """Whether the whole text says only that the content is still to come, such as TBC, 待定 or dots."""
    short = folded(text)
    return short in _PLACEHOLDERS or (bool(normalise(text)) and bool(_ONLY_MARKS.fullmatch(normalise(text))))


def is_not_applicable(text: str) -> bool:
    """Whether the whole text says "not applicable"."""
    return folded(text) in _NOT_APPLICABLE


def is_everyone(text: str) -> bool:
    """Whether an owner is everybody, and so nobody."""
    return folded(text) in _EVERYONE or bool(_ALL_OF.match(folded(text)))


def is_person(text: str) -> bool:
    """Whether an owner is named as a person (by a title such as Ms or 先生) and not as a post."""
    return bool(_OF_PEOPLE.search(normalise(text)))


def owners(text: str) -> list[str]:
    """Split an owner into the posts named; "Sales and service manager" is one post, "A; B" are two."""
    return [part.strip() for part in _SEVERAL.split(normalise(text)) if part.strip()]


def personal_data(text: str, also: Patterns | None = None) -> str:
    """Name the kind of personal data that a text seems to hold, or give an empty text.

    Parameters
    ----------
    text : str
        What a person wrote.
    also : mapping, optional
        Patterns of the case's own by kind, such as its member numbers.
    """
    plain = normalise(text)
    for kind, pattern in (*_PERSONAL.items(), *(also or {}).items()):
        for match in pattern.finditer(plain):
            amount = _MONEY.search(plain[max(0, match.start() - 4) : match.start()])
            if not _NO_PHONE.fullmatch(match.group()) and not amount:
                return kind
    return ""


def length(texts: Iterable[str]) -> tuple[int, int]:
    """Count the English words and the Chinese characters of some texts."""
    words = signs = 0
    for text in texts:
        plain = normalise(text)
        signs += len(_CJK.findall(plain))
        words += len(_WORD.findall(_CJK.sub(" ", plain)))
    return words, signs


def likeness(one: str, other: str) -> float:
    """Jaccard likeness of two texts over English three-word runs and Chinese character pairs, 0 to 1."""
    a, b = _runs(one), _runs(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def near_copies(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the pairs of texts that say nearly the same, by their places in the list.

    Texts under 8 words or 8 Chinese characters are never called alike. The first 100 are compared.
    """
    runs = [_runs(text) if _long(text) else frozenset() for text in texts[:_MOST_COMPARED]]
    for j, b in enumerate(runs):
        for i in range(j):
            a = runs[i]
            if a and b and len(a & b) > _ALIKE * len(a | b):
                yield i, j
                break


def _long(text: str) -> bool:
    plain = normalise(text)
    return len(_WORD.findall(_CJK.sub(" ", plain))) + len(_CJK.findall(plain)) >= _ENOUGH_TO_COMPARE


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    plain = normalise(text).casefold()[:_LONGEST_COMPARED]
    words, signs = _WORD.findall(_CJK.sub(" ", plain)), _CJK.findall(plain)
    triples = zip(words, words[1:], words[2:], strict=False)
    pairs = pairwise(signs)
    return frozenset([*triples, *pairs])
