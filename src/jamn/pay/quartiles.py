"""The quartiles of women's and men's pay in groups: how far apart those in the middle are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from jamn.pay.frames import HUNDREDTHS, MEN, WOMEN, opened
from jamn.pay.placed import SIDES, Placed


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
    placed = Placed(opened(data, pay, sex, *by), by, [pay], (sex, woman, man))
    grouping = placed.grouping(by)
    amounts = placed.ranked(pay, grouping.cells)
    n, parts = amounts.n.tolist(), [amounts.quantile(share).tolist() for share in SHARES]
    found = [
        Quartiles(key, value, n[cell], *(part[cell] / HUNDREDTHS for part in parts))
        for key, place in zip(grouping.keys, grouping.places.tolist(), strict=True)
        for value, side in ((woman, WOMEN), (man, MEN))
        if n[cell := SIDES * place + side]
    ]
    return GroupQuartiles(tuple(by), pay, tuple(found))


SHARES: Final = (0.25, 0.5, 0.75)
