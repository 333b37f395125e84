"""How fast the statistics of pay are, in a process for each size so that memory can be told: `make bench PARTS=pay`.

The reference is one scan by DuckDB of the columns that are used, in the same run. Other libraries are measured beside
when they are installed; none is needed. JAMN_BENCH_ROWS names the large sizes (10000000 when it is not set).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tools.bench.payroll import write_payroll, write_workbook
from tools.bench.rows import Row, seconds, tell

OFFICE = 15_000
LARGE = 10_000_000
COLUMNS = ("sex", "age", "seniority", "education", "position", "unit", "fixed")
MEANINGS = (
    *("person", "sex", "age", "seniority", "education", "position", "group", "unit", "grade", "fte"),
    *("fixed", "irregular", "overtime", "bonus"),
)
MEBIBYTE = 2**10
"""Of what `getrusage` counts in."""


def main() -> None:
    """Print some rows of one size (what is measured and its file are the arguments), or of everything."""
    if len(sys.argv) > 1:
        for row in MEASURED[sys.argv[1]](Path(sys.argv[2])):
            tell(row)
        return
    sizes = [int(each) for each in os.environ.get("JAMN_BENCH_ROWS", str(LARGE)).split()]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_payroll(folder / "office.parquet", OFFICE)
        write_workbook(folder / "office.xlsx", OFFICE)
        _apart("office", folder / "office.parquet")
        for n in sizes:
            path = write_payroll(folder / f"{n}.parquet", n)
            for what in ("regression", "groups", "mapping"):
                _apart(what, path)
            path.unlink()


def _apart(what: str, path: Path) -> None:
    """Measure in a process of its own, so that its memory can be told."""
    subprocess.run([sys.executable, "-m", "tools.bench.pay", what, str(path)], check=True)


def _opened(path: Path) -> Any:
    import duckdb

    duckdb.execute("SET threads = 2")
    return duckdb.read_parquet(str(path))


def _payroll(data: Any) -> Any:
    from jamn import pay

    return pay.Payroll(data, {name: name for name in MEANINGS}, full_time=("fixed",))


def _controls(*, education: bool = True) -> list[Any]:
    from jamn.pay import Number

    numbers = [Number("age"), Number("age", 2), Number("seniority"), Number("seniority", 2)]
    return [*numbers, *([Number("education")] if education else [])]


def _scanned(data: Any, columns: tuple[str, ...]) -> Callable[[], object]:
    """One look at some columns, all of which must be read."""
    asked = ", ".join(f"sum(({name} = 'F')::INT)" if name == "sex" else f"sum({name})" for name in columns)
    return lambda: data.aggregate(asked).fetchall()


def _office(path: Path) -> Iterator[Row]:
    """15,000 persons: the standard mapping, each figure, the remedy, an import; and other libraries."""
    from jamn import pay

    payroll = _payroll(_opened(path))
    frame = _held(payroll)
    yield Row(f"Pay: {OFFICE:,} persons, warm")
    yield Row("standard mapping, from the file", seconds(lambda: pay.map_pay(payroll)), 0.5)
    for name, made in _figures(frame).items():
        made()
        yield Row(f"  {name}", seconds(made), 0.1)
    for name, made, most in _remedies(frame):
        made()
        yield Row(f"  {name}", seconds(made), most)
    workbook = path.with_suffix(".xlsx")
    yield Row("Excel with personal numbers, read and checked", seconds(lambda: pay.read_payroll(workbook).checked()), 3)
    yield from _others(frame)


def _held(payroll: Any) -> Any:
    import duckdb

    return duckdb.from_arrow(payroll.standardised().to_arrow_table())


def _figures(frame: Any) -> dict[str, Callable[[], object]]:
    from jamn import pay

    controls = [*_controls(education=False), pay.Category("education")]
    layers = [pay.Layer(("total",)), pay.Layer(("irregular", "overtime", "bonus"))]
    cuts = [pay.Cut(("group",)), pay.Cut(("group", "position"))]
    return {
        "five components by position": lambda: pay.components(
            frame, ["total", "fixed", "irregular", "overtime", "bonus"], "sex", ["position"]
        ),
        "indicators of article 9": lambda: pay.indicators(
            frame, level="hourly", basic="fixed", components="bonus", category=["group"], sex="sex"
        ),
        "quartile bands": lambda: pay.quartile_bands(frame, "hourly", "sex"),
        "adjusted gap, HC1 and clusters": lambda: pay.adjusted_gap(
            frame, "fixed", "sex", controls, absorb="position", cluster="unit"
        ),
        "decomposition, six references": lambda: pay.decompose(
            frame, "fixed", "sex", controls, a="M", b="F", log=True, absorb="position"
        ),
        "released by group and position": lambda: pay.release(frame, "sex", layers, cuts),
    }


def _remedies(frame: Any) -> Iterator[tuple[str, Callable[[], object], float]]:
    from jamn import pay

    controls = [*_controls(education=False), pay.Category("education")]
    who: dict[str, Any] = {"controls": controls, "absorb": "position", "threshold": 0.01}
    yield "cheapest raises, gap to 1 %", lambda: pay.cheapest_raises(frame, "fixed", "sex", **who), 0.05
    rules: dict[str, Any] = {"category": "position", "category_threshold": 0.05, "cap": 0.25}
    yield "the same under category rules", lambda: pay.cheapest_raises(frame, "fixed", "sex", **who, **rules), 1
    yield (
        "cost curve of eleven thresholds",
        lambda: pay.cost_curve(frame, "fixed", "sex", who["controls"], absorb="position"),
        1,
    )


def _others(frame: Any) -> Iterator[Row]:
    """What a statistician would use instead, as far as it is installed."""
    held = frame.df()
    yield Row("  for scale: pandas, mean and median by position", seconds(lambda: _in_pandas(held)))
    if find_spec("statsmodels"):
        yield Row("  for scale: statsmodels, the regression", seconds(lambda: _in_statsmodels(held), 1))
    if find_spec("pyfixest"):
        yield Row("  for scale: pyfixest, the regression", seconds(lambda: _in_pyfixest(held)))


def _in_pandas(held: Any) -> object:
    return held.groupby(["position", "sex"])["total"].agg(["size", "mean", "median"])


MODEL = "{outcome} ~ woman + age + age2 + seniority + seniority2 + education"


def _prepared(held: Any) -> Any:
    import numpy as np

    own = held[["age", "seniority", "education", "position", "unit"]].astype({"education": float})
    return own.assign(
        logarithm=np.log(held["fixed"]),
        woman=(held["sex"] == "F").astype(float),
        age2=held["age"] ** 2,
        seniority2=held["seniority"] ** 2,
    )


def _in_statsmodels(held: Any) -> object:
    import statsmodels.formula.api as formulas

    model = formulas.ols(MODEL.format(outcome="logarithm") + " + C(position)", _prepared(held))
    return model.fit(cov_type="HC1")


def _in_pyfixest(held: Any) -> object:
    import pyfixest

    return pyfixest.feols(MODEL.format(outcome="logarithm") + " | position", _prepared(held), vcov="HC1")


TIMES = 3
"""How often what takes seconds is measured."""


def _regression(path: Path) -> Iterator[Row]:
    """A nation's adjusted gap, against one scan of the same columns."""
    from jamn import pay
    from jamn.pay import compiled

    data, n = _opened(path), int(path.stem)
    yield Row(f"Pay: {n:,} persons, from Parquet")
    scan = seconds(_scanned(data, COLUMNS), TIMES)
    yield Row("reference: a scan of the regression's seven columns", scan)
    for way, most in (("loops compiled by Numba", compiled.MANY), ("NumPy alone", n + 1)):
        with patch.object(compiled, "MANY", most):
            adjusted = partial(pay.adjusted_gap, data, "fixed", "sex", _controls(), absorb="position", cluster="unit")
            adjusted()
            gap = seconds(adjusted, TIMES)
        yield Row(f"adjusted gap, HC1 and clusters: {way}", gap)
        yield Row("  … to the scan", gap / scan, 4, unit="×")
    yield Row("  … memory of the process", _memory(), 1024 if n <= LARGE else None, unit="M")


def _groups(path: Path) -> Iterator[Row]:
    """A nation's means, medians and quartiles by position and sex, against scans of its columns."""
    from jamn import pay

    data = _opened(path)
    scan = seconds(_scanned(data, COLUMNS), TIMES)
    few = seconds(_scanned(data, ("sex", "position", "fixed")), TIMES)
    yield Row("reference: a scan of the groups' three columns", few)
    for what, made in (
        ("means and medians by position and sex, and of all", lambda: pay.gaps(data, "fixed", "sex", ["position"])),
        ("quartiles by position and sex", lambda: pay.quartiles(data, "fixed", "sex", ["position"])),
    ):
        took = seconds(made, TIMES)
        yield Row(what, took)
        yield Row("  … to the scan of seven columns", took / scan, 2, unit="×")
        yield Row("  … to that of three", took / few, 2, unit="×")


def _mapping(path: Path) -> Iterator[Row]:
    """A nation's whole mapping."""
    from jamn import pay

    payroll = _payroll(_opened(path))
    yield Row("standard mapping, from the file", seconds(lambda: pay.map_pay(payroll), 1))
    yield Row("  … memory of the process", _memory(), 2048, unit="M")


MEASURED: dict[str, Callable[[Path], Iterator[Row]]] = {
    "office": _office,
    "regression": _regression,
    "groups": _groups,
    "mapping": _mapping,
}


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEBIBYTE


if __name__ == "__main__":
    main()
