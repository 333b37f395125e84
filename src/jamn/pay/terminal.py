"""A mapping of pay on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jamn.pay.checks import Checks
from jamn.pay.mapping import PayMapping
from jamn.pay.release import Cell, Table
from jamn.pay.tallies import Over

MOST_ROWS: Final = 40
"""So many groups of a table are printed, and as many differences; a file that is written has all."""
MOST_MERGES: Final = 10
HIDDEN: Final = "·"


def printed(mapping: PayMapping, checks: Checks, console: Any) -> None:
    """Print what may be shown of a mapping, and what is doubtful in the payroll, on a console of rich."""
    profile = mapping.profile
    console.print(f"[bold]{mapping.n:,} persons[/], {profile.name}, pay for a {profile.per}; {profile.hours}")
    for finding in checks.findings:
        console.print(f"  ! {finding}", style="yellow", markup=False, highlight=False)
    for table in mapping.released.tables:
        if table.cut.by or len(mapping.released.tables) == 1:
            console.print(_groups(mapping, table))
    hidden = mapping.released.hidden
    if hidden:
        policy = mapping.released.policy
        console.print(
            f"{HIDDEN} {hidden} figures are hidden: of fewer than {policy.least} of a sex, mostly of one, or what "
            "another that is hidden would follow from."
        )
    for subject in ("indicators", "bands", "adjusted gap", "comparisons", "merges"):
        rows = mapping.tables()[subject]
        if rows:
            console.print(_plain(subject, rows, MOST_ROWS if subject != "merges" else MOST_MERGES))
    for row in mapping.tables()["notes"]:
        console.print(row["note"], markup=False, highlight=False)


def _groups(mapping: PayMapping, table: Table) -> Any:
    """Women's pay in per cent of men's, by component, the whole above the groups; none that is hidden altogether."""
    columns = mapping.released.source.columns
    told = [cell for cell in table.cells if cell.figures] if table.cut.by else []
    made = _table(f"Women's pay in % of men's, by {' and '.join(table.cut.by) or 'nothing'}", len(told) - MOST_ROWS)
    if len(told) < len(table.cells):
        made.caption = f"{len(table.cells) - len(told)} groups are hidden. {made.caption or ''}"
    made.add_column(" / ".join(table.cut.by), overflow="fold")
    for name in ("women", "men", *columns):
        made.add_column(name, justify="right", no_wrap=True)
    made.add_row("All", *_row(mapping.released.tables[0].cells[0], columns), style="bold")
    for cell in told[:MOST_ROWS]:
        made.add_row(" / ".join(_safe(each) for each in cell.key), *_row(cell, columns))
    return made


def _table(title: str, more: int) -> Any:
    from rich import box  # noqa: PLC0415 - takes a moment
    from rich.table import Table as Printed  # noqa: PLC0415

    caption = f"{more} more are written with --out." if more > 0 else None
    left = {"title_justify": "left", "caption_justify": "left"}
    narrow = {"box": box.SIMPLE_HEAD, "padding": (0, 1, 0, 0), "pad_edge": False}
    return Printed(title=title, caption=caption, **narrow, **left)  # type: ignore[arg-type]


def _row(cell: Cell, columns: tuple[str, ...]) -> Iterator[str]:
    yield f"{cell.women:,}"
    yield f"{cell.men:,}"
    for column in columns:
        ratio = cell.figures[column][Over.ALL].ratio if column in cell.figures else None
        yield HIDDEN if column in cell.hidden else "–" if ratio is None else f"{ratio:.1f}"


def _plain(subject: str, rows: list[dict[str, Any]], most: int) -> Any:
    made = _table(subject.capitalize(), len(rows) - most)
    for header, value in rows[0].items():
        made.add_column(header.replace("_", " "), justify="right" if isinstance(value, int | float) else "left")
    for row in rows[:most]:
        made.add_row(*(_safe(value) for value in row.values()))
    return made


def _safe(value: Any) -> str:
    """A value as text in which nothing of a file is taken for markup or moves the cursor."""
    from rich.markup import escape  # noqa: PLC0415 - takes a moment

    if isinstance(value, float):
        return f"{value:,.2f}"
    return escape("".join(letter if letter.isprintable() else " " for letter in str("–" if value is None else value)))
