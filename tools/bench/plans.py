"""Plans of our own making, always the same, as rows and as files."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ON_A_PAGE = 6
WIDTHS = (70, 110, 200, 110, 70, 90, 90)
HEADER = ("Område", "Risiko", "Tiltak", "Mål", "Ansvarlig", "Frist/Status", "Resultat")
AREAS = ("Rekruttering", "Lønns- og arbeidsvilkår", "Forfremmelse", "Tilrettelegging", "Utviklingsmuligheter")
TEXT = (
    "vi skal se på utlysninger og ordvalg sammen med tillitsvalgte ledere og verneombud slik at flere søker hele "
    "stillinger og ingen mister muligheter på grunn av alder omsorg språk eller funksjonsnedsettelse i hverdagen"
)
WORDS = TEXT.split()


def plan(measures: int) -> Iterator[tuple[str, ...]]:
    """The rows of a plan of our own making; always the same."""
    dice = random.Random(7)  # noqa: S311

    def words(count: int) -> str:
        return " ".join(dice.choices(WORDS, k=count)).capitalize()

    for number in range(measures):
        due = f"{1 + number % 28:02}.{1 + number % 12:02}.2027/Pågår"
        yield (AREAS[number % len(AREAS)], words(12), f"{words(25)}.", words(10), "HR/Leder", due, words(8))


def write_docx(path: Path, measures: int) -> None:
    """A Word plan with one table."""
    import docx

    document = docx.Document()
    document.add_heading("Handlingsplan for likestilling 2027", level=1)
    table = document.add_table(rows=0, cols=len(HEADER))
    for texts in (HEADER, *plan(measures)):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.save(str(path))


def write_pdf(path: Path, pages: int) -> None:
    """A landscape PDF with one ruled table over so many pages, six measures on each."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    style = getSampleStyleSheet()["BodyText"]
    style.fontSize = 8
    parts: list[Any] = [Paragraph("Handlingsplan for likestilling 2027", getSampleStyleSheet()["Title"])]
    rows = list(plan(ON_A_PAGE * pages))
    for first in range(0, len(rows), ON_A_PAGE):
        lines = [[Paragraph(text, style) for text in texts] for texts in (HEADER, *rows[first : first + ON_A_PAGE])]
        parts += [Table(lines, WIDTHS, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)]), PageBreak()]
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build(parts)


def write_xlsx(path: Path, rows: list[tuple[str, ...]]) -> None:
    """An Excel plan: a title, the heads of the columns, the rows."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in (("Handlingsplan for likestilling 2027",), HEADER, *rows):
        book.worksheets[0].append(row)
    book.save(path)
