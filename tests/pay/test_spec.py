"""The manual of methods is what the library does: every example of `docs/method/`, on every engine, and by hand."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from jamn import pay
from tests.pay.published import DATASETS
from tests.pay.spec import Example, Figure, hand, plain
from tests.pay.spec.contents import PUBLISHED
from tests.pay.spec.manual import CHAPTERS, FOLDER, pages
from tests.pay.spec.references import REFERENCES

ENGINES: dict[str, Callable[[pa.Table], Any]] = {
    "pyarrow": lambda held: held,
    "duckdb": duckdb.from_arrow,
    "pandas": lambda held: held.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": pl.from_arrow,
}
EXACT = 1e-9
"""How near the library must be to the arithmetic, as a share; what is printed is near to half its last digit."""


def _tried() -> Iterator[Any]:
    """Each example on each engine; PyArrow's tables, which DuckDB asks, once for each thing that is called."""
    for chapter in CHAPTERS:
        called: set[str] = set()
        for example in chapter.examples:
            new = set(re.findall(r"\.(\w+)\(", example.given + example.code)) - called
            called |= new
            engines = [engine for engine in ENGINES if engine != "pyarrow" or new] if example.tables else ["no table"]
            for engine in engines:
                yield pytest.param(example, engine, id=f"{chapter.name}: {example.title} ({engine})")


def _asked(example: Example, engine: str, folder: Path) -> dict[str, Any]:
    """The names that an example's code leaves behind."""
    if example.file:
        (folder / example.file[0]).write_text(example.file[1], encoding="utf-8")
    names: dict[str, Any] = {name: ENGINES[engine](each.arrow()) for name, each in example.tables.items()}
    names |= {"pay": pay, "date": date, "rows": _rows, "folder": folder}
    exec(f"{example.given}\n{example.code}", names)  # noqa: S102 - our own examples
    return names


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the examples' files are."""
    return tmp_path_factory.mktemp("spec")


@pytest.mark.parametrize(("example", "engine"), list(_tried()))
def test_give_what_is_printed_and_reckoned_by_hand(example: Example, engine: str, folder: Path) -> None:
    if example.refused:
        with pytest.raises((ValueError, KeyError)) as refusal:
            _asked(example, engine, folder)
        assert _said(refusal.value).startswith(example.refused)
        return
    names = _asked(example, engine, folder)
    by_hand, _ = hand.steps(example.by_hand)
    for figure in example.figures:
        _agree(figure, eval(figure.code, names), by_hand)  # noqa: S307 - our own examples


def _rows(frame: Any) -> list[dict[str, Any]]:
    """The rows of any engine's table."""
    held: list[dict[str, Any]] = nw.from_native(frame).lazy().collect("pyarrow").to_native().to_pylist()
    return held


def _said(error: BaseException) -> str:
    return str(error.args[0]) if isinstance(error, KeyError) else str(error)


def _agree(figure: Figure, found: Any, names: Mapping[str, float]) -> None:
    if not figure.by_hand:
        assert told(found) == figure.value, figure.code
        return
    reckoned = hand.reckoned(figure.by_hand, names)
    assert float(found) == pytest.approx(reckoned, rel=EXACT, abs=1e-11), figure.code
    assert _rounds_to(float(found), figure.value), (figure.code, found)


def told(found: Any) -> str:
    """A count, a word, or several, as the manual prints them."""
    if found is None:
        return "none"
    if isinstance(found, bool):
        return "yes" if found else "no"
    if isinstance(found, Mapping):
        return ", ".join(f"{told(key)}: {told(value)}" for key, value in found.items()) or "nothing"
    if isinstance(found, tuple | list | set | frozenset):
        return ", ".join(map(told, sorted(found) if isinstance(found, set | frozenset) else found)) or "nothing"
    if isinstance(found, float | Fraction):
        assert found == int(found), f"{found} is printed with its arithmetic only"
        return told(int(found))
    return f"{found:,}".replace(",", " ").replace("-", "−") if isinstance(found, int) else str(found)


def _rounds_to(number: float, printed: str) -> bool:
    """Whether a printed number is another, rounded to its digits."""
    written = Decimal(plain(printed))
    exponent = written.as_tuple().exponent
    assert isinstance(exponent, int)
    return abs(Decimal(number) - written) <= Decimal(10) ** exponent / 2 * (1 + Decimal(EXACT))


def test_say_how_every_number_of_an_example_is_found() -> None:
    """No number with decimals is taken from the library's word alone."""
    bare = [
        figure
        for chapter in CHAPTERS
        for example in chapter.examples
        for figure in example.figures
        if not figure.by_hand and re.search(r"\d\.\d", figure.value)
    ]
    assert bare == []


@pytest.mark.parametrize(
    "example", [each for chapter in CHAPTERS for each in chapter.examples if each.by_hand], ids=lambda each: each.title
)
def test_print_what_the_steps_come_to(example: Example) -> None:
    wrong = [line for line, value, printed in hand.steps(example.by_hand)[1] if not _rounds_to(value, printed)]
    assert wrong == []


def test_know_students_t_as_tables_print_it() -> None:
    # as any table has it
    printed = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 9: 2.262, 10: 2.228, 30: 2.042}
    assert {freedom: round(hand.quantile(0.975, freedom), 3) for freedom in printed} == printed
    assert hand.tail(2.228139, 10) == pytest.approx(0.05, abs=1e-7)


def test_keep_the_manual_as_the_spec_says() -> None:
    """`make docs` prints it anew."""
    printed = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert printed == pages()


def test_print_no_code_over_two_lines() -> None:
    halves = [
        line for text in pages().values() for line in text.splitlines() if line.count("`") % 2 and "```" not in line
    ]
    assert halves == []


def test_cite_every_reference_and_no_other() -> None:
    assert {source for chapter in CHAPTERS for source in chapter.sources} == set(REFERENCES)


def test_count_the_published_figures() -> None:
    assert {each.name for each in PUBLISHED} == set(DATASETS)
    assert sum(each.figures for each in PUBLISHED) == 147
    expected = Path(os.environ.get("JAMN_PAY", "no such folder")) / "expected.csv"
    if expected.exists():
        names = [line.split(",")[0] for line in expected.read_text(encoding="utf-8").splitlines()[1:]]
        assert {each.name: each.figures for each in PUBLISHED} == {name: names.count(name) for name in set(names)}
