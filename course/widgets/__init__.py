"""Widgets: views of pure functions, found by file name, one Python and one JavaScript file each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course.widgets.base import CourseWidget

__all__ = ["widget"]


def widget(name: str, preset: str | None = None, **settings: Any) -> CourseWidget:
    """Make a widget of the course.

    Parameters
    ----------
    name : str
        Name of the widget, such as ``"indicator_lab"``.
    preset : str, optional
        Name of a unit's preset, such as ``"105082L4.m03.denominator"``; it gives the settings.
    **settings
        Settings that replace those of the preset.

    Returns
    -------
    CourseWidget
        The widget, which shows itself as the last line of a cell.

    Raises
    ------
    CourseError
        When there is no widget or preset of that name; the near names are offered.
    """
    from importlib import import_module

    from course.errors import CourseError, did_you_mean
    from course.widgets import assets

    known = assets.names()
    if name not in known:
        raise CourseError(f'There is no widget "{name}".', next_step=did_you_mean(name, known))
    if preset is not None:
        from course import units

        settings = {**units.preset(preset), **settings}
    made: CourseWidget = import_module(f"course.widgets.{name}").WIDGET(**settings)
    return made
