"""The register's rows. Written as text rather than by templates: a page may hold 500, each with a dozen cells."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from jamn.plan.models import DueKind, Measure
from jamn.plan.queries import SHOWABLE, Bar, Reader
from jamn.ui.templatetags.ui import tag

register = template.Library()

MOST_LETTERS = 160
"""How much of a text a row shows."""


class Cells:
    """What the cells of one page's rows hold, as HTML. Whatever all rows share is made once."""

    def __init__(self, columns: Sequence[str], *, plans: bool, choosable: bool) -> None:
        """`plans` shows each measure's plan below its name; `choosable` puts a check box before it."""
        self.reader = Reader()
        self.plans, self.choosable = plans, choosable
        self.address = reverse("plan:measure", args=[0]).replace("/0/", "/%s/")
        self.today = timezone.localdate()
        self.days: dict[date, str] = {}
        self.tags = {status: label_tag(status, label) for status, label in self.reader.statuses.items()}
        self.late, self.carried_on = label_tag("overdue", _("Late")), label_tag("carried_on", _("Carried on"))
        self.nameless, self.choose = _("(no words)"), escape(_("Choose:"))
        special = {"deadline": self.deadline, "status": self.status, "progress": self.progress}
        self.columns: list[tuple[str, str, Callable[[Measure], str]]] = [
            (escape(str(SHOWABLE[name].label)), name, special.get(name) or self._plain(name)) for name in columns
        ]

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.columns) + 1 + self.choosable

    def row(self, measure: Measure) -> str:
        """A whole row."""
        cells = [
            f'<td role="cell" data-label="{label}" class="register-{name}">{write(measure)}</td>'
            for label, name, write in self.columns
        ]
        return f'<tr role="row">{self.choice(measure)}{self.name(measure)}{"".join(cells)}</tr>'

    def choice(self, measure: Measure) -> str:
        """The check box that chooses the measure for a change of several."""
        if not self.choosable:
            return ""
        label = f"{self.choose} {self.named(measure)}"
        box = f'<input type="checkbox" name="measure" value="{measure.pk}" form="bulk" aria-label="{label}">'
        return f'<td role="cell" class="register-choice">{box}</td>'

    def name(self, measure: Measure) -> str:
        """The row's header: the measure's name, which leads to its page, and the plan."""
        link = f'<a class="ds-link" href="{self.address % measure.pk}">{self.named(measure)}</a>'
        plan = f'<span class="quiet small register-plan">{short(measure.plan.title)}</span>' if self.plans else ""
        return f'<th role="rowheader" scope="row" class="register-name">{link}{plan}</th>'

    def named(self, measure: Measure) -> str:
        """What the measure is called."""
        return short(measure.name or self.nameless)

    def deadline(self, measure: Measure) -> str:
        """The last day, whether it is late, and the plan's own words where they say more."""
        if not measure.due_on:
            return short(measure.deadline)
        if measure.due_on not in self.days:
            day = date_format(measure.due_on, "SHORT_DATE_FORMAT")
            self.days[measure.due_on] = f'<time datetime="{measure.due_on.isoformat()}">{day}</time>'
        said = self.days[measure.due_on]
        if measure.due_on < self.today and measure.is_open:
            said += f" {self.late}"
        if measure.deadline and measure.due_kind != DueKind.DATE:
            said += f'<span class="quiet small register-words">{short(measure.deadline)}</span>'
        return said

    def status(self, measure: Measure) -> str:
        """The status as a tag, or that the measure is carried on."""
        return self.carried_on if measure.is_carried_on else self.tags[measure.status]

    def progress(self, measure: Measure) -> str:
        """What is reached of the target, as words and as a bar."""
        words = SHOWABLE["progress"].words(measure, self.reader)
        if not words or not measure.target:
            return escape(words)
        reached = getattr(measure, "reached", None) or 0
        return (
            f'<progress max="{measure.target}" value="{min(reached, measure.target)}" aria-hidden="true"></progress>'
            f'<span class="number small">{escape(words)}</span>'
        )

    def _plain(self, name: str) -> Callable[[Measure], str]:
        words, reader = SHOWABLE[name].words, self.reader
        return lambda measure: short(words(measure, reader))


def short(words: str, most: int = MOST_LETTERS) -> str:
    """The beginning of a text, escaped."""
    return html.escape(words if len(words) <= most else f"{words[: most - 1].rstrip()}…")


def label_tag(word: str, label: str) -> str:
    """A coloured tag, as HTML: `ui`'s, made once for many rows."""
    return render_to_string("ui/parts/tag.html", tag(word, capfirst(label))).strip()


@register.simple_tag
def cells(columns: Sequence[str], plans: Any, choosable: Any) -> Cells:
    """What writes the rows of a page: ``{% cells form.columns show_plan may_change as writer %}``."""
    return Cells(columns, plans=bool(plans), choosable=bool(choosable))


@register.simple_tag
def rows(writer: Cells, measures: Sequence[Measure]) -> SafeString:
    """The rows of some measures. Every text in them is escaped by `Cells`."""
    return mark_safe("".join(map(writer.row, measures)))  # noqa: S308


@register.simple_tag
def headings(columns: Sequence[str]) -> list[tuple[str, str, str]]:
    """Name, heading and order of each column."""
    return [(name, str(SHOWABLE[name].label), SHOWABLE[name].order) for name in columns]


@register.filter
def those_responsible(measure: Measure) -> str:
    """Those who answer for a measure, or the plan's words on it."""
    return SHOWABLE["responsible"].words(measure, Reader(statuses={}))


@register.simple_tag
def timeline_row(bar: Bar) -> SafeString:
    """A measure of the timeline: its name and its days in words, and the bar, which repeats them."""
    measure = bar.measure
    days = [date_format(day, "SHORT_DATE_FORMAT") for day in (measure.due_from, measure.due_on) if day]
    late = " timeline-late" if measure.is_overdue else ""
    return format_html(
        '<li class="timeline-row"><span class="timeline-name"><a class="ds-link" href="{}">{}</a>'
        '<span class="small quiet">{}{}</span></span>'
        '<svg aria-hidden="true" focusable="false">'
        '<use href="#timeline-ground"/><rect class="bar-{}{}" x="{}" y="14" width="{}" height="14" rx="3"/></svg></li>',
        reverse("plan:measure", args=[measure.pk]),
        measure.name[:MOST_LETTERS] or _("(no words)"),
        "–".join(dict.fromkeys(days)),
        f" · {_('Late')}" if late else f" · {capfirst(str(measure.get_status_display()))}",
        measure.status,
        late,
        bar.start,
        bar.width,
    )
