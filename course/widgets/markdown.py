"""Light Markdown to HTML for prompts, hints and solutions; raw HTML in a source is shown, never run."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


@cache
def _renderer() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def to_html(text: str) -> str:
    """Render Markdown.

    Parameters
    ----------
    text : str
        Paragraphs, emphasis, code, lists, links and tables; an image or a tag is left as text.

    Returns
    -------
    str
        HTML without scripts, event handlers or ``javascript:`` links.
    """
    return str(_renderer().render(text)) if text else ""


def to_text(text: str) -> str:
    """Leave out the marks of emphasis and code, for places that hold plain words only."""
    return " ".join(text.replace("**", "").replace("`", "").split())
