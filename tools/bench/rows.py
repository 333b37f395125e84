"""What is measured, and how it is shown."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

BEST_OF = 5


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, its figure, the most it may be. Without a figure it is a heading."""

    name: str
    figure: float | None = None
    most: float | None = None
    unit: str = "s"


def seconds(run: Callable[[], object], times: int = BEST_OF) -> float:
    """The best of some runs."""
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - began)
    return best


def p95(run: Callable[[], object], times: int = 40, rounds: int = BEST_OF) -> float:
    """What 95 % of the runs stay below; the best of five such rounds, since the machines are noisy."""
    return min(_p95(run, times) for _ in range(rounds))


def _p95(run: Callable[[], object], times: int) -> float:
    return statistics.quantiles([seconds(run, 1) for _ in range(times)], n=20)[-1]


def tell(row: Row) -> None:
    """Pass a row on to the process that shows them."""
    print(json.dumps(asdict(row)), flush=True)


def show(rows: Iterable[Row], reference: float) -> int:
    """Print the rows as they come. Returns how many are over what they may be."""
    over = 0
    print(f"{'':58}{'best':>10}{'÷ loop':>9}{'at most':>10}", flush=True)
    for row in rows:
        if row.figure is None:
            print(f"\n{row.name}", flush=True)
            continue
        ratio = f"{row.figure / reference:.2f}" if row.unit == "s" else ""
        most = f"{row.most:g} {row.unit}" if row.most is not None else ""
        too_much = row.most is not None and row.figure > row.most
        over += too_much
        figure = f"{row.figure:.3f}" if row.unit in {"s", "×"} else f"{row.figure:g}"
        mark = "  over" if too_much else ""
        print(f"{row.name:58}{figure:>8} {row.unit:1}{ratio:>9}{most:>10}{mark}", flush=True)
    return over
