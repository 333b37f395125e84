"""What the register is asked for, as it stands in the address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jamn.accounts.models import User
from jamn.plan.forms.fields import DateInput, set_choices, statuses
from jamn.plan.models import Status
from jamn.plan.queries import (
    CARRIED_ON,
    LAYOUTS,
    NO_AREA,
    ORDERS,
    PAGE_SIZES,
    SHOWABLE,
    SHOWN,
    Choices,
    Filters,
    Named,
    term_names,
)

WRITTEN = "="
"""Before an area in the plan's own words, to tell it from a key of the law."""
NAMED = ("area", "responsible", "focus")
"""The filters with choices that plans word freely, which are looked up when somebody opens them."""
LOOKS = ("sort", "column", "group", "size", "layout")
"""What says how measures are shown, not which."""

DUE = {
    "": gettext_lazy("Any time"),
    "soon": gettext_lazy("Within 30 days"),
    "quarter": gettext_lazy("Within 90 days"),
    "none": gettext_lazy("Without a last day"),
}


GROUPED_BY = {
    "area": gettext_lazy("Area of the law"),
    "responsible": gettext_lazy("Responsible"),
    "unit": gettext_lazy("Unit"),
    "status": gettext_lazy("Status"),
    "focus_area": gettext_lazy("Focus area"),
}
SHOWN_AS = {
    "table": gettext_lazy("Table"),
    "board": gettext_lazy("Board"),
    "timeline": gettext_lazy("Timeline"),
}


class _AnyOf(forms.MultipleChoiceField):
    """Several choices from an address. What is not offered is passed over: the address may be old."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False)

    def clean(self, value: Any) -> list[str]:
        return [each for each in dict.fromkeys(value or ()) if self.valid_value(each)]


class _OneOf(forms.ChoiceField):
    """One choice from an address; the first when it is none of those offered."""

    def clean(self, value: Any) -> str:
        return str(value) if self.valid_value(value) else ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on: what it says, and the address without it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A filter's choices: value, what people read, whether it is chosen.

    `several` may be chosen at once, or just one. `later`: some are yet to be looked up.
    """

    name: str
    label: str
    several: bool
    later: bool
    choices: list[tuple[str, str, bool]]

    @property
    def on(self) -> bool:
        """Whether something is chosen."""
        return any(value and chosen for value, _, chosen in self.choices)


class RegisterFilter(forms.Form):
    """The register's filters, as they stand in the address. What cannot be used is passed over or explained."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=200)
    status = _AnyOf(gettext_lazy("Status"))
    area = _AnyOf(gettext_lazy("Area"))
    ground = _AnyOf(gettext_lazy("Ground"))
    responsible = _AnyOf(gettext_lazy("Responsible"))
    unassigned = forms.BooleanField(label=gettext_lazy("Without responsible"), required=False)
    focus = _AnyOf(gettext_lazy("Focus area"))
    plan = _AnyOf(gettext_lazy("Plan"))
    unit = _AnyOf(gettext_lazy("Unit"))
    mine = forms.BooleanField(label=gettext_lazy("My measures"), required=False)
    overdue = forms.BooleanField(label=gettext_lazy("Late"), required=False)
    due = _OneOf(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.RadioSelect,
        choices=list(DUE.items()),
    )
    due_from = forms.DateField(label=gettext_lazy("From"), required=False, widget=DateInput)
    due_to = forms.DateField(label=gettext_lazy("To"), required=False, widget=DateInput)
    sort = _OneOf(required=False, choices=[(sign + name, "") for name in ORDERS for sign in ("", "-")])

    column = _AnyOf(gettext_lazy("Columns"))
    group = _OneOf(
        label=gettext_lazy("Group by"), required=False, choices=[("", gettext_lazy("No groups")), *GROUPED_BY.items()]
    )
    size = _OneOf(
        label=gettext_lazy("On a page"), required=False, choices=[(str(size), str(size)) for size in PAGE_SIZES]
    )
    layout = _OneOf(label=gettext_lazy("Shown as"), required=False, choices=list(SHOWN_AS.items()))

    def __init__(self, data: QueryDict, choices: Choices, user: User, named: Named | None = None) -> None:
        """`choices` and `named` are among what the person may see; names that are asked for stay on offer.

        Without `named` the choices in plans' own words are those that are asked for: to be looked up later.
        """
        super().__init__(data, auto_id="filter_%s")
        self.address, self.user, self.choices, self.knows_names = data, user, choices, named is not None
        named = named or Named()
        areas, grounds = term_names("areas", choices.country), term_names("grounds", choices.country)
        written = [words.removeprefix(WRITTEN) for words in self._asked("area") if words.startswith(WRITTEN)]
        self.offered = {
            "status": statuses() | {CARRIED_ON: _("Carried on in a later plan")},
            "area": {key: capfirst(areas[key]) for key in choices.areas}
            | {NO_AREA: _("No area of the law")}
            | {f"{WRITTEN}{words}": _quoted(words) for words in _joined(named.written_areas, written)},
            "ground": {key: capfirst(grounds[key]) for key in choices.grounds},
            "responsible": {name: name for name in _joined(named.responsibles, self._asked("responsible"))},
            "focus": {title: title for title in _joined(named.focus_areas, self._asked("focus"))},
            "plan": {str(plan.pk): plan.title for plan in choices.plans},
            "unit": {str(unit.pk): unit.name for unit in choices.units},
            "column": {name: str(column.label) for name, column in SHOWABLE.items()},
        }
        for name, offered in self.offered.items():
            set_choices(self, name, offered)
        self.full_clean()

    def filters(self) -> Filters:
        """What to look for."""
        said = self.cleaned_data
        return Filters(
            words=tuple(said.get("q", "").split()),
            statuses=tuple(said["status"]),
            areas=tuple(area for area in said["area"] if not area.startswith(WRITTEN)),
            written_areas=tuple(area.removeprefix(WRITTEN) for area in said["area"] if area.startswith(WRITTEN)),
            grounds=tuple(said["ground"]),
            responsibles=tuple(said["responsible"]),
            plans=tuple(int(plan) for plan in said["plan"]),
            focus_areas=tuple(said["focus"]),
            units=tuple(unit.path for unit in self.choices.units if str(unit.pk) in said["unit"]),
            unassigned=said["unassigned"],
            mine=self.user if said["mine"] else None,
            overdue=said["overdue"],
            due=said["due"],
            due_from=said.get("due_from"),
            due_to=said.get("due_to"),
        )

    @property
    def order(self) -> str:
        """What the register is sorted by; empty for the plan's own order."""
        return str(self.cleaned_data["sort"])

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns to show; those that stand there from the start when none is chosen."""
        return tuple(name for name in SHOWABLE if name in self.cleaned_data["column"]) or SHOWN

    @property
    def grouping(self) -> str:
        """What the register is grouped by; empty for nothing."""
        return str(self.cleaned_data["group"])

    @property
    def page_size(self) -> int:
        """How many measures a page holds."""
        return int(self.cleaned_data["size"] or PAGE_SIZES[0])

    @property
    def look(self) -> str:
        """How the measures are shown: one of `LAYOUTS`."""
        return str(self.cleaned_data["layout"] or LAYOUTS[0])

    @property
    def narrows(self) -> bool:
        """Whether any filter is on."""
        return any(value for name, value in self.cleaned_data.items() if name not in LOOKS)

    def query_string(self, *, page: bool = True) -> str:
        """The query string with what is used and nothing else: what the browser's address line shows.

        What stands there from the start is left out; `page` keeps the page's number.
        """
        query = QueryDict(mutable=True)
        for name, value in self.cleaned_data.items():
            values = value if isinstance(value, list) else [value]
            query.setlist(name, [self._as_written(each) for each in values if each])
        query.setlist("column", () if self.columns == SHOWN else self.columns)
        if self.page_size == PAGE_SIZES[0]:
            del query["size"]
        if self.look == LAYOUTS[0]:
            del query["layout"]
        query.setlist("page", [number for number in self.address.getlist("page") if page and number != "1"])
        written = query.urlencode()
        return f"?{written}" if written else ""

    def menus(self) -> dict[str, Menu]:
        """Every field of choice by its name."""
        return {name: self.menu(name) for name, field in self.fields.items() if isinstance(field, _AnyOf | _OneOf)}

    def about_responsibles(self) -> tuple[forms.BoundField, ...]:
        """The check boxes that stand above the names of those responsible."""
        return self["mine"], self["unassigned"]

    def menu(self, name: str) -> Menu:
        """The choices of a field, those that are chosen marked."""
        chosen = self.cleaned_data.get(name) or ""
        if name == "column":
            chosen = list(self.columns)
        elif name == "size":
            chosen = str(self.page_size)
        elif name == "layout":
            chosen = self.look
        several = isinstance(chosen, list)
        offered = cast("forms.ChoiceField", self.fields[name]).choices
        return Menu(
            name=name,
            label=str(self.fields[name].label),
            several=isinstance(self.fields[name], _AnyOf),
            later=name in NAMED and not self.knows_names,
            choices=[
                (str(value), str(label), value in chosen if several else value == chosen)
                for value, label in cast("Iterable[tuple[str, str]]", offered)
            ],
        )

    def _asked(self, name: str) -> list[str]:
        return [words for words in self.address.getlist(name) if words.isprintable() and words.strip(WRITTEN + " ")]

    @staticmethod
    def _as_written(value: Any) -> str:
        return "1" if value is True else str(value)

    def chips(self) -> Iterator[Chip]:
        """The filters that are on, each with the way to take it away."""
        for name, value in self.cleaned_data.items():
            if name in LOOKS or not value:
                continue
            for each in value if isinstance(value, list) else [value]:
                yield Chip(self._in_words(name, each), self._without(name, each))

    def _in_words(self, name: str, value: Any) -> str:
        label = str(self.fields[name].label)
        if value is True:
            return label
        if name == "q":
            return _quoted(value)
        if name in ("due_from", "due_to"):
            words = _("Last day from %(day)s") if name == "due_from" else _("Last day by %(day)s")
            return words % {"day": date_format(value, "SHORT_DATE_FORMAT")}
        return f"{label}: {DUE[value] if name == 'due' else self.offered[name][value]}"

    def _without(self, name: str, value: Any) -> str:
        query = self.address.copy()
        query.setlist(name, [each for each in query.getlist(name) if each != value and isinstance(value, str) and each])
        query.setlist("page", [])
        return f"?{query.urlencode()}"


def _quoted(words: str) -> str:
    return _("“%(words)s”") % {"words": words}


def _joined(names: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """All of them, each once."""
    return tuple(dict.fromkeys((*names, *more)))


class MoveForm(forms.Form):
    """Where a card of the board goes, and the address (its query string) to come back to.

    Stopping asks for a reason, which is given on the measure's own page.
    """

    status = forms.ChoiceField(choices=[(value, label) for value, label in Status.choices if value != Status.STOPPED])
    back = forms.CharField(required=False, max_length=4000)
