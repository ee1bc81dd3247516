"""Make an indicator definition: by the lines of a form, or part by part."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from course.indicators.choices import define
from course.indicators.forms import FORMS
from course.indicators.messages import readable
from course.indicators.record import Indicator


def indicator(name: str, **fields: Any) -> Indicator:
    """Define an indicator.

    Parameters
    ----------
    name : str
        A form's name (``complaint_rate``, ``new_to_lost``, ``on_time``) with its lines as fields, or a name of your
        own with the parts of a record: ``numerator``, ``denominator``, ``filters``, ``period_field``, ``period``,
        ``due``, ``follow_up``, ``pooling``, ``scale``, ``empty_denominator``.
    **fields
        The choices. None has a default: a blank line is named, with what may stand there.

    Returns
    -------
    Indicator

    Raises
    ------
    CourseError
        When a part is missing, misspelt or impossible.

    Examples
    --------
    ``cs.indicator("on_time", clock_starts="acknowledged", clock_stops="closed", limit_h=48, ...)``
    """
    if name in FORMS and "empty_denominator" not in fields and not isinstance(fields.get("denominator"), dict):
        return define(name, {k: v for k, v in fields.items() if k != "period"}, fields.get("period"))
    return from_data({"name": name, **fields})


def from_data(data: Any) -> Indicator:
    """Read a definition that was kept as plain data.

    Parameters
    ----------
    data : mapping
        As given by `Indicator.as_data`.

    Returns
    -------
    Indicator

    Raises
    ------
    CourseError
        When it is no definition.
    """
    try:
        return Indicator.model_validate(data)
    except ValidationError as error:
        name = data.get("name", "") if isinstance(data, dict) else ""
        raise readable(error, Indicator, f'"{name}"' if isinstance(name, str) else "") from None
