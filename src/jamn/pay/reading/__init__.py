"""Payroll files of Excel, OpenDocument, CSV and Parquet become a payroll, and persons in them pseudonyms.

The words by which columns are known are data: `headers.yaml`.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from os import PathLike
from pathlib import Path

from jamn.pay.conventions import Period
from jamn.pay.payroll import Payroll
from jamn.pay.reading.unreadable import UnreadablePayroll

__all__ = ["UnreadablePayroll", "read_payroll"]


def read_payroll(
    path: str | PathLike[str],
    *,
    key: bytes | None = None,
    sheet: str | None = None,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    period: Period | None = None,
    on: date | None = None,
) -> Payroll:
    """The payroll of a file: CSV, Excel (.xlsx, .xls), OpenDocument (.ods) or Parquet, told by its content.

    Columns are known by their headers in bokmål, nynorsk, Swedish and English; `columns` says which headers a meaning
    has where that fails (several amounts are added up), and `sheet` which sheet. `period` is what amounts are for where
    no header says it; where nobody does, the size of fixed pay tells. Ages and years of service are counted `on` a day,
    today if None. What is doubtful in the reading is in `notes`; what is in no known column is left out.

    A column of fødselsnummer or personnummer gives sex and age, and persons a pseudonym: HMAC-SHA256 of the number with
    `key` (16 bytes or more; the same key gives the same pseudonyms; when None, one that is forgotten at once). Numbers
    are in nothing that is returned or raised. Parquet stays in its file, and is asked a part at a time, unless it holds
    such numbers.

    Raises `UnreadablePayroll` with one line of what is wrong and what to do, `ValueError` for a key that is too short.
    """
    from jamn.pay.reading.reader import Asked, read  # noqa: PLC0415 - takes a moment

    day = on or date.today()  # noqa: DTZ011 - the day where the person sits
    return read(Path(path), Asked(secrets.token_bytes(32) if key is None else key, sheet, columns or {}, period, day))
