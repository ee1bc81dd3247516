"""``python -m course`` is the same as the command ``course``."""

from __future__ import annotations

from course.cli import main

if __name__ == "__main__":
    main(prog_name="course")
