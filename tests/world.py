"""A world for the walks over every page: what the cast has made, with a file in each state on its way to a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile

from jamn.accounts.actions import add_app
from jamn.documents.blocks import Cell, Document, Format, Heading, Paragraph, Place, Table, Unreadable
from jamn.documents.write import word_template
from jamn.importers import actions, interpret
from jamn.importers.actions.drafting import make_draft
from jamn.importers.actions.reading import CRASHED, fail
from jamn.importers.models import DraftMeasure, DraftPiece, Upload, UploadState
from jamn.plan.models import ActionPlan, Measure
from jamn.reports.actions import add_layout, set_word_template
from jamn.reports.layouts import PRESETS
from jamn.reports.models import Layout
from tests.people import People

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
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
    second_step: Authenticator
    """The app that shows the adviser codes."""
    layout: Layout

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
    def measures(self) -> list[Measure]:
        """The approved plan's measures."""
        return list(self.plan.measures.all())


def make(people: People) -> World:
    """Let the adviser bring in one file for each state, and sign in in two steps."""
    uploads = {upload.state: upload for upload in _uploads(people)}
    return World(people, uploads, add_app(people.adviser, SECRET))
    """Let the adviser bring in one file for each state, and say how documents look."""
    return World(people, {upload.state: upload for upload in _uploads(people)}, _look_of_documents(people))


def _look_of_documents(people: People) -> Layout:
    """A layout of the employer's own, and its Word template."""
    employer, adviser = people.solvik.employer, people.adviser
    set_word_template(employer, by=adviser, name="brevmal.docx", content=word_template())
    bufdir = PRESETS["bufdir"]
    return add_layout(employer, by=adviser, name="Til kommunestyret", base="bufdir", definition=bufdir)


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
