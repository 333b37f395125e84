"""What reading gives is compared with text taken from the file in another way: the words between its tags."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import docx
import openpyxl
import pytest
from odf import office, table, text
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.documents.files import all_text, document

MEASURES = (
    ("Område", "Risiko", "Tiltak", "Ansvarlig", "Frist"),
    ("Rekruttering", "Få søkere med innvandrerbakgrunn", "Anonyme søknader i første runde", "HR-sjefen", "01.07.2026"),
    ("Rekruttering", "Skjeve utlysninger", "Gå gjennom malen\nspør tillitsvalgte", "Enhetslederne", "Våren 2026"),
    ("Lønn", "Uforklarte forskjeller", "Kartlegge lønn etter kjønn", "Lønnsrådgiveren", "Annethvert år"),
)
PROSE = (
    "Fjordvik kommune vil at alle skal ha like muligheter på jobb.",
    "Planen er laget sammen med verneombudet og de tillitsvalgte, og den gjelder fra nyttår.",
)


def words(said: str) -> Counter[str]:
    """The words of a text, without what may differ: soft hyphens, raised marks, the signs of lists."""
    said = re.sub(r"[\u00ad¹²³]", "", unescape(said))
    return Counter(re.findall(r"\w+(?:[.-]\w+)*", said))


def missing(path: Path, expected: Iterable[str]) -> Counter[str]:
    """The words that reading lost."""
    return words(" ".join(expected)) - words(all_text(document(path)))


def between(path: Path, pattern: str, parts: str) -> list[str]:
    """What stands between these tags in each part of a package whose name matches."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if re.search(parts, name)]
        found = [re.findall(pattern, package.read(name).decode(), re.DOTALL) for name in names]
    return [re.sub(r"<[^>]+>", " ", each) for part in found for each in part]


def test_lose_nothing_of_a_word_file(tmp_path) -> None:
    path = tmp_path / "plan.docx"
    plan = docx.Document()
    plan.sections[0].header.paragraphs[0].text = "Fjordvik kommune – internt"
    plan.sections[0].footer.paragraphs[0].text = "Vedtatt av administrasjonsutvalget"
    plan.add_heading("Likestillingsplan 2026", 0)
    for paragraph in PROSE:
        plan.add_paragraph(paragraph)
    plan.add_paragraph("Mål for perioden", style="List Bullet")
    plan.add_paragraph("Første steg", style="List Number")
    grid = plan.add_table(len(MEASURES), 5)
    for row, line in zip(grid.rows, MEASURES, strict=True):
        for cell, said in zip(row.cells, line, strict=True):
            cell.text = said
    grid.cell(1, 0).merge(grid.cell(2, 0)).text = "Rekruttering"
    plan.add_paragraph("Tabell 1: Tiltak", style="Caption")
    plan.add_paragraph("Skjult merknad").runs[0].font.hidden = True
    inner = plan.add_table(1, 1).cell(0, 0)
    inner.text = "Ramme"
    inner.add_table(2, 2).cell(1, 1).text = "Innerst"
    plan.save(path)
    assert missing(path, between(path, r"<w:t(?: [^>]*)?>(.*?)</w:t>", r"word/(document|header|footer)")) == Counter()


def test_lose_nothing_of_a_workbook(tmp_path) -> None:
    path = tmp_path / "plan.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Likestillingsplan 2026"])
    sheet.merge_cells("A1:E1")
    sheet.append([])
    for line in MEASURES:
        sheet.append(list(line))
    sheet["A3"].font = Font(bold=True)
    sheet["C4"].comment = Comment("Spør Kari om dette", "Ola")
    sheet.merge_cells("A4:A5")
    sheet.append([])
    sheet.append(["Sist endret", "av HR"])
    hidden = book.create_sheet("Lister")
    hidden.append(["Pågår", "Ferdig"])
    hidden.sheet_state = "hidden"
    book.save(path)
    kept = between(path, r"<t(?: [^>]*)?>(.*?)</t>", r"sharedStrings|comments|sheet\d")
    assert missing(path, kept) == Counter()


@pytest.mark.parametrize("kind", ["odt", "ods"])
def test_lose_nothing_of_an_opendocument_file(tmp_path, kind) -> None:
    path = tmp_path / f"plan.{kind}"
    written = OpenDocumentText() if kind == "odt" else OpenDocumentSpreadsheet()
    sheet = table.Table(name="Plan")
    for line in MEASURES:
        row = table.TableRow()
        for said in line:
            cell = table.TableCell()
            for each in said.split("\n"):
                cell.addElement(text.P(text=each))
            row.addElement(cell)
        sheet.addElement(row)
    last = sheet.childNodes[-1].childNodes[-1]
    note = office.Annotation()
    note.addElement(text.P(text="Spør Kari"))
    if kind == "odt":
        for paragraph in PROSE:
            written.text.addElement(text.P(text=paragraph))
        last.childNodes[0].addElement(note)
        written.text.addElement(sheet)
    else:
        last.addElement(note)
        written.spreadsheet.addElement(sheet)
    written.save(path)
    assert missing(path, between(path, r"<text:(?:p|h)\b[^>]*>(.*?)</text:(?:p|h)>", "content.xml")) == Counter()


HTML = """<!DOCTYPE html><html><body><nav><a href="/">Forsiden</a></nav><h1>Likestillingsplan 2026</h1>
<p>{}</p><ul><li>Mål &amp; midler<li>Første steg</ul><table><tr>{}</tr>{}</table>
<p hidden>Skjult merknad</p><footer>Kontakt oss</footer></body></html>"""


def test_lose_nothing_of_a_web_page(tmp_path) -> None:
    path = tmp_path / "plan.html"
    head, *rows = [[f"<td>{said}</td>" for said in line] for line in MEASURES]
    page = HTML.format("<p>".join(PROSE), "".join(head), "".join(f"<tr>{''.join(row)}</tr>" for row in rows))
    path.write_text(page, encoding="utf-8")
    assert missing(path, [re.sub(r"<[^>]+>", " ", page)]) == Counter()


def lined(*, start: str = "", between_cells: str, end: str = "", rule: str = "") -> str:
    rows = [start + between_cells.join(said.replace("\n", " ") for said in line) + end for line in MEASURES]
    return "\n".join([rows[0], *filter(None, [rule]), *rows[1:]])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("plan.csv", "Likestillingsplan 2026\n\n" + lined(between_cells=";")),
        (
            "plan.txt",
            "Likestillingsplan\n\n" + "\n".join(PROSE) + "\n\n- mål\n- midler\n\n" + lined(between_cells="\t"),
        ),
        ("plan.txt", "\n\n".join(PROSE) + "\n\n" + "\n\n".join("\t" + "\n\t".join(line) for line in MEASURES)),
        ("plan.txt", lined(between_cells="   ") + "\n\nInnhold\nMål\t3\nTiltak\t4\nSlutt\t9\n"),
        (
            "plan.md",
            f"---\ntitle: Plan\n---\n# Mål\n\n{PROSE[0]}\n\n1. første\n2. andre\n\n"
            + lined(start="| ", between_cells=" | ", end=" |", rule="|---|---|---|---|---|")
            + "\n\n[^1]: En note\n[Frist]: 2026\n",
        ),
    ],
)
def test_lose_nothing_of_plain_text(tmp_path, name, said) -> None:
    path = tmp_path / name
    path.write_text(said, encoding="utf-8")
    assert missing(path, [said]) == Counter()
