"""How far the measures have come, area by area, as a figure of the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from django.core.cache import cache

from jamn.documents.publication import Cell, Column, Figure, Table
from jamn.plan.models import Status
from jamn.reports import drawing
from jamn.reports.contents.groups import Group
from jamn.reports.layouts import Words

_KEPT = 7 * 24 * 60 * 60
"""A chart is kept for so many seconds; one with other numbers is another chart."""


def status_chart(groups: Sequence[Group], words: Words) -> Figure:
    """The measures of each group by status: a drawing, what it shows in words, and its numbers."""
    counted = [(group.name or words("no_area"), Counter(each.status for each in group.measures)) for group in groups]
    used = [status for status in Status.values if any(counts[status] for _, counts in counted)]
    labels = {status: words(f"status_{status}") for status in used}
    whole = sum((counts for _, counts in counted), Counter[str]())
    said = ", ".join(f"{labels[status].lower()} {whole[status]}" for status in used)
    chart = drawing.Chart(
        bars=tuple((name, tuple(counts[status] for status in used)) for name, counts in counted),
        statuses=tuple((status, labels[status]) for status in used),
        axis=words("number"),
    )
    return Figure(
        title=words("chart_title"),
        svg=_drawn(chart),
        description=words("chart_said", total=whole.total(), counts=said),
        table=_numbers(counted, used, words),
    )


def _drawn(chart: drawing.Chart) -> str:
    key = blake2b(repr((drawing.VERSION, chart)).encode(), digest_size=16).hexdigest()
    return str(cache.get_or_set(f"chart-{key}", lambda: drawing.status_by_area(chart), _KEPT))


def _numbers(counted: list[tuple[str, Counter[str]]], used: list[str], words: Words) -> Table:
    headers = [Column(words(f"status_{status}"), numeric=True) for status in used]
    rows = [
        (Cell(name, heading=True), *(Cell(str(counts[status])) for status in used), Cell(str(counts.total())))
        for name, counts in counted
    ]
    return Table(
        caption=words("chart_title"),
        columns=(Column(words("area"), width=3), *headers, Column(words("in_all"), numeric=True)),
        rows=tuple(rows),
    )
