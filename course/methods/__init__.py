"""Methods that the lessons teach: intervals, sample sizes, charts, effects, mixes. Plain functions of numbers."""

from course.methods.charts import Chart, c_chart, laney_u, p_chart, u_chart, xmr
from course.methods.effects import Effect, change, did
from course.methods.intervals import poisson_interval, wilson
from course.methods.mix import decompose, shares, standardise
from course.methods.sampling import sample_size
from course.methods.signals import run_rule, signals

__all__ = [
    "Chart",
    "Effect",
    "c_chart",
    "change",
    "decompose",
    "did",
    "laney_u",
    "p_chart",
    "poisson_interval",
    "run_rule",
    "sample_size",
    "shares",
    "signals",
    "standardise",
    "u_chart",
    "wilson",
    "xmr",
]
