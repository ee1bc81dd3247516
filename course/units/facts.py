"""Facts from outside the case that lessons state, with their sources (``facts.yaml``)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

CHECK_WORDS = "check the current text"
LEGAL_WORDS = "not legal advice"


class Fact(BaseModel):
    """One fact that a lesson may state.

    Attributes
    ----------
    id, statement, source, note : str
        Its id, the fact in short, where it was read, and a remark.
    status : str
        ``checked``, ``check`` (the cell shows the source's name and "check the current text") or ``fictional``.
    names : list of str
        Names of the source, one of which the cell shows; required for ``check``.
    legal : bool
        The lesson says that it is not legal advice.
    """

    model_config = ConfigDict(extra="forbid")
    id: str
    statement: str
    source: str
    status: Literal["checked", "check", "fictional"]
    note: str = ""
    names: list[str] = []
    legal: bool = False

    @model_validator(mode="after")
    def _named(self) -> Fact:
        if self.status == "check" and not self.names:
            raise ValueError("a fact still to be checked needs the names of its source")
        return self
