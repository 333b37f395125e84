"""A world for the walks over every page: what the cast has made, with a file in each state on its way to a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.base import ContentFile

from jamn.documents.blocks import Cell, Document, Format, Heading, Paragraph, Place, Table, Unreadable
from jamn.importers import actions, interpret
from jamn.importers.actions.drafting import make_draft
from jamn.importers.actions.reading import CRASHED, fail
from jamn.importers.models import DraftMeasure, DraftPiece, Upload, UploadState
from jamn.plan.actions import change_many, save_view
from jamn.plan.models import ActionPlan, BulkChange, Measure, SavedView
from jamn.plan.queries.bulk import Wanted, chosen, preview
from tests.people import People

HEADER = ("Område", "Risiko", "Tiltak", "Ansvarlig", "Frist", "Status")
ROWS = (
    (
        "Rekruttering",
        "Få menn søker arbeid i barnehagene",
        "Skrive om utlysningstekstene\nBilder og ord skal vise både kvinner og menn.",
        "HR/Styrerne",
        "01.03.2020",
        "Pågår",
    ),
    (
        "Rekruttering",
        "Få menn søker arbeid i barnehagene",
        "Besøke ungdomsskolene",
        "Styrerne",
        "Årlig",
        "Ikke startet",
    ),
    ("Lønns- og arbeidsvilkår", "Ufrivillig deltid", "Spørre alle om ønsket stilling", "Ledere", "2099", "Nytt tiltak"),
)
"""Three measures: one late, one every year, one far ahead."""


def document() -> Document:
    """A small plan in a Word document, as it is read: a heading, a paragraph and one table."""
    rows = [HEADER, *ROWS]
    cells = tuple(
        Cell(text, row, column, place=Place(table=1, row=row + 1), heading=row == 0)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Document(
        name="likestilling.docx",
        format=Format.DOCX,
        blocks=(
            Heading("Handlingsplan for likestilling 2026–2027", place=Place(paragraph=1)),
            Paragraph("Planen er laget sammen med de tillitsvalgte.", place=Place(paragraph=2)),
            Table(cells, rows=len(rows), columns=len(HEADER), header_rows=1, place=Place(table=1)),
        ),
    )


@dataclass(frozen=True)
class World:
    """What there is to see: an approved plan with its measures, and an upload in every state."""

    people: People
    uploads: dict[UploadState, Upload]

    @property
    def draft(self) -> Upload:
        """The upload that waits for approval."""
        return self.uploads[UploadState.DRAFT]

    @property
    def rows(self) -> list[DraftMeasure]:
        """The draft's measures."""
        return list(self.draft.measures.all())

    @property
    def piece(self) -> DraftPiece:
        """A piece that found no place in the draft."""
        return self.draft.pieces.all()[0]

    @property
    def plan(self) -> ActionPlan:
        """The approved plan."""
        return ActionPlan.objects.get()

    @property
    def saved_view(self) -> SavedView:
        """A view of the register that the adviser shares with the whole employer."""
        return SavedView.objects.get()

    @property
    def bulk_change(self) -> BulkChange:
        """A change of several measures that can be undone."""
        return BulkChange.objects.get()

    @property
    def measures(self) -> list[Measure]:
        """The approved plan's measures."""
        return list(self.plan.measures.all())


def make(people: People) -> World:
    """Let the adviser bring in one file for each state."""
    world = World(people, {upload.state: upload for upload in _uploads(people)})
    save_view("Pågår", by=people.adviser, query="?status=ongoing", unit=people.solvik)
    wanted = Wanted(ground="age")
    measures = list(chosen(people.adviser, [world.measures[-1].pk]))
    seen = preview(measures, {measure.pk for measure in measures}, wanted).digest
    change_many([measures[0].pk], by=people.adviser, wanted=wanted, seen=seen)
    return world


def _uploads(people: People) -> Iterator[Upload]:
    for state in UploadState:
        file = ContentFile(b"PK\x03\x04 not read here", name=f"{state}.docx")
        (upload,) = actions.bring_in([file], unit=people.solvik, by=people.adviser)
        if state != UploadState.WAITING:
            upload.state = UploadState.READING
            upload.steps, upload.steps_done = 8, 3
            upload.save()
        if state in {UploadState.DRAFT, UploadState.APPROVED}:
            make_draft(upload, document(), interpret.plan(document()))
        elif state == UploadState.FAILED:
            fail(upload, Unreadable(CRASHED))
        upload.refresh_from_db()
        if state == UploadState.APPROVED:
            actions.approve(upload, by=people.adviser)
        elif state == UploadState.DISCARDED:
            actions.discard(upload, by=people.adviser)
        upload.refresh_from_db()
        yield upload
