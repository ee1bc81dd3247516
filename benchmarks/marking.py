"""Mark the same submissions with stock nbgrader and with ``course mark``, and say where the time goes.

Run: ``python benchmarks/marking.py [--size 30] [--small 6] [--rounds 1] [--code-for 2] [--cold]``. CPU is user and
system seconds of the whole tree of processes; *at the margin* is the difference between the large and the small cohort,
over the difference of their sizes, so that starting up does not count. Every second of the made-up people writes lines
of code below the forms; ``--code-for 1`` lets everyone do it, 0 nobody, and then the sandbox has nothing to run. What
is right for each variant is worked out before, for both ways, as on the day on which numbers are assigned; ``--cold``
leaves it to the marking.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from course.authoring.cohort import BUILD, grades, hand_in, make_course, sqlite
from course.authoring.demo_people import PART2

STOCK = [sys.executable, "-m", "nbgrader", "autograde", PART2]
OURS = [sys.executable, "-m", "course", "mark", PART2, "--json", "--jobs", "2"]


@dataclass(frozen=True)
class Spent:
    """Seconds of one run."""

    cpu: float
    wall: float


def used() -> float:
    """CPU seconds of all ended children, and of theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run(command: list[str], source: Path, who: list[str], place: Path, **environment: str) -> Spent:
    """Mark some of the submissions in a fresh copy of the course folder."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(source, place)
    for folder in (place / BUILD / "submitted").iterdir():
        if folder.name not in who:
            shutil.rmtree(folder)
    variables = {k: v for k, v in os.environ.items() if not k.startswith("COURSE_")} | environment
    variables["COURSE_CACHE"] = os.environ["COURSE_CACHE"]
    if os.environ.get("BENCHMARK_COLD"):
        shutil.rmtree(Path(os.environ["COURSE_CACHE"]) / "answer-keys", ignore_errors=True)
    cpu, wall = used(), time.perf_counter()
    done = subprocess.run(command, cwd=place, env=variables, capture_output=True, text=True)
    spent = Spent(used() - cpu, time.perf_counter() - wall)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return spent


def inside(place: Path, who: list[str]) -> dict[str, float]:
    """Mark once more in this process, one at a time, and give CPU seconds a submission by part."""
    from course.marking.engine import mark_submission
    from course.marking.runner import Marking, Options
    from course.marking.setting import open_setting

    here = Path.cwd()
    os.environ["COURSE_REGISTER"] = str(place / BUILD / "register.yaml")
    os.environ["COURSE_ASSIGNMENTS"] = str(place / "assignments")
    marking = Marking(open_setting(place), PART2, Options())
    found: dict[str, float] = {"reading": 0.0, "engine": 0.0, "sandbox": 0.0, "clean room": 0.0, "writing": 0.0}
    try:
        for number, trainee in enumerate([who[0], *who]):
            points = [time.process_time()]
            job = marking.job(trainee)
            points.append(time.process_time())
            result = mark_submission(job)
            points.append(time.process_time())
            marking.keep(job, result)
            points.append(time.process_time())
            if number:  # the first only starts the rooms
                for name, start, end in zip(("reading", "engine", "writing"), points, points[1:], strict=False):
                    found[name] += end - start
                for name, seconds in result["cpu"].items():
                    found[name] += seconds
    finally:
        marking.close()
        os.chdir(here)
    return {name: seconds / len(who) for name, seconds in found.items()}


def floor(place: Path, who: list[str]) -> float:
    """CPU seconds a submission of a warm fork that only runs the cells of a page, all of them, with nothing around."""
    environment = os.environ | {"COURSE_MARKING_WARM": PART2, "COURSE_ASSIGNMENTS": str(place / "assignments")}
    folders = [str(place / BUILD / "submitted" / name / PART2) for name in who]
    done = subprocess.run(
        [sys.executable, "-c", FLOOR, json.dumps(folders)], env=environment, capture_output=True, text=True, check=True
    )
    return float(done.stdout.strip().splitlines()[-1])


FLOOR = """
import gc, json, os, sys
from pathlib import Path
from course.marking import zygote
from course.marking.plan import plan_from_source
from course.marking.shell import run_cell
folders = [Path(p) for p in json.loads(sys.argv[1])]
shell = zygote._prepare("clean")
plan = {c["id"]: c for c in plan_from_source(Path(os.environ["COURSE_ASSIGNMENTS"]), folders[0].name)["cells"]}
os.environ["NBGRADER_EXECUTION"] = "autograde"
gc.collect()
gc.freeze()  # else each fork looks through all that loading the plan has left
spent = 0.0
for folder in folders:
    child = os.fork()
    if not child:
        os.chdir(folder)
        for cell in json.loads((folder / f"{folder.name}.ipynb").read_text())["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            if cell["cell_type"] == "code":
                run_cell(shell, plan[name]["source"] if name in plan else "".join(cell["source"]), 60)
        os._exit(0)
    usage = os.wait4(child, 0)[2]
    spent += usage.ru_utime + usage.ru_stime
print(spent / len(folders))
"""


def report(name: str, values: list[float], unit: str = "") -> None:
    """Print a figure with its spread."""
    spread = f" ({min(values):.2f} to {max(values):.2f})" if len(values) > 1 else ""
    print(f"{name:<58}{statistics.median(values):8.2f}{unit}{spread}", flush=True)


def main() -> None:
    """Make the cohort, run both ways in pairs, compare, print."""
    parser = argparse.ArgumentParser()
    for option, value in (("--size", 30), ("--small", 6), ("--rounds", 1)):
        parser.add_argument(option, type=int, default=value)
    parser.add_argument("--code-for", type=int, default=2, help="every how many-th writes code; 0 for nobody")
    parser.add_argument("--cold", action="store_true", help="leave the answer keys to the marking")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="course-benchmark-") as folder:
        work = Path(folder)
        os.environ["COURSE_CACHE"] = str(work / "cache")
        if options.cold:
            os.environ["BENCHMARK_COLD"] = "1"
        course = work / "course"
        course.mkdir()
        make_course(course)
        who = hand_in(course, options.size, code_for=options.code_for)
        pairs(options, work, course, who)


def pairs(options: argparse.Namespace, work: Path, course: Path, who: list[str]) -> None:
    """Run the rounds and print what came of them."""
    few, step = who[: options.small], options.size - options.small
    cpu: list[float] = []
    wall: list[float] = []
    ours_each: list[float] = []
    stock_each: list[float] = []
    for _ in range(options.rounds):
        large = run(STOCK, course, who, work / "stock", COURSE_MARKING="stock")
        mine = run(OURS, course, who, work / "ours")
        small = run(STOCK, course, few, work / "few", COURSE_MARKING="stock")
        mine_small = run(OURS, course, few, work / "few")
        stock_each.append((large.cpu - small.cpu) / step)
        ours_each.append((mine.cpu - mine_small.cpu) / step)
        cpu.append(stock_each[-1] / ours_each[-1])
        wall.append(large.wall / mine.wall)
        print(f"stock {large}, ours {mine}; {options.small} of them: {small}, {mine_small}", flush=True)
    before, after = grades(sqlite(work / "stock")), grades(sqlite(work / "ours"))
    differ = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
    print(f"{len(before)} rows of the gradebook compared, {len(differ)} differ: {differ[:5]}")
    report("stock, CPU s a submission at the margin", stock_each)
    report("ours, CPU s a submission at the margin", ours_each)
    report("ratio of CPU at the margin", cpu, "x")
    report("ratio of wall, whole run, two at a time", wall, "x")
    report("floor: cells only, in a warm fork, CPU s a submission", [floor(work / "ours", who)])
    for name, seconds in inside(work / "ours", who).items():
        report(f"  of ours: {name}, CPU s a submission", [seconds])
    if differ:
        raise SystemExit("The marks differ.")


if __name__ == "__main__":
    main()
