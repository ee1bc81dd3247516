"""A paper as one HTML page: standalone, no network, A4 in print."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from course.documents.document import Document
from course.documents.paper import paper


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("course.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("paper.html.j2")


def render(document: Document[Any], doc: Any) -> str:
    """Give a document as a page; every text in it is escaped.

    Parameters
    ----------
    document : Document
        Its declaration.
    doc : dict
        The document as its file holds it.
    """
    return _template().render(paper=paper(document, doc))
