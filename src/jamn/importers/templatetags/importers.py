"""What templates of this room use: names of fields, places in words, deadlines in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.template.defaultfilters import date as formatted
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from jamn import laws
from jamn.importers import queries
from jamn.importers.interpret import Field, amount_in_words, understand_cost
from jamn.importers.models import DraftMeasure, Upload
from jamn.importers.queries import Draft
from jamn.importers.queries.words import FACTS, FIELDS, WHYS
from jamn.plan.models import DueKind, Status

register = template.Library()
register.filter("is_unknown", queries.is_unknown)


@register.filter
def of(drafts: dict[int, Draft], upload: Upload) -> Draft | None:
    """The draft of an upload, where it has one."""
    return drafts.get(upload.pk)


@register.filter
def called(name: str) -> str:
    """What a field of a measure is called."""
    return str(FIELDS[name])


@register.filter
def fact_called(name: str) -> str:
    """What a fact of the plan is called."""
    return str(FACTS[name])


@register.filter
def why_called(why: str) -> str:
    """What pieces that found no place are called."""
    return str(WHYS[why])


@register.filter
def sentence(notice: dict[str, Any]) -> str:
    """A notice or a failure in the reader's language."""
    return _(notice["template"]).format(**notice["values"])


@register.filter
def where(place: dict[str, Any]) -> str:
    """A place in words: “page 3, row 5”. Of a sheet its name and cells."""
    if "sheet" in place:
        return " · ".join(filter(None, (place["sheet"], place.get("cells"))))
    said = []
    if "page" in place:
        said.append(_("page %(number)s") % {"number": place["page"]})
    if "row" in place:
        if "page" not in place and "table" in place:
            said.append(_("table %(number)s") % {"number": place["table"]})
        said.append(_("row %(number)s") % {"number": place["row"]})
    elif "line" in place:
        said.append(_("line %(number)s") % {"number": place["line"]})
    elif "paragraph" in place and "page" not in place:
        said.append(_("paragraph %(number)s") % {"number": place["paragraph"]})
    return ", ".join(said)


@register.filter
def means(measure: DraftMeasure, name: str) -> str:
    """What the words of a field were understood to say; empty where that adds nothing to the words."""
    said = _understood(measure, name)
    return "" if said.casefold() == measure.text(name).strip().casefold() else said


def _understood(measure: DraftMeasure, name: str) -> str:
    says = measure.understood
    if name == Field.DEADLINE and says.get("due"):
        return _due(says["due"])
    if name == Field.STATUS and says.get("state"):
        return str(Status(says["state"]).label)
    if name == Field.RESPONSIBLE and len(says.get("responsibles", ())) > 1:
        return " · ".join(says["responsibles"])
    if name == Field.COST:
        return amount_in_words(understand_cost(measure.text(name)).amount)
    if name == Field.AREA:
        return _law_names(measure, laws.areas, says.get("areas", []))
    return ""


@register.filter
def grounds_named(measure: DraftMeasure) -> str:
    """The grounds of discrimination that a measure's words name."""
    return _law_names(measure, laws.grounds, measure.understood.get("grounds", []))


def _law_names(measure: DraftMeasure, terms: Callable[[str], tuple[laws.Term, ...]], keys: list[str]) -> str:
    """The names that the law of the employer's country has for some keys, in the reader's language."""
    language = get_language() or settings.LANGUAGE_CODE
    names = {term.key: term.names for term in terms(measure.upload.unit.employer.country)}
    return ", ".join(names[key][language] for key in keys if key in names)


@register.filter
def day_in_words(iso: str) -> str:
    """An ISO day, month or year as it is written in the reader's language."""
    parts = [int(part) for part in iso.split("-")] if iso else []
    if not parts:
        return "…"
    styles = {1: "Y", 2: "F Y", 3: "DATE_FORMAT"}
    return formatted(date(*(*parts, 1, 1)[:3]), styles[len(parts)])


def _due(due: dict[str, Any]) -> str:
    """A deadline as exact as its words are: a day, a month, how often."""
    kind = due["kind"]
    if kind == DueKind.DATE and due.get("date"):
        return day_in_words(due["date"])
    if kind == DueKind.MONTH and due.get("month"):
        return formatted(date(due.get("year") or 2000, due["month"], 1), "F Y" if due.get("year") else "F")
    if kind == DueKind.YEAR and due.get("year"):
        return str(due["year"])
    if kind == DueKind.PERIOD:
        return f"{day_in_words(due.get('from', ''))} – {day_in_words(due.get('to', ''))}"
    if kind == DueKind.RECURRING and due.get("times"):
        return _often(due["times"], due.get("per"))
    return str(DueKind(kind).label)


def _often(times: int, per: str | None) -> str:
    spans = {
        "day": ngettext("once a day", "%(times)s times a day", times),
        "week": ngettext("once a week", "%(times)s times a week", times),
        "month": ngettext("once a month", "%(times)s times a month", times),
        "quarter": ngettext("once a quarter", "%(times)s times a quarter", times),
        "half_year": ngettext("once every half-year", "%(times)s times every half-year", times),
        "year": ngettext("once a year", "%(times)s times a year", times),
    }
    return spans.get(per or "", str(DueKind.RECURRING.label)) % {"times": times}
