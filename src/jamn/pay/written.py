"""A mapping of pay as JSON, Excel or Parquet."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from jamn.pay.mapping import PayMapping

WIDEST: Final = 60
"""Characters that a column of a sheet is wide at most."""


def written(mapping: PayMapping, file: Path) -> None:
    """Write a mapping to a file, by its ending: what may be shown, and nothing else.

    JSON has a part, Excel a sheet for each subject that there is something to say of; Parquet, which is one table, has
    the groups. Raises `ValueError` for another ending.
    """
    may_be_written(file)
    WRITERS[file.suffix.lower()](mapping, file)


def may_be_written(file: Path) -> None:
    """Raise `ValueError` for a file whose ending is of no kind that can be written, or whose folder is not there."""
    if file.suffix.lower() not in WRITERS:
        raise ValueError(f"{file.name} should end with {', '.join(WRITERS)}")
    if not file.parent.is_dir():
        raise ValueError(f"there is no folder {file.parent}")


def _json(mapping: PayMapping, file: Path) -> None:
    held = {"profile": mapping.profile.name, "n": mapping.n, "hours": str(mapping.profile.hours), **mapping.tables()}
    file.write_text(json.dumps(held, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")


def _excel(mapping: PayMapping, file: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 - takes a moment

    # A name that begins with = is a name, and no formula: strings stay strings.
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        for name, rows in mapping.tables().items():
            if not rows:
                continue
            sheet = book.add_worksheet(name)
            headers = list(dict.fromkeys(header for row in rows for header in row))
            sheet.write_row(0, 0, headers, bold)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, [_cell(row.get(header)) for header in headers])
            for place, header in enumerate(headers):
                longest = max([len(header), *(len(_text(row.get(header))) for row in rows)])
                sheet.set_column(place, place, min(longest + 2, WIDEST))


def _parquet(mapping: PayMapping, file: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415 - takes a moment
    import pyarrow.parquet as pq  # noqa: PLC0415

    pq.write_table(pa.Table.from_pylist(_same_kinds(mapping.tables()["groups"])), file)


def _same_kinds(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of which all have all columns, as the whole has no groups' names."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    return [{header: row.get(header) for header in headers} for row in rows]


def _cell(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float | str) else str(value)


def _text(value: Any) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value or "")


WRITERS: Final[dict[str, Callable[[PayMapping, Path], None]]] = {
    ".json": _json,
    ".xlsx": _excel,
    ".parquet": _parquet,
}
