"""The standard mapping of pay: everything that the library says of a payroll, in one go and safe to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final, TypeVar

import narwhals as nw

from jamn.pay.adjusted import AdjustedGap, adjusted_gap
from jamn.pay.cells import Cut
from jamn.pay.comparisons import PayComparisons, compare
from jamn.pay.conventions import EU, NORWAY_1950, SWEDEN_165, Hours, Period
from jamn.pay.decomposition import Decomposition, decompose
from jamn.pay.disclosure import Layer, Policy
from jamn.pay.engine import at_hand
from jamn.pay.equations import NotEstimable
from jamn.pay.frames import collected, number_of_rows, opened
from jamn.pay.payroll import Payroll
from jamn.pay.release import Release, release
from jamn.pay.terms import Category, Number, Term
from jamn.pay.transparency import THRESHOLD, Indicators, indicators

GROUPING: Final = ("group", "position", "grade")
"""What groups are made of: the first two that the payroll has."""
VARIABLE: Final = ("irregular", "overtime", "bonus")
"""The parts of pay that complement fixed pay."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How a mapping is made by a country's conventions: hours, period of amounts, and the column that is compared."""

    name: str
    hours: Hours
    per: Period
    level: str


PROFILES: Final = {
    "no": Profile("Norway", NORWAY_1950, Period.MONTH, "total"),
    "se": Profile("Sweden", SWEDEN_165, Period.MONTH, "total"),
    "eu": Profile("Directive (EU) 2023/970", EU, Period.HOUR, "hourly"),
}


@dataclass(frozen=True, slots=True)
class PayMapping:
    """The figures of a payroll. Those of groups are released: what could tell of a few persons is hidden.

    `indicators`, `comparisons`, `adjusted` and `decomposition` are None where the payroll cannot carry them, and
    `notes` say why. `indicators` and `comparisons` hold figures of groups that are hidden in `released`: they are for
    those who may see all, and `rows` leaves these out.
    """

    profile: Profile
    n: int
    by: tuple[str, ...]
    released: Release
    indicators: Indicators | None = field(repr=False)
    comparisons: PayComparisons | None = field(repr=False)
    adjusted: AdjustedGap | None
    decomposition: Decomposition | None
    notes: tuple[str, ...]

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """What may be shown, as rows by subject: what `jamn pay` writes."""
        return {name: list(rows(self)) for name, rows in SUBJECTS.items()}


def map_pay(
    payroll: Payroll,
    profile: Profile = PROFILES["no"],
    *,
    threshold: float = THRESHOLD,
    policy: Policy | None = None,
    told: Callable[[str], object] = lambda _: None,
) -> PayMapping:
    """The standard mapping of a payroll. `told` is called with what is being done, as work may be long.

    Groups are those of work of equal value (`group`), and positions in them; where one of these is not there, grades
    take the second place. A numeric grade counts as the points of jobs, each grade as a band. Controls are age, its
    square, seniority and education, as far as they are there, with positions absorbed.
    """
    told("Reading")
    frame, names = _ready(payroll, profile)
    by = tuple(name for name in GROUPING if name in names)[:2]
    notes: list[str] = []
    layers = _layers(names)
    told("Groups, and what may be shown of them")
    released = release(frame, "sex", layers, [Cut(by[: place + 1]) for place in range(len(by))], policy=policy)
    told("Indicators")
    found = _attempt(notes, "indicators", lambda: _indicators(frame, names, profile, by[:1], threshold))
    told("Comparisons of jobs")
    compared = _attempt(notes, "comparisons of jobs", lambda: _compared(frame, names, profile.level, _job(by)))
    told("Adjusted gap")
    controls = _controls(names)
    model: dict[str, Any] = {"absorb": by[-1] if by else None, "log": True}
    gap = _attempt(notes, "adjusted gap", lambda: adjusted_gap(frame, profile.level, "sex", controls, **model))
    told("Decomposition")
    parts = _attempt(
        notes, "decomposition", lambda: decompose(frame, profile.level, "sex", controls, a="M", b="F", **model)
    )
    n = number_of_rows(opened(frame))
    return PayMapping(profile, n, by, released, found, compared, gap, parts, tuple(notes))


def _ready(payroll: Payroll, profile: Profile) -> tuple[Any, list[str]]:
    """The payroll made comparable, at hand when it is small, with variable pay as the sum of its parts."""
    frame = opened(payroll.standardised(profile.hours, per=profile.per))
    names = frame.collect_schema().names()
    parts = [name for name in VARIABLE if name in names]
    if parts:
        summed = nw.col(parts[0])
        for name in parts[1:]:
            summed = summed + nw.col(name)
        frame = frame.with_columns(variable=summed)
    return at_hand(frame.to_native()), [*names, *(["variable"] if parts else [])]


def _layers(names: Sequence[str]) -> list[Layer]:
    """Total pay, its parts fixed and variable, the parts of these; benefits and pay by hour by themselves."""
    layers = [Layer(("total",))]
    parts = tuple(name for name in VARIABLE if name in names)
    if parts:
        layers.append(Layer(("fixed", "variable"), of="total"))
    if len(parts) > 1:
        layers.append(Layer(parts, of="variable"))
    if "benefits" in names:
        layers.append(Layer(("benefits",)))
    return layers


def _controls(names: Sequence[str]) -> list[Term]:
    known: list[tuple[str, list[Term]]] = [
        ("age", [Number("age"), Number("age", 2)]),
        ("seniority", [Number("seniority")]),
        ("education", [Category("education")]),
    ]
    return [term for name, terms in known if name in names for term in terms]


def _indicators(
    frame: Any, names: Sequence[str], profile: Profile, category: Sequence[str], threshold: float
) -> Indicators:
    if "variable" not in names:
        raise ValueError("no complementary or variable pay is in the payroll")
    return indicators(
        frame,
        level=profile.level,
        basic="fixed",
        components="variable",
        category=category,
        sex="sex",
        threshold=threshold,
    )


def _job(by: Sequence[str]) -> str | None:
    """The column of jobs: positions, else groups."""
    return next((name for name in ("position", "group") if name in by), None)


def _compared(frame: Any, names: Sequence[str], level: str, job: str | None) -> PayComparisons:
    if job is None or "grade" not in names:
        raise ValueError("they need jobs and their grades")
    asked = opened(frame).group_by(job).agg(lowest=nw.col("grade").min(), highest=nw.col("grade").max())
    grades: dict[str, Fraction] = {}
    for row in collected(asked).rows(named=True):
        try:
            low, high = Fraction(str(row["lowest"])), Fraction(str(row["highest"]))
        except ValueError:
            raise ValueError(f"the grade of {row[job]} is no number") from None
        grades[str(row[job])] = (low + high) / 2
    order = {points: band for band, points in enumerate(sorted({round(each) for each in grades.values()}), start=1)}
    bands = {name: order[round(each)] for name, each in grades.items()}
    return compare(frame, level, "sex", job, points=grades, bands=bands)


Made = TypeVar("Made")


def _attempt(notes: list[str], what: str, made: Callable[[], Made]) -> Made | None:
    """A figure, or None and a note of why the payroll cannot carry it."""
    try:
        return made()
    except (NotEstimable, ValueError) as problem:
        notes.append(f"No {what}: {problem}.")
        return None


def _of_groups(mapping: PayMapping) -> Iterator[dict[str, Any]]:
    return mapping.released.rows()


def _of_indicators(mapping: PayMapping) -> Iterator[dict[str, Any]]:
    """Article 9 (1) (a) to (e), of the whole, where that may be shown."""
    found, whole = mapping.indicators, mapping.released.tables[0].cells[0]
    if found is None or {"total", "variable"} & whole.hidden.keys():
        return
    yield {"indicator": "a", "what": "gap, %", "value": found.gap}
    yield {"indicator": "b", "what": f"gap of variable pay, over {found.over}, %", "value": found.component_gap}
    yield {"indicator": "c", "what": "median gap, %", "value": found.median_gap}
    yield {
        "indicator": "d",
        "what": f"median gap of variable pay, over {found.over}, %",
        "value": found.median_component_gap,
    }
    yield {"indicator": "e", "what": "women who receive variable pay, %", "value": found.receiving.women}
    yield {"indicator": "e", "what": "men who receive variable pay, %", "value": found.receiving.men}


def _of_bands(mapping: PayMapping) -> Iterator[dict[str, Any]]:
    """Article 9 (1) (f): numbers of persons alone, which may be shown."""
    for band in mapping.indicators.bands.bands if mapping.indicators else ():
        women, men = float(band.women), float(band.men)
        yield {"band": band.number, "women": women, "men": men, "share_of_women": band.share_of_women}


def _of_comparisons(mapping: PayMapping) -> Iterator[dict[str, Any]]:
    """The differences between jobs that may both be shown."""
    job, tables = _job(mapping.by), mapping.released.tables
    cuts = [table.cut for table in tables if table.cut.by[-1:] == (job,)]
    shown = {str(key[-1]) for cut in cuts for key in mapping.released.shown(cut, "total")}
    for each in mapping.comparisons.differences if mapping.comparisons else ():
        if {each.job.name, each.other.name} <= shown:
            yield {
                "comparison": str(each.comparison),
                "job": each.job.name,
                "other": each.other.name,
                "kroner": each.kroner,
                "percent": each.percent,
            }


def _of_the_gap(mapping: PayMapping) -> Iterator[dict[str, Any]]:
    gap = mapping.adjusted
    if gap is not None:
        yield {"what": "women's adjusted pay against men's, %", "value": gap.percent, "error": 100 * gap.error}
        yield {"what": "the same with Kennedy's correction, %", "value": gap.kennedy, "error": 100 * gap.error}


def _of_the_decomposition(mapping: PayMapping) -> Iterator[dict[str, Any]]:
    """The parts by term. Those of single levels could be of single persons, so that levels are gathered."""
    for two in mapping.decomposition.twofold.values() if mapping.decomposition else ():
        for what, part in (("explained", two.explained), ("unexplained", two.unexplained)):
            yield {"reference": two.source, "part": what, "term": "", "value": part.total, "error": part.error}
            terms: dict[str, float] = {}
            for column, value in part.by_column.items():
                term = column.partition("=")[0]
                terms[term] = terms.get(term, 0.0) + value
            for term, value in terms.items():
                error = part.errors.get(term)
                yield {"reference": two.source, "part": what, "term": term, "value": value, "error": error}


def _of_merges(mapping: PayMapping) -> Iterator[dict[str, Any]]:
    for table in mapping.released.tables:
        for merge in table.merges:
            family = " / ".join(map(str, merge.keys[0][:-1]))
            names = ", ".join(str(key[-1]) for key in merge.keys)
            yield {"in": family, "groups to merge": names, "women": merge.women, "men": merge.men}


def _of_notes(mapping: PayMapping) -> Iterator[dict[str, Any]]:
    sentences = [*mapping.notes, *(mapping.adjusted.warnings if mapping.adjusted else ())]
    sentences += list(mapping.decomposition.sentences()) if mapping.decomposition else []
    yield from ({"note": sentence} for sentence in sentences)


SUBJECTS: Final[dict[str, Callable[[PayMapping], Iterator[dict[str, Any]]]]] = {
    "groups": _of_groups,
    "indicators": _of_indicators,
    "bands": _of_bands,
    "comparisons": _of_comparisons,
    "adjusted gap": _of_the_gap,
    "decomposition": _of_the_decomposition,
    "merges": _of_merges,
    "notes": _of_notes,
}
