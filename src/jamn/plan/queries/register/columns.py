"""The columns that the register may show, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.formats import date_format, localize
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from jamn.plan.models import Measure, Status
from jamn.plan.queries.terms import Kind, term_names

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(slots=True)
class Lists:
    """The law's areas and grounds of a measure, by their keys, and the names of those responsible.

    Read as plain values for a whole page: 500 measures with an object for each of their areas take three times as long.
    """

    areas: list[str] = field(default_factory=list)
    grounds: list[str] = field(default_factory=list)
    responsibles: list[str] = field(default_factory=list)


def lists_of(measure: Measure) -> Lists:
    """The lists of a measure that `rows_of` has read; those of any other are read from the database."""
    if "lists" not in measure.__dict__:
        measure.__dict__["lists"] = Lists(
            [row.area for row in measure.areas.all()],
            [row.ground for row in measure.grounds.all()],
            [row.name for row in measure.responsibles.all()],
        )
    found: Lists = measure.__dict__["lists"]
    return found


@dataclass(slots=True)
class Reader:
    """The words of one page's rows in the reader's language, each looked up once."""

    statuses: Mapping[str, str] = field(
        default_factory=lambda: {value: capfirst(str(label)) for value, label in Status.choices}
    )
    _terms: dict[tuple[Kind, str], dict[str, str]] = field(default_factory=dict)
    _days: dict[date, str] = field(default_factory=dict)

    def day(self, day: date) -> str:
        """A date in short."""
        if day not in self._days:
            self._days[day] = date_format(day, "SHORT_DATE_FORMAT")
        return self._days[day]

    def terms(self, kind: Kind, measure: Measure) -> str:
        """The law's areas or grounds of a measure, in the law's order."""
        keys = lists_of(measure).areas if kind == "areas" else lists_of(measure).grounds
        if not keys:
            return ""
        country = measure.plan.unit.employer.country
        if (kind, country) not in self._terms:
            self._terms[kind, country] = {key: capfirst(name) for key, name in term_names(kind, country).items()}
        return ", ".join(name for key, name in self._terms[kind, country].items() if key in keys)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what stands in it, the relations and figures it needs, and what sorts by it.

    `fetch` are relations to fetch along, `order` is a key of `ORDERS` or empty.
    """

    label: _StrPromise
    words: Callable[[Measure, Reader], str]
    fetch: tuple[str, ...] = ()
    order: str = ""
    numeric: bool = False


def _text(name: str) -> Callable[[Measure, Reader], str]:
    return lambda measure, _: str(getattr(measure, name))


def _responsible(measure: Measure, _reader: Reader) -> str:
    return ", ".join(lists_of(measure).responsibles) or measure.responsible


def _status(measure: Measure, reader: Reader) -> str:
    return str(_("Carried on")) if measure.is_carried_on else reader.statuses[measure.status]


def _deadline(measure: Measure, reader: Reader) -> str:
    return reader.day(measure.due_on) if measure.due_on else measure.deadline


def _follow_up_on(measure: Measure, reader: Reader) -> str:
    return reader.day(measure.follow_up_on) if measure.follow_up_on else ""


def _progress(measure: Measure, _reader: Reader) -> str:
    """“134 / 450 leaders”. `reached` is what `rows` adds: the latest number."""
    if measure.target is None:
        return ""
    reached = getattr(measure, "reached", None)
    numbers = " / ".join(localize(number.normalize() + 0) for number in (reached or measure.target * 0, measure.target))
    return f"{numbers} {measure.target_unit}".rstrip()


SHOWABLE: Final[dict[str, Column]] = {
    "area": Column(_("Area"), lambda measure, reader: reader.terms("areas", measure) or measure.area, (), "area"),
    "ground": Column(_("Ground"), lambda measure, reader: reader.terms("grounds", measure) or measure.ground),
    "responsible": Column(_("Responsible"), _responsible, (), "responsible"),
    "deadline": Column(_("Deadline"), _deadline, (), "due"),
    "status": Column(_("Status"), _status, (), "status"),
    "plan": Column(_("Plan"), lambda measure, _: measure.plan.title),
    "unit": Column(_("Unit"), lambda measure, _: measure.plan.unit.name),
    "focus_area": Column(
        _("Focus area"), lambda measure, _: measure.focus_area.title if measure.focus_area else "", ("focus_area",)
    ),
    "risk": Column(_("Risk"), lambda measure, _: "\n".join(risk.text for risk in measure.risks.all()), ("risks",)),
    "goal": Column(_("Goal"), _text("goal")),
    "target_group": Column(_("Target group"), _text("target_group")),
    "method": Column(_("Method"), _text("method")),
    "progress": Column(_("Progress"), _progress, ("reached",)),
    "follow_up": Column(_("Follow-up"), _text("follow_up")),
    "follow_up_on": Column(_("Next follow-up"), _follow_up_on, (), "follow_up"),
    "result": Column(_("Result"), _text("result")),
    "cost": Column(
        _("Cost"),
        lambda measure, _: "" if measure.cost is None else localize(measure.cost.normalize() + 0),
        numeric=True,
    ),
}
"""Every column but the first, which is the measure's name."""

SHOWN: Final = ("area", "ground", "responsible", "deadline", "status")
"""The columns that stand there until somebody chooses others."""
