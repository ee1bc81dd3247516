"""What a unit folder declares in ``unit.yaml``: requirements, hours, modules and tasks."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

TaskKind = Literal["decision", "value", "table", "document", "text"]


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HourPart(_Declared):
    """One line of the unit's hours table.

    Attributes
    ----------
    part, evidence : str
        What the trainee does, and what is kept of it (empty for none).
    hours : float
        Notional hours; all parts add up to credit x 10.
    lessons : bool
        True for the line that the lessons' minutes must add up to.
    """

    part: str
    hours: float = Field(gt=0)
    evidence: str = ""
    lessons: bool = False


class Module(_Declared):
    """One lesson of a unit.

    Attributes
    ----------
    id, title, outcome : str
        ``m03``, its title, and what the trainee can do afterwards.
    minutes : int
        Time to read and do it.
    file : str
        File name of the lesson in the unit's notebook folder; it need not exist yet.
    requirements : list of str
        Requirement ids that the lesson teaches.
    """

    id: str = Field(pattern=r"^m\d\d$")
    title: str
    minutes: int = Field(gt=0)
    file: str = Field(pattern=r"^\d\d-[a-z0-9-]+\.ipynb$")
    requirements: list[str]
    outcome: str

    @property
    def number(self) -> int:
        """3 for ``m03``; exercises of the module are numbered unit.3.1, unit.3.2 and so on."""
        return int(self.id[1:])


class Task(_Declared):
    """One task of a unit's assignment.

    Attributes
    ----------
    id, title : str
        ``A3`` and its title.
    assignment : str
        Name of the nbgrader assignment that holds it.
    kinds : list of str
        How the trainee answers.
    computed, rules, judged : float
        Points by a computed test, by document rules, by an assessor.
    requirements : list of str
        Requirement ids that it evidences.
    built : bool
        Whether the assignment has the task today.
    """

    id: str = Field(pattern=r"^[A-Z]\d+$")
    title: str
    assignment: str
    kinds: list[TaskKind]
    computed: float = Field(default=0, ge=0)
    rules: float = Field(default=0, ge=0)
    judged: float = Field(default=0, ge=0)
    requirements: list[str]
    built: bool = False

    @property
    def automatic(self) -> float:
        """Points that a test cell gives."""
        return self.computed + self.rules

    @property
    def points(self) -> float:
        """All points of the task."""
        return self.automatic + self.judged


class Unit(_Declared):
    """One unit of competency, as its folder declares it.

    Attributes
    ----------
    code, title, industry, functional_area, applies_to, outcome, remark, document : str
        What the competency standard says of it, and the paper that a trainee leaves with.
    level, credit : int
        QF level; one credit is ten notional hours.
    hours : list of HourPart
        Where the hours go.
    requirements : dict of str to str
        What must be known (K), done (P), shown as attitude (E) and judged (A), by id.
    modules, tasks : list
        Lessons and assignment tasks; empty for a unit that is not written yet.
    notebooks : str
        Folder of its lessons under ``notebooks/``; by default the code and the folder's name.
    """

    code: str
    title: str
    industry: str
    functional_area: str = ""
    level: int
    credit: int = Field(ge=0)
    applies_to: str
    outcome: str
    remark: str = ""
    document: str = ""
    notebooks: str = ""
    hours: list[HourPart]
    requirements: dict[str, str]
    modules: list[Module] = []
    tasks: list[Task] = []
    _folder: Path = PrivateAttr()

    @property
    def folder(self) -> Path:
        """The unit's own folder, with its quizzes, exercises, tasks and presets."""
        return self._folder

    @property
    def lessons(self) -> str:
        """Folder of its lessons under ``notebooks/``."""
        return self.notebooks or f"{self.code}-{self._folder.name.replace('_', '-')}"

    def placed(self, folder: Path) -> Unit:
        """Tell the unit where it was read from, and return it."""
        self._folder = folder
        return self

    def lesson_id(self, module: Module) -> str:
        """Id of a module's lesson: ``105082L4.m03``; a unit without credits has one lesson, named like the unit."""
        return f"{self.code}.{module.id}" if self.credit else self.code

    def lesson_file(self, module: Module) -> str:
        """Path of a module's lesson under ``notebooks/``, written with slashes."""
        return (Path(self.lessons) / module.file).as_posix()
