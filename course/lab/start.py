"""``course lab``: prepare the trainee's folder and open JupyterLab on the course's home page."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from course import paths
from course.errors import CourseError
from course.imports import without_grammars
from course.lab import build, workspace
from course.widgets import assets

CONFIG = Path(__file__).resolve().parent / "config"  # the trainee's view: what is hidden, what is set otherwise
HOME = "/lab/tree/home.ipynb"
LAYOUT = Path(".course") / "layout"  # which tabs are open


def default_folder(here: Path | None = None) -> Path:
    """Folder for the trainee's copies: ``work`` in a checkout, ``coursework`` anywhere else.

    Parameters
    ----------
    here : Path or None
        Where the command was given; by default the current folder.

    Returns
    -------
    Path
        Absolute; it need not exist.
    """
    here = (here or Path.cwd()).resolve()
    if paths.CHECKOUT is not None and here.is_relative_to(paths.CHECKOUT):
        return paths.CHECKOUT / "work"
    return here / "coursework"


def environment(before: dict[str, str]) -> dict[str, str]:
    """Environment of the server: the trainee's settings come before the machine's own.

    Parameters
    ----------
    before : dict
        The environment so far, for example ``os.environ``.

    Returns
    -------
    dict
        A changed copy.
    """
    config = [str(CONFIG), *filter(None, [before.get("JUPYTER_CONFIG_PATH")])]
    return {**before, "JUPYTER_CONFIG_PATH": os.pathsep.join(config)}


def arguments(folder: Path, lab_args: tuple[str, ...]) -> list[str]:
    """Command line for JupyterLab; what the caller passes comes last and wins.

    Parameters
    ----------
    folder : Path
        The workspace.
    lab_args : tuple of str
        Further arguments such as ``--no-browser``.

    Returns
    -------
    list of str
        Arguments of ``jupyter lab``.
    """
    own = [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url={HOME}",
        f"--LabApp.workspaces_dir={folder / LAYOUT}",
        f"--LabApp.extra_labextensions_path={assets.BUILT.parent}",
        "--Application.log_level=ERROR",  # a trainee's window shows the address only; --debug shows the rest
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        own.append("--ServerApp.allow_root=True")  # containers and hubs' test machines know no other user
    return [*own, *lab_args]


def _tell(done: dict[str, workspace.Placed], folder: Path) -> None:
    new = sum(how == "new" for how in done.values())
    updated = sum(how == "updated" for how in done.values())
    if new or updated:
        print(f"Pages copied: {new} new, {updated} updated.")
    for name in (name for name, how in done.items() if how == "beside"):
        print(f"You changed {name}; it was kept, and the new version lies beside it.")
    print(f"Your pages and answers are in {folder}", flush=True)


def start(folder: Path | None = None, lab_args: tuple[str, ...] = ()) -> None:
    """Prepare the folder and run JupyterLab until it is stopped.

    Parameters
    ----------
    folder : Path or None
        Where the trainee's copies go; see `default_folder`.
    lab_args : tuple of str
        Passed on to ``jupyter lab``.

    Raises
    ------
    CourseError
        When the folder cannot be written, or the browser code is missing.
    """
    folder = (folder or default_folder()).expanduser().resolve()
    if paths.CHECKOUT is not None and not assets.BUILT.is_dir():
        print("Building the browser code; this takes about 20 seconds, once.", flush=True)
    build.build()
    if not assets.BUILT.is_dir():
        raise CourseError("The package has no browser code.", str(assets.BUILT), "Install the package again.")
    _tell(workspace.prepare(folder), folder)
    print("Starting JupyterLab; this takes a few seconds. To stop it later, press Ctrl+C here.", flush=True)
    # Else every lesson of the last time would open and start its own Python at once.
    shutil.rmtree(folder / LAYOUT, ignore_errors=True)
    os.chdir(folder)  # nbgrader fetches assignments into the folder it runs in, and reads settings there
    _serve(arguments(folder, lab_args))


def _serve(argv: list[str]) -> None:
    os.environ.update(environment(dict(os.environ)))
    with without_grammars():
        from jupyterlab.labapp import LabApp

        server = LabApp.initialize_server(argv)
    if not server.identity_provider.token_generated:  # otherwise the server prints an address with the token in it
        print(f"The course is at {server.public_url}", flush=True)
    server.start()
