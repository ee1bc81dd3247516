"""Items: whatever a trainee answers in a notebook, as one declaration each."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from course.checks.fields import Field

ItemKind = Literal["quiz", "predict", "exercise", "task"]


class Item(BaseModel):
    """One quiz item, prediction, exercise or assignment task.

    Attributes
    ----------
    id : str
        Key in the answers file: ``105082L4.m03.q1`` (quiz), ``105082L4.m03.p1`` (prediction),
        ``105082L4.3.1`` (exercise, unit.module.number), ``A2.complaint_rate`` or ``A3`` (task).
    kind : ItemKind
        A task has no hints and no solution, and its declaration holds no answer.
    title, prompt : str
        Heading and question; light Markdown (emphasis, code, lists).
    fields : list of Field
        What is entered. One field is kept as its bare value, several as a record by key.
    hints : list of str
        Opened one after the other. Practice only.
    solution : str
        Worked solution in Markdown, offered after an attempt. Practice only.
    requirements : list of str
        Requirement ids that the item practises or evidences.
    points : float
        Marks of a task; 0 for practice.
    document : str
        Name in ``course.documents``, for a task that is answered by a document.
    table : mapping of str to str
        Columns, with their kind for ``check_table``, of a table that may be handed in instead of the form; it is kept
        beside the notebook as `table_file`.
    """

    model_config = ConfigDict(extra="forbid")
    id: str
    kind: ItemKind
    title: str = ""
    prompt: str
    fields: list[Field]
    hints: list[str] = []
    solution: str = ""
    requirements: list[str] = []
    points: float = 0.0
    document: str = ""
    table: dict[str, Literal["text", "number", "date"]] = {}

    @property
    def table_file(self) -> str:
        """Name of the file in which a table is handed in, such as ``A1.csv``; empty where none is taken."""
        return f"{self.id}.csv" if self.table else ""
