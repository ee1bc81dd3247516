"""The command ``course``: thin commands; the work is in the packages that they call."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from course import paths
from course._version import __version__
from course.errors import CourseError

PLACES = click.Path(exists=True, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


class _Group(click.Group):
    """Commands whose errors are sentences; a reader never meets a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CourseError as error:
            raise click.ClickException(str(error)) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_commands(ctx, formatter)
        with formatter.section("Help on one command"):
            formatter.write_text("course COMMAND --help")


def _next(command: str, why: str, err: bool = False) -> None:
    """Close with the next command."""
    click.echo(f"Next: {command}  ({why})", err=err)


def _places(given: tuple[Path, ...]) -> list[Path]:
    """Use the notebooks and assignments of the checkout, unless others are named."""
    if given:
        return list(given)
    if paths.CHECKOUT is None:
        what = "This is an installed package, not a checkout of the course."
        raise CourseError(what, str(paths.PACKAGE), "Name the notebooks, or run the command in a checkout.")
    folders = [folder for folder in (paths.NOTEBOOKS, paths.CHECKOUT / "assignments") if folder.is_dir()]
    here = Path.cwd()  # messages name files from here
    return [folder.relative_to(here) if folder.is_relative_to(here) else folder for folder in folders]


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="course")
def main() -> None:
    """Five units on customer service: lessons in JupyterLab, assignments by nbgrader.

    Begin with: course lab
    """


@main.command()
@click.option(
    "--folder", type=FOLDER, help="Where your pages and answers go; a folder of the course's choice if left out."
)
@click.argument("lab_args", nargs=-1, type=click.UNPROCESSED)
def lab(folder: Path | None, lab_args: tuple[str, ...]) -> None:
    """Open the course in JupyterLab. What follows -- is passed on to JupyterLab.

    Example: course lab -- --no-browser --port=8899
    """
    from course.lab.start import start

    start(folder, lab_args)
    _next("course lab", "to go on where you stopped; every answer is kept")


@main.command()
@click.argument("assignment")
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="Submissions at a time.")
@click.option("--trainee", "trainees", multiple=True, help="Only this trainee; may be given several times.")
@click.option("--again", is_flag=True, help="Also those who are marked already; what people entered stays.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON instead of a table.")
@click.option("--watch", is_flag=True, help="Go on and mark what arrives in the exchange, until you stop it.")
@click.option("--no-sandbox", is_flag=True, help="Run trainees' code with your own rights; recorded with the marks.")
@click.option("--cluster", default="", help="Address of a dask scheduler, tcp://..., whose workers mark.")
@click.option("--db", "db_url", default="", help="Another gradebook, such as postgresql+psycopg://...")
def mark(assignment: str, db_url: str, as_data: bool, watch: bool, no_sandbox: bool, **how: Any) -> None:
    """Mark what was handed in: trainees' code in a sandbox, tests in a room of their own.

    Example: course mark 105082L4-part2
    """
    from course.marking.command import mark_all
    from course.marking.runner import Options

    options = Options(**how, sandbox="none" if no_sandbox else "bwrap")
    done = mark_all(assignment, options, db_url=db_url, as_data=as_data, watch=watch)
    if done.failed:
        todo = f"Put right what is said there, then run: course mark {assignment}"
        raise CourseError(f"{done.failed} could not be marked; see above why.", "", todo)
    _next(*done.next_step(assignment), err=as_data)


@main.command()
@click.option("--folder", type=FOLDER, help="Work here instead of in a temporary folder, and keep what is made.")
def demo(folder: Path | None) -> None:
    """Play an assignment from release to feedback with eight made-up trainees.

    Example: course demo
    """
    from course.authoring.demo import run

    run(folder)
    _next("course coverage", "to see which requirement is taught, practised and evidenced where")


@main.command()
@click.argument("unit", required=False)
@click.option("--json", "as_data", is_flag=True, help="Print JSON instead of lines for people.")
def coverage(unit: str | None, as_data: bool) -> None:
    """Show where each requirement is taught, practised and evidenced, and the gaps.

    Example: course coverage 105082L4
    """
    from course.authoring import coverage as work
    from course.units import register

    found = work.coverage(register(), paths.NOTEBOOKS, unit)
    if as_data:
        click.echo(json.dumps(work.as_json(found), indent=1, ensure_ascii=False))
    else:
        click.echo(work.as_text(found, register()))
    _next("course lint", "to hold the lessons to their rules", err=as_data)  # standard output is JSON alone


@main.command()
@click.option("--check", is_flag=True, help="Only compare; fail on any difference.")
def data(check: bool) -> None:
    """Write the case's data sets, data package and code book from their declarations.

    Example: course data --check
    """
    from course.authoring.data import build

    build(check=check)
    _next("course lint", "to hold the lessons to their rules")


@main.command(name="format")
@click.argument("places", nargs=-1, type=PLACES)
@click.option("--check", is_flag=True, help="Only look; fail if a notebook is not in its canonical form.")
def format_(places: tuple[Path, ...], check: bool) -> None:
    """Bring notebooks into their one canonical form.

    Example: course format notebooks/00-start-here.ipynb
    """
    from course.authoring.notebooks import format_notebooks

    changed = format_notebooks(_places(places), check=check)
    for path in changed:
        click.echo(f"{path}: {'not in canonical form' if check else 'written anew'}")
    if check and changed:
        raise CourseError(f"{len(changed)} notebooks are not in canonical form.", "", "Run: course format")
    click.echo(f"{len(changed)} notebooks changed." if changed else "All notebooks are in canonical form.")
    _next("course lint", "to hold the lessons to their rules")


@main.command()
@click.argument("places", nargs=-1, type=PLACES)
def lint(places: tuple[Path, ...]) -> None:
    """Hold lessons and assignments to their rules.

    Example: course lint notebooks
    """
    from course.authoring.lint import lint as look
    from course.units import register

    findings = look(_places(places), register())
    for finding in findings:
        click.echo(str(finding))
    if findings:
        raise CourseError(f"{len(findings)} findings.", "", "Mend the places above, then run: course lint")
    click.echo("All rules hold.")
    _next("course coverage", "to see which requirement is taught, practised and evidenced where")


@main.command()
@click.option("--out", type=FOLDER, help="Folder of the bundle; build/release if left out.")
def release(out: Path | None) -> None:
    """Build what trainees get in a clean folder; refuse if an answer would leak.

    Example: course release
    """
    from course.authoring.release import build

    bundle = build(out or Path("build") / "release")
    click.echo(f"The trainees' bundle is in {bundle}")
    _next("course demo", "to see the assignment played through to a mark")
