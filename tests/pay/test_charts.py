"""Charts say what the results say, to those who see them and those who do not, and tell of nobody."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction
from itertools import islice
from math import exp
from string import Formatter
from xml.etree import ElementTree as ET

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from jamn import pay
from jamn.pay import Category, Number, charts
from jamn.pay.charts import BOKMAL, DARK, ENGLISH, LANGUAGES, LIGHT, Chart, Look
from jamn.pay.charts.words import plain
from tests.pay.engines import Columns

EVIL = '<script>alert("1")</script> & сестра 看護師 \u202e¦{n}'
JOBS = ("nurse", "engineer", "cleaner", EVIL)
POINTS = dict(zip(JOBS, map(Fraction, (620, 610, 240, 410)), strict=True))


def payroll(n: int = 300) -> pa.Table:
    """Pay by sex in four jobs, of which one is called what nobody should be."""
    random = np.random.default_rng(5)
    job = random.integers(0, len(JOBS), n)
    sex = np.where(random.random(n) < np.array([0.8, 0.3, 0.6, 0.5])[job], "F", "M")
    age = random.integers(22, 67, n)
    made = np.array([52, 64, 43, 50])[job] * 1e4 * np.exp(0.004 * age - 0.03 * (sex == "F") + random.normal(0, 0.08, n))
    named = [JOBS[place] for place in job]
    return pa.table({"pay": made.round(2), "sex": sex, "group": named, "age": age, "unit": random.integers(0, 9, n)})


TABLE = payroll()
TERMS = [Number("age"), Number("age", 2), Category("group")]
CURVE = [
    {"threshold": 0.01, "cost": 900_000.0, "share": 0.006},
    {"threshold": 0.0, "cost": None, "share": None},
    {"threshold": 0.03, "cost": 100_000.0, "share": 0.0007},
]


def jobs(table: pa.Table = TABLE) -> pay.PayComparisons:
    bands = pay.banded(POINTS, pay.Banding.WIDTH, 100)
    return pay.compare(table, "pay", "sex", "group", points=POINTS, bands=bands)


def every(look: Look, table: pa.Table = TABLE) -> Iterator[tuple[str, Chart]]:
    """Each kind of chart of one payroll."""
    spreads = charts.spreads(table, "pay", "sex", ["group"])
    evaluation = pay.Evaluation(POINTS, pay.banded(POINTS, pay.Banding.WIDTH, 100), pay.Banding.WIDTH, 100)
    logs = pay.decompose(table, "pay", "sex", TERMS, a="M", b="F", log=True)
    yield "distribution", charts.distribution(charts.histogram(table, "pay", "sex"), look)
    yield "ratios", charts.groups(spreads, look)
    yield "means", charts.groups(pay.gaps(table, "pay", "sex", ["group"]), look, show="means")
    yield "points", charts.points(jobs(table), look, evaluation=evaluation)
    yield "two-fold", charts.waterfall(pay.decompose(table, "pay", "sex", TERMS, a="M", b="F"), look)
    yield "three-fold", charts.waterfall(logs, look, reference=None, log=True)
    yield "bands", charts.bands(pay.quartile_bands(table, "pay", "sex"), look)
    yield "cost", charts.cost(CURVE, look)


KINDS = ("distribution", "ratios", "means", "points", "two-fold", "three-fold", "bands", "cost")


@pytest.fixture(scope="module")
def bokmal() -> dict[str, Chart]:
    return dict(every(Look(BOKMAL, width=390, unit="kr per år")))


@pytest.fixture(scope="module")
def dark() -> dict[str, Chart]:
    return dict(islice(every(Look(ENGLISH, dark=True, width=900)), 2))


@pytest.fixture(scope="module")
def drawings(bokmal: dict[str, Chart]) -> dict[str, str]:
    return {kind: chart.svg() for kind, chart in bokmal.items()}


def _written(drawing: str) -> str:
    """What stands in a drawing, as a reader of SVG finds it."""
    found = ET.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own
    return " ".join(" ".join(part.itertext()) for part in found)


@pytest.mark.parametrize("kind", KINDS)
def test_draw_what_the_grammar_allows(kind: str, bokmal: dict[str, Chart], drawings: dict[str, str]) -> None:
    import altair as alt

    chart = bokmal[kind]
    assert list(Draft7Validator(alt.load_schema()).iter_errors(chart.spec)) == []
    assert "url" not in str({name: value for name, value in chart.spec.items() if name != "$schema"})
    drawn = ET.fromstring(drawings[kind])  # noqa: S314 - our own
    assert (drawn.get("width"), drawn.get("role"), drawn.get("lang")) == ("390", "img", "nb")
    assert drawn.get("aria-label") == f"{chart.title}. {chart.description}"
    assert drawn[0].get("fill") == LIGHT.ground


def test_draw_as_broad_and_dark_as_asked(dark: dict[str, Chart]) -> None:
    for chart in dark.values():
        drawn = ET.fromstring(chart.svg())  # noqa: S314 - our own
        assert (drawn.get("width"), drawn[0].get("fill")) == ("900", DARK.ground)
    assert dark["ratios"].png(scale=1).startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", KINDS)
def test_run_nothing_that_a_name_brings(kind: str, bokmal: dict[str, Chart], drawings: dict[str, str]) -> None:
    chart = bokmal[kind]
    shown = chart._repr_mimebundle_()
    assert "<script" not in drawings[kind] + shown["text/html"]
    assert "<figcaption>" in shown["text/html"]
    assert shown["text/html"].count("<tr>") == 1 + len(chart.table.rows)
    assert shown["text/plain"] == str(chart) == f"{chart.title}. {chart.description}"
    if kind in {"ratios", "means", "points"}:
        assert plain(EVIL) in [row[0] for row in chart.table.rows]
        assert "&lt;script&gt;" in shown["text/html"]
        assert "<script>alert" in _written(drawings[kind])


def test_write_numbers_as_the_language_does(drawings: dict[str, str], dark: dict[str, Chart]) -> None:
    assert (BOKMAL.number(-1234567.25, 1), BOKMAL.part(95.25)) == ("−1\u202f234\u202f567,3", "95,3\u00a0%")
    assert (ENGLISH.number(1234.5), ENGLISH.part(0.05), ENGLISH.number(-0.4)) == ("1,235", "0.1%", "0")
    assert [ENGLISH.number(value) for value in (None, float("nan"), float("inf"))] == ["–"] * 3
    assert (ENGLISH.change("5"), ENGLISH.change("−5")) == ("+5", "−5")
    assert "600\u202f000" in _written(drawings["distribution"])
    assert "600,000" in _written(dark["distribution"].svg())


@given(st.floats(-1e15, 1e15), st.integers(0, 3))
def test_write_a_number_that_reads_as_it_was(value: float, decimals: int) -> None:
    told = BOKMAL.number(value, decimals)
    read = float(told.replace("−", "-").replace("\u202f", "").replace(",", "."))
    assert abs(read - value) <= 0.5 * 10**-decimals + abs(value) * 1e-15


@pytest.mark.parametrize("language", ["nb", "nn", "sv"])
def test_say_everything_in_each_language(language: str) -> None:
    words = LANGUAGES[language]
    own = {field.name: getattr(words, field.name) for field in fields(words)}
    english = {field.name: getattr(ENGLISH, field.name) for field in fields(ENGLISH)}
    assert [name for name in own if own[name] == english[name]] == ["below"]
    for name, said in own.items():
        for one, other in zip(
            *((each,) if isinstance(each, str) else each for each in (said, english[name])), strict=True
        ):
            assert {part[1] for part in Formatter().parse(one)} == {part[1] for part in Formatter().parse(other)}, name


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_be_seen_on_its_ground(theme: charts.Theme) -> None:
    for mark in (theme.women, theme.men, theme.quiet, theme.strong, theme.line):
        assert _contrast(mark, theme.ground) >= 3
    for text in (theme.ink, theme.muted, theme.women, theme.men):
        assert _contrast(text, theme.ground) >= 4.5
    assert _contrast(theme.on_women, theme.women) >= 4.5
    assert _contrast(theme.on_men, theme.men) >= 4.5


def test_tell_how_pay_is_spread(bokmal: dict[str, Chart], drawings: dict[str, str]) -> None:
    found = charts.histogram(TABLE, "pay", "sex")
    chart = bokmal["distribution"]
    assert found.women is not None
    bins = [*found.bins_of_women, *found.bins_of_men]
    assert [row[3] for row in chart.table.rows] == [each.n for each in bins]
    assert [row[1] for row in chart.table.rows] == [None if each.open_low else each.low for each in bins]
    assert f"{found.women.n} kvinner har {BOKMAL.number(found.women.mean)}\u00a0kr per år" in chart.description
    low, high = np.quantile(TABLE.column("pay").to_numpy(), (0.25, 0.75))
    # 2 · IQR / ∛300 is between 40,000 and 60,000: the nearest round number is 50,000
    assert 40_000 < 2 * (high - low) / 300 ** (1 / 3) < 60_000
    assert found.step == 50_000
    assert "50\u202f000" in _written(drawings["distribution"])


def test_show_nobody_where_they_are_few() -> None:
    columns: Columns = {"pay": [400.0] * 4 + [500.0] * 12 + [900.0], "sex": ["F"] * 4 + ["M"] * 13}
    found = charts.histogram(pa.table(dict(columns)), "pay", "sex", step=100)
    assert (found.women, found.bins_of_women) == (None, ())
    assert [(each.low, each.high, each.n, each.open_high) for each in found.bins_of_men] == [(500, 600, 13, True)]
    chart = charts.distribution(found)
    assert {row[0] for row in chart.table.rows} == {"Men"}
    assert chart.description.startswith("Women are not shown, being fewer than 5. 13 men are paid 531\u00a0kr")
    assert "Women" not in _written(chart.svg())
    assert chart.description.endswith("500 or more.")
    with pytest.raises(ValueError, match="too short"):
        charts.histogram(pa.table(dict(columns)), "pay", "sex", step=0.001)


def test_order_groups_by_ratio_with_their_intervals(bokmal: dict[str, Chart]) -> None:
    spreads = charts.spreads(TABLE, "pay", "sex", ["group"])
    wanted = sorted(spreads.groups, key=lambda each: each.ratio or 0)
    rows = bokmal["ratios"].table.rows
    assert [row[5:] for row in rows] == [(each.ratio, each.low, each.high) for each in wanted]
    assert [row[1:5] for row in rows] == [(each.women.n, each.men.n, each.women.mean, each.men.mean) for each in wanted]
    said = bokmal["ratios"].description
    assert f"({BOKMAL.part(wanted[0].ratio)})" in said
    assert f"({BOKMAL.part(wanted[-1].ratio)})" in said
    gaps = sorted(group.ratio or 0 for group in pay.gaps(TABLE, "pay", "sex", ["group"]).groups)
    assert sorted(row[5] for row in bokmal["means"].table.rows) == pytest.approx(gaps)


def test_leave_out_groups_of_few_and_say_how_many() -> None:
    columns = {"pay": [4.0, 5.0, 6.0, 5.0, 9.0], "sex": ["F", "F", "M", "M", "F"], "group": ["a", "a", "a", "a", "b"]}
    spreads = charts.spreads(pa.table(columns), "pay", "sex", ["group"])
    one = charts.groups(spreads, least=2)
    assert [row[0] for row in one.table.rows] == ["a"]
    assert "In a women's mean pay is 81.8% of men's (95 % interval" in one.description
    assert one.description.endswith("Groups not shown, with fewer than 2 women or men: 1.")
    none = charts.groups(spreads, show="means")
    assert none.table.rows == ()
    assert none.description == "There is nothing to show. Groups not shown, with fewer than 5 women or men: 2."
    assert "<svg" in none.svg()


def test_draw_the_groups_that_differ_most() -> None:
    chart = charts.groups(charts.spreads(TABLE, "pay", "sex", ["group"]), most=2)
    assert len(chart.table.rows) == len(JOBS)
    assert "Drawn are the 2 groups where pay differs most." in chart.description
    drawn = _written(chart.svg())
    assert sum(str(row[0])[:5] in drawn for row in chart.table.rows) == 2


def test_mark_the_jobs_that_women_dominate(bokmal: dict[str, Chart]) -> None:
    found = jobs()
    chart = bokmal["points"]
    rows = {row[0]: row[1:] for row in chart.table.rows}
    for job in found.jobs:
        n = job.group.women.n + job.group.men.n
        kind = BOKMAL.dominated if job.dominated else BOKMAL.others
        figures = (float(job.points), job.band, n, job.group.share_of_women, job.mean, kind)
        assert rows[plain(job.name)] == figures
    assert "Stillinger: 4, med 240 til 620 poeng" in chart.description
    widest = min((each.percent for each in found.differences if each.comparison != "A"), default=0)
    assert BOKMAL.part(-widest) in chart.description
    few = charts.points(found, least=1000)
    assert (few.table.rows, "Jobs not shown, with fewer than 1000 persons: 4." in few.description) == ((), True)
    assert "<svg" in few.svg()


def test_go_from_mens_mean_to_womens(bokmal: dict[str, Chart]) -> None:
    found = pay.decompose(TABLE, "pay", "sex", TERMS, a="M", b="F")
    two = found.twofold["A"]
    rows = bokmal["two-fold"].table.rows
    assert (rows[0][2], rows[-1][2]) == (found.mean_a, pytest.approx(found.mean_b))
    amounts = {row[0]: row[1] for row in rows[1:-1]}
    own = {
        name: -sum(value for column, value in two.explained.by_column.items() if column.startswith(name))
        for name in ("age", "group")
    }
    assert amounts == pytest.approx({**own, BOKMAL.unexplained: -two.unexplained.total})
    for value in (found.mean_a, found.mean_b, found.gap, two.explained.total, two.unexplained.total):
        assert BOKMAL.number(value) in bokmal["two-fold"].description
    logs = pay.decompose(TABLE, "pay", "sex", TERMS, a="M", b="F", log=True)
    rows = bokmal["three-fold"].table.rows
    assert (rows[0][2], rows[-1][2]) == (exp(logs.mean_a), pytest.approx(exp(logs.mean_b)))
    assert [row[1] for row in rows[-3:-1]] == pytest.approx(
        [100 * (exp(-part.total) - 1) for part in (logs.threefold.coefficients, logs.threefold.interaction)]
    )


def test_gather_the_smallest_terms() -> None:
    found = pay.decompose(TABLE, "pay", "sex", [*TERMS, Number("unit")], a="M", b="F")
    chart = charts.waterfall(found, most=2, names={"group": "Position"})
    assert [row[0] for row in chart.table.rows] == [
        "Men's mean",
        "Position",
        "Other terms (2)",
        "Not explained",
        "Women's mean",
    ]
    assert chart.table.rows[-1][2] == pytest.approx(found.mean_b)


def test_share_out_the_bands(bokmal: dict[str, Chart], drawings: dict[str, str]) -> None:
    found = pay.quartile_bands(TABLE, "pay", "sex").bands
    rows = bokmal["bands"].table.rows
    assert [row[1:4] for row in rows] == [(float(each.women), float(each.men), each.share_of_women) for each in found]
    assert [row[4] for row in rows] == [100 - each.share_of_women for each in found]
    for place in (0, -1):
        assert BOKMAL.part(found[place].share_of_women) in bokmal["bands"].description
        assert BOKMAL.part(found[place].share_of_women) in _written(drawings["bands"])


def test_follow_the_cost_and_tell_what_cannot_be_reached(bokmal: dict[str, Chart]) -> None:
    chart = bokmal["cost"]
    assert chart.table.rows == ((0.0, None, None), (1.0, 900_000.0, 0.6), (3.0, 100_000.0, pytest.approx(0.07)))
    assert chart.description == (
        "Å minske forskjellen til 3,0\u00a0% koster 0,07\u00a0% av lønnsmassen (100\u202f000\u00a0kr per år); "
        "til 1,0\u00a0% koster det 0,60\u00a0% (900\u202f000\u00a0kr per år). "
        "Terskler som ikke kan nås innenfor reglene: 1."
    )
    one = charts.cost(CURVE[:1])
    assert one.description == "To bring the gap down to 1.0% costs 0.60% of the payroll (900,000\u00a0kr)."
    assert charts.cost([]).description == "There is nothing to show."
    with pytest.raises(KeyError, match="share"):
        charts.cost([{"threshold": 0.1, "cost": 1.0}])


@pytest.mark.parametrize("sexes", [[], ["F"] * 12])
def test_draw_also_where_a_sex_or_everybody_is_missing(sexes: list[str]) -> None:
    n = len(sexes)
    table = pa.table(
        {
            "pay": pa.array([400.0 + place for place in range(n)], pa.float64()),
            "sex": pa.array(sexes, pa.string()),
            "group": pa.array([EVIL] * n, pa.string()),
        }
    )
    spread = charts.distribution(charts.histogram(table, "pay", "sex"))
    assert {row[0] for row in spread.table.rows} == {{"F": "Women", "M": "Men"}[sex] for sex in set(sexes)}
    groups = charts.groups(charts.spreads(table, "pay", "sex", ["group"]))
    assert groups.table.rows == ()
    for chart in (spread, charts.points(jobs(table))):
        assert "<script" not in chart.svg()


@settings(max_examples=50)
@given(st.text(max_size=12))
def test_make_any_name_one_line_of_what_is_seen(name: str) -> None:
    told = plain(name)
    assert told
    assert told.isprintable()
    assert plain(told) == told


def test_take_no_moment_to_be_imported() -> None:
    asked = "import sys; from jamn.pay import charts; print(sorted({'altair', 'vl_convert'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
