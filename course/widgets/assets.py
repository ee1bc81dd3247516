"""Where the built browser code is, and the few lines that each widget sends to the page to fetch it."""

from __future__ import annotations

import json
from string import Template

from course import paths

EXTENSION = "course-lab"
BUILT = paths.PACKAGE / "lab" / "labextensions" / EXTENSION  # written by `python -m course.lab.build`
SOURCES = paths.PACKAGE / "widgets" / "js"

# The page's own configuration says where prebuilt extensions are served from. Fetched from there, the shared code comes
# once a page, cached by the browser, and never through the kernel.
_STUB = Template("""\
export default async () => {
  const sentence = "This part of the lesson could not be loaded. Close this page, start the course again with " +
    "`make lab` or `course lab`, and open the lesson anew. What you have saved is kept.";
  try {
    const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    const folder = new URL(config.fullLabextensionsUrl.replace(/\\/*$$/, "/"), location.href);
    return (await import(new URL("$extension/static/widgets/$name.js?v=$version", folder).href)).default;
  } catch (error) {
    console.error("course: $name", error);
    return { render({ model, el }) { el.textContent = [model.get("summary"), sentence].join(" ").trim(); } };
  }
};
""")


def version() -> str:
    """Short hash of the built browser code, for cached addresses; ``none`` before the first build."""
    try:
        return str(json.loads((BUILT / "build.json").read_text(encoding="utf-8"))["hash"])
    except (OSError, ValueError, KeyError):
        return "none"


def stub(name: str) -> str:
    """JavaScript module for the page that loads one widget's built code.

    Parameters
    ----------
    name : str
        Widget name, which is also its file name in ``course/widgets/js``.

    Returns
    -------
    str
        A module whose failure shows a sentence in the widget's place instead of an error.
    """
    return _STUB.substitute(extension=EXTENSION, name=name, version=version())


def names() -> list[str]:
    """Names of all widgets: one JavaScript file each."""
    return sorted(path.stem for path in SOURCES.glob("*.js"))
