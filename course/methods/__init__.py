"""Methods that the lessons teach: intervals and sample sizes so far. Plain functions of numbers."""

from course.methods.intervals import poisson_interval, wilson
from course.methods.sampling import sample_size

__all__ = ["poisson_interval", "sample_size", "wilson"]
