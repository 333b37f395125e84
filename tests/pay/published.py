"""What others have printed of pay data that lies in the folder `JAMN_PAY`, each as our own library gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import exp
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw

from jamn import pay
from jamn.pay import Category, Fit, Is, Number, Product, Term

Figures = Iterator[tuple[str, float]]


def _read(folder: Path, name: str) -> Any:
    return duckdb.read_csv(str(folder / f"{name}.csv"))


def _numbers(*columns: str) -> list[Term]:
    return [Number(column) for column in columns]


def _told(fit: Fit, model: str, what: str = "se") -> Figures:
    """Coefficients, errors and share explained of a model."""
    for name in fit.names:
        if what == "se":
            yield f"{model} b:{name}", fit.coefficient(name)
        yield f"{model} {what}:{name}", fit.error(name)
    yield f"{model} R2", fit.r2


def wage1(folder: Path) -> Figures:
    """Wooldridge's wages of 1976."""
    data = _read(folder, "wage1")
    yield from _told(pay.least_squares(data, "wage", _numbers("female", "educ", "exper", "tenure")), "eq7.4")
    yield from _told(pay.least_squares(data, "wage", _numbers("female")), "eq7.5")
    squares = ("educ", "exper", "expersq", "tenure", "tenursq")
    fit = pay.least_squares(data, "lwage", _numbers("female", *squares))
    yield from _told(fit, "ex7.5")
    yield "ex7.5 exact gap exp(b)-1", exp(fit.coefficient("female")) - 1
    married = nw.from_native(data).with_columns(
        marrmale=(1 - nw.col("female")) * nw.col("married"),
        marrfem=nw.col("female") * nw.col("married"),
        singfem=nw.col("female") * (1 - nw.col("married")),
    )
    terms = _numbers("marrmale", "marrfem", "singfem", *squares)
    yield from _told(pay.least_squares(married.to_native(), "lwage", terms), "ex8.1")
    for errors in ("HC0", "HC1"):
        fit = pay.least_squares(married.to_native(), "lwage", terms, errors=errors)
        yield from _told(fit, "ex8.1", f"robust se ({errors})")


def cps78_85(folder: Path) -> Figures:
    """How the gap changed from 1978 to 1985."""
    terms = [
        *_numbers("y85", "educ", "exper", "expersq", "union", "female"),
        Product(Number("y85"), Number("educ")),
        Product(Number("y85"), Number("female")),
    ]
    for name, figure in _told(pay.least_squares(_read(folder, "cps78_85"), "lwage", terms), "ex13.2"):
        yield name.replace(" × ", ":").replace("ex13.2 R2", "R2"), figure


def salaries(folder: Path) -> Figures:
    """American professors."""
    data = _read(folder, "salaries")
    men = Is("sex", "Male", "male")
    plain = pay.least_squares(data, "salary", [men])
    yield "female mean", plain.coefficient("Intercept")
    yield "unadj male-female", plain.coefficient("male")
    controls = [Category("rank"), Category("discipline"), *_numbers("yrs_since_phd", "yrs_service")]
    fit = pay.least_squares(data, "salary", [*controls, men])
    yield "adj male", fit.coefficient("male")
    yield "adj male se", fit.error("male")
    yield "R2", fit.r2


def cornwell_rupert(folder: Path) -> Figures:
    """Greene's panel of 595 persons over seven years."""
    data = _read(folder, "cornwell_rupert")
    yes = ("bluecol", "south", "smsa", "married", "union", "black")
    terms = [Number("exp"), Number("exp", 2), *_numbers("wks", "ind", "ed", *yes), Is("sex", "female", "fem")]
    fit = pay.least_squares(data, "lwage", terms)
    yield "fem b", fit.coefficient("fem")
    yield "fem se", fit.error("fem")
    clustered = pay.least_squares(data, "lwage", terms, cluster="id", errors="cluster")
    yield "fem cluster se", clustered.error("fem")


TRAINING = (17, 15, 14, 15, 13, 12, 11, 7)
"""Years of training for the codes from 1."""
WEEKLY = 40
"""The weekly hours that most in the example have."""


def logib(folder: Path) -> Figures:
    """The example payroll of the Swiss federal tool, prepared as its method says: 280 persons are in the population."""
    training: Any = nw.lit(0)
    for code, years in enumerate(TRAINING, start=1):
        training = nw.when(nw.col("training") == code).then(nw.lit(years)).otherwise(training)
    by_rate = nw.col("weekly_hours") * nw.col("activity_rate") / (100 * WEEKLY)
    by_hours = 12 * nw.col("paid_hours") / (52 * WEEKLY)
    full_time = nw.when(nw.col("paid_hours") > 0).then(by_hours).otherwise(by_rate)
    paid = nw.col("basic_wage") + nw.col("allowances") + nw.col("monthly_wage_13") + nw.col("special_payments")
    frame = nw.from_native(_read(folder, "logib_example")).filter(nw.col("population") == 1)
    frame = frame.with_columns(years_of_training=training, standardised_salary=paid / full_time)
    experience = nw.col("age") - nw.col("years_of_training") - 6
    frame = frame.with_columns(
        years_of_earning=nw.when(experience > 0).then(experience).otherwise(0), skill_level="level_of_requirements"
    )
    gap = pay.logib(frame.to_native())
    assert gap.kennedy is not None
    yield from (("coef F", gap.difference), ("se F", gap.error), ("df", gap.fit.df), ("R2", gap.fit.r2))
    yield from (("|t|", abs(gap.difference / gap.error)), ("Kennedy", gap.kennedy / 100))


def chicago(folder: Path) -> Figures:
    """Hourly pay in Chicago by place of birth: the vignette of R's oaxaca."""
    education = ("LTHS", "some_college", "college", "advanced_degree")
    data = nw.from_native(_read(folder, "chicago")).with_columns(real_wage=nw.col("ln_real_wage").exp())
    chosen: Any = nw.lit("high_school")
    for level in education:
        chosen = nw.when(nw.col(level) == 1).then(nw.lit(level)).otherwise(chosen)
    data = data.with_columns(education=chosen)
    terms = [*_numbers("age", "female"), Category("education", base="high_school")]
    found = pay.decompose(data.to_native(), "real_wage", "foreign_born", terms, a=0, b=1)
    yield from (("n A", found.n_a), ("n B", found.n_b), ("yA", found.mean_a), ("yB", found.mean_b), ("gap", found.gap))
    for name in ("endowments", "coefficients", "interaction"):
        part = getattr(found.threefold, name)
        yield f"threefold:{name}", part.total
        yield f"threefold SE delta vs their bootstrap (15% tol):{name}", part.error
    named = {
        "w0": "B",
        "w1": "A",
        "w.5": "half",
        "cotton": "size",
        "neumark": "pooled",
        "jann pooled+group": "pooled with group",
    }
    for name, reference in named.items():
        two = found.twofold[reference]
        yield f"twofold {name} explained", two.explained.total
        yield f"twofold {name} unexplained", two.unexplained.total
        yield f"twofold {name} unexpl A", two.unexplained_a.total
        yield f"twofold {name} unexpl B", two.unexplained_b.total
    for name, column in (("age", "age"), ("female", "female"), ("college", "education=college")):
        yield f"neumark unexplA {name}", found.twofold["pooled"].unexplained_a.by_column[column]
        yield f"neumark unexplB {name}", found.twofold["pooled"].unexplained_b.by_column[column]
    less = found.names.index("education=LTHS")
    yield "x.mean.diff LTHS", found.means_a[less] - found.means_b[less]
    age = found.names.index("age")
    yield "beta.diff age", found.coefficients_a[age] - found.coefficients_b[age]


def ccard(folder: Path) -> Figures:
    """A check of numbers against Stata's oaxaca."""
    found = pay.decompose(_read(folder, "ccard"), "AVGEXP", "OWNRENT", _numbers("AGE", "INCOME", "INCOMESQ"), a=1, b=0)
    three, two = found.threefold, found.twofold["pooled with group"]
    parts = (three.endowments.total, three.coefficients.total, three.interaction.total, found.gap)
    yield from ((f"threefold (char, coef, inter, gap):{name}", part) for name, part in zip("abcd", parts, strict=True))
    both = (two.unexplained.total, two.explained.total, found.gap)
    yield from ((f"twofold pooled (unexpl, expl, gap):{name}", part) for name, part in zip("abc", both, strict=True))


DATASETS: dict[str, Callable[[Path], Figures]] = {
    "wage1": wage1,
    "cps78_85": cps78_85,
    "salaries": salaries,
    "cornwell_rupert": cornwell_rupert,
    "logib": logib,
    "chicago": chicago,
    "ccard": ccard,
}
