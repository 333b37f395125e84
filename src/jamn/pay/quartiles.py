"""The quartiles of women's and men's pay in groups: how far apart those in the middle are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import narwhals as nw

from jamn.pay.frames import HUNDREDTHS, collected, hundredths, opened
from jamn.pay.groups import in_order


@dataclass(frozen=True, slots=True)
class Quartiles:
    """A sex in a group: how many, and the pay that a quarter, half and three quarters of them do not exceed."""

    key: tuple[Any, ...]
    sex: Any
    n: int
    lower: float
    median: float
    upper: float


@dataclass(frozen=True, slots=True)
class GroupQuartiles:
    """The quartiles of each group and sex, in the order of the keys. They are of every single cell: for those who may
    see all."""

    by: tuple[str, ...]
    pay: str
    cells: tuple[Quartiles, ...]
    method: str = "Between two amounts in proportion (type 7 of Hyndman and Fan 1996), on whole hundredths"

    def rows(self) -> Iterator[dict[str, Any]]:
        """A row for each group and sex."""
        for cell in self.cells:
            figures = {"n": cell.n, "lower": cell.lower, "median": cell.median, "upper": cell.upper}
            yield {**dict(zip(self.by, cell.key, strict=True)), "sex": cell.sex, **figures}


def quartiles(
    data: Any, pay: str, sex: str, by: Sequence[str] = (), *, woman: Any = "F", man: Any = "M"
) -> GroupQuartiles:
    """The quartiles by any columns of any dataframe, of women and men who have pay; of the whole when by none.

    Source: Hyndman and Fan (1996), The American Statistician 50(4). Raises `KeyError` for columns that are not there.
    """
    frame = opened(data, pay, sex, *by)
    keys = [f"key_{place}" for place in range(len(by))]
    cells = frame.filter(nw.col(sex).is_in([woman, man]) & ~nw.col(pay).is_null()).select(
        *(nw.col(name).alias(key) for name, key in zip(by, keys, strict=True)),
        sex=nw.col(sex),
        amount=hundredths(nw.col(pay)),
    )
    amount = nw.col("amount")
    asked = {name: amount.quantile(share, interpolation="linear") for name, share in SHARES.items()}
    answer = collected(cells.group_by(*keys, "sex").agg(nw.len().alias("n"), **asked)).to_arrow().to_pylist()
    found = [
        Quartiles(
            tuple(row[key] for key in keys), row["sex"], row["n"], *(float(row[name]) / HUNDREDTHS for name in SHARES)
        )
        for row in answer
    ]
    return GroupQuartiles(tuple(by), pay, tuple(sorted(found, key=lambda cell: (in_order(cell.key), str(cell.sex)))))


SHARES: Final = {"lower": 0.25, "median": 0.5, "upper": 0.75}
