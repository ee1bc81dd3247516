"""What people judge: criteria with four levels, the points of each level, and what the unit needs to be achieved.

An assessor chooses a level; the marking system keeps points. `Criterion.points_of` and `Criterion.level_of` are the one
conversion between them, and a number that belongs to no level is refused.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from course.errors import CourseError
from course.units.models import Unit
from course.units.reading import parse, read_yaml

FILE = "rubric.yaml"
LEVELS = ("not shown", "partial", "competent", "strong")


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Criterion(_Declared):
    """One criterion that people judge.

    Attributes
    ----------
    id, title : str
        ``J3`` and what it asks.
    star : bool
        Whether the unit needs level 2 or more in it.
    task : str
        The task whose document is judged.
    requirements : list of str
        Requirement ids that it evidences.
    points : list of float
        Points of levels 0 to 3.
    levels : list of str
        What the assessor sees at levels 0 to 3.
    """

    id: str = Field(pattern=r"^J\d+$")
    title: str
    star: bool
    task: str
    requirements: list[str] = Field(min_length=1)
    points: list[float] = Field(min_length=4, max_length=4)
    levels: list[str] = Field(min_length=4, max_length=4)

    @model_validator(mode="after")
    def _points_rise(self) -> Criterion:
        if self.points[0] != 0 or sorted(set(self.points)) != self.points:
            raise ValueError("points begin at 0 and rise from level to level")
        return self

    @property
    def most(self) -> float:
        """Points of the highest level."""
        return self.points[-1]

    @property
    def allowed(self) -> dict[int, float]:
        """Points by level: the numbers that an assessor may enter."""
        return dict(enumerate(self.points))

    def points_of(self, level: int) -> float:
        """Give the points of a level."""
        if level not in self.allowed:
            raise CourseError(f"{self.id} has no level {level}.", "", "Choose a level from 0 to 3.")
        return self.allowed[level]

    def level_of(self, points: float) -> int:
        """Give the level that some points stand for.

        Raises
        ------
        CourseError
            When no level of this criterion has those points.
        """
        found = [level for level, each in self.allowed.items() if abs(each - points) < 1e-9]
        if not found:
            allowed = ", ".join(f"{each:g}" for each in self.points)
            raise CourseError(f"{points:g} points belong to no level of {self.id}.", "", f"Enter one of {allowed}.")
        return found[0]

    @property
    def heading(self) -> str:
        """Id, star, title and points in a line."""
        star = " ★" if self.star else ""
        return f"{self.id}{star} {self.title}: {self.most:g} points."

    def markdown(self, noun: str) -> str:
        """Write the criterion as a cell in which the assessor enters its points.

        Parameters
        ----------
        noun : str
            What is judged, such as ``plan``.
        """
        need = " The unit needs level 2 or more." if self.star else ""
        lines = [
            f"**{self.heading}** The assessor reads your {noun} and chooses one level; its points are entered.{need}",
            "",
            "| level | points | what the assessor sees |",
            "|---|---|---|",
        ]
        rows = zip(LEVELS, self.points, self.levels, strict=True)
        return "\n".join([*lines, *(f"| {n} {w} | {p:g} | {said} |" for n, (w, p, said) in enumerate(rows))])


class Condition(_Declared):
    """One condition of an achieved unit, its reason, and what a program needs to look at it.

    Attributes
    ----------
    id, condition, reason : str
        Name, and both in words.
    level, share : int, float or None
        Least level of starred criteria; least share of a task's points.
    tasks, rules : list of str
        Tasks that need the share; blocking rules of documents.
    """

    id: str
    condition: str
    reason: str
    level: int | None = None
    share: float | None = None
    tasks: list[str] = []
    rules: list[str] = []


class Rubric(_Declared):
    """The criteria of a unit, and its conditions."""

    criteria: list[Criterion]
    achieved: list[Condition]

    def criterion(self, identifier: str) -> Criterion:
        """Find a criterion by its id."""
        for criterion in self.criteria:
            if criterion.id == identifier:
                return criterion
        known = ", ".join(criterion.id for criterion in self.criteria)
        raise CourseError(f'There is no criterion "{identifier}".', "", f"There are {known}.")

    def of(self, task: str) -> list[Criterion]:
        """List the criteria of a task."""
        return [criterion for criterion in self.criteria if criterion.task == task]


def rubric_of(unit: Unit) -> Rubric:
    """Read the rubric of a unit; a unit without one has no criteria."""
    return _read(unit.folder / FILE)


@lru_cache(maxsize=16)
def _read(path: Path) -> Rubric:
    return parse(Rubric, read_yaml(path) if path.is_file() else {"criteria": [], "achieved": []}, path)
