"""Which numbers a trainee gets: the identity of a variant and its random streams."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

BASE = 0
BASE_KEY = "base"
PRACTICE_KEY = "practice"


@dataclass(frozen=True)
class Variant:
    """One drawing of a company's tables.

    Attributes
    ----------
    family : str
        The company, such as ``lantern_lane``.
    id : int
        0 is the lesson variant ``base``.
    salt : int
        The first draw that held every planted truth; found once, and recorded.
    seed : int
        Made from the key, so that it can travel without the key.
    """

    family: str
    id: int
    salt: int
    seed: int

    @classmethod
    def of(cls, family: str, number: int, salt: int, key: str) -> Variant:
        """Make a variant from the key of its series; ``base`` always has the key ``base``."""
        return cls(family, number, salt, seed_of(family, number, salt, key))

    @property
    def label(self) -> str:
        """How people call it: ``base`` or ``variant 7``."""
        return "base" if self.id == BASE else f"variant {self.id}"

    def stream(self, table_number: int) -> np.random.Generator:
        """Open the random stream of one table, so that a new table never changes an old one."""
        from numpy.random import default_rng

        return default_rng([self.seed, table_number])


def seed_of(family: str, number: int, salt: int, key: str) -> int:
    """Make the seed of a variant: the first eight bytes of an HMAC over its name.

    Parameters
    ----------
    family : str
        The company.
    number, salt : int
        Variant id and salt.
    key : str
        The secret of the cohort. Without it nobody can rebuild a colleague's numbers.

    Returns
    -------
    int
        0 to 2**64 - 1.
    """
    secret = BASE_KEY if number == BASE else key
    digest = hmac.new(secret.encode(), f"{family}|{number}|{salt}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big")
