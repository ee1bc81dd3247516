"""How long one draw of a company takes, how many draws pass, and the same beside another simulator.

    python benchmarks/variants.py [--draws 60] [--variants 40] [--beside FOLDER]

``--beside`` takes a folder with a ``lantern_lane.py`` that has ``make(variant, salt)``, and times both in turn, so that
a busy machine slows both. Times are CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from course.authoring.data import near_misses
from course.cases.accept import judge
from course.cases.cache import tables as kept_tables
from course.cases.cache import write
from course.cases.case import Case
from course.cases.family import Family, families
from course.cases.kept import KeptCase
from course.cases.variant import PRACTICE_KEY, Variant

KEY = "benchmark"


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def line(name: str, seconds: list[float]) -> str:
    """Median and 95th percentile."""
    p50, p95 = np.percentile(seconds, [50, 95])
    return f"{name:34s} p50 {p50:.3f} s   p95 {p95:.3f} s   n {len(seconds)}"


def times(family: Family, draws: int, beside: Callable[[int, int], object] | None) -> None:
    """Time draws, views and the cache; with another simulator, one of each in turn."""
    found: dict[str, list[float]] = {"draw": [], "views": [], "write cache": [], "load from cache": [],
        "load one cleaned": [], "beside": [],
    }  # fmt: skip
    for number in range(1, draws + 1):
        variant = Variant.of(family.name, number, 0, KEY)
        found["draw"].append(cpu(lambda variant=variant: family.draw(variant)))  # type: ignore[misc]
        if beside:
            found["beside"].append(cpu(lambda number=number: beside(number, 0)))  # type: ignore[misc]
        tables = family.draw(variant).tables
        found["views"].append(cpu(lambda tables=tables, v=variant: Case(family, v, tables).views))  # type: ignore[misc]
        found["write cache"].append(cpu(lambda tables=tables, v=variant: write(tables, v)))  # type: ignore[misc]
        found["load from cache"].append(cpu(lambda v=variant: kept_tables(family, v)))  # type: ignore[misc]
        KeptCase(family, variant).load(family.clean_tables[0].name)  # keeps the cleaned tables
        found["load one cleaned"].append(
            cpu(lambda v=variant: KeptCase(family, v).load(family.clean_tables[0].name))  # type: ignore[misc]
        )
    for name, seconds in found.items():
        if seconds:
            print(line(f"{family.name} {name}", seconds))
    if beside:
        ratio = np.array(found["draw"]) / np.array(found["beside"])
        print(f"draw / beside                      p50 {np.median(ratio):.2f}      p95 {np.percentile(ratio, 95):.2f}")


def acceptance(family: Family, variants: int) -> None:
    """Judge first draws: the share that passes, what the others broke, and what judging costs."""
    broken: Counter[str] = Counter()
    seconds, passed = [], 0
    for number in range(1, variants + 1):
        start = time.process_time()
        failures, _ = judge(family, Variant.of(family.name, number, 0, PRACTICE_KEY), near_misses)
        seconds.append(time.process_time() - start)
        passed += not failures
        broken.update({failure.split()[0] for failure in failures})
    print(line(f"{family.name} draw and judge", seconds))
    print(f"accepted at the first draw: {passed} of {variants} = {passed / variants:.2f}; broken: {dict(broken)}")


def main() -> None:
    """Run both for every company."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=60)
    parser.add_argument("--variants", type=int, default=40)
    parser.add_argument("--beside", type=Path, help="folder of another lantern_lane.py")
    given = parser.parse_args()
    beside = None
    if given.beside:
        sys.path.insert(0, str(given.beside))
        beside = importlib.import_module("lantern_lane").make
    with tempfile.TemporaryDirectory() as cache:
        os.environ["COURSE_CACHE"] = cache
        run(given, beside)


def run(given: argparse.Namespace, beside: Callable[[int, int], object] | None) -> None:
    """Time and judge each company."""
    for family in families().values():
        times(family, given.draws, beside)
        acceptance(family, given.variants)


if __name__ == "__main__":
    main()
