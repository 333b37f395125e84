"""What jobs are paid against what they ask for: those that women dominate are seen by shape and colour."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from jamn.pay.charts.chart import Cell, Chart, Column, DataTable
from jamn.pay.charts.labels import Dot, placed
from jamn.pay.charts.look import PLAIN, SMALL, Look, Row, drawn, empty, inline, rule, text
from jamn.pay.charts.spread import LEAST
from jamn.pay.charts.words import plain
from jamn.pay.comparisons import Comparison, Difference, Job, PayComparisons
from jamn.pay.evaluation import Banding, Evaluation

HEIGHT: Final = 440
LEFT: Final = 70
"""How much room the axis of pay takes, about."""


def points(
    found: PayComparisons,
    look: Look = PLAIN,
    *,
    evaluation: Evaluation | None = None,
    least: int = LEAST,
    title: str = "",
) -> Chart:
    """Jobs by points and mean pay. Those of fewer than `least` persons are neither drawn nor in the table.

    Bands of equal value are parted midway between their jobs, or where they begin when an `evaluation` with bands of
    fixed width is given. As many names as have room are written, those with the widest differences first.
    """
    words = look.words
    jobs = tuple(sorted((job for job in found.jobs if _n(job) >= least), key=lambda job: (job.points, job.name)))
    own = {job.name for job in jobs}
    differences = [
        each
        for each in found.differences
        if each.comparison != Comparison.EQUAL_WORK and {each.job.name, each.other.name} <= own
    ]
    said = _description(jobs, differences, look)
    if len(jobs) < len(found.jobs):
        said += " " + words.jobs_left_out.format(n=len(found.jobs) - len(jobs), least=least)
    heading = title or words.points_title
    edges = _edges(jobs, evaluation)
    return Chart(heading, said, _table(jobs, look), _spec(jobs, differences, edges, look, heading), words)


def _n(job: Job) -> int:
    return job.group.women.n + job.group.men.n


def _table(jobs: Sequence[Job], look: Look) -> DataTable:
    words = look.words
    columns = (
        Column(words.job),
        Column(words.points),
        Column(words.band),
        Column(words.number_of),
        Column(words.share_of_women, 1),
        Column(look.named(words.mean_pay), look.decimals),
        Column(words.kind),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            plain(job.name),
            float(job.points),
            job.band,
            _n(job),
            job.group.share_of_women,
            job.mean,
            words.dominated if job.dominated else words.others,
        )
        for job in jobs
    ]
    return DataTable(columns, tuple(rows))


def _description(jobs: Sequence[Job], differences: Sequence[Difference], look: Look) -> str:
    words = look.words
    if not jobs:
        return words.nothing
    low, high = (words.number(float(job.points)) for job in (jobs[0], jobs[-1]))
    said = words.jobs_shown.format(n=len(jobs), low=low, high=high, dominated=sum(job.dominated for job in jobs))
    of_value, of_less = (
        len({each.job.name for each in differences if each.comparison == comparison})
        for comparison in (Comparison.EQUAL_VALUE, Comparison.LOWER_VALUED)
    )
    said += " " + words.to_explain.format(b=of_value, c=of_less)
    if differences:
        widest = min(differences, key=lambda each: each.percent)
        told = {"job": plain(widest.job.name), "other": plain(widest.other.name)}
        said += " " + words.widest.format(percent=words.part(-widest.percent), **told)
    return said


def _edges(jobs: Sequence[Job], evaluation: Evaluation | None) -> list[tuple[int, float | None, float]]:
    """Each band from the lowest, where it begins (None for the lowest), and where the middle of its jobs is."""
    by_band: dict[int, list[float]] = {}
    for job in jobs:
        by_band.setdefault(job.band, []).append(float(job.points))
    bands = sorted(by_band)
    begins: dict[int, float | None] = dict.fromkeys(bands)
    for below, band in pairwise(bands):
        begins[band] = (max(by_band[below]) + min(by_band[band])) / 2
        if evaluation and evaluation.banding == Banding.WIDTH:
            size = float(evaluation.size)
            begins[band] = min(by_band[band]) // size * size
    return [(band, begins[band], (min(by_band[band]) + max(by_band[band])) / 2) for band in bands]


def _spec(
    jobs: Sequence[Job],
    differences: Sequence[Difference],
    edges: Sequence[tuple[int, float | None, float]],
    look: Look,
    title: str,
) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415 - takes a second

    if not jobs:
        return empty(look, title)
    words, theme = look.words, look.theme
    kinds = [words.dominated, words.others]
    dots: list[Row] = [
        {"points": float(job.points), "pay": job.mean, "kind": kinds[0] if job.dominated else kinds[1]} for job in jobs
    ]
    x_range, y_range = _range([dot["points"] for dot in dots], 0.08), _range([dot["pay"] for dot in dots], 0.14)
    across, up = (alt.Axis(format=",~f", tickCount=ticks) for ticks in (max(look.width // 110, 3), 5))
    x = alt.X("points:Q", title=words.points, scale=alt.Scale(domain=x_range, nice=False), axis=across)
    y = alt.Y("pay:Q", title=look.named(words.mean_pay), scale=alt.Scale(domain=y_range, nice=False), axis=up)
    colour = alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[theme.women, theme.quiet]))
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=["triangle-up", "circle"]))
    begun: list[Row] = [{"points": begin} for _, begin, _ in edges if begin is not None]
    marks = inline(dots).mark_point(size=140, filled=True, opacity=0.95, stroke=theme.ground, strokeWidth=1)
    layers = [
        rule(begun, theme.line, strokeDash=[2, 4]).encode(x=x),
        _band_names(edges, x_range, look).encode(x=x),
        marks.encode(x=x, y=y, color=colour, shape=shape),
        *(names.encode(x=x, y=y) for names in _names(jobs, differences, x_range, y_range, look)),
    ]
    return drawn(layers, look, title, height=HEIGHT)


def _range(values: Sequence[float], room: float) -> list[float]:
    """From under the least to over the most."""
    low, high = min(values), max(values)
    more = (high - low) * room or abs(high) * room or 1.0
    return [low - more, high + more]


def _band_names(edges: Sequence[tuple[int, float | None, float]], x_range: Sequence[float], look: Look) -> Any:
    """The numbers of the bands along the top, the first with the word, each as far as there is room."""
    import altair as alt  # noqa: PLC0415 - takes a second

    scale = (look.width - LEFT) / (x_range[1] - x_range[0])
    told: list[Row] = []
    free = float("-inf")
    for place, (band, begin, middle) in enumerate(edges):
        end = edges[place + 1][1] if place + 1 < len(edges) else x_range[1]
        centre = ((x_range[0] if begin is None else begin) + (middle if end is None else end)) / 2
        half = (28 if not told else 9) / scale
        if centre - half >= free:
            told.append({"points": centre, "text": str(band) if told else f"{look.words.band} {band}"})
            free = centre + half
    return text(told, look.theme.muted, fontSize=SMALL, dy=8).encode(y=alt.value(0))


def _names(
    jobs: Sequence[Job],
    differences: Sequence[Difference],
    x_range: Sequence[float],
    y_range: Sequence[float],
    look: Look,
) -> list[Any]:
    """The names that have room beside their dots."""
    width, height = look.width - LEFT - 40, HEIGHT - 110
    widest = {each.job.name: each.percent for each in sorted(differences, key=lambda each: -each.percent)}
    dots = [
        Dot(
            plain(job.name),
            width * (float(job.points) - x_range[0]) / (x_range[1] - x_range[0]),
            height * (y_range[1] - job.mean) / (y_range[1] - y_range[0]),
            weight=-widest.get(job.name, 0.0) + (0.5 if job.dominated else 0.0),
            at=(float(job.points), job.mean),
        )
        for job in jobs
    ]
    by_side: dict[str, list[Row]] = {}
    for dot, side, name in placed(dots, width, height):
        by_side.setdefault(side, []).append({"points": dot.at[0], "pay": dot.at[1], "text": name})
    of = {
        "right": {"align": "left", "dx": 9},
        "left": {"align": "right", "dx": -9},
        "over": {"align": "center", "dy": -13},
        "under": {"align": "center", "dy": 14},
    }
    return [text(rows, look.theme.ink, fontSize=SMALL, **of[side]) for side, rows in by_side.items()]
