"""What templates of this room use: the law's names, deadlines and places in words, headers that sort."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.context import RequestContext
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from jamn.plan.models import DueKind, Measure, Status
from jamn.plan.queries import Piece, Progress, lists_of, number_in_words, progress_of, term_names

register = template.Library()


@register.filter
def law_areas(measure: Measure) -> list[str]:
    """The areas of the law that a measure works on, by their names in the reader's language."""
    return _named("areas", measure, lists_of(measure).areas)


@register.filter
def law_grounds(measure: Measure) -> list[str]:
    """The grounds of discrimination that a measure names, in the reader's language."""
    return _named("grounds", measure, lists_of(measure).grounds)


@register.filter
def areas_in_short(measure: Measure) -> str:
    """The areas of the law, or where there are none, the area in the plan's words."""
    return ", ".join(law_areas(measure)) or Truncator(measure.area).chars(80)


@register.filter
def grounds_in_short(measure: Measure) -> str:
    """The grounds of the law, or where there are none, the ground in the plan's words."""
    return ", ".join(law_grounds(measure)) or Truncator(measure.ground).chars(80)


@register.filter
def in_its_own_words(measure: Measure) -> list[tuple[str, str]]:
    """Label and words of who and what a measure concerns, where the plan says more than what was understood."""
    understood_as = {
        "responsible": [each.name for each in measure.responsibles.all()],
        "area": law_areas(measure),
        "ground": law_grounds(measure),
    }
    labels = {
        "responsible": _("Responsible in the plan's words"),
        "area": _("Area in the plan's words"),
        "ground": _("Ground in the plan's words"),
    }
    return [
        (labels[name], words)
        for name, names in understood_as.items()
        if (words := getattr(measure, name)) and words.strip().casefold() != ", ".join(names).casefold()
    ]


def _named(kind: Any, measure: Measure, keys: Collection[str]) -> list[str]:
    names = term_names(kind, measure.plan.unit.employer.country) if keys else {}
    return [capfirst(name) for key, name in names.items() if key in keys]


@register.filter
def understood(measure: Measure) -> str:
    """What a deadline's words are taken to say: “a month: from 1 to 31 March 2027”. Empty when nothing is known."""
    if not measure.due_kind:
        return ""
    said = str(DueKind(measure.due_kind).label)
    if measure.due_times:
        said = _often(measure.due_times, measure.due_per)
    if measure.due_kind == DueKind.DATE and measure.due_on:
        return date_format(measure.due_on)
    if not measure.due_on:
        return capfirst(said)
    last = date_format(measure.due_on)
    if measure.due_kind == DueKind.RECURRING:
        when = _("next time by %(last)s") % {"last": last}
    elif measure.due_from and measure.due_from != measure.due_on:
        when = _("from %(first)s to %(last)s") % {"first": date_format(measure.due_from), "last": last}
    else:
        when = last
    return capfirst(f"{said}: {when}")


def _often(times: int, per: str) -> str:
    spans = {
        "day": ngettext("once a day", "%(times)s times a day", times),
        "week": ngettext("once a week", "%(times)s times a week", times),
        "month": ngettext("once a month", "%(times)s times a month", times),
        "quarter": ngettext("once a quarter", "%(times)s times a quarter", times),
        "half_year": ngettext("once every half-year", "%(times)s times every half-year", times),
        "year": ngettext("once a year", "%(times)s times a year", times),
    }
    years = per.removesuffix(" years")
    if years != per:
        spans[per] = _("every other year") if years == "2" else _("every %(years)s years") % {"years": years}
    return spans.get(per, ngettext("once", "%(times)s times", times)) % {"times": times}


@register.filter
def where(place: dict[str, Any] | None) -> str:
    """A place in an imported file, in words: “page 3, table 1, row 5”."""
    place = place or {}
    said = [str(place[name]) for name in ("sheet", "cells") if name in place]
    numbered = {
        "page": _("page %(number)s"),
        "table": _("table %(number)s"),
        "row": _("row %(number)s"),
        "paragraph": _("paragraph %(number)s"),
        "line": _("line %(number)s"),
    }
    if "cells" not in place:
        said += [words % {"number": place[name]} for name, words in numbered.items() if name in place]
    return ", ".join(said)


@register.filter
def status_label(status: str) -> str:
    """What a status is called."""
    return capfirst(str(Status(status).label))


@register.filter
def progress(measure: Measure) -> Progress | None:
    """How far a measure of `queries.with_reached` has come towards its target."""
    return progress_of(measure)


@register.filter
def number(value: Decimal | None) -> str:
    """A number as the reader's language writes it."""
    return number_in_words(value)


@register.inclusion_tag("plan/parts/my_measure.html", takes_context=True)
def my_measure(context: RequestContext, measure: Measure) -> dict[str, Any]:
    """A row for one who answers for a measure (`queries.my_open_measures`), with the way to say how far it has come."""
    back, language = context["request"].get_full_path(), get_language()
    return {"measure": measure, "back": back, "LANGUAGE_CODE": language}


@register.filter
def marked(pieces: tuple[Piece, ...]) -> SafeString:
    """Two texts as one (`queries.word_differences`), with what is gone and new marked, for the ear too."""
    said = {"gone": ("del", _("Before:")), "new": ("ins", _("After:"))}
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<{0}><span class="ds-sr-only">{1} </span>{2}</{0}>', *said[kind], text),)
            if kind in said
            else (text,)
            for kind, text in pieces
        ),
    )


@register.filter
def bound(form: BaseForm, name: str) -> BoundField:
    """A form's field by its name."""
    return form[name]


@register.inclusion_tag("plan/parts/sort_header.html", takes_context=True)
def sort_header(context: RequestContext, name: str, label: str) -> dict[str, Any]:
    """A column's header that sorts: up first, then down, then the plan's own order again."""
    order = context["form"].order
    following = {name: f"-{name}", f"-{name}": None}.get(order, name)
    sorted_as = {name: "ascending", f"-{name}": "descending"}.get(order, "")
    return {"request": context["request"], "name": name, "label": label, "next": following, "sorted_as": sorted_as}
