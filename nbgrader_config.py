"""nbgrader's settings for this course; plain ``nbgrader`` commands and the formgrader work from this folder.

Sources are in ``assignments/``. Everything that nbgrader makes, the database included, goes below ``build/nbgrader/``.
"""

import os
import sys
import sysconfig
from pathlib import Path

from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearOutput,
    IgnorePattern,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)  # fmt: skip

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from course import answers, documents  # noqa: E402
from course.authoring.leaks import INSTRUCTOR_ONLY  # noqa: E402
from course.authoring.refuse import RefuseLeaks  # noqa: E402
from course.marking.feedback import FeedbackExporter, Grades  # noqa: E402
from course.marking.preprocessors import ExplicitMarks, ReadablePage, ShortErrors  # noqa: E402
from course.units.tables import table_files  # noqa: E402

c = get_config()  # noqa: F821  (traitlets puts it there)

BUILD = ROOT / "build" / "nbgrader"
BUILD.mkdir(parents=True, exist_ok=True)

# nbgrader calls alembic by its bare name, also when the environment is not activated.
os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])

# Kernels inherit these: where the reference answers are, and who has which numbers.
os.environ.setdefault("COURSE_ASSIGNMENTS", str(ROOT / "assignments"))
REGISTER = BUILD / "register.yaml"
if REGISTER.is_file():
    os.environ.setdefault("COURSE_REGISTER", str(REGISTER))

c.CourseDirectory.course_id = os.environ.get("COURSE_ID", "hk-service-course")
c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.source_directory = "assignments"
c.CourseDirectory.release_directory = "build/nbgrader/release"
c.CourseDirectory.submitted_directory = "build/nbgrader/submitted"
c.CourseDirectory.autograded_directory = "build/nbgrader/autograded"
c.CourseDirectory.feedback_directory = "build/nbgrader/feedback"
c.CourseDirectory.solution_directory = "build/nbgrader/solution"
c.CourseDirectory.db_url = os.environ.get("COURSE_DB", f"sqlite:///{BUILD / 'gradebook.db'}")
# Files of the source folder that go neither to trainees nor over their submissions.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", ".*.part", *INSTRUCTOR_ONLY]

# On one machine the exchange is a folder here; on a hub it is a shared one, named by COURSE_EXCHANGE.
EXCHANGE = Path(os.environ.get("COURSE_EXCHANGE", BUILD / "exchange"))
if EXCHANGE.is_relative_to(BUILD):
    EXCHANGE.mkdir(exist_ok=True)  # the formgrader will not make it
c.Exchange.root = str(EXCHANGE)

# A source folder with a misspelt marker or a stray file is refused before anything is written.
c.GenerateAssignment.preprocessors = [RefuseLeaks, *GenerateAssignment.preprocessors.default()]

# What an author answered while trying the source out must never lie over a trainee's answers.
ANSWERS = [answers.ANSWERS, *documents.files(), *table_files()]
c.Autograde.exclude_overwriting = {path.name: ANSWERS for path in (ROOT / "assignments").iterdir() if path.is_dir()}

# Trainees' code runs in a sandbox and tests in a clean room: see course/marking/steps.py. COURSE_MARKING=stock is the
# way back to nbgrader's own execution, without any sandbox, for an assignment whose tests call a trainee's functions.
if os.environ.get("COURSE_MARKING") == "stock":
    stock_steps = list(Autograde.autograde_preprocessors.default())
    stock_steps.insert(stock_steps.index(SaveAutoGrades), ExplicitMarks)
    c.Autograde.autograde_preprocessors = stock_steps
    c.ExecutePreprocessor.timeout = 120
    c.ExecutePreprocessor.extra_arguments = ["--HistoryManager.hist_file=:memory:", "--log-level=ERROR"]
else:
    from course.marking import steps

    steps.guard()
    c.ExchangeFactory.collect = steps.PlainCollect
    c.Autograde.exporter_class = steps.ForgivingExporter
    c.Autograde.sanitize_preprocessors = [
        ClearOutput, steps.TrustedCells, OverwriteKernelspec, OverwriteCells, CheckCellMetadata
    ]  # fmt: skip
    c.Autograde.autograde_preprocessors = [
        steps.CleanRoomExecute, IgnorePattern, LimitOutput, steps.BatchSaveAutoGrades, CheckCellMetadata
    ]  # fmt: skip

# Feedback is a page of our own (course/marking/feedback.py): what trainees are told, no hidden check, no traceback.
c.GenerateFeedback.exporter_class = FeedbackExporter
c.GenerateFeedback.preprocessors = [Grades, ClearHiddenTests, ShortErrors]

# The marked page in the formgrader: rules of style of our own, and no sign behind each heading.
c.HTMLExporter.preprocessors = [ReadablePage]
c.HTMLExporter.exclude_anchor_links = True
