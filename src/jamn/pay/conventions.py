"""How pay of part of a year, or of part of a position, becomes pay that can be compared: conventions, each by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

COMPONENTS: Final = ("fixed", "irregular", "overtime", "bonus", "benefits")
"""The parts of pay: avtalt lønn, uregelmessige tillegg, overtid, bonus, naturalytelser."""
CASH: Final = ("fixed", "irregular", "overtime", "bonus")
"""Sum kontante ytelser. Benefits in kind are reported beside it."""
WEEKS: Final = 52
MONTHS: Final = 12


class Period(StrEnum):
    """What time an amount is for."""

    HOUR = "hour"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Hours:
    """How a year's full-time pay becomes pay by hour: `weekly` hours of full time are `yearly` hours.

    Who has other weekly hours of full time has as many more or fewer in the year. `of` are the components that pay by
    hour is made of.
    """

    name: str
    weekly: float
    yearly: float
    of: tuple[str, ...]
    source: str

    def at(self, weekly: float) -> Hours:
        """The same convention where full time is another number of hours a week. Raises `ValueError` for none."""
        if not weekly > 0:
            raise ValueError(f"full time cannot be {weekly} hours a week")
        return replace(
            self, name=f"{self.name}, {weekly:g} h", weekly=weekly, yearly=self.yearly / self.weekly * weekly
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.weekly:g} hours a week are {self.yearly:g} hours a year"


NORWAY_1950: Final = Hours(
    "Norwegian 1950 hours", 37.5, 37.5 * WEEKS, ("fixed",), "Convention of Norwegian tariff agreements: 52 × 37.5"
)
NORWAY_1846: Final = Hours(
    "Norwegian 1846 hours",
    35.5,
    35.5 * WEEKS,
    ("fixed",),
    "Convention of Norwegian tariff agreements: 52 × 35.5, shifts",
)
SWEDEN_165: Final = Hours(
    "Swedish 165 hours", 40, 165 * MONTHS, ("fixed",), "Convention of Swedish municipal agreements: month ÷ 165"
)
SWEDEN_175: Final = Hours(
    "Swedish 175 hours", 40, 175 * MONTHS, ("fixed",), "Convention of Swedish private agreements: month ÷ 175"
)
EU: Final = Hours(
    "EU pay level",
    40,
    40 * WEEKS,
    COMPONENTS,
    "Directive (EU) 2023/970, art. 3 (1) (a) and (b); the hours are a convention: 52 × 40",
)
UK: Final = Hours(
    "UK hourly pay",
    37.5,
    37.5 * MONTHS * 30.44 / 7,
    ("fixed", "irregular", "bonus"),
    "SI 2017/172, reg. 6 and 7: month × 7 / 30.44 ÷ weekly hours, without overtime and benefits in kind",
)
HOURS: Final = {each.name: each for each in (NORWAY_1950, NORWAY_1846, SWEDEN_165, SWEDEN_175, EU, UK)}
"""Every convention by its name."""

WOMAN: Final = frozenset({"f", "k", "w", "kvinne", "kvinner", "kvinna", "kvinnor", "female", "woman", "women"})
"""What files write for a woman (bokmål, nynorsk, Swedish, English), in small letters."""
MAN: Final = frozenset({"m", "mann", "menn", "man", "män", "male", "men"})
"""What they write for a man. Whatever else they write is no known sex: shown, and never dropped."""
