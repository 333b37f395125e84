"""Make the Word template that the program comes with: `python -m tools.word_template`.

The file may also be edited in Word; then this script is only where it began.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src/jamn/documents/write/word/template.docx"

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = f'xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONS}"'

PETROL, DARK, QUIET, LINE, TINT = "066570", "003239", "4C5759", "C3D2D5", "DFEBED"
DAY = (2026, 11, 1, 0, 0, 0)
"""Stands in the file as its time, so that the same script makes the same file."""


def colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def spacing(before: int, after: int, line: int = 0) -> str:
    more = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{more}/>'


def style(name: str, paragraph: str = "", run: str = "", *, based: str = "Normal", following: str = "Normal") -> str:
    """A paragraph style; its id is its name without spaces."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{key(based)}"/><w:next w:val="{key(following)}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def key(name: str) -> str:
    return "".join(word[0].upper() + word[1:] for word in name.split())


def character_style(name: str, run: str) -> str:
    named = f'<w:name w:val="{name}"/>'
    return f'<w:style w:type="character" w:styleId="{key(name)}">{named}<w:rPr>{run}</w:rPr></w:style>'


def heading(level: int, before: int, after: int, points: float, tint: str) -> str:
    together = f"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{spacing(before, after, 252)}"
    outline = f'{together}<w:outlineLvl w:val="{level - 1}"/>'
    return style(f"heading {level}", outline, f"<w:b/><w:bCs/>{colour(tint)}{size(points)}")


def border(side: str, tint: str = LINE, width: int = 4) -> str:
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{tint}"/>'


def table_style(name: str, borders: str, sides: int, first_row: str = "") -> str:
    margins = (
        f'<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="{sides}" w:type="dxa"/>'
        f'<w:bottom w:w="57" w:type="dxa"/><w:right w:w="{sides}" w:type="dxa"/></w:tblCellMar>'
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{key(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>{margins}'
        f"</w:tblPr>{first_row}</w:style>"
    )


_DEFAULTS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
)


def styles() -> str:
    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{colour("1E2829")}{size(10.5)}<w:lang w:val="nb-NO"/></w:rPr>'
        f"</w:rPrDefault><w:pPrDefault><w:pPr>{spacing(0, 120, 271)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    bold = "<w:b/><w:bCs/>"
    tab = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9638"/></w:tabs>'
    contents = [
        style(
            f"toc {level}", tab + spacing(100 if level == 1 else 0, 40) + f'<w:ind w:left="{(level - 1) * 284}"/>', look
        )
        for level, look in ((1, bold), (2, ""), (3, ""))
    ]
    parts = [
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        _DEFAULTS,
        heading(1, 420, 160, 18, DARK),
        heading(2, 320, 120, 14, PETROL),
        heading(3, 240, 80, 11.5, DARK),
        heading(4, 200, 60, 10.5, DARK),
        heading(5, 200, 60, 10.5, DARK),
        style("Title", "<w:suppressAutoHyphens/>" + spacing(0, 160, 240), f"{bold}{colour(DARK)}{size(28)}"),
        style("Subtitle", spacing(0, 240), f"{colour(PETROL)}{size(15)}"),
        style("Plan Organisation", spacing(0, 240), f"{bold}{colour(PETROL)}{size(11.5)}"),
        style("Plan Lead", spacing(0, 200, 280), f"{colour(DARK)}{size(12)}"),
        style("Plan Card", spacing(0, 60), size(10)),
        style("Plan Signature", spacing(20, 120), f"{colour(QUIET)}{size(9)}"),
        style("Plan Table Text", spacing(0, 40, 245), size(9)),
        style("Plan Table Header", "<w:suppressAutoHyphens/>" + spacing(0, 40, 245), f"{bold}{colour(DARK)}{size(9)}"),
        style("List Bullet", spacing(0, 60)),
        style("List Number", spacing(0, 60)),
        style("Quote", spacing(120, 160) + '<w:ind w:left="397" w:right="397"/>', f"<w:i/><w:iCs/>{colour(QUIET)}"),
        style("caption", "<w:keepNext/>" + spacing(160, 80), f"{bold}{colour(DARK)}{size(10)}"),
        style("TOC Heading", "<w:keepNext/>" + spacing(360, 200), f"{bold}{colour(DARK)}{size(18)}"),
        *contents,
        style("header", spacing(0, 0), f"{colour(QUIET)}{size(8.5)}"),
        style("footer", spacing(0, 0), f"{colour(QUIET)}{size(8.5)}"),
        character_style("Hyperlink", f'{colour(PETROL)}<w:u w:val="single"/>'),
        table_style(
            "Plan Table",
            border("top") + border("bottom") + border("insideH"),
            85,
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr></w:tblStylePr>',
        ),
        table_style("Plan Facts", border("bottom") + border("insideH"), 57),
    ]
    return f"{HEAD}<w:styles {W}>{defaults}{''.join(parts)}</w:styles>"


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(style_name: str, *words: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{key(style_name)}"/>{properties}</w:pPr>{"".join(map(text, words))}</w:p>'


def document() -> str:
    space = '<w:spacing w:before="0" w:after="2800"/>'
    body = [
        paragraph("Normal", "{%p if organisation %}"),
        paragraph("Plan Organisation", "{{ organisation }}"),
        paragraph("Normal", "{%p endif %}"),
        paragraph("Normal", "{%p if cover %}"),
        paragraph("Normal", properties=space),
        paragraph("Normal", "{%p endif %}"),
        paragraph("Title", "{{ title }}"),
        paragraph("Normal", "{%p if subtitle %}"),
        paragraph("Subtitle", "{{ subtitle }}"),
        paragraph("Normal", "{%p endif %}"),
        paragraph("Normal", "{{p front }}"),
        paragraph("Normal", "{{p content }}"),
    ]
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1247" w:right="1134" w:bottom="1304" w:left="1134" w:header="624" '
        'w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    return f"{HEAD}<w:document {W}><w:body>{''.join(body)}{section}</w:body></w:document>"


def field(instruction: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def footer() -> str:
    # All at the right margin: that works on pages of any width, where a tab would not.
    about = text("{% if classification %}{{ classification_word }}: {{ classification }}   ·   {% endif %}")
    page = text("{{ page_word }} ") + field("PAGE") + text(" {{ of_word }} ") + field("NUMPAGES")
    rule = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{LINE}"/></w:pBdr>'
    look = f'<w:pPr><w:pStyle w:val="Footer"/>{rule}<w:jc w:val="right"/></w:pPr>'
    return f"{HEAD}<w:ftr {W}><w:p>{look}{about}{page}</w:p></w:ftr>"


def parts() -> dict[str, str]:
    kinds = {
        "document.xml": "document.main",
        "styles.xml": "styles",
        "settings.xml": "settings",
        "numbering.xml": "numbering",
        "footer1.xml": "footer",
    }
    types = "".join(
        f'<Override PartName="/word/{name}" ContentType="{OFFICE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    ties = {"rId1": ("footer", "footer1.xml"), "rId2": ("styles", "styles.xml"), "rId3": ("settings", "settings.xml"),
            "rId4": ("numbering", "numbering.xml")}  # fmt: skip
    relations = "".join(
        f'<Relationship Id="{each}" Type="{RELATIONS}/{kind}" Target="{name}"/>' for each, (kind, name) in ties.items()
    )
    core = f"{PACKAGE}/metadata/core-properties"
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title></dc:title><dc:creator></dc:creator></cp:coreProperties>",
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relations}'
        "</Relationships>",
        "word/document.xml": document(),
        "word/styles.xml": styles(),
        "word/settings.xml": f'{HEAD}<w:settings {W}><w:autoHyphenation/><w:defaultTabStop w:val="709"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>",
        "word/numbering.xml": f"{HEAD}<w:numbering {W}/>",
        "word/footer1.xml": footer(),
    }  # fmt: skip


def main() -> None:
    """Write the file."""
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts().items():
            package.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
