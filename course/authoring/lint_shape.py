"""Lint rules on the shape of a lesson: length, title, opening, order, close."""

from __future__ import annotations

import re

from course.authoring.findings import Found, Lesson, LessonRule

FEWEST, MOST = 20, 35
OPENING = 6  # objectives and opening questions are among the first cells
SECTIONS = ("Objectives", "Opening questions", "Worked example", "Quiz", "Exercises", "Key points", "Tomorrow at work")
TOOL_SECTIONS = ("Objectives", "Opening questions", "Notice of purpose", "Key points", "Tomorrow at work")  # module 0


def cell_count(lesson: Lesson) -> Found:
    """Want 20 to 35 cells."""
    count = len(lesson.cells)
    if not FEWEST <= count <= MOST:
        what = f"The lesson has {count} cells; {FEWEST} to {MOST} are wanted."
        yield "", what, "Split, join or drop cells; one idea a cell."


def minutes(lesson: Lesson) -> Found:
    """Want the same minutes in the notebook's mark, the title and the register."""
    due = lesson.module.minutes
    marked = lesson.notebook.course.get("minutes")
    if marked != due:
        what = f"The metadata says {marked} minutes; unit.yaml says {due}."
        yield "", what, "Set course.minutes in the notebook's metadata."
    if lesson.cells and not re.search(rf"\b{due} minutes\b", lesson.cells[0].source):
        yield lesson.cells[0].id, f'The title cell does not say "{due} minutes".', "Write them under the title."


def title(lesson: Lesson) -> Found:
    """Want the module's title, every requirement id and the fictional notice in the first cell."""
    if not lesson.cells:
        return
    cell = lesson.cells[0]
    if not cell.heading or cell.heading[0] != 1 or lesson.module.title.lower() not in cell.heading[1].lower():
        yield cell.id, "The first cell is no title.", f'Begin it with "# ... {lesson.module.title}".'
    words = set(re.findall(r"(?<![\w.])[KPEA]\d+(?:\.\d+)?(?![\w])", cell.source))
    missing = [identifier for identifier in lesson.module.requirements if identifier not in words]
    if missing:
        what = f"The title cell does not name {', '.join(missing)}."
        yield cell.id, what, "Write every requirement id of the module out; no ranges."
    extra = sorted(words - set(lesson.module.requirements))
    if extra:
        what = f"The title cell names {', '.join(extra)}, which unit.yaml does not give to this module."
        yield cell.id, what, "Take it out, or add it to the module in unit.yaml."
    if "fictional" not in cell.source.lower():
        yield cell.id, "The fictional notice is missing.", 'Say that the company and its people are "fictional".'


def sections(lesson: Lesson) -> Found:
    """Want the fixed sections in their order, the last one at the end."""
    places: dict[str, int] = {}
    wanted = SECTIONS if lesson.unit.credit else TOOL_SECTIONS
    for number, cell in enumerate(lesson.cells):
        for words in wanted:
            if cell.heading and cell.heading[0] == 2 and cell.heading[1].lower().startswith(words.lower()):
                places.setdefault(words, number)
    for words in wanted:
        if words not in places:
            yield "", f'The section "{words}" is missing.', f'Add a markdown cell that begins with "## {words}".'
    there = [places[words] for words in wanted if words in places]
    if there != sorted(there):
        yield "", "The sections are in another order than " + ", ".join(wanted) + ".", "Move the cells."
    for words in wanted[:2]:
        if places.get(words, 0) >= OPENING:
            yield lesson.cells[places[words]].id, f'"{words}" comes late.', f"Bring it into the first {OPENING} cells."
    last = [cell for cell in lesson.cells if cell.heading and cell.heading[0] == 2][-1:]
    if last and SECTIONS[-1] in places and last[0] is not lesson.cells[places[SECTIONS[-1]]]:
        yield last[0].id, f'"{SECTIONS[-1]}" is not the last section.', "Move it to the end."


def opening_questions_are_answered(lesson: Lesson) -> Found:
    """Questions and key points are numbered lists; point 1 answers question 1, and so on."""
    counts = {}
    for words in ("Opening questions", "Key points"):
        cells = lesson.section(words)
        source = "\n".join(cell.source for cell in cells if cell.kind == "markdown")
        counts[words] = len(re.findall(r"(?m)^\s{0,3}\d+[.)]\s+\S", source))
        if cells and not counts[words]:
            yield cells[0].id, f'"{words}" is no numbered list.', "Number the lines 1. 2. 3."
    if 0 < counts["Key points"] < counts["Opening questions"]:
        what = f"{counts['Opening questions']} opening questions, {counts['Key points']} key points."
        yield lesson.section("Key points")[0].id, what, "Let key point 1 answer question 1, and so on."


def every_requirement_is_taught(lesson: Lesson) -> Found:
    """Each requirement of the module is carried by a section's text, and no unknown one is."""
    carried: set[str] = set()
    for cell, (level, _) in lesson.notebook.sections():
        ids = cell.declared("requirements")
        unknown = [identifier for identifier in ids if identifier not in lesson.unit.requirements]
        if unknown:
            yield (
                cell.id,
                f"The metadata names {', '.join(unknown)}, unknown to the unit.",
                "Correct course.requirements.",
            )
        if ids and cell.kind == "markdown" and level < 2:
            yield cell.id, "Requirements are given to the title.", "Move them to the sections that teach them."
        if cell.kind == "markdown" and level > 1:
            carried |= set(ids)
    missing = [identifier for identifier in lesson.module.requirements if identifier not in carried]
    if missing:
        what = f"No section carries {', '.join(missing)}."
        yield "", what, "Add the id to course.requirements in the metadata of the text that teaches it."


RULES: tuple[LessonRule, ...] = (
    cell_count,
    minutes,
    title,
    sections,
    opening_questions_are_answered,
    every_requirement_is_taught,
)
