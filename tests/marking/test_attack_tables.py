"""Do the tables of attacks in the documentation say what the records and the measurements say?"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from course.units.reading import load_python

ATTACKS = Path(__file__).resolve().parent / "attacks"
TABLE: Any = load_python(ATTACKS / "table.py")
STOCK: Any = load_python(ATTACKS / "stock.py")
# One each of: a patched interpreter, silence, a stolen file, and a wrong name that stops stock nbgrader.
SAMPLE = ["patched-mark", "silent-display", "read-secret", "another-name"]


def test_the_documentation_has_the_tables_as_they_are() -> None:
    for path, text in TABLE.made().items():
        assert path.read_text(encoding="utf-8") == text, "run: python tests/marking/attacks/table.py"


def test_every_harmless_attack_was_measured_and_no_other() -> None:
    measured = json.loads((ATTACKS / "stock.json").read_text(encoding="utf-8"))
    assert set(measured) == {attack.name for attack in TABLE.RECORDS.attacks() if attack.harmless_outside}


@pytest.mark.slow
@pytest.mark.nbgrader
@pytest.mark.skipif(shutil.which("bwrap") is None, reason="stock runs in a bubble too: apt-get install bubblewrap")
def test_stock_nbgrader_gives_today_what_was_measured() -> None:
    measured = json.loads((ATTACKS / "stock.json").read_text(encoding="utf-8"))
    assert STOCK.inside(SAMPLE) == {name: measured[name] for name in SAMPLE}
