"""Sex and age from the numbers that persons have in Norway and Sweden, which a keyed pseudonym then replaces.

No message, no object and no log holds a number: what cannot be read is counted, and told by its row alone.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from jamn.pay.reading.unreadable import UnreadablePayroll, shown

LENGTH: Final = 24
"""Hexadecimal digits of a pseudonym, 96 bits: among a nation's persons no two get the same."""
SHORTEST_KEY: Final = 16
"""Bytes of a key. All numbers of persons can be tried out against a key that can be guessed."""
SAMPLE: Final = 1000
"""By so many numbers of a column it is told which country's they are."""
_DAY = "(?:0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])"
_MONTH = "(?:0[1-9]|1[0-2]|4[1-9]|5[0-2]|8[1-9]|9[0-2])"
_SWEDISH = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"
LIKELY: Final = (
    rf"(?:^|[^0-9])(?:{_DAY}{_MONTH}[0-9]{{2}}[ -]?[0-9]{{5}}"
    rf"|(?:19|20)[0-9]{{2}}{_SWEDISH}[-+ ]?[0-9]{{4}}|[0-9]{{2}}{_SWEDISH}[-+][0-9]{{4}})(?:[^0-9]|$)"
)
"""What seems to be the number of a person, right or not: it begins with a date. 11 digits in Norway, else Swedish."""
PERHAPS: Final = "^[0-9]{10}$"
"""What may be one if its check digit is right."""


@dataclass(frozen=True, slots=True)
class Identified:
    """The persons of a column: pseudonym, sex and date of birth of each row, and where the number is none."""

    pseudonyms: pa.Array
    sex: pa.Array
    born: pa.Array
    invalid: pa.Array

    def __repr__(self) -> str:
        return f"{len(self.pseudonyms)} persons"


@dataclass(frozen=True, slots=True, repr=False)
class _Person:
    number: str
    sex: str
    born: date


def holds_numbers(texts: pa.Array) -> bool:
    """Whether any text of a column is, or seems to be, the number of a person."""
    return _first(texts) is not None


def refuse_numbers(texts: pa.Array, header: str, rows: Sequence[int] | pa.Array) -> None:
    """Refuse a column that should hold none. Raises `UnreadablePayroll` with the row."""
    place = _first(texts)
    if place is not None:
        raise UnreadablePayroll(
            f"The column {shown(header)} holds what may be the number of a person, first in row {int(rows[place])}: "
            "take it out, or call the column “personal number”."
        )


def identified(texts: pa.Array, key: bytes) -> Identified:
    """The persons of a column of numbers. Whoever has no valid number has a pseudonym all the same, made of the text.

    Raises `ValueError` for a key that is too short.
    """
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"a key of pseudonyms needs {SHORTEST_KEY} bytes or more")
    values = texts.to_pylist()
    readers = _readers(values)
    known = {text: _read(text, readers) for text in set(values) if text is not None}
    made = {text: _pseudonym(person.number if person else text, key) for text, person in known.items()}
    people = [known.get(text) for text in values]
    return Identified(
        pseudonyms=pa.array([made.get(text) for text in values], pa.string()),
        sex=pa.array([person and person.sex for person in people], pa.string()),
        born=pa.array([person and person.born for person in people], pa.date32()),
        invalid=pa.array([text is not None and person is None for text, person in zip(values, people, strict=True)]),
    )


def _first(texts: pa.Array) -> int | None:
    likely, perhaps = (
        pc.fill_null(pc.match_substring_regex(texts, form), fill_value=False) for form in (LIKELY, PERHAPS)
    )
    place = int(pc.index(likely, value=True).as_py())
    if place >= 0:
        return place
    return next((each for each in pc.indices_nonzero(perhaps).to_pylist() if _swedish(texts[each].as_py())), None)


def _pseudonym(number: str, key: bytes) -> str:
    return hmac.digest(key, number.encode(), "sha256").hex()[:LENGTH]


_Reader = Callable[[str], _Person | None]


def _readers(values: Sequence[str | None]) -> tuple[_Reader, ...]:
    """How to read a column: as that country's numbers of which it has more, with the zeros that a workbook loses."""
    texts = list(islice((text for text in values if text is not None), SAMPLE))
    norwegian, swedish = (sum(reader(text) is not None for text in texts) for reader in (_norwegian, _swedish))
    if norwegian > swedish:
        return _norwegian, lambda text: _norwegian(text.zfill(11)), _swedish
    return _swedish, lambda text: _swedish(text.zfill(10)), _norwegian


def _read(text: str, readers: Sequence[_Reader]) -> _Person | None:
    return next((person for reader in readers if (person := reader(text))), None)


def _norwegian(text: str) -> _Person | None:
    """A fødselsnummer or D-number; test persons have 40 or 80 added to the month."""
    from stdnum.no import fodselsnummer  # noqa: PLC0415 - takes a moment

    number = re.sub(r"[ :-]", "", text)
    if not re.fullmatch(r"[0-9]{11}", number):
        return None
    ends = fodselsnummer.calc_check_digit1(number) + fodselsnummer.calc_check_digit2(number)
    if number[9:] != ends:
        return None
    tens = int(number[2])
    plain = f"{number[:2]}{tens - 8 if tens >= 8 else tens}{number[3:]}"
    return _person(number, number[8], plain, fodselsnummer.get_birth_date)


def _swedish(text: str) -> _Person | None:
    """A personnummer or samordningsnummer, in which 60 is added to the day."""
    from stdnum import luhn  # noqa: PLC0415 - takes a moment
    from stdnum.se import personnummer  # noqa: PLC0415

    found = re.fullmatch(r"((?:[0-9]{2})?[0-9]{4})([0-9]{2})([-+ ]?)([0-9]{4})", text.strip())
    if not found:
        return None
    begin, day, sign, end = found.groups()
    if not luhn.is_valid((begin + day)[-6:] + end):
        return None
    plain_day = f"{int(day) - 60:02}" if int(day) > 60 else day
    plain = f"{begin}{plain_day}{sign.strip() or '-'}{end}"
    person = _person(plain, end[2], plain, personnummer.get_birth_date)
    # the same person whether the century is written or not
    return person and _Person(f"{person.born:%Y%m}{day}{end}", person.sex, person.born)


def _person(number: str, digit: str, plain: str, birth: Callable[[str], date]) -> _Person | None:
    """A person by the number, the digit that is odd for men, and the number as it tells the date of birth."""
    from stdnum.exceptions import ValidationError  # noqa: PLC0415

    try:
        return _Person(number, "M" if int(digit) % 2 else "F", birth(plain))
    except ValidationError:
        return None
