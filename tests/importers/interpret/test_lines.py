"""Lines and the labels inside them."""

from __future__ import annotations

import pytest

from jamn.documents.blocks import Format, Paragraph
from jamn.importers.interpret.lines import lines_of
from jamn.importers.interpret.result import Field

R, D = Field.RESPONSIBLE, Field.DEADLINE


@pytest.mark.parametrize(
    "text",
    [
        "Kurs for ledere. Ansvarlig: HR. Frist: 2025",
        "Kurs for ledere (Ansvarlig: HR, Frist: 2025)",
        "Kurs for ledere  Ansvarlig: HR  Frist: 2025",
        "Kurs for ledere\tAnsvarlig: HR\tFrist: 2025",
        "Kurs for ledere - Ansvarlig: HR - Frist: 2025",
        f"Kurs for ledere{' ' * 20_000}Ansvarlig: HR.{' ' * 20_000}Frist: 2025",
    ],
)
def test_cut_a_line_before_each_label(text: str) -> None:
    lines = lines_of([(0, Paragraph(text))], Format.DOCX)
    found = [(line.label, line.text.rstrip(" -.")) for line in lines]
    assert found == [(None, "Kurs for ledere"), (R, "HR"), (D, "2025")]


# Without possessive patterns the time grows with the cube of the length.
@pytest.mark.parametrize("gap", [" " * 50_000, "\t" * 50_000, "|" * 50_000, "- " * 25_000, "." * 50_000])
def test_read_a_line_with_a_wide_gap(gap: str) -> None:
    assert [line.label for line in lines_of([(0, Paragraph(f"Område{gap}slutt"))], Format.DOCX)] == [None]
