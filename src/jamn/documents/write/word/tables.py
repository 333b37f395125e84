"""Tables in Word: widths, headers that are repeated on each page, cells merged across and down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jamn.documents.publication import Cell, Table
from jamn.documents.write import clean
from jamn.documents.write.word import markup
from jamn.documents.write.word.markup import COLOURS, paragraph

Flow = Callable[..., str]
"""Makes the paragraphs of a text: (text, style, properties, link)."""

_LOOK = (
    '<w:tblLook w:val="0{first}20" w:firstRow="{first}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
    'w:noHBand="1" w:noVBand="1"/>'
)
_RIGHT = '<w:jc w:val="right"/>'


@dataclass(frozen=True, slots=True)
class Looks:
    """Ids of the styles of a table and its text, and the colour of the header."""

    table: str
    text: str
    header: str
    fill: str


@dataclass(frozen=True, slots=True)
class _Box:
    """A place in the grid: what is in it (None where a cell from above reaches down), and its spans."""

    cell: Cell | None
    column: int
    columns: int
    merge: str = ""


def table(table: Table, looks: Looks, width: int, flow: Flow) -> str:
    """A clean table over this width (in twentieths of a point)."""
    widths = _widths([column.width for column in table.columns], width)
    rows = [_groups(table, looks, widths)] if table.groups else []
    rows.append(_header(table, looks, widths, flow))
    rows += [_row(boxes, table, looks, widths, flow) for boxes in _boxes(table)]
    return opening(looks.table, widths, table.caption, header=True) + "".join(rows) + "</w:tbl>"


def facts(pairs: Iterable[tuple[str, str]], columns: int, looks: Looks, width: int, flow: Flow) -> str:
    """Labels and values beside each other, so many pairs on a line."""
    pairs = list(pairs)
    columns = max(1, min(columns, len(pairs), 3))
    widths = _widths([1.0, 2.4] * columns if columns == 1 else [1.0, 1.6] * columns, width)
    rows = []
    for start in range(0, len(pairs), columns):
        line = [*pairs[start : start + columns], *[("", "")] * columns][:columns]
        cells = [
            _cell(flow(text, looks.header if is_label else looks.text), widths[2 * at + (not is_label)])
            for at, pair in enumerate(line)
            for text, is_label in ((pair[0], True), (pair[1], False))
        ]
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
    return opening(looks.table, widths, "", header=False) + "".join(rows) + "</w:tbl>"


def opening(style: str, widths: list[int], caption: str, *, header: bool) -> str:
    """The beginning of a table, up to its first row."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    named = f"<w:tblCaption w:val={markup.attribute(caption)}/>" if caption else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_LOOK.format(first=int(header))}{named}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _widths(shares: list[float], width: int) -> list[int]:
    whole = sum(shares) or 1
    return [max(1, round(width * share / whole)) for share in shares]


def _groups(table: Table, looks: Looks, widths: list[int]) -> str:
    cells, column = [], 0
    for text, span in table.groups:
        white = markup.run(text, '<w:b/><w:color w:val="FFFFFF"/>')
        content = paragraph(looks.header, white, properties=['<w:jc w:val="center"/>'])
        cells.append(_cell(content, sum(widths[column : column + span]), columns=span, fill=COLOURS.petrol))
        column += span
    return _repeated("".join(cells))


def _header(table: Table, looks: Looks, widths: list[int], flow: Flow) -> str:
    cells = [
        _cell(flow(column.header, looks.header, [_RIGHT] if column.numeric else []), width, fill=looks.fill)
        for column, width in zip(table.columns, widths, strict=True)
    ]
    return _repeated("".join(cells))


def _repeated(cells: str) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _boxes(table: Table) -> list[list[_Box]]:
    """The rows of the grid, with a box for each cell that reaches down from above."""
    reaching: dict[int, tuple[int, int]] = {}
    rows = []
    for cells in clean.placed(table):
        boxes = [_Box(None, column, columns, "<w:vMerge/>") for column, (columns, _) in reaching.items()]
        reaching = {column: (columns, rest - 1) for column, (columns, rest) in reaching.items() if rest > 1}
        for column, cell in cells:
            merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            boxes.append(_Box(cell, column, cell.columns, merge))
            if cell.rows > 1:
                reaching[column] = (cell.columns, cell.rows - 1)
        rows.append(sorted(boxes, key=lambda box: box.column))
    return rows


def _row(boxes: list[_Box], table: Table, looks: Looks, widths: list[int], flow: Flow) -> str:
    cells = []
    whole = len(table.columns)
    for box in boxes:
        width = sum(widths[box.column : box.column + box.columns])
        if box.cell is None:
            cells.append(_cell(paragraph(looks.text), width, columns=box.columns, merge=box.merge))
            continue
        is_row = box.cell.heading and box.columns == whole
        style = looks.header if box.cell.heading else looks.text
        right = [_RIGHT] if table.columns[box.column].numeric and box.columns == 1 else []
        following = ["<w:keepNext/>"] if is_row else []
        content = flow(box.cell.text, style, following + right, box.cell.link)
        fill = COLOURS.pale if is_row else ""
        cells.append(_cell(content, width, columns=box.columns, merge=box.merge, fill=fill))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(content: str, width: int, *, columns: int = 1, merge: str = "", fill: str = "") -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}</w:tcPr>{content}</w:tc>'
