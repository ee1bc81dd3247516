"""Settings of `match_board` for the practice clauses: sound, or which defect."""

from __future__ import annotations

from typing import Any

from course.methods.matching import Card, Words

SOUND = "sound"
# Clause to its wording and the reason. The texts stand in the clause bank of the case.
PRACTICE = {
    "P-a": ("bad", "It serves the bonus. Cases are closed, causes are not resolved, and nobody asks who came back."),
    "S-b": ("sound", "All four kinds of case are inside. A suggestion is often the first sign of a complaint."),
    "R-a": ("bad", "An investigation may take any time. The customer hears nothing and cannot say that we are late."),
    "W-b": ("bad", "A customer who goes on disagreeing never gets a decision: the loop has no way out."),
    "C-c": ("bad", "A refund can be checked by the receipt. A copy of an identity card is more than is needed (DPP1)."),
    "L-b": ("sound", "The festival moves between January and February. Like months are compared with like months."),
}
DEFECTS = {
    SOUND: "Sound",
    "objective_conflict": "Works against an objective",
    "scope_gap": "Leaves cases outside",
    "no_time_limit": "Has no time limit",
    "endless_loop": "Has a loop without an exit",
    "excess_collection": "Collects more than is needed",
    "seasonal_comparison": "Compares unlike months",
}
RIGHT = {"P-a": "objective_conflict", "R-a": "no_time_limit", "W-b": "endless_loop", "C-c": "excess_collection"}


def clause_audit() -> dict[str, Any]:
    """Six clauses out of the bank, four of them defective; the reasons come when all are placed."""
    from course.cases.lantern_lane.scheme import CLAUSES

    bank = {clause["id"]: clause for clause in CLAUSES}
    cards = [
        Card(one, bank[one][wording], f"Aspect: {bank[one]['aspect']}.", reason)
        for one, (wording, reason) in PRACTICE.items()
    ]
    return {
        "key": "105082L4.m02.clause_audit",
        "label": "Sound, or which defect?",
        "lead": "Six clauses for practice; they are not your own scheme's. Ask whom each clause serves, and what goes "
        "wrong first when people follow it.",
        "cards": cards,
        "targets": [Card(code, text) for code, text in DEFECTS.items()],
        "right": {one: RIGHT.get(one, SOUND) for one in PRACTICE},
        "words": Words("clause", "This clause ...", "Clauses", "Verdicts"),
        "note": "When all six are placed you see which match, and why. You may change your mind then too.",
    }
