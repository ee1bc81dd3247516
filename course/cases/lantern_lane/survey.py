"""Table 3, survey: two waves of expectations, perceptions, weights, satisfaction and knowledge of the promise."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course.cases import text
from course.cases.lantern_lane import world

STREAM = 3
# Wave: respondents, share of members, of satisfied members, of satisfied others; by quota, so the mix effect is sure.
WAVES = {2024: (1200, 0.42, 0.86, 0.64), 2025: (1400, 0.75, 0.82, 0.58)}
EXPECTED = np.array([5.35, 6.30, 6.05, 5.95, 5.60])
PERCEIVED = np.array([4.20, 5.55, 5.35, 5.80, 5.35])
WEIGHTS = np.array([11, 32, 24, 19, 14])
KNOWLEDGE_ANSWERS = ("correct", "wrong", "dont_know")
KNOWS, DOES_NOT = 0.42, -0.51  # not knowing the return rule deepens the gap in reliability
RELIABILITY = world.DIMENSIONS.index("rel")
HOURS = np.array([12.0, 24.0, 36.0])
REPLY_DESIRED = np.array([0.30, 0.55, 0.15])  # shares of HOURS
ADEQUATE_LATER = {2024: np.array([0.30, 0.45, 0.25]), 2025: np.array([0.35, 0.50, 0.15])}  # customers grew stricter


def make(rng: np.random.Generator) -> pd.DataFrame:
    """Draw the table."""
    wave, member, top = respondents(rng)
    n = len(wave)
    problem = rng.random(n) < 0.22
    mood = rng.normal(0, 0.55, n) - np.where(problem, 0.5, 0)
    know = {name: knowledge(rng, n, share) for name, share in world.KNOWLEDGE.items()}
    columns: dict[str, object] = {
        "resp_id": text.numbered("R", 1, n, 5),
        "wave": wave,
        "store_id": text.coded(rng.choice(len(world.STORE_IDS), n, p=world.STORE_SHARE), world.STORE_IDS),
        "is_member": yes_no(member),
        **scores(rng, mood, know["k_return"] == 0),
        **weights(rng, n),
        "csat": np.where(top, rng.choice([4, 5], n, p=[0.55, 0.45]), rng.choice([1, 2, 3], n, p=[0.12, 0.26, 0.62])),
        "nps": np.clip(np.rint(np.where(top, 8.6, 5.6) + rng.normal(0, 1.5, n)), 0, 10).astype(int),
        "had_problem": yes_no(problem),
        "reported_problem": yes_no(rng.random(n) < 0.35, ~problem),
        **{name: text.coded(answers, KNOWLEDGE_ANSWERS) for name, answers in know.items()},
        **times(rng, wave),
    }
    return pd.DataFrame(columns)


def yes_no(flags: np.ndarray, missing: np.ndarray | None = None) -> pd.Series:
    """Y and N."""
    codes = flags.astype(int)
    return text.coded(codes if missing is None else np.where(missing, -1, codes), ["N", "Y"])


def respondents(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Wave, membership and satisfied or not, by quota with a small step of its own in each variant."""
    step = rng.uniform(-0.01, 0.01, 3)
    parts = []
    for year, (n, members, happy, happy_others) in WAVES.items():
        m = round(n * (members + step[0]))
        top = np.zeros(n, dtype=bool)
        top[: round(m * (happy + step[1]))] = True
        top[m : m + round((n - m) * (happy_others + step[2]))] = True
        order = rng.permutation(n)
        parts.append((np.full(n, year), (np.arange(n) < m)[order], top[order]))
    wave, member, satisfied = (np.concatenate(column) for column in zip(*parts, strict=True))
    return wave, member, satisfied


def knowledge(rng: np.random.Generator, n: int, share: float) -> np.ndarray:
    """Answers to one question about the promise, as places in ``KNOWLEDGE_ANSWERS``."""
    return np.where(rng.random(n) < share, 0, np.where(rng.random(n) < 0.6, 1, 2))


def scores(rng: np.random.Generator, mood: np.ndarray, knows_rule: np.ndarray) -> dict[str, pd.Series]:
    """Ten expectations and ten perceptions, 1 to 7; people in a low mood skip the expectation block more often."""
    n = len(mood)
    skipped = rng.random(n) < np.where(mood < -0.3, 0.50, 0.04)
    by_dimension = np.repeat(np.arange(5), 2)
    expected = EXPECTED[by_dimension] + rng.normal(0, 0.75, (n, 10))
    rule = np.where(by_dimension == RELIABILITY, 1, 0) * np.where(knows_rule, KNOWS, DOES_NOT)[:, None]
    perceived = PERCEIVED[by_dimension] + rule + 0.8 * mood[:, None] + rng.normal(0, 0.8, (n, 10))
    wanted, seen = (np.clip(np.rint(x), 1, 7).astype(np.int64) for x in (expected, perceived))
    silent = np.flatnonzero(rng.random(n) < 0.025)
    seen[silent, 2 * rng.integers(0, 5, len(silent))] = world.NO_ANSWER
    names = [f"{dimension}{item}" for dimension in world.DIMENSIONS for item in (1, 2)]
    return {f"e_{name}": nullable(wanted[:, i], skipped) for i, name in enumerate(names)} | {
        f"p_{name}": nullable(seen[:, i], np.zeros(n, dtype=bool)) for i, name in enumerate(names)
    }


def nullable(values: np.ndarray, missing: np.ndarray) -> pd.Series:
    """Whole numbers of which some are missing."""
    return pd.Series(pd.arrays.IntegerArray(values, missing.copy()))


def weights(rng: np.random.Generator, n: int) -> dict[str, np.ndarray]:
    """Share a hundred points over five dimensions in steps of five; six people in a hundred give 130."""
    share = np.rint(rng.dirichlet(WEIGHTS * 1.2, n) * 20).astype(int) * 5
    share[:, RELIABILITY] += 100 - share.sum(axis=1)
    share[:, 0] += np.where(rng.random(n) < 0.06, 30, 0)
    return {f"w_{dimension}": share[:, i] for i, dimension in enumerate(world.DIMENSIONS)}


def times(rng: np.random.Generator, wave: np.ndarray) -> dict[str, np.ndarray]:
    """Desired and just adequate waiting times in the queue (minutes) and for a reply (hours)."""
    n = len(wave)
    queue = np.clip(np.rint(rng.gamma(6, 0.5, n)), 1, 8)
    desired, later = np.empty(n), np.empty(n)
    for year, shares in ADEQUATE_LATER.items():
        rows = np.flatnonzero(wave == year)
        pair = quota(rng, np.outer(REPLY_DESIRED, shares).ravel(), len(rows))
        desired[rows], later[rows] = HOURS[pair // len(HOURS)], HOURS[pair % len(HOURS)]
    return {
        "queue_desired_min": queue,
        "queue_adequate_min": queue + np.clip(np.rint(rng.gamma(3, 0.7, n)), 1, 6),
        "reply_desired_h": desired,
        "reply_adequate_h": desired + later,
    }


def quota(rng: np.random.Generator, shares: np.ndarray, n: int) -> np.ndarray:
    """Codes in a random order, each as often as its share of n says; the rounding is left to chance."""
    exact = shares * n
    count = np.floor(exact).astype(int)
    count += rng.multinomial(n - count.sum(), (exact - count) / (exact - count).sum())
    return rng.permutation(np.repeat(np.arange(len(shares)), count))
