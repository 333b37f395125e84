"""Files for the readers to read: packages written by hand, so that each test shows the XML it is about."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from jamn.documents import read
from jamn.documents.blocks import Apart, Aside, Block, Cell, Document, Heading, ListItem, Paragraph, Table

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
EXTRA = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
S = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def package(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A zip file with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def relations(targets: Mapping[str, str]) -> str:
    """A relationships part: kind → target, in order; a kind may be followed by ``#`` and anything."""
    arrows = ""
    for number, (kind, target) in enumerate(targets.items(), 1):
        name = _CORE if kind == "core-properties" else f"{_TYPE}/{kind.partition('#')[0]}"
        arrows += f'<Relationship Id="r{number}" Type="{name}" Target="{target}"/>'
    return f'<Relationships xmlns="{_RELATIONS}">{arrows}</Relationships>'


def content_types(part: str, kind: str) -> str:
    """A content types part that says what the main part is."""
    return f'<Types xmlns="{_TYPES}"><Override PartName="/{part}" ContentType="application/vnd.{kind}+xml"/></Types>'


WORD = "openxmlformats-officedocument.wordprocessingml.document.main"
EXCEL = "openxmlformats-officedocument.spreadsheetml.sheet.main"


def word(path: Path, body: str, parts: Mapping[str, str] | None = None, *, kind: str = WORD) -> Path:
    """A Word file with this body. `parts` are further parts by their relationship's kind (``styles`` → XML)."""
    parts = parts or {}
    others = {kind: content for kind, content in parts.items() if kind != "core-properties"}
    files = {
        "[Content_Types].xml": content_types("word/document.xml", kind),
        "_rels/.rels": relations({"officeDocument": "word/document.xml", "core-properties": "docProps/core.xml"}),
        "word/document.xml": f"<w:document {W} {EXTRA}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations({kind: f"{kind.replace('#', '')}.xml" for kind in others}),
        **{f"word/{kind.replace('#', '')}.xml": content for kind, content in others.items()},
    }
    if "core-properties" in parts:
        files["docProps/core.xml"] = parts["core-properties"]
    return package(path, files)


def root(name: str, content: str) -> str:
    """A part of a Word package with this root element."""
    return f"<w:{name} {W} {EXTRA}>{content}</w:{name}>"


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A Word paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, run) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str = "", properties: str = "") -> str:
    """A table cell; plain text becomes its paragraph."""
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A table row; plain texts become its cells."""
    inside = "".join(each if each.startswith("<w:") else tc(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str, properties: str = "", grid: tuple[int, ...] = ()) -> str:
    """A table. `grid` is the widths of its grid columns."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def excel(
    path: Path,
    *sheets: str,
    names: tuple[str, ...] = (),
    states: tuple[str, ...] = (),
    parts: Mapping[str, str] | None = None,
    workbook: str = "",
) -> Path:
    """An Excel file of worksheets (the XML inside ``<worksheet>``). `parts` are whole files by their path in ``xl``;
    ``sharedStrings.xml`` and ``styles.xml`` are tied to the workbook."""
    parts = parts or {}
    tied = {f"worksheet#{number}": f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)}
    tied |= {name.removesuffix(".xml"): name for name in ("sharedStrings.xml", "styles.xml") if name in parts}
    listed = "".join(
        f'<sheet name="{(names or tuple(f"Ark{n}" for n in range(1, 99)))[number - 1]}" sheetId="{number}" '
        f'state="{(states or ("visible",) * 99)[number - 1]}" r:id="r{number}"/>'
        for number in range(1, len(sheets) + 1)
    )
    return package(
        path,
        {
            "[Content_Types].xml": content_types("xl/workbook.xml", EXCEL),
            "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
            "xl/workbook.xml": f"<workbook {S}>{workbook}<sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations(tied),
            **{f"xl/worksheets/sheet{n}.xml": f"<worksheet {S}>{each}</worksheet>" for n, each in enumerate(sheets, 1)},
            **{f"xl/{name}": content for name, content in parts.items()},
        },
    )


def rows(*lines: str, bold: tuple[int, ...] = ()) -> str:
    """Sheet data: each line a row, ``|`` between its cells, empty ones left out. `bold` rows have format 1."""
    data = ""
    for number, line in enumerate(lines, 1):
        style = 1 if number in bold else 0
        cells = "".join(
            f'<c r="{chr(65 + column)}{number}" t="inlineStr" s="{style}"><is><t>{text}</t></is></c>'
            for column, text in enumerate(line.split("|"))
            if text
        )
        data += f'<row r="{number}">{cells}</row>' if cells else ""
    return f"<sheetData>{data}</sheetData>"


BOLD_STYLES = (
    f"<styleSheet {S}><fonts><font/><font><b/></font></fonts>"
    '<cellXfs><xf fontId="0" numFmtId="0"/><xf fontId="1" numFmtId="0"/></cellXfs></styleSheet>'
)


def blocks(path: Path) -> list[Block]:
    """The blocks that reading a file gives."""
    return list(read.document(path).blocks)


def document(path: Path) -> Document:
    """A file, read."""
    return read.document(path)


def shape(block: Block) -> object:
    """A block without its places, as short as a test can say it."""
    match block:
        case Table():
            return [[_said(cell) for cell in row] for row in block.grid()]
        case Aside():
            return (block.why, block.text)
        case Heading():
            return (f"h{block.level}", block.text)
        case ListItem():
            return (block.marker, block.text) if not block.level else (block.marker, block.text, block.level)
        case Paragraph():
            return ("bold", block.text) if block.bold else block.text


def _said(cell: Cell | None) -> str | None:
    return None if cell is None else cell.text


def shapes(path: Path) -> list[object]:
    """All blocks of a file, as `shape` says them."""
    return [shape(block) for block in blocks(path)]


def tables(path: Path) -> list[Table]:
    """The tables of a file."""
    return list(read.document(path).tables())


def asides(path: Path, why: Apart) -> list[str]:
    """The texts of a file that stand apart for one reason."""
    return [block.text for block in blocks(path) if isinstance(block, Aside) and block.why is why]


def all_text(found: Document) -> str:
    """Every word that reading gave, whatever it is part of."""
    pieces: list[str] = []
    for block in found.blocks:
        if isinstance(block, Table):
            pieces += [block.title or "", *(cell.text for cell in block.cells)]
        else:
            pieces += [block.marker] if isinstance(block, ListItem) else []
            pieces.append(block.text)
    return "\n".join(pieces)
