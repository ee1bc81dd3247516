"""Write the tables of attacks into the documentation: ``python tests/marking/attacks/table.py``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from course.units.reading import load_python

HERE = Path(__file__).resolve().parent
DOCS = HERE.parents[2] / "docs"
RECORDS: Any = load_python(HERE / "records.py")
MARKS = ("<!-- attacks: made by tests/marking/attacks/table.py -->\n", "<!-- end of attacks -->\n")
NOT_RUN = "not run: it kills, fills, forks, floods or is about the sandbox"


def in_stock(attack: Any, stock: dict[str, Any]) -> str:
    """Say in words what stock nbgrader gave: too much, no mark, less, or the honest mark."""
    if not attack.harmless_outside:
        return NOT_RUN
    honest = {task: float(attack.honest.get(task, 0.0)) for task in RECORDS.TESTS}
    given = stock[attack.name]
    gained = {task: mark for task, mark in given.items() if mark is not None and mark > honest[task]}
    if gained:
        return "undeserved: " + ", ".join(f"{task} {mark:g} for {honest[task]:g}" for task, mark in gained.items())
    if None in given.values():
        return "failed: no mark"
    lost = {task: mark for task, mark in given.items() if mark < honest[task]}
    return (
        ("less: " + ", ".join(f"{task} {m:g} for {honest[task]:g}" for task, m in lost.items())) if lost else "honest"
    )


def summary(stock: dict[str, Any]) -> str:
    """Count by family."""
    kinds = ("undeserved", "failed", "less", "honest", "not run")
    heads = ["family", "attacks", "ours: honest mark", *(f"stock: {kind}" for kind in kinds[:-1]), "not run in stock"]
    lines = [f"| {' | '.join(heads)} |", "|---|" + "--:|" * 7]
    total = [0] * 7
    for family, title in RECORDS.FAMILIES.items():
        found = [in_stock(a, stock).split(":")[0] for a in RECORDS.attacks() if a.family == family]
        row = [len(found), len(found), *(found.count(kind) for kind in kinds)]
        total = [a + b for a, b in zip(total, row, strict=True)]
        lines.append(f"| {title} | {' | '.join(map(str, row))} |")
    return "\n".join([*lines, f"| **all** | {' | '.join(f'**{n}**' for n in total)} |"]) + "\n"


def full(stock: dict[str, Any]) -> str:
    """List every attack."""
    lines = [
        "# Attacks on the marking",
        "",
        "Made by `tests/marking/attacks/table.py` from the records beside it and from what was measured.",
        "Each of these is a submission in the tests. Under `course mark` each earns exactly its honest mark; *stock*",
        "is `nbgrader autograde` as it comes, with the same tests. [How marking works](marking.md).",
    ]
    for family, title in RECORDS.FAMILIES.items():
        lines += ["", f"## {title.capitalize()}", "", "| attack | what it tries | stock nbgrader |", "|---|---|---|"]
        for attack in RECORDS.attacks():
            if attack.family == family:
                lines.append(f"| {attack.name} | {attack.tries.replace('|', '/')} | {in_stock(attack, stock)} |")
    return "\n".join(lines) + "\n"


def made() -> dict[Path, str]:
    """Give both files as they should be."""
    stock = json.loads((HERE / "stock.json").read_text(encoding="utf-8"))
    text = (DOCS / "marking.md").read_text(encoding="utf-8")
    head, rest = text.split(MARKS[0])
    tail = rest.split(MARKS[1])[1]
    return {
        DOCS / "marking.md": f"{head}{MARKS[0]}{summary(stock)}{MARKS[1]}{tail}",
        DOCS / "attacks.md": full(stock),
    }


if __name__ == "__main__":
    for path, text in made().items():
        path.write_text(text, encoding="utf-8")
