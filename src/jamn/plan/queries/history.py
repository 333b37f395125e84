"""What became of a measure: who changed what, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any, Final, NamedTuple

from django.db.models import BooleanField, F, Model, QuerySet, Value
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jamn.plan.models import Measure, MeasureArea, MeasureGround, Responsible
from jamn.plan.queries.differences import FieldChange
from jamn.plan.queries.numbers import number_in_words
from jamn.plan.queries.places import Names, place_changes, pointed_at
from jamn.plan.queries.terms import term_names

COLUMNS = (
    "title",
    "description",
    "background",
    "area",
    "ground",
    "goal",
    "success_criterion",
    "method",
    "target_group",
    "responsible",
    "deadline",
    "due_kind",
    "due_from",
    "due_on",
    "status",
    "status_words",
    "stop_reason",
    "follow_up",
    "follow_up_on",
    "target",
    "target_unit",
    "cost",
    "cost_note",
    "result",
    "process_result",
    "effect",
    "evaluation",
    "correction",
)
"""The columns of a measure that a person edits, and whose changes are told."""


@dataclass(slots=True)
class Change:
    """What one person did at one time. `who` is empty when the person is gone; `made` when the measure came to be."""

    at: datetime
    who: str
    made: bool = False
    fields: list[FieldChange] = field(default_factory=list)


class _Row(NamedTuple):
    """A row of the history of what belongs to a measure, or of what it points at. `kind` tells which."""

    kind: str
    id: int
    history_id: int
    history_type: str
    history_date: datetime
    who: str | None
    words: str
    accountable: bool


def history_of(measure: Measure) -> list[Change]:
    """The changes of a measure, its areas, grounds and those who answer for it, the latest first. Two queries."""
    changes: dict[tuple[datetime, str], Change] = {}

    def at(when: datetime, who: str | None) -> Change:
        return changes.setdefault((when, who or ""), Change(when, who or ""))

    rows = list(_history(Measure).filter(id=measure.pk))
    if rows and rows[0].history_type == "+":
        at(rows[0].history_date, _name_of(rows[0])).made = True
    told = _told(measure, rows)
    names = Names(*({row.id: row.words for row in told[kind]} for kind in ("focus_areas", "sub_goals", "risks")))
    for before, after in pairwise(rows):
        change = at(after.history_date, _name_of(after))
        change.fields.extend([*_differences(before, after), *place_changes(before, after, names)])
    for first, field_change in [*_of_terms(measure, told), *_of_responsibles(told["responsibles"])]:
        change = at(first.history_date, first.who)
        if not change.made:
            change.fields.append(field_change)
    return sorted(changes.values(), key=lambda change: change.at, reverse=True)


def _told(measure: Measure, rows: Sequence[Any]) -> dict[str, list[_Row]]:
    """By kind, in order: the history of a measure's lists, and of what its rows point at. One query."""
    lists = {
        "areas": (MeasureArea.history.filter(measure_id=measure.pk), "area"),
        "grounds": (MeasureGround.history.filter(measure_id=measure.pk), "ground"),
        "responsibles": (Responsible.history.filter(measure_id=measure.pk), "name"),
    }
    parts = lists | pointed_at(rows)
    first, *others = (_as_rows(kind, found, column) for kind, (found, column) in parts.items())
    told: dict[str, list[_Row]] = {kind: [] for kind in parts}
    for row in sorted(
        map(_Row._make, first.union(*others, all=True)), key=lambda row: (row.history_date, row.history_id)
    ):
        told[row.kind].append(row)
    return told


def _as_rows(kind: str, rows: QuerySet[Any], column: str) -> QuerySet[Any]:
    accountable = F("accountable") if kind == "responsibles" else Value(value=False, output_field=BooleanField())
    told = rows.order_by().annotate(told_kind=Value(kind), told_accountable=accountable)
    names = ("id", "history_id", "history_type", "history_date", "history_user__name", column)
    written: QuerySet[Any] = told.values_list("told_kind", *names, "told_accountable")
    return written


def _name_of(row: Any) -> str:
    return row.history_user.name if row.history_user else ""


def _of_terms(measure: Measure, told: Mapping[str, list[_Row]]) -> Iterable[tuple[_Row, FieldChange]]:
    """What changed among a measure's areas and grounds, each time with a row of that time."""
    country = measure.plan.unit.employer.country
    labels = {"areas": ("law_area", _("area of the law")), "grounds": ("law_ground", _("ground of discrimination"))}
    for kind, (name, label) in labels.items():
        named = term_names("areas" if kind == "areas" else "grounds", country)
        for same in _together(told[kind]):
            words = {"+": "", "-": ""}
            for row in same:
                words[row.history_type] += f", {named.get(row.words, row.words)}"
            yield same[0], FieldChange(name, label, words["-"][2:], words["+"][2:])


@dataclass(frozen=True, slots=True)
class Latest:
    """Who last changed a field, and when. `who` is empty when the person is gone."""

    who: str
    at: datetime

    def __str__(self) -> str:
        """“Tor Vik changed this at 10:42.” With the day where it was another than today."""
        at = timezone.localtime(self.at)
        today = at.date() == timezone.localdate()
        said = {
            "who": self.who or _("Somebody"),
            "when": date_format(at, "TIME_FORMAT" if today else "DATETIME_FORMAT"),
        }
        return (_("%(who)s changed this at %(when)s.") if today else _("%(who)s changed this on %(when)s.")) % said


LISTS: Final[dict[str, type[Measure | MeasureArea | MeasureGround | Responsible]]] = {
    "responsibles": Responsible,
    "areas": MeasureArea,
    "grounds": MeasureGround,
}
"""The lists of a measure, and where the history of each is kept."""


def latest_change(thing: Model, name: str) -> Latest | None:
    """The latest change of a column, or of a list, of a measure, a risk or a plan; None where none is known."""
    if name in LISTS:
        row = _history(LISTS[name]).filter(measure_id=thing.pk).last()
        return Latest(row.history_user.name if row.history_user else "", row.history_date) if row else None
    rows = type(thing).history.filter(id=thing.pk).order_by("history_date", "history_id")  # type: ignore[attr-defined]
    told = list(rows.values_list(name, "history_user__name", "history_date"))
    changed = [after for before, after in pairwise([(None, None, None), *told]) if before[0] != after[0]]
    return Latest(changed[-1][1] or "", changed[-1][2]) if changed else None


def _of_responsibles(rows: list[_Row]) -> Iterable[tuple[_Row, FieldChange]]:
    """What changed among those who answer for a measure, each time with a row of that time."""
    stood: dict[int, str] = {}
    for same in _together(rows):
        before, after = [], []
        for row in same:
            old, new = stood.get(row.id, ""), "" if row.history_type == "-" else _who_in_words(row)
            stood[row.id] = new
            if old != new:
                before.append(old)
                after.append(new)
        if before or after:
            yield same[0], FieldChange("responsibles", _("those responsible"), _listed(before), _listed(after))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(name for name in names if name)


def _who_in_words(row: _Row) -> str:
    return _("%(name)s (accountable)") % {"name": row.words} if row.accountable else row.words


def _together(rows: Iterable[_Row]) -> list[list[_Row]]:
    """Rows of history that were written at one time."""
    return [list(same) for _, same in groupby(rows, key=lambda row: row.history_date)]


def _history(kind: type[Measure | MeasureArea | MeasureGround | Responsible]) -> QuerySet[Any]:
    rows: QuerySet[Any] = kind.history.order_by("history_date", "history_id").select_related("history_user")
    return rows


def _differences(before: Any, after: Any) -> Iterable[FieldChange]:
    for name in COLUMNS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield FieldChange(name, label_of(after, name), in_words(before, name), in_words(after, name))


def label_of(thing: Any, name: str) -> str:
    """What a column is called."""
    return str(thing._meta.get_field(name).verbose_name)


def in_words(thing: Any, name: str) -> str:
    """What stands in a column, as people read it; empty when nothing does."""
    value = getattr(thing, name)
    if thing._meta.get_field(name).choices:
        return str(getattr(thing, f"get_{name}_display")())
    if isinstance(value, Decimal):
        return number_in_words(value)
    return date_format(value) if isinstance(value, date) else str(value or "")
