"""The board's cards. Written as text, like the register's rows: a board holds a hundred, each with its own menu."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.template import RequestContext
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jamn.plan.models import Measure, Status
from jamn.plan.queries import SHOWABLE, BoardColumn, Reader
from jamn.plan.templatetags.rows import label_tag, short

register = template.Library()

_ADDRESS = "ADDRESS"
"""Stands in a menu for the address of the card's measure."""


class Cards:
    """What the cards of one board hold, as HTML. Whatever all of them share is made once.

    `movable` are the keys of the measures that the person may move, `moved` is the one that just was, `back` the query
    to come back to.
    """

    def __init__(
        self, columns: Sequence[BoardColumn], movable: Collection[int], moved: str, back: str, token: str
    ) -> None:
        self.movable, self.moved = movable, moved
        self.address = reverse("plan:measure", args=[0]).replace("/0/", "/%s/")
        self.move = reverse("plan:move", args=[0]).replace("/0/", "/%s/")
        self.late, self.nameless, self.says_move = label_tag("overdue", _("Late")), _("(no words)"), escape(_("Move"))
        self.responsible, self.reader = SHOWABLE["responsible"].words, Reader()
        self.hidden = (
            f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">'
            f'<input type="hidden" name="back" value="{escape(back)}">'
        )
        labels = {column.status: escape(self.reader.statuses[column.status]) for column in columns}
        self.menus = {status: self.menu(status, labels) for status in labels}

    def menu(self, status: str, labels: Mapping[str, str]) -> str:
        """Where a card of a column may go. Why something is stopped is asked on the measure's own page."""
        return "".join(
            f'<a class="menu-item" href="{_ADDRESS}#status-heading">{label} …</a>'
            if other == Status.STOPPED
            else f'<button class="menu-item" name="status" value="{other}" type="submit">{label}</button>'
            for other, label in labels.items()
            if other != status
        )

    def card(self, status: str, measure: Measure) -> str:
        """A measure: who, when, and where it may be moved."""
        name = measure.name or self.nameless
        focus = " autofocus" if self.moved == str(measure.pk) else ""
        address = self.address % measure.pk
        parts = [
            f'<a class="ds-link board-name" id="card-{measure.pk}" href="{address}"{focus}>{short(name, 120)}</a>',
            self.who(measure),
            self.when(measure),
            self.moving(status, measure, name) if measure.pk in self.movable else "",
        ]
        return f'<li class="board-card">{"".join(parts)}</li>'

    def who(self, measure: Measure) -> str:
        """Those who answer for it."""
        who = self.responsible(measure, self.reader)
        return f'<span class="small quiet">{short(who, 80)}</span>' if who else ""

    def when(self, measure: Measure) -> str:
        """The last day, or the plan's words on it, and whether it is late."""
        if not (measure.due_on or measure.deadline):
            return ""
        said = short(measure.deadline, 60)
        if measure.due_on:
            day = date_format(measure.due_on, "SHORT_DATE_FORMAT")
            said = f'<time datetime="{measure.due_on.isoformat()}">{day}</time>'
        return f'<span class="small board-due">{said} {self.late if measure.is_overdue else ""}</span>'

    def moving(self, status: str, measure: Measure, name: str) -> str:
        """The menu of the columns that it may go to."""
        move = self.move % measure.pk
        return (
            f'<details class="menu board-move"><summary class="small">{self.says_move}'
            f'<span class="ds-sr-only">: {short(name, 80)}</span></summary>'
            f'<form class="menu-panel" method="post" action="{move}" hx-post="{move}" hx-target="#results">'
            f"{self.hidden}"
            f"{self.menus[status].replace(_ADDRESS, self.address % measure.pk)}</form></details>"
        )


@register.simple_tag(takes_context=True)
def board_cards(context: RequestContext, columns: Sequence[BoardColumn]) -> Cards:
    """What writes the cards of a board: ``{% board_cards board as writer %}``."""
    given: dict[str, Any] = {name: context.get(name) for name in ("movable", "moved", "current")}
    token = get_token(context["request"])
    return Cards(columns, given["movable"] or (), given["moved"] or "", given["current"] or "", token)


@register.simple_tag
def cards_of(writer: Cards, column: BoardColumn) -> SafeString:
    """The cards of a column: ``{% cards_of writer column %}``. Every text in them is escaped by `Cards`."""
    return mark_safe("".join(writer.card(column.status, measure) for measure in column.measures))  # noqa: S308
