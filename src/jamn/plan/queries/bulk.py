"""What a change of many measures at once would do, and what stands in the way of undoing it."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from jamn.accounts.models import User
from jamn.plan.models import BulkChange, DueKind, Measure, MeasureArea, MeasureGround, Responsible, Status
from jamn.plan.queries.access import measures_for
from jamn.plan.queries.differences import FieldChange
from jamn.plan.queries.history import label_of
from jamn.plan.queries.terms import term_names

MOST_AT_ONCE: Final = 1000
"""How many measures are changed at once."""
UNDO_DAYS: Final = 14
"""How long a change can be undone."""
PERSON: Final = ("name", "kind", "user_id", "unit_id", "role", "accountable")
"""What is kept of one who answered for a measure, so that it can be put back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to become of all the chosen measures; empty leaves as it is.

    `stop_reason` goes with the status stopped. `responsible` is a name, added to those there are or, with `replace`,
    put in their place. `area` and `ground` are keys of the law that are added; `focus_area` is a key of one of the
    measures' plan.
    """

    status: str = ""
    stop_reason: str = ""
    due_on: date | None = None
    responsible: str = ""
    replace: bool = False
    area: str = ""
    ground: str = ""
    focus_area: int | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of a measure that it sets, the same for all."""
        found: dict[str, Any] = {}
        if self.status:
            found |= {"status": self.status, "stop_reason": self.stop_reason if self.status == Status.STOPPED else ""}
        if self.due_on:
            words = date_format(self.due_on, "SHORT_DATE_FORMAT")
            found |= {"deadline": words, "due_kind": DueKind.DATE.value, "due_from": None, "due_on": self.due_on}
            found |= {"due_rule": "", "due_times": None, "due_per": ""}
        if self.focus_area is not None:
            found["focus_area_id"] = self.focus_area
        return found


@dataclass(slots=True)
class Planned:
    """What a change does to one measure: columns, and keys and names that are added; as JSON before and after."""

    measure: Measure
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def set(self, name: str, before: Any, after: Any) -> None:
        """Note a difference; nothing where there is none."""
        if before != after:
            self.before[name], self.after[name] = _plain(before), _plain(after)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change, what stands as it is wanted already, and what the person may not change.

    `digest` tells two previews apart: it differs when somebody changes one of the measures meanwhile.
    """

    changes: tuple[Planned, ...]
    unchanged: tuple[Measure, ...]
    refused: tuple[Measure, ...]
    digest: str


def chosen(user: User, keys: Collection[int]) -> QuerySet[Measure]:
    """Those of the measures that the person may see, of one employer, with what a change looks at."""
    measures = measures_for(user).filter(pk__in=keys)
    first = measures.order_by("pk").values("plan__unit__employer")[:1]
    return (
        measures.filter(plan__unit__employer__in=list(first.values_list("plan__unit__employer", flat=True)))
        .select_related("plan__unit__employer", "focus_area")
        .prefetch_related("areas", "grounds", "responsibles")
        .order_by("-plan_id", "position", "id")
    )


def preview(measures: Sequence[Measure], allowed: Collection[int], wanted: Wanted) -> Preview:
    """What becomes of the measures (of `chosen`). `allowed` are the keys of those that the person may change."""
    each = [planned(measure, wanted) for measure in measures if measure.pk in allowed]
    changes = tuple(one for one in each if one.after)
    said = [[one.measure.pk, one.before, one.after] for one in changes]
    return Preview(
        changes=changes,
        unchanged=tuple(one.measure for one in each if not one.after),
        refused=tuple(measure for measure in measures if measure.pk not in allowed),
        digest=blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=16).hexdigest(),
    )


def planned(measure: Measure, wanted: Wanted) -> Planned:
    """What the change does to one measure."""
    found = Planned(measure)
    for name, value in wanted.columns().items():
        found.set(name, getattr(measure, name), value)
    if wanted.area and wanted.area not in (keys := [row.area for row in measure.areas.all()]):
        found.set("areas", keys, [*keys, wanted.area])
    if wanted.ground and wanted.ground not in (keys := [row.ground for row in measure.grounds.all()]):
        found.set("grounds", keys, [*keys, wanted.ground])
    if wanted.responsible:
        people = [{name: getattr(each, name) for name in PERSON} for each in measure.responsibles.all()]
        one = next((person for person in people if person["name"] == wanted.responsible), {"name": wanted.responsible})
        rest = [] if wanted.replace else [person for person in people if person is not one]
        found.set("responsibles", people, [one] if wanted.replace else people if one in people else [*rest, one])
    return found


def in_words(one: Planned) -> list[FieldChange]:
    """Before and after, as people read them; what follows from another column is not told on its own."""
    country = one.measure.plan.unit.employer.country
    labels = {
        "responsibles": _("Responsible"),
        "areas": _("Area of the law"),
        "grounds": _("Ground of discrimination"),
        "focus_area_id": _("Focus area"),
    }
    told = []
    for name, after in one.after.items():
        if name in {"due_kind", "due_from", "due_rule", "due_times", "due_per", "deadline"}:
            continue
        label = labels.get(name) or capfirst(label_of(one.measure, name))
        told.append(FieldChange(name, label, _words(name, one.before[name], country), _words(name, after, country)))
    return told


def _words(name: str, value: Any, country: str) -> str:
    if name == "responsibles":
        return ", ".join(person["name"] for person in value)
    if name in ("areas", "grounds"):
        names = term_names(name, country)  # type: ignore[arg-type]
        return ", ".join(capfirst(names.get(key, key)) for key in value)
    if name == "status":
        return capfirst(str(Status(value).label))
    if name == "due_on" and value:
        return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    return str(value or "")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def bulk_changes(user: User) -> QuerySet[BulkChange]:
    """What the person has changed of many measures at once."""
    return BulkChange.objects.filter(by=user)


def changed_since(change: BulkChange) -> set[int]:
    """The keys of its measures that somebody has changed after it, or taken away. Five queries."""
    keys = [int(key) for key in change.changes["before"]]
    later: set[int] = set(keys) - set(Measure.objects.filter(pk__in=keys).values_list("pk", flat=True))
    later |= set(Measure.history.filter(id__in=keys, history_date__gt=change.at).values_list("id", flat=True))
    for kind in (MeasureArea, MeasureGround, Responsible):
        rows = kind.history.filter(measure_id__in=keys, history_date__gt=change.at)
        later |= set(rows.values_list("measure_id", flat=True))
    return later
