"""Charts of what the library reckons, each with its description and the table of its numbers.

Altair says what is drawn, vl-convert draws it without a browser. `Look` holds language, ground, width and unit.
"""

from jamn.pay.charts.chart import Chart, Column, DataTable
from jamn.pay.charts.costs import cost
from jamn.pay.charts.in_bands import bands
from jamn.pay.charts.languages import BOKMAL, LANGUAGES, NYNORSK, SWEDISH
from jamn.pay.charts.look import DARK, LIGHT, Look, Theme
from jamn.pay.charts.pay_by_group import groups
from jamn.pay.charts.pay_by_points import points
from jamn.pay.charts.pay_by_sex import distribution
from jamn.pay.charts.spread import LEAST, Bin, Histogram, Sample, Spread, Spreads, histogram, spreads
from jamn.pay.charts.why import waterfall
from jamn.pay.charts.words import ENGLISH, Words

__all__ = [
    "BOKMAL",
    "DARK",
    "ENGLISH",
    "LANGUAGES",
    "LEAST",
    "LIGHT",
    "NYNORSK",
    "SWEDISH",
    "Bin",
    "Chart",
    "Column",
    "DataTable",
    "Histogram",
    "Look",
    "Sample",
    "Spread",
    "Spreads",
    "Theme",
    "Words",
    "bands",
    "cost",
    "distribution",
    "groups",
    "histogram",
    "points",
    "spreads",
    "waterfall",
]
