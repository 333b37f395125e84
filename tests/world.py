"""A world for the walks over every page: what the cast has made, with a file in each state on its way to a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile

from jamn.accounts.actions import add_app
from jamn.documents import read
from jamn.documents.blocks import Cell, Document, Format, Heading, Paragraph, Place, Table, Unreadable
from jamn.documents.write import word_template
from jamn.importers import actions, interpret
from jamn.importers.actions.drafting import make_draft
from jamn.importers.actions.reading import fail
from jamn.importers.models import DraftMeasure, DraftPiece, Upload, UploadState, Way
from jamn.org.actions import keep_file
from jamn.org.models import Membership, UnitFile
from jamn.plan.actions import (
    add_focus_area,
    add_link,
    add_result,
    adopt_plan,
    assign_measures,
    attach,
    change_many,
    change_measure,
    comment,
    evaluate_measure,
    report_on_measure,
    save_view,
)
from jamn.plan.models import ActionPlan, BulkChange, Measure, SavedView
from jamn.plan.queries.bulk import Wanted, chosen, preview
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


def document(texts: Sequence[tuple[str, ...]] = ROWS) -> Document:
    """A small plan in a Word document, as it is read: a heading, a paragraph and one table."""
    rows = [HEADER, *texts]
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
    newer: Upload
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
    def changed(self) -> DraftMeasure:
        """The row of `newer` that says something else than the register."""
        return self.newer.measures.all()[0]

    @property
    def piece(self) -> DraftPiece:
        """A piece that found no place in the draft."""
        return self.draft.pieces.all()[0]

    @property
    def role(self) -> Membership:
        """The union representative's role at the top."""
        return Membership.objects.get(user=self.people.union)

    @property
    def unit_file(self) -> UnitFile:
        """The adviser's file with one more unit."""
        return UnitFile.objects.get()

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
    """Let the adviser bring in a file for each state and one with units, and work with the plan's first measure."""
    content = ContentFile(b"navn;overordnet\nSolvik kommune;\nKultur;Solvik kommune\n", name="enheter.csv")
    keep_file(content, employer=people.solvik.employer, by=people.adviser)
    uploads = {upload.state: upload for upload in _uploads(people)}
    made = World(people, uploads, add_app(people.adviser, SECRET), _newer(people), _look_of_documents(people))
    measure, by = made.measures[0], people.adviser
    change_measure(measure, by=by, target=450, target_unit="ledere", cost=120_000, goal="30 prosent menn")
    report_on_measure(measure, by=by, status="ongoing", text="To kurs er holdt", actual=Decimal(134))
    evaluate_measure(
        measure, by=by, result="Flere søkere", process_result="", effect="partly", evaluation="", correction=""
    )
    comment(measure, by=people.union, text="Ta med de tillitsvalgte fra starten.")
    for number in range(1, 5):  # so that each of those who may can take one away
        add_result(measure, by=by, text=f"Samling {number}")
        comment(measure, by=by, text=f"Svar {number}")
        add_link(measure, by=by, address=f"https://bufdir.no/arp/{number}", label=f"Veileder {number}")
        attach(measure, by=by, file=ContentFile(b"%PDF-1.7", name=f"kursplan {number}.pdf"))
    area = add_focus_area(made.plan, by=by, title="Rekruttering")
    assign_measures(made.plan, by=by, measures=[measure], focus_area=area)
    adopt_plan(made.plan, by=by, adopted_on=None)
    save_view("Pågår", by=by, query="?status=ongoing", unit=people.solvik)
    wanted = Wanted(ground="age")
    measures = list(chosen(by, [made.measures[-1].pk]))
    seen = preview(measures, {measure.pk for measure in measures}, wanted).digest
    change_many([measures[0].pk], by=by, wanted=wanted, seen=seen)
    return made


def _newer(people: People) -> Upload:
    """A draft of a newer version of the approved plan: one measure changed, one new, two gone."""
    (upload,) = actions.bring_in(
        [ContentFile(b"PK\x03\x04 not read here", name="neste.docx")], unit=people.solvik, by=people.adviser
    )
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.READING)
    newer = document(((*ROWS[0][:4], "01.03.2028", "Ferdig"), ("Forfremmelse", "", "Tilby mentor", "HR", "2028", "Ny")))
    make_draft(upload, newer, interpret.plan(newer))
    upload.refresh_from_db()
    return actions.say_what_it_is(upload, way=Way.UPDATE, plan=ActionPlan.objects.get(), by=people.adviser)


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
            fail(upload, Unreadable(read.CRASHED))
        upload.refresh_from_db()
        if state == UploadState.APPROVED:
            actions.approve(upload, by=people.adviser)
        elif state == UploadState.DISCARDED:
            actions.discard(upload, by=people.adviser)
        upload.refresh_from_db()
        yield upload
