"""The whole document: what stands before the measures, the measures, and what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation
from django.utils.formats import date_format

from jamn.documents.publication import Block, Cell, Column, Facts, Heading, Paragraph, Publication, Signatures, Table
from jamn.org.models import Role
from jamn.plan.models import ActionPlan
from jamn.plan.queries import focus_areas_of, last_changed, told_of, whole_plan
from jamn.reports.contents.cells import Cells
from jamn.reports.contents.charts import status_chart
from jamn.reports.contents.groups import AREAS, grouped
from jamn.reports.contents.measures import Blocks
from jamn.reports.layouts import Definition, Words, words_in
from jamn.reports.queries import heads_of

_SPOKEN = {"no": "nb", "se": "sv"}
"""The language of a plan that does not say its own, by country."""


def language_of(plan: ActionPlan) -> str:
    """The language of a plan's document: the plan's own, or else the country's."""
    return plan.language or _SPOKEN[plan.unit.employer.country]


def publication_of(plan: ActionPlan, layout: Definition, *, one_table: bool = False) -> Publication:
    """A plan as a document in a layout. As many queries whatever the number of measures.

    `one_table` for a workbook: measures that would stand in several tables, or on cards, stand in one, and what they
    are grouped by is its first column.

    The document is in the plan's language, whatever the reader's. Dates and the law's names in a Danish one are in
    bokmål, the nearest that there are.
    """
    language = language_of(plan)
    with translation.override("nb" if language == "da" else language):
        return _Document(plan, layout, words_in(language), one_table=one_table).publication()


class _Document:
    """One document on its way. The document's language is active."""

    def __init__(self, plan: ActionPlan, layout: Definition, words: Words, *, one_table: bool) -> None:
        self.plan = plan
        self.one_table = one_table
        self.layout = layout
        self.words = words
        self.cells = Cells(words, plan.unit.employer.country)
        self.measures = whole_plan(plan)
        self.focus_areas = focus_areas_of(plan) if layout.grouping == "focus_area" else []

    def publication(self) -> Publication:
        front = tuple(self._facts()) if self.layout.front_page else ()
        return Publication(
            title=self.plan.title,
            language=self.words.language,
            organisation=self.plan.organisation or self.plan.unit.employer.name,
            front=front,
            classification=self.plan.classification,
            contents=self.layout.contents,
            landscape=self.layout.landscape,
            blocks=tuple(self._blocks()),
        )

    def _blocks(self) -> Iterator[Block]:
        if self.layout.form_head:
            yield Facts(tuple(self._form_head()), columns=2)
        elif not self.layout.front_page and (facts := tuple(self._facts())):
            yield Facts(facts)
        yield from self._foreword()
        groups = grouped(self.measures, self.layout.grouping, self.cells, self.focus_areas)
        if self.layout.charts and self.measures:
            yield Heading(self.words("chart"))
            by_area = self.layout.grouping in AREAS
            yield status_chart(groups if by_area else grouped(self.measures, "law_area", self.cells), self.words)
        if not groups:
            yield Paragraph(self.words("none"))
        elif self._has_chapters() and not any(group.name for group in groups):
            yield Heading(self.words("measures"))
        blocks = Blocks(self.layout, self.cells)
        if groups and self.one_table and not self.layout.heading_rows:
            yield blocks.one_table(groups)
        elif groups:
            yield from blocks.of(groups)
        yield from self._references()
        if self.layout.signatures:
            yield Heading(self.words("signatures"))
            yield Signatures(self.layout.signatures, self.words("place_and_date"))

    def _has_chapters(self) -> bool:
        """Whether other parts of the document have headings, so that the measures need one."""
        return self.layout.contents or self.layout.charts or self.layout.front_page

    def _facts(self) -> Iterator[tuple[str, str]]:
        """What the plan says of itself, as far as it says it."""
        if self.plan.unit.parent_id:
            yield self.words("unit"), self.plan.unit.name
        if self.plan.period:
            yield self.words("period"), self.plan.period
        if adopted := self._adopted():
            yield self.words("adopted"), adopted

    def _adopted(self) -> str:
        """“21. november 2024 av kommunestyret, sak 197/2024”."""
        plan = self.plan
        said = date_format(plan.adopted_on) if plan.adopted_on else ""
        if plan.adopted_by:
            said = f"{said} {self.words('adopted_by')} {plan.adopted_by}".strip()
        if plan.case_number:
            said = f"{said}, {self.words('case')} {plan.case_number}".removeprefix(", ")
        return said

    def _form_head(self) -> Iterator[tuple[str, str]]:
        """The unit, who leads it, who is its safety representative, and from when the form is."""
        heads = heads_of(self.plan.unit)
        yield self.words("head_unit"), self.plan.unit.name
        yield self.words("head_manager"), ", ".join(heads[Role.MANAGER])
        yield self.words("head_safety"), ", ".join(heads[Role.SAFETY])
        yield self.words("period"), self.plan.period
        yield self.words("head_made"), date_format(self.plan.created_at, "SHORT_DATE_FORMAT")
        yield self.words("head_changed"), date_format(last_changed(self.plan), "SHORT_DATE_FORMAT")

    def _foreword(self) -> Iterator[Block]:
        lines = [line for line in self.plan.foreword.splitlines() if line.strip()]
        if not self.layout.foreword or not lines:
            return
        if self._has_chapters():
            yield Heading(self.words("foreword"))
        yield from (Paragraph(line, lead=not at) for at, line in enumerate(lines))

    def _references(self) -> Iterator[Block]:
        """The links of the measures, each once."""
        links = dict(link for measure in self.measures for link in told_of(measure).links)
        if not self.layout.references or not links:
            return
        yield Heading(self.words("references"))
        rows = tuple((Cell(label, link=address),) for address, label in links.items())
        yield Table(self.words("references"), (Column(self.words("references")),), rows)
