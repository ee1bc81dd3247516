"""Lint rules on the cells of a lesson: short plain code, folded away, one checked output, pictures with words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from course.authoring.findings import Found, Lesson, LessonRule
from course.authoring.notebooks import CHECKED
from course.authoring.reading import Cell

LONGEST, MEAN = 8, 3
SHOWN = "show-code"  # tag of code that is meant to be read
# what a trainee never writes, by the node of Python's grammar
_NOT_FOR_TRAINEES = {
    ast.FunctionDef: "a function",
    ast.AsyncFunctionDef: "a function",
    ast.Lambda: "a lambda",
    ast.ClassDef: "a class",
    ast.For: "a loop",
    ast.While: "a loop",
    ast.Try: "a try block",
    ast.With: "a with block",
}
_FILES = {"open", "read_csv", "read_excel", "read_parquet", "read_json", "Path"}
_SILENCED = re.compile(r"\b(filterwarnings|simplefilter|catch_warnings)\b")


def short_code(lesson: Lesson) -> Found:
    """At most eight lines a cell, about two on average."""
    lengths = []
    for cell in lesson.code:
        lengths.append(len([line for line in cell.source.split("\n") if line.strip()]))
        if lengths[-1] > LONGEST:
            yield cell.id, f"The cell has {lengths[-1]} lines of code; at most {LONGEST} are wanted.", "Split it."
    if lengths and sum(lengths) / len(lengths) > MEAN:
        what = f"Code cells have {sum(lengths) / len(lengths):.1f} lines on average; about two are wanted."
        yield "", what, "Move work into the course package."


def plain_code(lesson: Lesson) -> Found:
    """One-liners over the course package: no functions, loops, magics, private names, files or other imports."""
    for cell in lesson.code:
        if cell.tree is None:
            yield cell.id, "The cell is not plain Python.", "Take out ! and % lines; the course needs no installing."
            continue
        for what in dict.fromkeys(_unwanted(cell.tree)):
            yield cell.id, f"The cell has {what}.", "Put it into the course package; a lesson calls it in one line."
        if _SILENCED.search(cell.source):
            yield cell.id, "The cell switches warnings off.", "Mend what warns, in the course package."


def _unwanted(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        for kind, words in _NOT_FOR_TRAINEES.items():
            if isinstance(node, kind):
                yield words
        if isinstance(node, ast.ImportFrom):
            yield f"an import from {node.module}"
        if isinstance(node, ast.Import) and any((name.name, name.asname) != ("course", "cs") for name in node.names):
            yield "an import other than import course as cs"
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if "__" in name:
            yield f"the name {name} with two underscores"
        if name in _FILES:
            yield f"{name}, which reads a file; use cs.load"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_dataset(node.value):
            yield f'the path "{node.value}"; use cs.load'


def _is_dataset(words: str) -> bool:
    return words.startswith(("./", "../", "datasets/")) or words.endswith((".csv", ".parquet", ".xlsx"))


def hidden_code(lesson: Lesson) -> Found:
    """Code is folded away, except where the trainee types (cs.answer) or is meant to read it (tag show-code)."""
    for cell in lesson.code:
        typed = "cs.answer(" in cell.source  # in a comment too: the trainee takes the # out
        if typed and cell.hidden:
            yield cell.id, "The trainee types here, and the code is hidden.", "Take jupyter.source_hidden out."
        if not typed and SHOWN not in cell.tags and not cell.hidden:
            todo = f'Set jupyter.source_hidden, or the tag "{SHOWN}" if trainees are to read it.'
            yield cell.id, "The code is not hidden.", todo


def package_is_imported_first(lesson: Lesson) -> Found:
    """Want ``import course as cs`` before the first use of cs."""
    for cell in lesson.code:
        if any(isinstance(node, ast.Import) for node in ast.walk(cell.tree or ast.Module([], []))):
            return
        if re.search(r"\bcs\.", cell.source):
            yield cell.id, "cs is used before it is imported.", "Add a cell above: import course as cs"
            return


def lesson_data_is_chosen(lesson: Lesson) -> Found:
    """Want ``cs.use("base")`` before any other verb: the text belongs to these figures, not to the trainee's own."""
    for cell in lesson.code:
        if re.search(r"""\bcs\.use\(["']base["']\)""", cell.source):
            return
        if re.search(r"\bcs\.", cell.source):
            break
    yield "", "The lesson does not say whose figures it uses.", 'Write cs.use("base") below import course as cs.'


def checked_output(lesson: Lesson) -> Found:
    """At least one cell keeps a text output that nbval compares."""
    tagged = [cell for cell in lesson.cells if CHECKED in cell.tags]
    if not tagged:
        yield "", "No output is checked.", f'Tag a cell that prints a figure of the lesson with "{CHECKED}".'
    for cell in tagged:
        if not any(_has_text(output) for output in cell.outputs) or cell.count is None:
            todo = "Run the lesson, save it, and run: course format. A widget or a picture is not compared."
            yield cell.id, "The checked cell keeps no text output.", todo


def _has_text(output: dict[str, object]) -> bool:
    data = output.get("data")
    return bool(output.get("text")) or (isinstance(data, dict) and bool(data.get("text/plain")))


def pictures_have_words(lesson: Lesson) -> Found:
    """Every picture has words for those who do not see it."""
    for cell in lesson.cells:
        if cell.kind == "markdown" and _wordless(cell):
            yield cell.id, "A picture has no words.", 'Write ![what it shows](file); <img alt=""> only for decoration.'


def _wordless(cell: Cell) -> bool:
    tags = re.findall(r"<img\b[^>]*>", cell.source, flags=re.IGNORECASE)
    return bool(re.search(r"!\[\s*\]\(", cell.source)) or any(not re.search(r"\balt\s*=", tag) for tag in tags)


RULES: tuple[LessonRule, ...] = (
    short_code,
    plain_code,
    hidden_code,
    package_is_imported_first,
    lesson_data_is_chosen,
    checked_output,
    pictures_have_words,
)
