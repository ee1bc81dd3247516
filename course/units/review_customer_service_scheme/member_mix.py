"""Settings of `split_view` for satisfaction: two groups, their shares, and a total that goes its own way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course.methods import decompose
from course.methods.mix import Split, SplitRow, turns

GROUPS = {"Y": "Members", "N": "Others"}
Waves = Mapping[int, Mapping[str, tuple[int, float]]]  # wave -> group -> n, share satisfied


def mix_mixer() -> dict[str, Any]:
    """Share of satisfied customers in 2024 and 2025; the mix and the rates of 2025 can be moved."""
    from course import cases

    survey = cases.views("base")["survey"]
    satisfied = (survey["csat"] >= 4).groupby([survey["wave"], survey["is_member"]])
    n, rate = satisfied.size().to_dict(), satisfied.mean().to_dict()
    waves = {w: {g: (int(n[w, g]), float(rate[w, g])) for g in GROUPS} for w in (2024, 2025)}
    return {
        "key": "105082L4.m04.mix_mixer",
        "label": "Did satisfaction rise?",
        "lead": "Satisfied means 4 or 5 of 5. Slide the members' share of 2025 back to where it was in 2024, and watch "
        "the total.",
        "controls": [
            level_control("share", "Members' share of the answers, 2025", [member_share(waves[w]) for w in waves], 0),
            *(
                level_control(group, f"{name} satisfied, 2025", [waves[w][group][1] for w in waves], 0.4)
                for group, name in GROUPS.items()
            ),
        ],
        "split": lambda query: split(waves, query),
    }


def member_share(wave: Mapping[str, tuple[int, float]]) -> float:
    """Members' share of the answers of one wave."""
    return wave["Y"][0] / sum(n for n, _ in wave.values())


def level_control(key: str, label: str, measured: Sequence[float], low: float) -> dict[str, Any]:
    """Make a slider from ``low`` to 1 that also stops at the two measured values; it starts at the later one."""
    said = {value: f"{value:.3f}, as in {wave}" for value, wave in zip(measured, (2024, 2025), strict=True)}
    grid = [k / 20 for k in range(round(low * 20), 21)]
    said |= {value: f"{value:.2f}" for value in grid if all(abs(value - m) >= 0.01 for m in measured)}
    options = [(repr(value), said[value]) for value in sorted(said)]
    return {"key": key, "label": label, "kind": "slider", "start": repr(measured[1]), "options": options}


def split(waves: Waves, query: Mapping[str, Any]) -> Split:
    """Compare the wave of 2024 with 2025 as the sliders set it.

    Parameters
    ----------
    waves : mapping
        Number of answers and share satisfied by wave and group.
    query : mapping
        ``share``, ``Y`` and ``N`` of 2025, as texts of numbers.

    Returns
    -------
    Split
    """
    members, n = float(query["share"]), sum(size for size, _ in waves[2025].values())
    now = {"Y": (n * members, float(query["Y"])), "N": (n * (1 - members), float(query["N"]))}
    found = decompose(waves[2024], now)
    rows = [
        SplitRow(GROUPS[g], (waves[2024][g][1], now[g][1]), _n(waves[2024][g][0], now[g][0]),
                 (waves[2024][g][0], now[g][0]))
        for g in GROUPS
    ]  # fmt: skip
    before_n = sum(size for size, _ in waves[2024].values())
    rows.append(SplitRow("Total", (found.before, found.after), _n(before_n, n), (before_n, n), total=True))
    parts = f"the groups' own rates give {found.rates:+.3f}, the mix {found.mix:+.3f}"
    return Split(
        sentence(rows),
        "Share satisfied",
        ("2024", "2025, as set"),
        rows,
        note=f"Change of the total {found.after - found.before:+.3f}: {parts}.",
    )


def _n(before: float, now: float) -> str:
    return f"n {before:,.0f} → {now:,.0f}"


def sentence(rows: Sequence[SplitRow]) -> str:
    """Say each row, and whether the total goes against both groups."""

    def way(values: Sequence[float]) -> str:
        moved = round(values[-1] - values[0], 3)
        return "rises" if moved > 0 else "falls" if moved < 0 else "stays"

    said = ", ".join(
        f"{row.label.lower() if i else row.label} {row.values[0]:.3f} → {row.values[-1]:.3f}"
        for i, row in enumerate(rows)
    )
    *groups, total = rows
    ways = {way(row.values) for row in groups}
    both = {"rises": "both groups rise", "falls": "both groups fall", "stays": "both groups stay"}
    parts = both[ways.pop()] if len(ways) == 1 else "the groups part"
    link = "and yet" if turns(total.values, [row.values for row in groups]) else "and"
    return f"{said}: {parts}, {link} the total {way(total.values)}."
