"""PDF files: Typst refuses what is not PDF/UA-1; the tags themselves are looked at here."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from jamn.documents import write
from jamn.documents.publication import Cell, Column, Heading, Publication, Table
from jamn.documents.write import typeset
from tests.documents.write import samples


def opened(publication: Publication) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(write.pdf(publication)))


def tags(pdf: pikepdf.Pdf) -> list[tuple[str, pikepdf.Object]]:
    """Each element of the tag tree with its kind, in reading order."""

    def walk(element: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
        if isinstance(element, pikepdf.Array):
            for each in element:
                yield from walk(each)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                yield str(element.S), element
            yield from walk(element.get("/K", pikepdf.Array()))

    return list(walk(pdf.Root.StructTreeRoot.K))


def scopes(element: pikepdf.Object) -> list[str]:
    attributes = element.get("/A", [])
    attributes = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return [str(each.Scope) for each in attributes if "/Scope" in each]


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_say_language_and_title(name: str) -> None:
    publication = samples.SAMPLES[name]()
    pdf = opened(publication)
    assert str(pdf.Root.Lang) == publication.language
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.open_metadata()["dc:title"] == publication.title
    assert pdf.open_metadata()["pdfuaid:part"] == "1"


def test_tag_header_cells_with_their_scope() -> None:
    pdf = opened(samples.wide_table(20))
    found = tags(pdf)
    kinds = [kind for kind, _ in found]
    assert kinds.count("/Table") == 1
    headers = [element for kind, element in found if kind == "/TH"]
    assert len(headers) == 6 + 2
    assert {scope for element in headers for scope in scopes(element)} == {"/Column"}


def test_tag_a_chart_with_its_words() -> None:
    pdf = opened(samples.focus_areas())
    alternatives = [str(element.Alt) for _, element in tags(pdf) if "/Alt" in element]
    assert alternatives == ["Liggende stolper: rekruttering 10 tiltak, lønn 6 og foreldre 3."]


def test_put_headings_in_the_bookmarks() -> None:
    pdf = opened(samples.focus_areas())
    with pdf.open_outline() as outline:
        names = [item.title for item in outline.root]
    assert names[:3] == ["Innhold", "Forord", "Status"]
    levels = [int(kind[2]) for kind, _ in tags(pdf) if kind[:2] == "/H" and kind[2:].isdigit()]
    assert len(levels) > 15
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_lay_wide_tables_down_amid_upright_pages() -> None:
    sizes = [[float(side) for side in page.mediabox[2:]] for page in opened(samples.everything()).pages]
    assert [width > height for width, height in sizes].count(True) == 1


def test_write_headings_that_follow_each_other() -> None:
    heading = (Cell("Area", columns=2, heading=True),)
    rows = (heading, heading, samples.row("a", "b"))
    table = Table("Table", (Column("A"), Column("B")), rows)
    assert len(opened(Publication(title="T", language="en", blocks=(Heading("H"), table))).pages) == 1


def test_draw_a_square_for_a_sign_without_a_glyph() -> None:
    assert typeset.drawable("Æ ŋ ☑ 😀 a\u030a") == "Æ ŋ ✓ □ å"


def test_raise_an_error_when_typst_breaks_down(monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        """As Typst's own breakdowns: no `Exception`."""

    class Broken:
        def compile(self, **_: object) -> bytes:
            raise Panic("broken")

    known = typeset._compiler
    broken = Broken()

    def compiler() -> Broken:
        return broken

    compiler.cache_clear = known.cache_clear  # type: ignore[attr-defined]
    monkeypatch.setattr(typeset, "_compiler", compiler)
    with pytest.raises(RuntimeError, match="broken"):
        write.pdf(samples.risk_table())
